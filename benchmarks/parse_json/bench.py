"""Reading Cellcast's callbacks and pages through C, Python and PHP against the usual ways: same documents, same fields,
one run."""

from __future__ import annotations

import os
from pathlib import Path

import measuring
from measuring import BUILD, ROOT, Ways

from . import documents

HERE = ROOT / "benchmarks" / "parse_json"

C_WAYS = {"sky": "libsky: parse", "sky-fields": "libsky: parse, all fields asked for",
          "sky-buffer": "libsky: parse into a buffer",
          "jansson": "jansson"}
PYTHON_WAYS = {"libsky": "Python: libsky", "json": "Python: json", "orjson": "Python: orjson"}
PHP_WAYS = {"libsky": "PHP: libsky", "jsonDecode": "PHP: json_decode"}
SIMDJSON = "simdjson, DOM"


def run(folder: Path) -> None:
    """Measure and print, for both sorts of callbacks and for a page."""
    os.environ["LIBSKY_LIBRARY"] = str(BUILD / "libsky.so.0")
    os.environ["PYTHONPATH"] = str(ROOT / "bindings" / "python")
    measuring.set_up_packages()
    program = measuring.compile_program("parse_json/callbacks.c", folder, "jansson")
    simdjson = measuring.compile_program("parse_json/simdjson.cc", folder, "simdjson")
    files = documents.write(folder)
    for kind in ("report", "inbound"):
        callbacks(kind, files[kind], str(program), str(simdjson))
    page(files["page"], str(program), str(simdjson))


def script_ways(end: str, rounds: str, file: Path) -> tuple[Ways, Ways]:
    """The commands for Python and PHP; `end` is what the names of the ways end in, in either spelling."""
    python = {title: [str(measuring.VENV / "bin" / "python"), str(HERE / "callbacks.py"), way + end.lower(), rounds,
                      str(file)]
              for way, title in PYTHON_WAYS.items()}
    php = {title: ["php", str(HERE / "callbacks.php"), way + end.lstrip("-"), rounds, str(file)]
           for way, title in PHP_WAYS.items()}
    return python, php


def callbacks(kind: str, file: Path, program: str, simdjson: str) -> None:
    """Callbacks of one sort."""
    c_ways: Ways = {title: [program, way, "50", str(file)] for way, title in C_WAYS.items()}
    c_ways[SIMDJSON] = [simdjson, "callback", "50", str(file)]
    python, php = script_ways("", "5", file)
    figures = measuring.medians({**c_ways, **python, **php})
    counts = {title: counted([*command[:2]], file) for title, command in c_ways.items()}
    mean = round(sum(map(len, file.read_bytes().split(b"\0"))) / documents.COUNT)
    about = f"JSON callbacks of {mean} bytes ({kind})"
    measuring.table(f"C: {about}", "ns", {name: figures[name] for name in c_ways}, C_WAYS["jansson"], counts)
    measuring.table(f"Python: {about}", "ns", {name: figures[name] for name in python}, PYTHON_WAYS["json"])
    measuring.table(f"PHP: {about}", "ns", {name: figures[name] for name in php}, PHP_WAYS["jsonDecode"])
    rates = ", ".join(f"{title} {1e9 / figures[title]:,.0f}"
                      for title in (C_WAYS["sky"], *PYTHON_WAYS.values(), *PHP_WAYS.values()))
    print(f"\nCallbacks a second, one thread: {rates}.", flush=True)


def page(file: Path, program: str, simdjson: str) -> None:
    """One page of replies."""
    size = len(file.read_bytes()) - 1
    ways: Ways = {"libsky: the result with its entries": [program, "sky-page", "500", str(file)],
                  "jansson": [program, "jansson-page", "500", str(file)],
                  SIMDJSON: [simdjson, "page", "500", str(file)]}
    python, php = script_ways("-Page", "100", file)
    figures = {name: size * 1e3 / nanoseconds
               for name, nanoseconds in measuring.medians({**ways, **python, **php}).items()}
    measuring.table(f"A page of {size:,} bytes, {documents.REPLIES} replies", "MB/s", figures, "jansson")


def counted(command: list[str], file: Path) -> str:
    """Instructions a document of one way."""
    return f"{measuring.instructions([*command, '1', str(file)], [*command, '2', str(file)], documents.COUNT):,}"
