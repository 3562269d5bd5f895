"""Ownership of what the C library allocated."""

from __future__ import annotations

import ctypes

from ._calls import free_result

TYPE_CHECKING = False
if TYPE_CHECKING:
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


class SharedHandle(Handle):
    """A handle that many calls use, and what has to live as long: callbacks, or the handle that it refers to."""

    __slots__ = ("_kept", "pointer")

    def __init__(self, address: int, free: Callable[[int], Any], kept: object = None) -> None:
        super().__init__(address, free)
        #: The address for functions that were declared without argument types.
        self.pointer = ctypes.c_void_p(address)
        self._kept = kept


class ResultHandle(Handle):
    """The handle of a result. There is one for each message, so it is made without __init__."""

    __slots__ = ()

    def __del__(self, free: Callable[[int], Any] = free_result) -> None:
        free(self.address)
