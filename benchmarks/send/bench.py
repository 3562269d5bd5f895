"""Sending through C, Python and PHP against the usual ways in each language: the same messages to one nginx, in one
run.

Rates, CPU time and system calls, plain and over TLS (`send`); from the start of a process to the first answer
(`start`); and the memory that a batch takes (`memory`).
"""

from __future__ import annotations

import re
import statistics
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

import measuring
from send import server
from send.quiet import Watch
from send.server import Target, Targets
from send.ways import EACH, ENVIRONMENT, Messages, Table, Way, starts, tables

#: Fields of Effort and of Targets.
KINDS = ("plain", "tls", "bundle")
ROUNDS = 5
STARTS = 21
#: A measurement that others disturbed is repeated, so often at most; the least disturbed one counts.
TRIES = 3
QUIET = 0.15
#: Messages of the batch whose memory is measured.
LARGE = 100_000
#: The clients' processor; the server has the other.
ON_ONE_PROCESSOR = ["taskset", "-c", "0"]


class Figures(NamedTuple):
    """What one measurement gives."""

    rate: float
    cpu: float
    #: The nanosecond of the monotonic clock in which the last message was answered.
    answered: int
    #: What share of a processor others used meanwhile.
    disturbance: float = 0.0


def run(folder: Path) -> None:
    """Measure and print how ways to send compare."""
    measuring.set_up_packages()
    all_tables = tables(folder)
    with server.nginx(folder) as targets:
        figures: dict[tuple[str, str, str], list[Figures]] = {}
        for _ in range(ROUNDS):
            for table in all_tables:
                for kind in KINDS:
                    for way in table.ways:
                        one = undisturbed(way, getattr(way.effort, kind), getattr(targets, kind), targets.server)
                        figures.setdefault((table.title, way.title, kind), []).append(one)
        disturbances = [one.disturbance for values in figures.values() for one in values]
        print("\n## Send\n\nOther programs used "
              f"{statistics.median(disturbances):.0%} of a processor in the median, {max(disturbances):.0%} at most.")
        for table in all_tables:
            calls = {way.title: [calls_a_message(way, target) for target in (targets.plain, targets.tls)]
                     for way in table.ways}
            print_table(table, {key[1:]: middle(values) for key, values in figures.items() if key[0] == table.title},
                        calls)
        for table in all_tables[:2]:
            print_instructions(table, targets)


def undisturbed(way: Way, messages: Messages, target: Target, process: int) -> Figures:
    """Run a program once, and again while others keep the processors busy."""
    runs: list[Figures] = []
    while not runs or (runs[-1].disturbance > QUIET and len(runs) < TRIES):
        watch = Watch(process)
        figures = figures_of(way, messages, target)
        runs.append(figures._replace(disturbance=watch.disturbance()))
    return min(runs, key=lambda figures: figures.disturbance)


def figures_of(way: Way, messages: Messages, target: Target) -> Figures:
    """Run a program once."""
    rate, cpu, answered = output([*ON_ONE_PROCESSOR, *way.command, *map(str, messages), *target.arguments]).split()
    return Figures(float(rate), float(cpu), int(answered))


def output(command: list[str]) -> str:
    """What a program prints."""
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return done.stdout


def middle(values: list[Figures]) -> Figures:
    """The median of each figure."""
    return Figures(*map(statistics.median, zip(*values)))


def calls_a_message(way: Way, target: Target) -> float:
    """System calls a message, of all threads: the difference between a short and a longer run, so without the start."""
    few = way.effort.traced
    return (calls(way, few * 3, target) - calls(way, few, target)) / (few * 2)


def calls(way: Way, count: int, target: Target) -> int:
    """System calls of a whole run that sends so many messages."""
    done = subprocess.run(["strace", "-f", "-c", *way.command, "0", str(count), *target.arguments],
                          capture_output=True, text=True, env=ENVIRONMENT, check=True)
    return int(re.search(r"^100\.00 +\S+ +\S+ +(\d+)", done.stderr, re.MULTILINE)[1])  # type: ignore[index]


def print_table(table: Table, figures: dict[tuple[str, str], Figures], calls: dict[str, list[float]]) -> None:
    """One table: plain and TLS with messages a second, CPU time, its ratio to the base's, and system calls; then the
    usual bundle of certificates, with the CPU time of the first messages of a process."""
    print(f"\n### {table.title}\n\n| way | messages/s | CPU µs | ratio | calls | TLS: messages/s | CPU µs | ratio | "
          f"calls "
          "| TLS, usual bundle: CPU µs |\n| --- |" + " ---: |" * 9)
    for way in table.ways:
        cells = [way.title]
        for kind, number in zip(("plain", "tls"), calls[way.title]):
            one, base = figures[way.title, kind], figures[table.base, kind]
            cells += [f"{one.rate:,.0f}", shown(one.cpu), f"{one.cpu / base.cpu:.2f}", f"{number:.1f}"]
        cells.append(shown(figures[way.title, "bundle"].cpu))
        print("| " + " | ".join(cells) + " |", flush=True)


def print_instructions(table: Table, targets: Targets) -> None:
    """A table of C programs once more: instructions a message outside the kernel, which no other program disturbs."""
    print(f"\n### {table.title}: instructions\n\n| way | plain | ratio | TLS | ratio |\n| --- |" + " ---: |" * 4)
    counts = {way.title: [instructions_a_message(way, target) for target in (targets.plain, targets.tls)]
              for way in table.ways if way.effort is not EACH}
    for title, numbers in counts.items():
        cells = [f"{one:,} | {one / base:.2f}" for one, base in zip(numbers, counts[table.base])]
        print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


def instructions_a_message(way: Way, target: Target) -> int:
    """The difference between a short and a longer run under callgrind, so without the start."""
    few = way.effort.traced
    short, long = ([*way.command, "0", str(count), *target.arguments] for count in (few, few * 3))
    return measuring.instructions(short, long, few * 2)


def shown(figure: float) -> str:
    """Three or more digits."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}"


def start(folder: Path) -> None:
    """Measure and print how long it takes from the start of a process to the first message that is answered."""
    measuring.set_up_packages()
    all_tables = starts(folder)
    with server.nginx(folder) as targets:
        times: dict[tuple[str, str, str], list[float]] = {}
        for _ in range(STARTS):
            for table in all_tables:
                for kind in ("plain", "tls"):
                    for way in table.ways:
                        began = time.monotonic_ns()
                        answered = figures_of(way, Messages(0, 1), getattr(targets, kind)).answered
                        times.setdefault((table.title, way.title, kind), []).append((answered - began) / 1e6)
    print("\n## Start: from the start of a process to the first answer\n\n| way | ms | ratio | over base | TLS: ms |"
          "\n| --- | ---: | ---: | ---: | ---: |")
    for table in all_tables:
        base = statistics.median(times[table.title, table.base, "plain"])
        for way in table.ways:
            plain, tls = (statistics.median(times[table.title, way.title, kind]) for kind in ("plain", "tls"))
            over_tls = "" if way.title.startswith("*") else f"{tls:.2f}"
            print(f"| {table.title}: {way.title} | {plain:.2f} | {plain / base:.2f} | {plain - base:+.2f} | {over_tls} "
                  f"|", flush=True)


def memory(folder: Path) -> None:
    """Measure and print what a large batch takes."""
    program = str(measuring.compile_program("send/c/batch.c", folder))
    print(f"\n## Memory of a batch of {LARGE:,}, in MiB\n\n| | before | all added | 10 % done | 50 % | 90 % | most |\n"
          f"| --- |"
          + " ---: |" * 6)
    with server.nginx(folder) as targets:
        for title, target in (("plain", targets.plain), ("TLS", targets.tls)):
            numbers = output([program, "memory", "0", str(LARGE), *target.arguments]).split()
            print(f"| {title} | " + " | ".join(f"{int(number) / 1024:.1f}" for number in numbers) + " |", flush=True)
