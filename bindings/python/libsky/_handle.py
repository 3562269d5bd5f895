"""Ownership of what the C library allocated."""

from __future__ import annotations

from typing import Any, Callable, NoReturn


class Handle:
    """Owns one handle of the C library: frees it once, when nobody uses this object any more.

    Whoever calls the library with the address keeps a reference to this object meanwhile, so a handle that is dropped
    by one thread lives until the calls of the other threads have returned.
    """

    __slots__ = ("_free", "address")

    def __init__(self, address: int, free: Callable[[int], Any]) -> None:
        self.address = address
        # Kept here, because at the interpreter's end modules may be empty before objects are freed.
        self._free = free

    def __del__(self) -> None:
        self._free(self.address)

    def __reduce__(self) -> NoReturn:
        raise TypeError("memory of the C library cannot be copied or pickled")
