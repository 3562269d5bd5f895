"""Measuring, splitting and simplifying texts, from C and from Python."""

from __future__ import annotations

from pathlib import Path

import measuring
from measuring import BUILD, ROOT

HERE = ROOT / "benchmarks" / "text"


def samples(size: int) -> dict[str, str]:
    """The texts of samples.tsv, repeated to at least `size` bytes."""
    lines = (HERE / "samples.tsv").read_text("utf-8").splitlines()
    pieces = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return {name: piece * -(-size // len(piece.encode())) for name, piece in pieces.items()}


def run(folder: Path) -> None:
    """Measure and print."""
    program = measuring.compile_program("text/text.c", folder)
    python = ["env", f"PYTHONPATH={ROOT / 'bindings' / 'python'}", f"LIBSKY_LIBRARY={BUILD / 'libsky.so.0'}",
              str(BUILD / "venv" / "bin" / "python"), str(HERE / "text.py")]
    from_c = ["measure", "split", "clusters", "simplify"]
    from_python = ["libsky-measure", "libsky-split", "smsutil", "gsm0338"]
    print("\n## Texts\n\nNanoseconds a text, from C and from Python; smsutil counts and splits in one, gsm0338 encodes "
          "only."
          " The last columns say how many times as long smsutil takes as measuring from C, measuring from Python and "
          "splitting"
          " from Python.\n")
    heads = ["text", "C: measure", "MB/s", *from_c[1:], "Python: measure", "split", *from_python[2:], "C", "measure",
             "split"]
    print("| " + " | ".join(heads) + " |\n| --- |" + " ---: |" * (len(heads) - 1))
    file = folder / "text.txt"
    for size in (160, 1600):
        for name, text in samples(size).items():
            file.write_text(text, "utf-8")
            ways = {way: [str(program), way, str(file)] for way in from_c}
            ways |= {way: [*python, way, str(file)] for way in from_python}
            ns = measuring.medians(ways)
            length = len(text.encode())
            ratios = [ns["smsutil"] / ns[way] for way in ("measure", "libsky-measure", "libsky-split")]
            cells = [f"{ns['measure']:,.0f}", f"{length * 1000 / ns['measure']:,.0f}"]
            cells += [f"{ns[way]:,.0f}" for way in from_c[1:] + from_python] + [f"{ratio:.1f}" for ratio in ratios]
            print(f"| {name}, {length:,} bytes | " + " | ".join(cells) + " |", flush=True)
    for name, text in samples(1_000_000).items():
        file.write_text(text, "utf-8")
        figure = measuring.medians({"measure": [str(program), "measure", str(file)]})["measure"]
        length = len(text.encode())
        print(f"| {name}, {length:,} bytes | {figure:,.0f} | {length * 1000 / figure:,.0f} |" + " |" * (len(heads) - 3))
