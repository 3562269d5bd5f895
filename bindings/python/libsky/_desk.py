"""Memory into which the C library writes: where a handle goes, a length, the details of an error.

Making it anew costs a good part of what a short call costs, so desks are kept. Taking one from a list and giving it
back are single operations of the interpreter, so threads need no lock; a thread that finds none makes one more.
"""

from __future__ import annotations

import ctypes

from ._interface import MSISDN_SIZE, sky_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List


class Desk:
    """One call's memory, each piece with the reference to it that is passed to C."""

    __slots__ = ("error", "error_reference", "handle", "handle_reference", "number", "size", "size_reference")

    number: Any

    def __init__(self) -> None:
        self.handle = ctypes.c_void_p()
        self.handle_reference = ctypes.byref(self.handle)
        self.size = ctypes.c_size_t()
        self.size_reference = ctypes.byref(self.size)
        self.error = sky_error()
        self.error_reference = ctypes.byref(self.error)
        self.number = ctypes.create_string_buffer(MSISDN_SIZE)


#: Make a new desk.
make = Desk

_free_desks: List[Desk] = []

#: Take a free desk; IndexError if there is none.
take = _free_desks.pop
#: Give a desk back.
give = _free_desks.append
