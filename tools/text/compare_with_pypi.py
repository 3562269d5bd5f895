#!/usr/bin/env python3
"""Compare what libsky says of texts with what packages from PyPI say, and name the reason of every difference.

    PYTHONPATH=bindings/python build/venv/bin/python tools/text/compare_with_pypi.py

Code points alone, texts around all borders, and random texts, through the Python binding. Exits with 1 if a
difference has no reason in REASONS; docs/text.md explains the reasons at length. `make test` runs it with the packages
of tools/requirements.txt; sms-toolkit, which has to be built, is compared with if it is there.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import gsm0338
import gsmcodecs  # noqa: F401  (registers its codecs)
import libsky
import smsutil
from gsmcodecs.charmaps import GSMCHARMAPS

from alphabets import read_alphabets
from make_text_tables import read_spellings

try:
    import sms_toolkit
    from sms_toolkit.constants import unicode_to_gsm_map
except ImportError:
    sms_toolkit = None

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Verdict:
    """What one implementation says; None where it does not say."""

    encoding: str | None = None
    units: int | None = None
    segments: int | None = None
    parts: tuple[int, ...] | None = None

    def differs(self, other: Verdict) -> bool:
        """Some field that both have is not the same."""
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)


def by_libsky(text: str) -> Verdict:
    """The library's verdict."""
    info = libsky.measure_text(text)
    parts = tuple(len(part) for part in libsky.split_text(text))
    return Verdict(info.encoding.name.lower(), info.units, info.segments, parts)


def by_smsutil(text: str) -> Verdict:
    """smsutil splits, and counts octets in UCS-2."""
    result = smsutil.split(text)
    is_gsm = result.encoding == "gsm0338"
    units = result.total_bytes if is_gsm else result.total_bytes // 2
    return Verdict("gsm7" if is_gsm else "ucs2", units, len(result.parts), tuple(part.length for part in result.parts))


def by_sms_toolkit(text: str) -> Verdict:
    """sms-toolkit profiles a message."""
    profile = sms_toolkit.profile_message(text)
    is_gsm = profile["max_segment_size"] > 70
    parts = tuple(len(segment["unicode_character_list"]) for segment in profile["segments"])
    return Verdict("gsm7" if is_gsm else "ucs2", profile["message_length"], profile["num_segments"], parts)


def by_codec(encode: Callable[[str], bytes]) -> Callable[[str], Verdict]:
    """A codec knows no segments: the septets, or that there are none."""

    def verdict(text: str) -> Verdict:
        try:
            return Verdict("gsm7", len(encode(text)))
        except UnicodeEncodeError:
            return Verdict("ucs2")

    return verdict


PEERS: dict[str, Callable[[str], Verdict]] = {
    "smsutil": by_smsutil,
    "gsm0338": by_codec(lambda text: gsm0338.Codec().encode(text)[0]),
    "gsmcodecs": by_codec(lambda text: text.encode("gsm23.038-0-0")),
}

if sms_toolkit is not None:
    PEERS["sms-toolkit"] = by_sms_toolkit

ESCAPED = set("\f^{}\\[~]|€")

# The reasons, by package: what is said of it in docs/text.md, and when it applies.
REASONS: list[tuple[str, str, Callable[[str], bool]]] = [
    ("smsutil", "U+001B is taken for a character of the alphabet; it is the escape", lambda text: "\x1b" in text),
    ("gsm0338", "U+001B is taken for a character of the alphabet; it is the escape", lambda text: "\x1b" in text),
    ("smsutil", "an empty text is one UCS-2 part; here it costs nothing", lambda text: text == ""),
    ("sms-toolkit", "the length of a GSM text counts characters, not septets", lambda text: bool(ESCAPED & set(text))),
]


def texts() -> Iterator[str]:
    """Every character of two planes but NUL, some of each other plane, the borders, and random texts."""
    yield ""
    yield from (chr(code) for code in range(1, 0x20000) if not 0xD800 <= code < 0xE000)
    yield from (chr(code) for code in range(0x20000, 0x110000, 0x61))
    for filler in ("a", "Ж"):
        for pair in ("[", "€", "😀", "ö"):
            for before in (66, 67, 68, 69, 70, 133, 134, 135, 151, 152, 153, 154, 158, 159, 160, 161, 305, 306, 307):
                for after in (0, 1, 66, 67, 152, 153):
                    yield filler * before + pair + filler * after
    dice = random.Random(5)
    pieces = ["a", "hello ", "\n", "[", "€", "ö", "ç", "Ж", "漢", "😀", "👍🏽", "\r\n", "~", "“", "plain text of some "]
    for _ in range(5_000):
        yield "".join(dice.choice(pieces) for _ in range(dice.randrange(150)))


def compare_counts() -> bool:
    """Differences in what texts cost; true if each has its reason."""
    explained: Counter[tuple[str, str]] = Counter()
    unexplained = 0
    count = 0
    for text in texts():
        count += 1
        mine = by_libsky(text)
        for name, peer in PEERS.items():
            theirs = peer(text)
            if not mine.differs(theirs):
                continue
            reason = next((why for who, why, applies in REASONS if who == name and applies(text)), None)
            if reason is None:
                unexplained += 1
                print(f"UNEXPLAINED {name}: {text[:40]!r} ours {mine} theirs {theirs}")
            else:
                explained[name, reason] += 1
    print(f"{count} texts, {len(PEERS)} packages")
    for (name, reason), count in sorted(explained.items()):
        print(f"{count:8} {name}: {reason}")
    return unexplained == 0


def compare_national_tables() -> bool:
    """The national tables against gsmcodecs; true if only the cells differ that gsm_alphabets.txt names."""
    alphabets = read_alphabets(HERE / "gsm_alphabets.txt")
    expected = {("locking", language, 0x2C) for language in range(4, 14)} | {("locking", 7, 0x24), ("single", 12, 0x65)}
    found = set()
    for kind, key, tables in (("locking", "locking", alphabets.locking), ("single", "singleShift", alphabets.single)):
        for language, cells in tables.items():
            theirs = GSMCHARMAPS[language][key]["decode"]
            found |= {(kind, language, at) for at in range(128) if at != 0x1B and cells[at] != theirs.get(at)}
    print(f"gsmcodecs: {len(found)} of {27 * 127} cells differ, {len(expected)} expected")
    return found == expected


def compare_spellings() -> None:
    """The spellings against sms-toolkit's "smart encoding": told, not judged: spellings are a matter of taste."""
    spellings = read_spellings()
    same = 0
    other: list[str] = []
    missing: list[str] = []
    for code, theirs in sorted(unicode_to_gsm_map.SMART_ENCODING_MAP.items()):
        mine = spellings.get(code)
        if mine is None:
            missing.append(f"U+{code:04X} {theirs!r}")
        elif mine[1] == theirs:
            same += 1
        else:
            other.append(f"U+{code:04X} {theirs!r} here {mine[1]!r}")
    print(f"sms-toolkit's replacements: {same} the same, {len(other)} other, {len(missing)} not made here")
    for line in other + missing:
        print("        ", line)


def main() -> int:
    """All comparisons."""
    agreed = compare_counts()
    agreed &= compare_national_tables()
    if sms_toolkit is not None:
        compare_spellings()
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
