#!/usr/bin/env python3
"""The same texts as the program beside this file, counted by packages from PyPI: nanoseconds a text.

    python3 -m pip install -r tools/text/requirements.txt
    python3 benchmarks/text/peers.py
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import gsm0338
import gsmcodecs  # noqa: F401  (registers its codecs)
import smsutil
import sms_toolkit


def samples() -> list[tuple[str, str]]:
    """The texts of program/main.swift, which is the one place that has them."""
    source = (Path(__file__).parent / "program" / "main.swift").read_text(encoding="utf-8")
    listed = source[source.index("let samples") : source.index("\n]\n")]
    found = re.findall(r'\(\s*"([^"]+)",\s*"((?:[^"\\]|\\.)*)"\s*\)', listed)
    return [(name, text.replace("\\\\", "\\")) for name, text in found]


def encoded(codec: Callable[[str], bytes]) -> Callable[[str], int]:
    """A codec asked for septets, then for UTF-16: the least that counting with it takes."""

    def count(text: str) -> int:
        try:
            return len(codec(text))
        except UnicodeEncodeError:
            return len(text.encode("utf-16-be"))

    return count


PEERS: dict[str, Callable[[str], object]] = {
    "smsutil": smsutil.split,
    "sms-toolkit": sms_toolkit.profile_message,
    "gsm0338": encoded(lambda text: gsm0338.Codec().encode(text)[0]),
    "gsmcodecs": encoded(lambda text: text.encode("gsm23.038-0-0")),
}


def nanoseconds(body: Callable[[], object]) -> float:
    """The median of five rounds of at least 40 ms."""
    rounds = []
    for _ in range(5):
        calls, start, elapsed = 0, time.perf_counter_ns(), 0
        while elapsed < 40_000_000:
            body()
            calls += 1
            elapsed = time.perf_counter_ns() - start
        rounds.append(elapsed / calls)
    return statistics.median(rounds)


def main() -> None:
    """One row a text."""
    print("text".ljust(34) + "".join(name.rjust(14) for name in PEERS))
    for size in (160, 1600):
        for name, sample in samples():
            text = ""
            while len(text.encode()) < size:
                text += sample
            row = "".join(f"{nanoseconds(lambda peer=peer: peer(text)):14.0f}" for peer in PEERS.values())
            print(f"{name}, {len(text.encode())} bytes".ljust(34) + row)


if __name__ == "__main__":
    main()
