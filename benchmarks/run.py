#!/usr/bin/env python3
"""Measure libsky against its peers in one run, and print the ratios as a table.

    benchmarks/run.py [parse] [text] [send] [load]    (`make bench` installs what it needs and calls it for all)

Rounds of the ways alternate, so that a machine that is slow for a while is slow for all; the figure is the median. Only
ratios carry over to another machine. Instruction counts come from callgrind and repeat to a fraction of a percent.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
ROUNDS = 7

NGINX = """\
worker_processes 1; daemon off; pid {work}/nginx.pid; error_log {work}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off; keepalive_requests 100000000;
    client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
    uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            default_type text/xml;
            return 200 "<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID><TO>15550100031</TO></RESPONSE>";
        }}
    }}
}}
"""


def compile_program(name: str, folder: Path, source: str = "") -> Path:
    """Compile benchmarks/NAME.c, or another source of that folder, against the built library."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libxml-2.0", "libcurl"], check=True,
                           capture_output=True, text=True).stdout.split()
    program = folder / name
    subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", f"-I{ROOT / 'include'}", "-o", str(program),
                    str(ROOT / "benchmarks" / (source or f"{name}.c")), f"-L{BUILD}", "-lsky", "-ldl", *flags,
                    f"-Wl,-rpath,{BUILD}"], check=True)
    return program


def number_from(*command: str) -> float:
    """The number that a program prints."""
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def text_samples(size: int) -> dict[str, str]:
    """The texts of benchmarks/text/samples.tsv, repeated to at least `size` bytes."""
    lines = (ROOT / "benchmarks" / "text" / "samples.tsv").read_text("utf-8").splitlines()
    pieces = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return {name: piece * -(-size // len(piece.encode())) for name, piece in pieces.items()}


def medians(ways: dict[str, list[str]]) -> dict[str, float]:
    """Run all ways in turn, several rounds; the median of each."""
    figures: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, command in ways.items():
            figures[name].append(number_from(*command))
    return {name: statistics.median(values) for name, values in figures.items()}


def instructions(program: Path, way: str) -> int:
    """Instructions a document: the difference between two rounds and one, over the documents of a round."""
    counts = []
    for rounds in ("1", "2"):
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(program), way, rounds],
                              check=True, capture_output=True, text=True)
        counts.append(int(re.search(r"Collected : (\d+)", done.stderr)[1]))  # type: ignore[index]
    return (counts[1] - counts[0]) // 2000


def table(title: str, unit: str, figures: dict[str, float], base: str, more: dict[str, str] | None = None) -> None:
    """Print one table: each way, its figure, its ratio to `base`."""
    print(f"\n## {title}\n\n| way | {unit} | ratio to {base} |{' instructions |' if more else ''}")
    print("| --- | ---: | ---: |" + (" ---: |" if more else ""))
    for name, figure in figures.items():
        extra = f" {more[name]} |" if more else ""
        print(f"| {name} | {figure:.4g} | {figure / figures[base]:.2f} |{extra}")


def bench_parse(folder: Path) -> None:
    """Reading postbacks."""
    program = compile_program("parse", folder)
    names = {"sky": "libsky: parse", "sky-fields": "libsky: parse, ten fields asked for", "push": "libxml2 SAX2, reused push context",
             "sax": "libxml2 SAX2, fresh context", "tree": "libxml2 tree"}
    figures = medians({title: [str(program), way, "50"] for way, title in names.items()})
    counts = {title: f"{instructions(program, way):,}" for way, title in names.items()}
    table("Read a postback of about 410 bytes, ten fields", "ns", figures, "libxml2 tree", counts)


def bench_send(folder: Path) -> None:
    """Sending one after the other to nginx on loopback."""
    program = compile_program("send", folder)
    port = 18479
    (folder / "nginx.conf").write_text(NGINX.format(work=folder, port=port), "ascii")
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    # Each side has a processor of its own; left to itself the kernel moves them together for some runs and not for others.
    server = subprocess.Popen(["taskset", "-c", "1", nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        time.sleep(1)
        url = f"http://127.0.0.1:{port}/"
        names = {"sky": "libsky, form field", "curl": "libcurl, one easy handle reused", "curl-fresh": "libcurl, a handle each"}
        figures = medians({title: ["taskset", "-c", "0", str(program), way, "20000", url] for way, title in names.items()})
        table("Send, one after the other, plain HTTP", "CPU us", figures, "libcurl, one easy handle reused")
    finally:
        server.terminate()
        server.wait()


def bench_text(folder: Path) -> None:
    """Measuring, splitting and simplifying texts, from C and from Python."""
    program = compile_program("text", folder, "text/text.c")
    python = ["env", f"PYTHONPATH={ROOT / 'bindings' / 'python'}", f"LIBSKY_LIBRARY={BUILD / 'libsky.so.0'}",
              str(BUILD / "venv" / "bin" / "python"), str(ROOT / "benchmarks" / "text" / "text.py")]
    from_c = ["measure", "split", "clusters", "simplify"]
    from_python = ["libsky-measure", "libsky-split", "smsutil", "gsm0338"]
    print("\n## Texts\n\nNanoseconds a text, from C and from Python; smsutil counts and splits in one, gsm0338 encodes only."
          " The last columns say how many times as long smsutil takes as measuring from C, measuring from Python and splitting"
          " from Python.\n")
    heads = ["text", "C: measure", "MB/s", *from_c[1:], "Python: measure", "split", *from_python[2:], "C", "measure", "split"]
    print("| " + " | ".join(heads) + " |\n| --- |" + " ---: |" * (len(heads) - 1))
    for size in (160, 1600):
        for name, text in text_samples(size).items():
            file = folder / "text.txt"
            file.write_text(text, "utf-8")
            ways = {way: [str(program), way, str(file)] for way in from_c}
            ways |= {way: [*python, way, str(file)] for way in from_python}
            ns = medians(ways)
            length = len(text.encode())
            ratios = [ns["smsutil"] / ns[way] for way in ("measure", "libsky-measure", "libsky-split")]
            cells = [f"{ns['measure']:,.0f}", f"{length * 1000 / ns['measure']:,.0f}"]
            cells += [f"{ns[way]:,.0f}" for way in from_c[1:] + from_python] + [f"{ratio:.1f}" for ratio in ratios]
            print(f"| {name}, {length:,} bytes | " + " | ".join(cells) + " |")
    for name, text in text_samples(1_000_000).items():
        file.write_text(text, "utf-8")
        figure = medians({"measure": [str(program), "measure", str(file)]})["measure"]
        length = len(text.encode())
        print(f"| {name}, {length:,} bytes | {figure:,.0f} | {length * 1000 / figure:,.0f} |" + " |" * (len(heads) - 3))


def bench_load(folder: Path) -> None:
    """Loading the library into a process."""
    program = compile_program("load", folder)
    figures = medians({"libcurl and libxml2": [str(program), "libcurl.so.4", "libxml2.so.2"],
                       "libsky": [str(program), str(BUILD / "libsky.so.0")]})
    table("Load", "ms", figures, "libcurl and libxml2")
    print(f"\nSize: {(BUILD / 'libsky.so.0').stat().st_size:,} bytes, stripped.")


BENCHMARKS = {"parse": bench_parse, "text": bench_text, "send": bench_send, "load": bench_load}


def main() -> None:
    """The benchmarks that are named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or BENCHMARKS:
            BENCHMARKS[name](Path(folder))


if __name__ == "__main__":
    main()
