#!/usr/bin/env python3
"""Hold a built library against the committed lists: what it exports, needs and says of itself.

    tools/check_library.py LIBRARY [--runtime]

--runtime: the flavour with the Swift runtime inside, which needs a few libraries more.
Prints "N passed, N failed".
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT / "tools" / "interface"
LARGEST = {False: 592_000, True: 10_000_000}


def lines_of(name: str) -> set[str]:
    """The lines of a committed list."""
    return set((LISTS / name).read_text("ascii").split())


def output_of(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def checks(library: str, runtime: bool) -> list[tuple[str, bool]]:
    """Each rule, and whether it holds."""
    dynamic = output_of("readelf", "-dW", library)
    sections = output_of("readelf", "-SW", library)
    symbols = [line.split() for line in output_of("nm", "-D", "--defined-only", library).splitlines()]
    exported = {words[-1].split("@")[0] for words in symbols if words[-2] not in ("A", "a")}
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic))
    wanted = lines_of("needed.txt") | (lines_of("needed-runtime.txt") if runtime else set())
    header = (ROOT / "Sources/CSky/include/sky_types.h").read_text("ascii")
    version = re.search(r'#define SKY_VERSION "(.+)"', header)[1]  # type: ignore[index]
    return [
        ("exports exactly tools/interface/exports.txt", exported == lines_of("exports.txt")),
        (f"needs exactly {sorted(wanted)}, found {sorted(needed)}", needed == wanted),
        ("is called libsky.so.0", re.findall(r"\(SONAME\).*\[(.+)\]", dynamic) == ["libsky.so.0"]),
        ("stays in memory once loaded", "NODELETE" in dynamic),
        ("looks for libraries in the system's places only", "RPATH" not in dynamic and "RUNPATH" not in dynamic),
        ("has no relocations in its code", "TEXTREL" not in dynamic),
        ("is stripped", ".symtab" not in sections and ".debug_info" not in sections),
        (f"is smaller than {LARGEST[runtime]} bytes: {Path(library).stat().st_size}",
         Path(library).stat().st_size < LARGEST[runtime]),
        *version_checks(version),
    ]


def version_checks(version: str) -> list[tuple[str, bool]]:
    """Wherever the version is written it is the same."""
    places = {"Sources/Sky/Section1Version.swift": f'Border.chars("{version}")',
              "Sources/SkyClient/ClientSettings.swift": f'"User-Agent: libsky/{version}"',
              "Sources/SkyCommand/Sky.swift": f'version: "{version}"',
              "Makefile": f"VERSION := {version}\n", "CHANGELOG.md": f"## {version}",
              "bindings/python/pyproject.toml": f'version = "{version}"'}
    return [(f"{place} says {version}", text in (ROOT / place).read_text("utf-8")) for place, text in places.items()]


def main(arguments: list[str]) -> int:
    """Run the checks; gives the exit status."""
    results = checks(arguments[0], "--runtime" in arguments)
    for rule, holds in results:
        if not holds:
            print(f"FAILED {arguments[0]}: {rule}")
    failed = sum(not holds for _, holds in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
