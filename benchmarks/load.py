"""Loading the library into a process."""

from __future__ import annotations

from pathlib import Path

import measuring
from measuring import BUILD


def run(folder: Path) -> None:
    """Measure and print."""
    program = measuring.compile_program("load.c", folder)
    figures = measuring.medians({"libcurl and libxml2": [str(program), "libcurl.so.4", "libxml2.so.2"],
                                 "libsky": [str(program), str(BUILD / "libsky.so.0")]})
    measuring.table("Load", "ms", figures, "libcurl and libxml2")
    print(f"\nSize: {(BUILD / 'libsky.so.0').stat().st_size:,} bytes, stripped.", flush=True)
