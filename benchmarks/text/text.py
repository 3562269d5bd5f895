"""Nanoseconds of a call, over at least 40 ms: text.py WAY FILE

The Python binding, and packages from PyPI. smsutil counts and splits in one; gsm0338 encodes only, or fails to.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path


def way(name: str) -> Callable[[str], object]:
    """The function that is measured."""
    if name.startswith("libsky-"):
        import libsky

        return {"measure": libsky.measure_text, "split": libsky.split_text}[name.removeprefix("libsky-")]
    if name == "smsutil":
        import smsutil

        return smsutil.split
    import gsm0338

    return lambda text: gsm0338.Codec().encode(text, "replace")


def main(name: str, file: str) -> None:
    """Print the figure."""
    text = Path(file).read_text("utf-8")
    call = way(name)
    call(text)
    calls, start, elapsed = 0, time.perf_counter_ns(), 0
    while elapsed < 40_000_000:
        for _ in range(16):
            call(text)
        calls += 16
        elapsed = time.perf_counter_ns() - start
    print(elapsed / calls)


if __name__ == "__main__":
    main(*sys.argv[1:])
