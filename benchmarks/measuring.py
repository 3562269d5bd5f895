"""How all benchmarks are measured: programs are compiled, run in turn, and their figures printed as tables."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
VENV = BUILD / "bench-venv"
REQUIREMENTS = ROOT / "benchmarks" / "requirements.txt"
ROUNDS = 7

Ways = dict[str, list[str]]


def set_up_packages() -> None:
    """Install the Python packages that are compared with into a folder of their own; quick if they are there."""
    done = VENV / "requirements.txt"
    if done.is_file() and done.read_bytes() == REQUIREMENTS.read_bytes():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    subprocess.run([str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                    "--require-hashes", "-r", str(REQUIREMENTS)], check=True)
    shutil.copy(REQUIREMENTS, done)


def compile_program(source: str, folder: Path, *libraries: str) -> Path:
    """Compile a program of this folder against the built library, and against pkg-config's packages by name."""
    flags: list[str] = []
    if libraries:
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", *libraries], check=True, capture_output=True,
                               text=True).stdout.split()
    file = ROOT / "benchmarks" / source
    program = folder / file.stem
    subprocess.run(["g++" if file.suffix == ".cc" else "gcc", "-O2", "-Wall", "-Wextra", f"-I{ROOT / 'include'}", "-o",
                    str(program), str(file), "-Wl,--as-needed", f"-L{BUILD}", "-lsky", "-ldl", "-pthread", *flags,
                    f"-Wl,-rpath,{BUILD}"], check=True)
    return program


def number_from(command: list[str]) -> float:
    """The number that a program prints."""
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def medians(ways: Ways) -> dict[str, float]:
    """Run all ways in turn, several rounds, so that a machine that is slow for a while is slow for all; the median of
    each."""
    figures: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, command in ways.items():
            figures[name].append(number_from(command))
    return {name: statistics.median(values) for name, values in figures.items()}


def instructions(once: list[str], twice: list[str], documents: int) -> int:
    """Instructions a document, by callgrind: the difference between two rounds and one, over the documents of a round.
    """
    counts = []
    for command in (once, twice):
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                              check=True, capture_output=True, text=True)
        counts.append(int(re.search(r"Collected : (\d+)", done.stderr)[1]))  # type: ignore[index]
    return (counts[1] - counts[0]) // documents


def table(title: str, unit: str, figures: dict[str, float], base: str, more: dict[str, str] | None = None) -> None:
    """Print one table: each way, its figure, its ratio to `base`; with `more` also its instructions."""
    print(f"\n### {title}\n\n| way | {unit} | ratio to {base} |{' instructions |' if more else ''}")
    print("| --- | ---: | ---: |" + (" ---: |" if more else ""))
    for name, figure in figures.items():
        extra = f" {more.get(name, '')} |" if more else ""
        shown = f"{figure:,.0f}" if figure >= 100 else f"{figure:.4g}"
        print(f"| {name} | {shown} | {figure / figures[base]:.2f} |{extra}", flush=True)
