"""Write the answers that `swift test` checks: samples small enough to be kept with the sources.

    judgements.txt   calling code, national number, status, type, region ('-': none)
    texts.txt        text in hexadecimal UTF-8, region ('-': none), digits or '-', status, type, region, extension in
    hex

The complete comparisons are path_cover.py and compare.py.

Usage: python3 make_vectors.py FOLDER
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import phonenumbers

import corpus
import path_cover
from oracle import answer, judged

SEED = 20
JUDGEMENTS = 5_000
TEXTS = 1_500  # of each kind


def judgement_lines() -> Iterator[str]:
    rng = random.Random(f"judgements {SEED}")
    every = [case[0] for case in path_cover.cases("judgement", SEED)]
    for text in sorted(rng.sample(every, JUDGEMENTS)):
        code, national = text.split()
        _, status, number_type, region, _ = judged(int(code), national)
        yield f"{code} {national} {status} {number_type} {region or '-'}"


def examples() -> Iterator[corpus.Line]:
    """Each region's example of each type, as dialled at home."""
    for region in corpus.regions():
        for number_type in phonenumbers.supported_types_for_region(region):
            number = phonenumbers.example_number_for_type(region, number_type)
            yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL), region


def text_lines() -> Iterator[str]:
    lines = list(examples())
    for make in (corpus.ordinary, corpus.hostile, corpus.grammar):
        rng = random.Random(f"{make.__name__} {SEED}")
        lines += [make(rng) for _ in range(TEXTS)]
    for text, region in lines:
        if region is not None and len(region) != 2:
            continue
        digits, status, number_type, found, extension = answer(text, region)
        yield " ".join(
            item or "-"
            for item in (text.encode().hex(), region, digits, status, number_type, found, extension.encode().hex())
        )


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "judgements.txt").write_text("".join(f"{line}\n" for line in judgement_lines()))
    (folder / "texts.txt").write_text("".join(f"{line}\n" for line in text_lines()))


if __name__ == "__main__":
    main()
