"""Turn what Python programs pass into what the C library takes. Nothing is repaired or guessed."""

from __future__ import annotations

import os

from ._interface import Status
from .errors import ArgumentError, Utf8Error

TYPE_CHECKING = False
if TYPE_CHECKING:
    import enum
    from typing import Iterable, List, Optional, Tuple, Type, TypeVar, Union

    #: A body as it came in.
    Body = Union[bytes, bytearray, memoryview, str]

    #: A parameter's value, or several values of one parameter.
    Value = Union[None, str, List[str], Tuple[str, ...]]

    #: A file or folder.
    Path = Union[str, os.PathLike[str]]

    _Member = TypeVar("_Member", bound=enum.IntEnum)

#: The encoding that an XML declaration names.
_DECLARED = r"\ufeff?<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"'>]*)"


def member(kind: Type[_Member], value: int, field: str) -> _Member:
    """The member of an enum that a caller means."""
    if type(value) is kind:
        return value
    if isinstance(value, int) and value in kind._value2member_map_:
        return kind(value)
    raise ArgumentError(f"{field}: not one of libsky.{kind.__name__}", status=Status.E_ARGUMENT)


def utf8(text: str, field: str) -> bytes:
    """Encode strictly: a str with a lone surrogate is a Utf8Error with the offset in bytes."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        offset = len(text[: error.start].encode("utf-8"))
    # Raised out here, so that the exception does not drag along the other one, which holds the text.
    raise Utf8Error(f"{field}: a lone surrogate, which UTF-8 cannot hold", status=Status.E_UTF8, offset=offset)


def c_string(text: Optional[str], field: str) -> Optional[bytes]:
    """Encode for a parameter that ends at a NUL, so a NUL inside is an ArgumentError. None stays None."""
    if text is None:
        return None
    if text.__class__ is not str and not isinstance(text, str):
        raise TypeError(f"{field} must be a str, not {type(text).__name__}")
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" not in encoded:
        return encoded
    # One of the two is wrong with it; out here, see utf8().
    position = utf8(text, field).find(0)
    raise ArgumentError(f"{field}: a NUL character", status=Status.E_ARGUMENT, offset=position)


def c_strings(value: Value, name: str) -> List[Optional[bytes]]:
    """Encode a parameter's values, each as c_string() does. What is wrong in a list is told by the parameter's name."""
    if not isinstance(value, (list, tuple)):
        return [c_string(value, "value")]
    if not value:
        raise ArgumentError(f"{name}: an empty list", status=Status.E_ARGUMENT)
    texts = []
    for place, text in enumerate(value):
        if text is None:
            raise TypeError(f"{name}[{place}] must be a str, not NoneType")
        texts.append(c_string(text, f"{name}[{place}]"))
    return texts


def payload(body: Body, field: str) -> bytes:
    """The bytes of a body."""
    if isinstance(body, bytes):
        return body
    if isinstance(body, (bytearray, memoryview)):
        return bytes(body)
    if not isinstance(body, str):
        raise TypeError(f"{field} must be bytes, bytearray, memoryview or str, not {type(body).__name__}")
    import re  # Only here: it takes as long to load as much of this package.

    declared = re.match(_DECLARED, body)
    if declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        # Somebody has decoded it already; the library would decode it again.
        raise ArgumentError(
            f"{field}: a str whose XML declaration names an encoding other than UTF-8; pass the bytes as they came",
            status=Status.E_ARGUMENT,
        )
    return utf8(body, field)


def milliseconds(seconds: Optional[float], field: str) -> Optional[int]:
    """Seconds as the library takes them; what is too short for it is rounded up, never to 0."""
    if seconds is None:
        return None
    import math  # Only here: few programs set a time.

    if not math.isfinite(seconds):
        raise ArgumentError(f"{field}: not a finite number of seconds", status=Status.E_ARGUMENT)
    # Bounded, because ctypes would cut a larger int silently; the library refuses what is too long.
    return max(-1, min(math.ceil(seconds * 1000), 2**62))


def pair(values: Tuple[str, str], field: str) -> Tuple[Optional[bytes], Optional[bytes]]:
    """A user name and its password."""
    if not isinstance(values, tuple) or len(values) != 2:
        raise TypeError(f"{field} must be a tuple of a user name and a password")
    return c_string(values[0], "user"), c_string(values[1], "password")


def addresses(values: Optional[Iterable[object]], field: str) -> Optional[bytes]:
    """Addresses as the library takes them, with commas between."""
    if values is None:
        return None
    if isinstance(values, (str, bytes)):
        raise TypeError(f"{field} must be a list of addresses, not one of them")
    return c_string(",".join(str(address) for address in values), field)


def count(number: Optional[int], field: str) -> Optional[int]:
    """A whole number that C takes as it is: ctypes would cut a larger one silently."""
    if number is not None and not (isinstance(number, int) and -(2**31) <= number < 2**31):
        raise ArgumentError(f"{field}: not a number from 0 to 2147483647", status=Status.E_ARGUMENT)
    return number


def path(name: Optional[Path], field: str) -> Optional[bytes]:
    """A path as the system has it."""
    if name is None:
        return None
    encoded = os.fsencode(name)
    if 0 in encoded:
        raise ArgumentError(f"{field}: a NUL character", status=Status.E_ARGUMENT, offset=encoded.find(0))
    return encoded
