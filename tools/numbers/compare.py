"""Compare this project's answers with the reference's on generated input; exit 1 if any differs.

Usage: python3 compare.py --program .build/release/number-lines|build/libsky.so.0 [--lines 1000000] [--seed 1]
                         [--kinds ordinary,hostile,...]
"""

from __future__ import annotations

import argparse
import itertools
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import corpus
from oracle import Answer, Library, answer, our_answer, record

BATCH = 200_000


def lines_of_kind(kind: str, seed: int, count: int) -> Iterator[corpus.Line]:
    if kind == "characters":
        return corpus.every_character()
    if kind == "long":
        return corpus.long_texts()
    make = getattr(corpus, kind)
    rng = random.Random(f"{kind} {seed}")
    return (make(rng) for _ in range(count))


def batches(lines: Iterable[corpus.Line]) -> Iterator[list[corpus.Line]]:
    iterator = iter(lines)
    while batch := list(itertools.islice(iterator, BATCH)):
        yield batch


def our_answers(source: str, batch: list[corpus.Line]) -> list[Answer]:
    """Answers of a program like `number-lines`, or of a shared library through its C interface."""
    if source.split(".so")[0] != source:
        library = Library(source)
        return [library.answer(text, region) for text, region in batch]
    texts = [text.encode() for text, _ in batch]
    records = b"".join(record(text, region) for text, (_, region) in zip(texts, batch))
    printed = subprocess.run(source.split(), input=records, stdout=subprocess.PIPE, check=True).stdout.decode()
    lines = printed.split("\n")[:-1]
    if len(lines) != len(batch):
        raise SystemExit(f"{len(batch)} records, {len(lines)} lines")
    return [our_answer(line, raw) for line, raw in zip(lines, texts)]


def compare(program: str, batch: list[corpus.Line], statuses: Counter[str]) -> int:
    """Prints and counts the lines that differ."""
    differences = 0
    for ours, (text, region) in zip(our_answers(program, batch), batch):
        expected = answer(text, region)
        statuses[expected[1]] += 1
        if expected != ours:
            differences += 1
            if differences <= 10:
                print(f"{text!r} {region}\n  reference {expected}\n  ours      {ours}")
    return differences


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare with the reference.")
    parser.add_argument("--program", required=True, help="number-lines, perhaps with a blob, or libsky.so.0")
    parser.add_argument("--lines", type=int, default=1_000_000, help="lines of each random kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="ordinary,hostile,grammar,prefixes,limits,long,characters")
    arguments = parser.parse_args()
    total = 0
    for kind in arguments.kinds.split(","):
        statuses: Counter[str] = Counter()
        started = time.monotonic()
        differences = sum(
            compare(arguments.program, batch, statuses)
            for batch in batches(lines_of_kind(kind, arguments.seed, arguments.lines))
        )
        total += differences
        seconds = time.monotonic() - started
        shares = ", ".join(f"{name} {count}" for name, count in statuses.most_common())
        print(f"{kind}: {sum(statuses.values())} lines, {differences} differences, {seconds:.0f} s ({shares})",
              flush=True)
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
