"""Which library is at work."""

from __future__ import annotations

from ._library import LIBRARY


def library_version() -> str:
    """Give the version of the C library that was loaded, for example "0.1.0"."""
    version: bytes = LIBRARY.sky_version()
    return version.decode("ascii")
