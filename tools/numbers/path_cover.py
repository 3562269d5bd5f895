"""Every path of every table, at every length: our answers against the reference's; exit 1 if any differs.

The tables' rows form acyclic graphs. Paths from a root to a leaf are cut or filled up with random digits to every
length, so that every cell of every table decides at least one answer:

    judgement   every path of national numbers of every calling code: status, type, region, without any parsing
    general     national numbers typed in their region (the general pattern decides about prefixes)
    prefix      the same along the national prefix rules, typed in the region and behind +code
    idd         international prefixes of every region in front of a number

Usage: python3 path_cover.py --program .build/release/number-lines [--seed 1] [--share 1]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import metadata
from judgement import LONGEST_NATIONAL_NUMBER
from layout import Section
from make_number_tables import plan_sections
from oracle import answer, judged, our_answer, record

Case = tuple[str, "str | None", bytes]  # text, region, mode of number-lines
SHORTEST = 2
BATCH = 100_000


class Graph:
    """The cells of one walk table."""

    def __init__(self, cells: list[int]) -> None:
        self._cells = cells

    def paths(self, walk: int, prefix: str = "") -> Iterator[str]:
        """Digits of every path from a walk to a leaf."""
        if walk >= len(self._cells):
            yield prefix
            return
        for digit in range(10):
            yield from self.paths(self._cells[walk + digit], prefix + str(digit))

    def cell_paths(self, walk: int, rng: random.Random) -> Iterator[str]:
        """Digits of paths that use every cell within reach at least once: each row is left by all ten ways the first
        time, and by any one of them after that (carrier codes followed by ten digits have billions of paths)."""
        expanded: set[int] = set()

        def follow(walk: int, prefix: str) -> Iterator[str]:
            if walk >= len(self._cells):
                yield prefix
                return
            digits = [rng.randrange(10)] if walk in expanded else range(10)
            expanded.add(walk)
            for digit in digits:
                yield from follow(self._cells[walk + digit], prefix + str(digit))

        yield from follow(walk, "")


def lengthened(path: str, rng: random.Random, longest: int = LONGEST_NATIONAL_NUMBER) -> Iterator[str]:
    """The path filled up to every length; its own beginnings are taken only once, by the caller's set."""
    for length in range(SHORTEST, longest + 1):
        yield path[:length] + "".join(rng.choice("0123456789") for _ in range(length - len(path)))


def cases(kind: str, seed: int) -> Iterator[Case]:
    """All inputs of a kind."""
    codes = metadata.calling_codes()
    tables = {section.name: section for section in plan_sections(codes)}
    rng = random.Random(f"{kind} {seed}")
    seen: set[tuple[int, str]] = set()
    if kind == "judgement":
        graph = Graph(tables["number_rows"].values)
        for code, walk, _, _ in tables["codes"].values:
            for path in graph.paths(walk):
                for number in lengthened(path, rng):
                    if len(number) > len(path) or (code, number) not in seen:
                        seen.add((code, number))
                        yield f"{code} {number}", None, b"d"
        return
    yield from _plan_cases(kind, tables, rng)


def _plan_cases(kind: str, tables: dict[str, Section], rng: random.Random) -> Iterator[Case]:
    column = {"general": 2, "prefix": 3, "idd": 4}[kind]
    graph = Graph(tables[f"{kind}_rows"].values)
    codes = tables["codes"].values
    for record_of_plan in tables["plans"].values:
        code = codes[record_of_plan[5]][0]
        region = bytes(record_of_plan[7]).rstrip(b"\0").decode()
        for path in sorted(set(graph.cell_paths(record_of_plan[column], rng))):
            if kind == "idd":
                for tail in ("442079460958", "16502530000", "0442079460958", "99912345", "4", ""):
                    yield path + tail, region, b"p"
                continue
            for number in lengthened(path, rng, LONGEST_NATIONAL_NUMBER + 3):
                yield number, region, b"p"
                yield f"+{code}{number}", None, b"p"
                if kind == "general":
                    yield f"{code}{number}", region, b"p"


def expected(case: Case) -> tuple[str, str, str, str, str]:
    text, region, mode = case
    if mode == b"d":
        code, national = text.split()
        return judged(int(code), national)
    return answer(text, region)


def differences(program: str, batch: list[Case]) -> list[str]:
    """Runs our program on a batch and describes each difference."""
    records = b"".join(record(text.encode(), region, mode) for text, region, mode in batch)
    printed = subprocess.run(program.split(), input=records, stdout=subprocess.PIPE, check=True).stdout.decode()
    lines = printed.split("\n")[:-1]
    if len(lines) != len(batch):
        raise RuntimeError(f"{len(batch)} records, {len(lines)} lines")
    found = []
    for line, case in zip(lines, batch):
        ours, theirs = our_answer(line, case[0].encode()), expected(case)
        if ours != theirs:
            found.append(f"{case}\n  reference {theirs}\n  ours      {ours}")
    return found


def run(program: str, kind: str, seed: int, part: int, parts: int, share: int) -> tuple[int, list[str]]:
    """Every `parts`-th batch of a kind, or of every `share`-th of its cases."""
    gc.disable()
    total, found, batch, number = 0, [], [], 0
    for case in itertools.islice(cases(kind, seed), seed % share, None, share):
        batch.append(case)
        if len(batch) == BATCH:
            if number % parts == part:
                found += differences(program, batch)
                total += len(batch)
            batch, number = [], number + 1
    if batch and number % parts == part:
        found += differences(program, batch)
        total += len(batch)
    return total, found


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare along every path of the tables.")
    parser.add_argument("--program", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--share", type=int, default=1, help="of what goes through the parser take every n-th case, by the seed")
    arguments = parser.parse_args()
    failed = 0
    with ProcessPoolExecutor(arguments.processes) as pool:
        for kind in ("judgement", "general", "prefix", "idd"):
            started = time.monotonic()
            parts = [
                pool.submit(
                    run, arguments.program, kind, arguments.seed, part, arguments.processes,
                    1 if kind == "judgement" else arguments.share)
                for part in range(arguments.processes)
            ]
            results = [part.result() for part in parts]
            found = [difference for _, differences_found in results for difference in differences_found]
            print("\n".join(found[:10]), end="\n" if found else "")
            total = sum(count for count, _ in results)
            print(f"{kind}: {total} inputs, {len(found)} differences, {time.monotonic() - started:.0f} s", flush=True)
            failed += len(found)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
