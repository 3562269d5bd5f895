"""Reads gsm_alphabets.txt, the one place that holds the alphabets of 3GPP TS 23.038."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ESCAPE = 0x1B
LANGUAGES = 14
NAMES = {"SP": 0x20, "LF": 0x0A, "FF": 0x0C, "CR": 0x0D, "ESC": None, "..": None}


@dataclass
class Alphabets:
    """Tables by national language identifier: 128 cells, a code point or None."""

    locking: dict[int, list[int | None]] = field(default_factory=dict)
    single: dict[int, list[int | None]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


def cell(token: str) -> int | None:
    """The code point of a cell; None for the escape and for a septet without a character."""
    if token in NAMES:
        return NAMES[token]
    if len(token) == 1:
        return ord(token)
    if re.fullmatch("[0-9A-F]{4}", token):
        return int(token, 16)
    raise ValueError(f"not a cell: {token!r}")


def read_alphabets(path: Path) -> Alphabets:
    """The tables, checked for size and for the place of the escape."""
    alphabets = Alphabets()
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if not line or line.startswith("# ") or line == "#":
            continue
        heading = re.fullmatch(r"\[(locking|single) (\d+) (\w+) ([A.0-9]+)\]", line)
        if heading is None:
            raise ValueError(f"not a heading: {line!r}")
        kind, number, name = heading[1], int(heading[2]), heading[3]
        tokens = [token for _ in range(8) for token in next(lines).split()]
        if len(tokens) != 128 or (kind == "locking") != (tokens[ESCAPE] == "ESC"):
            raise ValueError(f"{heading[0]} has {len(tokens)} cells, or no escape at 0x1B")
        cells = [cell(token) for token in tokens]
        (alphabets.locking if kind == "locking" else alphabets.single)[number] = cells
        alphabets.names[number] = name
    return alphabets
