"""The same measurement for the PyPI packages `phonenumbers` and `phonenumberslite` (the same code without geocoding
data), as they are and with their pattern cache on.

Usage: python3 peers.py NAME FILE...
"""

from __future__ import annotations

import sys
import time
from typing import List, Optional, Tuple

import phonenumbers
from phonenumbers import re_util

Line = Tuple[str, Optional[str]]


def read_all(lines: List[Line]) -> int:
    """All fields of every line."""
    total = 0
    for text, region in lines:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        total += len(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        total += phonenumbers.is_valid_number(number)
        total += phonenumbers.number_type(number)
        phonenumbers.region_code_for_number(number)
        phonenumbers.is_possible_number_with_reason(number)
    return total


def measured(lines: List[Line], passes: int) -> float:
    """Nanoseconds a line, the best of some passes."""
    best = float("inf")
    for _ in range(passes):
        started = time.perf_counter()
        read_all(lines)
        best = min(best, time.perf_counter() - started)
    return best / len(lines) * 1e9


def main() -> None:
    """Measure without the cache (a part of the lines: it is slow), then with it."""
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8", newline="\n") as file:
            pairs = [line.rstrip("\n").rsplit("\t", 1) for line in file]
        lines = [(text, None if region == "-" else region) for text, region in pairs]
        name = f"{sys.argv[1]} {phonenumbers.__version__}"
        print(f"{name}, all fields: {measured(lines[:10_000], 1):.0f} ns", flush=True)
        if not hasattr(re_util, "enable_pattern_cache"):  # new in 9.0.43
            continue
        re_util.enable_pattern_cache()
        print(f"{name}, all fields, pattern cache on: {measured(lines, 3):.0f} ns", flush=True)


if __name__ == "__main__":
    main()
