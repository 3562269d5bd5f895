"""Memory into which the C library writes: where a handle goes, a length, the details of an error.

Making it anew costs a good part of what a short call costs, so desks are kept. Taking one from a list and giving it
back are single operations of the interpreter, so threads need no lock; a thread that finds none makes one more.
"""

from __future__ import annotations

import ctypes
from typing import Any, List, NamedTuple

from ._interface import MSISDN_SIZE, sky_error


class Desk(NamedTuple):
    """One call's memory, each piece with the reference to it that is passed to C."""

    handle: ctypes.c_void_p
    handle_reference: Any
    size: ctypes.c_size_t
    size_reference: Any
    error: sky_error
    error_reference: Any
    number: Any


def make() -> Desk:
    """A new desk."""
    handle, size, error = ctypes.c_void_p(), ctypes.c_size_t(), sky_error()
    return Desk(
        handle,
        ctypes.byref(handle),
        size,
        ctypes.byref(size),
        error,
        ctypes.byref(error),
        ctypes.create_string_buffer(MSISDN_SIZE),
    )


_free_desks: List[Desk] = []

#: Take a free desk; IndexError if there is none.
take = _free_desks.pop
#: Give a desk back.
give = _free_desks.append
