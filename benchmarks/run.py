#!/usr/bin/env python3
"""Measure libsky against its peers in one run, and print the ratios as tables.

    benchmarks/run.py [parse] [parse_json] [text] [send] [start] [memory] [load]

`make bench` installs what it needs and calls it for all.

Rounds of the ways alternate, so that a machine that is slow for a while is slow for all; the figure is the median. Only
ratios carry over to another machine. Instruction counts come from callgrind and repeat to a fraction of a percent.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import load
import parse.bench
import parse_json.bench
import send.bench
import text.bench

SUBJECTS = {"parse": parse.bench.run, "parse_json": parse_json.bench.run, "text": text.bench.run,
            "send": send.bench.run,
            "start": send.bench.start, "memory": send.bench.memory, "load": load.run}


def main(subjects: list[str]) -> None:
    """The subjects that are named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for subject in subjects or SUBJECTS:
            SUBJECTS[subject](Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
