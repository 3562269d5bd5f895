#!/usr/bin/env python3
"""Write the three unicode_*.txt files of this folder from the Unicode data that Python and PyPI `regex` carry.

    python3 -m pip install regex==2026.5.9
    python3 tools/text/extract_unicode.py

Not part of a build: the files are checked in, and make_text_tables.py reads nothing else. Run it to move to another
version of Unicode, look at the difference, and change the two versions below, which are checked.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import regex

from alphabets import read_alphabets

REGEX_VERSION = "2026.5.9"  # knows Unicode 17.0.0
UNICODEDATA_VERSION = "14.0.0"
HERE = Path(__file__).parent

# Grapheme_Cluster_Break of UAX #29 with what rules GB9c and GB11 need beside it. The first that matches wins.
BREAK_CLASSES: list[tuple[str, str]] = [
    ("Linker", r"\p{InCB=Linker}"),
    ("ZWJ", r"\p{GCB=ZWJ}"),
    ("ConjunctExtend", r"\p{InCB=Extend}"),
    ("Extend", r"\p{GCB=Extend}"),
    ("Consonant", r"\p{InCB=Consonant}"),
    ("Pictographic", r"\p{Extended_Pictographic}"),
    ("Regional", r"\p{GCB=Regional_Indicator}"),
    ("Prepend", r"\p{GCB=Prepend}"),
    ("SpacingMark", r"\p{GCB=SpacingMark}"),
    ("CR", r"\p{GCB=CR}"),
    ("LF", r"\p{GCB=LF}"),
    ("Control", r"\p{GCB=Control}"),
    ("L", r"\p{GCB=L}"),
    ("V", r"\p{GCB=V}"),
    ("T", r"\p{GCB=T}"),
    ("LV", r"\p{GCB=LV}"),
    ("LVT", r"\p{GCB=LVT}"),
]

# Marks that a Latin letter may lose and still be read; overlays (U+0334-0338) strike a letter out and stay.
DROPPABLE_MARKS = [(0x0300, 0x0333), (0x0339, 0x034E), (0x0350, 0x0362)]

# Compatibility decompositions that keep the meaning of a text. Left out: <super> and <sub> (10² is not 102),
# <vertical> and Arabic forms (not Latin), <noBreak> (written by hand in spellings.txt).
KEPT_TAGS = {"<wide>", "<narrow>", "<small>", "<font>", "<compat>", "<circle>", "<square>", "<fraction>"}


def code_points() -> Iterator[int]:
    """All Unicode scalar values."""
    yield from range(0xD800)
    yield from range(0xE000, 0x110000)


def runs(class_of: Callable[[int], str]) -> Iterator[tuple[int, int, str]]:
    """Maximal runs (first, last, class) of equal class; the empty class is left out."""
    first, last, current = 0, -1, ""
    for code in code_points():
        found = class_of(code)
        if found != current or code != last + 1:
            if current:
                yield first, last, current
            first, current = code, found
        last = code
    if current:
        yield first, last, current


def span(first: int, last: int) -> str:
    """`0300-036F`, or `200D` for a run of one."""
    return f"{first:04X}" if first == last else f"{first:04X}-{last:04X}"


def write_breaks() -> None:
    """The classes by which grapheme clusters are found."""
    patterns = [(name, regex.compile(pattern)) for name, pattern in BREAK_CLASSES]

    def class_of(code: int) -> str:
        text = chr(code)
        return next((name for name, pattern in patterns if pattern.match(text)), "")

    # Hangul syllables take turns (one LV, 27 LVT): the library computes these.
    lines = [
        f"{span(first, last)} {name}" for first, last, name in runs(class_of) if not 0xAC00 <= first <= 0xD7A3
    ]
    head = f"""# Grapheme cluster classes of UAX #29 (Unicode 17.0.0), from PyPI regex {REGEX_VERSION};
# by extract_unicode.py.
# first-last class. ConjunctExtend and Linker are Extend with Indic_Conjunct_Break (rule GB9c), Consonant is Other with
# it, Pictographic is Extended_Pictographic (rule GB11). AC00-D7A3 are left out: LV where (code - AC00) % 28 is 0, else
# LVT. All other code points are Other.
"""
    (HERE / "unicode_breaks.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def compositions() -> list[tuple[int, int, int]]:
    """The canonical compositions (first, second, composed) of the Basic Multilingual Plane, Hangul aside."""
    found = []
    for code in range(0x10000):
        decomposition = unicodedata.decomposition(chr(code))
        if not decomposition or decomposition.startswith("<") or " " not in decomposition:
            continue
        first, second = (int(part, 16) for part in decomposition.split())
        if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(code):
            found.append((first, second, code))
    return found


def write_compositions() -> None:
    """What NFC puts together."""
    found = compositions()
    composed = {code for _, _, code in found}
    # The library composes in one pass from left to right; that is right because no second part is itself composed.
    assert not any(second in composed for _, second, _ in found)
    lines = [f"{a:04X} {b:04X} {c:04X}" for a, b, c in sorted(found, key=lambda entry: (entry[1], entry[0]))]
    head = f"""# Canonical compositions (first second composed) of Unicode {UNICODEDATA_VERSION}, Basic Multilingual Plane,
# without the composition exclusions and without Hangul (computed); by extract_unicode.py.
"""
    (HERE / "unicode_compositions.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


class Speller:
    """Finds the nearest spelling of a character in the GSM default alphabet."""

    def __init__(self) -> None:
        alphabets = read_alphabets(HERE / "gsm_alphabets.txt")
        cells = alphabets.locking[0] + alphabets.single[0]
        self.gsm = {code for code in cells if code is not None}

    def droppable(self, mark: str) -> bool:
        """A Latin letter may lose this mark."""
        return any(first <= ord(mark) <= last for first, last in DROPPABLE_MARKS)

    def spell(self, character: str) -> tuple[str, str] | None:
        """(kind, spelling), or None if there is none that keeps the meaning."""
        if ord(character) in self.gsm:
            return "same", character
        return self.without_marks(character) or self.compatible(character)

    def without_marks(self, character: str) -> tuple[str, str] | None:
        """A Latin letter with marks: the GSM letter with one of its marks, or its base letter."""
        base, *marks = unicodedata.normalize("NFD", character)
        if not marks:
            single = unicodedata.normalize("NFC", character)  # Ohm, Kelvin and Angstrom signs
            return ("letter", single) if single != character and ord(single) in self.gsm else None
        if not unicodedata.name(base, "").startswith("LATIN ") or not all(map(self.droppable, marks)):
            return None
        for mark in marks:
            with_mark = unicodedata.normalize("NFC", base + mark)
            if len(with_mark) == 1 and ord(with_mark) in self.gsm:
                return "letter", with_mark
        return ("letter", base) if ord(base) in self.gsm else None

    def compatible(self, character: str) -> tuple[str, str] | None:
        """A wide, fancy, joined or enclosed form of GSM characters."""
        tag, *parts = (unicodedata.decomposition(character) or "<none>").split()
        is_other_script = 0x2E80 <= ord(character) < 0x3200 or unicodedata.name(character, "").startswith("GREEK ")
        if tag not in KEPT_TAGS or is_other_script:
            return None
        spellings = [self.spell("/" if part == "2044" else chr(int(part, 16))) for part in parts]
        if any(found is None for found in spellings):
            return None
        text = "".join(found[1] for found in spellings if found is not None)
        if text.startswith(" ") or any(ord(c) > 0x7F and not c.isalpha() and c not in "¥£" for c in text):
            return None
        if tag == "<circle>":
            text = f"({text})"
        return ("fraction" if tag == "<fraction>" else "form"), text


def write_spellings() -> None:
    """Letters with marks and compatibility forms; what is a matter of judgement is in spellings.txt."""
    speller = Speller()
    entries: list[tuple[int, str, str]] = []
    for code in code_points():
        found = speller.spell(chr(code))
        if found is not None and found[0] != "same":
            entries.append((code, *found))
    lines: list[str] = []
    at = 0
    while at < len(entries):
        code, kind, text = entries[at]
        size = 1
        while at + size < len(entries) and len(text) == 1:
            if entries[at + size] != (code + size, kind, chr(ord(text) + size)):
                break
            size += 1
        if size >= 4:  # FF21-FF3A: from "A" onward
            lines.append(f'{span(code, code + size - 1)} {kind} "{text}" onward')
        else:
            size = 1
            quoted = text.replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'{code:04X} {kind} "{quoted}"  # {unicodedata.name(chr(code))}')
        at += size
    head = f"""# Nearest spellings in the GSM default alphabet that follow from the decompositions of Unicode {UNICODEDATA_VERSION};
# by extract_unicode.py, which says what is left out. Same form as spellings.txt, which wins where both have a character.
"""
    (HERE / "unicode_spellings.txt").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    if regex.__version__ != REGEX_VERSION or unicodedata.unidata_version != UNICODEDATA_VERSION:
        sys.exit(f"made with regex {REGEX_VERSION} and unicodedata {UNICODEDATA_VERSION}: change the pins first")
    write_breaks()
    write_compositions()
    write_spellings()


if __name__ == "__main__":
    main()
