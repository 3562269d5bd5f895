"""What normalising promises, on generated input of all regions; exit 1 if a promise is broken.

    own inverse     a result given back without a region is its own result
    one meaning     digits alone, behind +, 00 and 011 give the same, or are all refused
    possible        whatever the reference finds possible (without extension, without NUL) is accepted, and nothing else
    digits          the result is the reference's, unless that is not its own inverse: then the difference is counted,
                    and must be that the reference's own digits are read differently by the reference itself

Usage: python3 check_normalize.py --program .build/release/number-lines [--lines 200000] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys

import corpus
import path_cover
from oracle import answer, record

Request = tuple[str, "str | None"]


def normalized(program: str, requests: list[Request]) -> list[str]:
    """Digits, or '!' and the reason."""
    records = b"".join(record(text.encode(), region, b"n") for text, region in requests)
    printed = subprocess.run([program], input=records, stdout=subprocess.PIPE, check=True).stdout.decode()
    return printed.split("\n")[:-1]


def broken_inverses(program: str, results: set[str]) -> list[str]:
    accepted = sorted(result for result in results if not result.startswith("!"))
    again = normalized(program, [(digits, None) for digits in accepted])
    return [f"{digits} gives {second}" for digits, second in zip(accepted, again) if digits != second]


def broken_spellings(program: str, numbers: list[str]) -> list[str]:
    """The numbers do not begin with 0."""
    forms = [normalized(program, [(prefix + number, None) for number in numbers]) for prefix in ("", "+", "00", "011")]
    # A reason may name another fault where a prefix stands; what counts is whether there is a result, and which.
    return [
        f"{number}: {answers}"
        for number, *answers in zip(numbers, *forms)
        if len({"!" if text.startswith("!") else text for text in answers}) > 1
    ]


def against_reference(lines: list[Request], results: list[str]) -> tuple[list[str], list[str]]:
    """Broken promises, and results that differ from the reference's digits for the reason given above."""
    broken, unstable = [], []
    for (text, region), result in zip(lines, results):
        if region is None or region not in corpus.regions():
            continue
        digits, status, _, _, extension = answer(text, region)
        accepted = status in ("valid", "possible") and not extension
        if result.startswith("!") and (not accepted or "\0" in text):
            continue
        if result == digits and accepted:
            continue
        # Only digits that the reference itself would read differently may differ.
        if digits and answer("+" + digits, None)[0] != digits:
            unstable.append(f"{text!r} {region}: {result}, reference {digits} {status}")
        else:
            broken.append(f"{text!r} {region}: {result}, reference {digits} {status}")
    return broken, unstable


def main() -> None:
    parser = argparse.ArgumentParser(description="Check what normalising promises.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--lines", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(f"normalize {arguments.seed}")
    makers = [corpus.ordinary, corpus.ordinary, corpus.hostile, corpus.grammar]
    lines = [rng.choice(makers)(rng) for _ in range(arguments.lines)]
    numbers = ["".join(case[0].split()) for case in path_cover.cases("judgement", arguments.seed)]
    numbers = rng.sample(numbers, min(len(numbers), arguments.lines))

    results = normalized(arguments.program, lines)
    direct = normalized(arguments.program, [(number, None) for number in numbers])
    inverses = broken_inverses(arguments.program, {*results, *direct})
    spellings = broken_spellings(arguments.program, numbers)
    differing, unstable = against_reference(lines, results)
    accepted = sum(not result.startswith("!") for result in [*results, *direct])
    print(f"{len(lines) + len(numbers)} inputs, {accepted} accepted")
    for name, found in (("own inverse", inverses), ("one meaning", spellings), ("reference", differing)):
        print(f"{name}: {len(found)} broken")
        print("".join(f"  {line}\n" for line in found[:10]), end="")
    print(f"{len(unstable)} results differ from digits that the reference reads differently when given them back")
    print("".join(f"  {line}\n" for line in unstable[:10]), end="")
    sys.exit(1 if inverses or spellings or differing else 0)


if __name__ == "__main__":
    main()
