"""Reading postbacks through the packed form: one foreign call brings a whole document's fields."""

from __future__ import annotations

import ctypes
import struct
from typing import Any, Callable, List, NamedTuple

from ._calls import bare
from ._interface import sky_error
from ._library import LIBRARY, QUICK
from .errors import from_details

#: Bytes of a desk's buffer: room for all usual postbacks, twenty times over.
USUAL_SIZE = 16384

#: Offset and length of the document; the provider.
_read_source = struct.Struct("=24xII20xI").unpack_from

read_quickly = bare(QUICK, "sky_postback_read", ctypes.c_int)
read_unlocked = bare(LIBRARY, "sky_postback_read", ctypes.c_int)


class ReadingDesk(NamedTuple):
    """One call's memory: as _desk.Desk, with a buffer that the whole block is written to."""

    buffer: Any
    buffer_reference: Any
    room: ctypes.c_size_t
    #: In: bytes of the body. Out, through the reference: bytes of the block.
    size: ctypes.c_size_t
    size_reference: Any
    error: sky_error
    error_reference: Any


def make_desk(room: int = USUAL_SIZE) -> ReadingDesk:
    """A new desk with so many bytes of room."""
    buffer, size, error = ctypes.create_string_buffer(room), ctypes.c_size_t(), sky_error()
    return ReadingDesk(
        buffer,
        ctypes.byref(buffer),
        ctypes.c_size_t(room),
        size,
        ctypes.byref(size),
        error,
        ctypes.byref(error),
    )


_free_desks: List[ReadingDesk] = []

#: Take a free desk; IndexError if there is none.
take_desk = _free_desks.pop
#: Give a desk back.
give_desk = _free_desks.append


def raw(block: bytes) -> bytes:
    """The document that a block was read from."""
    offset, length, _ = _read_source(block)
    return block[offset : offset + length]


def with_postback(block: bytes, read: Callable[[ctypes.c_void_p], Any]) -> Any:
    """Parse again what a block was read from, for what only the library can tell; gives what `read` gives."""
    offset, length, provider = _read_source(block)
    handle, error = ctypes.c_void_p(), sky_error()
    if LIBRARY.sky_parse_postback(provider, block[offset : offset + length], length, handle, error):
        raise from_details(error)
    try:
        return read(handle)
    finally:
        LIBRARY.sky_postback_free(handle)
