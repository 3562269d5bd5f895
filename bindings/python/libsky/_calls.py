"""Functions of the library that decide what a message costs, and what functions give.

These few are declared here, in _reading and in _sending a second time, without argument types: ctypes then skips a
conversion call for each argument. That is safe because every argument is of the C type already: bytes, a ctypes object,
or an int for an enum.
"""

from __future__ import annotations

import ctypes

from ._library import LIBRARY, QUICK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional

#: Texts up to this length are read without letting other threads run meanwhile: it takes less than switching does.
QUICK_LENGTH = 16384


def bare(library: ctypes.CDLL, name: str, result: Any) -> Any:
    """A function of the library without argument types."""
    function = library[name]
    function.restype = result
    return function


#: A pointer to char, because its slice is bytes.
packed_result = bare(QUICK, "sky_result_packed", ctypes.POINTER(ctypes.c_char))
free_result = bare(QUICK, "sky_result_free", None)
#: Its argument may be an int, which ctypes would cut.
free_result.argtypes = [ctypes.c_void_p]


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
