"""The same measurement for `phonenumbers` (and `phonenumberslite`, which is the same code without geocoding data), with
its pattern cache on, as it is fastest.

Usage: python3 peers.py FILE...
"""

import sys
import time

import phonenumbers
from phonenumbers.re_util import enable_pattern_cache


def read_all(lines: list[tuple[str, "str | None"]]) -> int:
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


def main() -> None:
    enable_pattern_cache()
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8", newline="\n") as file:
            lines = [tuple(line.rstrip("\n").rsplit("\t", 1)) for line in file]
        numbers = [(text, None if region == "-" else region) for text, region in lines]
        best = min(_seconds(numbers) for _ in range(3))
        print(f"phonenumbers {phonenumbers.__version__} all fields: {best / len(numbers) * 1e9:.0f} ns")


def _seconds(numbers: list[tuple[str, "str | None"]]) -> float:
    started = time.perf_counter()
    read_all(numbers)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
