"""Reading through the packed form: one foreign call brings a whole document's fields.

These few functions decide what reading costs, so they are declared here a second time, without argument types: ctypes
then skips a conversion call for each argument. That is safe because every argument is of the C type already: bytes, a
ctypes object, or an int for an enum.
"""

from __future__ import annotations

import ctypes
import struct
from typing import Any, Callable, Optional

from ._interface import sky_error
from ._library import LIBRARY, QUICK
from .errors import from_details

#: Bodies up to this length are read without letting other threads run meanwhile: it takes less than switching does.
QUICK_LENGTH = 16384


#: Offset and length of the document; the provider.
_read_source = struct.Struct("=24xII20xI").unpack_from


def _bare(library: ctypes.CDLL, name: str, result: Any) -> Any:
    function = library[name]
    function.restype = result
    return function


parse_quickly = _bare(QUICK, "sky_parse_postback", ctypes.c_int)
parse_unlocked = _bare(LIBRARY, "sky_parse_postback", ctypes.c_int)
#: A pointer to char, because its slice is bytes.
packed_postback = _bare(QUICK, "sky_postback_packed", ctypes.POINTER(ctypes.c_char))
packed_result = _bare(QUICK, "sky_result_packed", ctypes.POINTER(ctypes.c_char))
free_postback = _bare(QUICK, "sky_postback_free", None)


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


def text(value: Optional[bytes]) -> Optional[str]:
    """What a function that gives a `const char *` gave."""
    return None if value is None else value.decode("utf-8")


def owned_text(address: Optional[int]) -> str:
    """Take over what a function that gives a `char *` gave."""
    if address is None:
        raise MemoryError
    try:
        return ctypes.string_at(address).decode("utf-8")
    finally:
        LIBRARY.sky_free(address)
