"""libsky's column call from Python, for lists and, where they are installed, NumPy and Arrow arrays.

Usage: LIBSKY_LIBRARY=... PYTHONPATH=bindings/python python3 columns.py FILE
"""

from __future__ import annotations

import sys
import time
from typing import Any

import libsky


def measure(name: str, texts: Any, regions: Any) -> None:
    """Print nanoseconds a row, the best of fifty calls."""
    best = float("inf")
    for _ in range(50):
        started = time.perf_counter()
        libsky.parse_numbers(texts, regions=regions)
        best = min(best, time.perf_counter() - started)
    print(f"libsky Python, {name}: {best / len(texts) * 1e9:.0f} ns")


def main() -> None:
    """The lines of the file as columns of each kind."""
    with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
        pairs = [line.rstrip("\n").rsplit("\t", 1) for line in file]
    texts = [text for text, _ in pairs]
    regions = "".join(region if len(region) == 2 else "\0\0" for _, region in pairs).encode()
    measure("list", texts, regions)
    try:
        import numpy
        import pyarrow
    except ImportError:
        return
    measure("NumPy array", numpy.array(texts), regions)
    measure("Arrow array", pyarrow.array(texts), regions)


if __name__ == "__main__":
    main()
