"""Reading postbacks through C, Python and PHP against the usual ways in each language: same documents, same fields, one
run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import measuring
from measuring import BUILD, ROOT, Ways

sys.path.insert(0, str(Path(__file__).parent))
import documents  # noqa: E402

HERE = ROOT / "benchmarks" / "parse"

C_WAYS = {
    "sky": "libsky: parse",
    "sky-fields": "libsky: parse, ten fields asked for",
    "sky-buffer": "libsky: parse into a buffer",
    "push": "libxml2 SAX2, reused push context",
    "sax": "libxml2 SAX2, fresh context",
    "tree": "libxml2 tree",
    "expat": "expat, reused",
}
PUGIXML = "pugixml"
PYTHON_WAYS = {"libsky": "Python: libsky", "lxml": "Python: lxml", "etree": "Python: xml.etree",
               "xmltodict": "Python: xmltodict"}
PHP_WAYS = {"libsky": "PHP: libsky", "simplexml": "PHP: SimpleXML", "dom": "PHP: DOM"}


def run(folder: Path) -> None:
    """Measure and print, for plain documents and for rich ones."""
    os.environ["LIBSKY_LIBRARY"] = str(BUILD / "libsky.so.0")
    os.environ["PYTHONPATH"] = str(ROOT / "bindings" / "python")
    measuring.set_up_packages()
    parse = str(measuring.compile_program("parse/parse.c", folder, "libxml-2.0", "expat"))
    pugixml = str(measuring.compile_program("parse/pugixml.cc", folder, "pugixml"))
    for kind, file in documents.write(folder).items():
        c_ways: Ways = {title: [parse, way, "50", str(file)] for way, title in C_WAYS.items()}
        c_ways[PUGIXML] = [pugixml, "50", str(file)]
        python: Ways = {title: [str(measuring.VENV / "bin" / "python"), str(HERE / "parse.py"), way, "5", str(file)]
                        for way, title in PYTHON_WAYS.items()}
        php: Ways = {title: ["php", str(HERE / "parse.php"), way, "5", str(file)] for way, title in PHP_WAYS.items()}
        figures = measuring.medians({**c_ways, **python, **php})
        counts = {title: counted([parse, way], file) for way, title in C_WAYS.items()}
        counts[PUGIXML] = counted([pugixml], file)
        mean = round(sum(map(len, file.read_bytes().split(b"\0"))) / documents.COUNT)
        about = f"{kind} postbacks of {mean} bytes, ten fields"
        measuring.table(f"C: {about}", "ns", {name: figures[name] for name in c_ways}, C_WAYS["push"], counts)
        measuring.table(f"Python: {about}", "ns", {name: figures[name] for name in python}, PYTHON_WAYS["lxml"])
        measuring.table(f"PHP: {about}", "ns", {name: figures[name] for name in php}, PHP_WAYS["simplexml"])
        rates = ", ".join(f"{title} {1e9 / figures[title]:,.0f}"
                          for title in (C_WAYS["sky"], PYTHON_WAYS["libsky"], PHP_WAYS["libsky"]))
        print(f"\nPostbacks a second, one thread: {rates}.", flush=True)


def counted(command: list[str], file: Path) -> str:
    """Instructions a document of one way."""
    return f"{measuring.instructions([*command, '1', str(file)], [*command, '2', str(file)], documents.COUNT):,}"
