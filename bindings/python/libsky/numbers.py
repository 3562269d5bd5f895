"""Phone numbers."""

from __future__ import annotations

import ctypes
import os
import struct
from dataclasses import dataclass
from typing import Optional, Union

from . import _desk
from ._arguments import c_string, utf8
from ._enums_numbers import NumberFlag, NumberStatus, NumberType
from ._interface import Status, sky_number
from ._library import LIBRARY
from .errors import from_details

#: What a call answers that read a number, whatever it thinks of it.
_READ = (int(Status.OK), int(Status.E_NUMBER), int(Status.E_UTF8), int(Status.E_LIMIT))

#: sky_number in one piece: asking ctypes for each member takes longer than reading the number.
_LAYOUT = struct.Struct("=BBBBHBB4sHH32s")

#: Members by value: quicker than calling the enum.
_STATUSES = {int(status): status for status in NumberStatus}
_TYPES = {int(kind): kind for kind in NumberType}


@dataclass(frozen=True)
class Number:
    """A phone number as it was read. With flags 0 all of it is what libphonenumber answers."""

    #: Digits in international format, calling code first, no plus; "" if it could not be read.
    digits: str
    #: What became of it.
    status: NumberStatus
    #: What kind of line it is; UNKNOWN unless it is valid.
    type: NumberType
    #: Where it belongs: "US", "001" for codes of no region, None if that cannot be told.
    region: Optional[str]
    #: The country's calling code; None if it could not be read.
    calling_code: Optional[int]
    #: The digits of the extension as they were written; None if there is none.
    extension: Optional[str]
    #: Why it is not accepted, in English and without the number; None if it is.
    reason: Optional[str]
    #: Where in the text, in bytes of UTF-8; None if no place can be named.
    offset: Optional[int]

    @property
    def is_valid(self) -> bool:
        """Whether numbers like it are given out."""
        return self.status is NumberStatus.VALID

    @property
    def is_possible(self) -> bool:
        """Whether numbers of its country can be so long."""
        return self.status in (NumberStatus.VALID, NumberStatus.POSSIBLE)

    @property
    def e164(self) -> Optional[str]:
        """The digits behind a plus; None if it could not be read."""
        return "+" + self.digits if self.digits else None

    @property
    def national(self) -> str:
        """The digits behind the calling code, leading zeros included."""
        return self.digits[len(str(self.calling_code)) :] if self.digits else ""

    def __repr__(self) -> str:
        """Without the number: what is written to logs should not hold it."""
        return f"<libsky.Number {self.status.name} {self.type.name} {self.region}>"


def parse_number(number: str, region: Optional[str] = None, flags: int = 0) -> Number:
    """Read a phone number: digits, country, type, and whether it is possible or valid.

    `region` is the country that numbers without a country code are from, two capital letters ("US"); `flags` are of
    NumberFlag, joined by `|`. What cannot be a number gives a Number whose status and reason say so; nothing that is
    written in a number is an exception.
    """
    if not isinstance(number, str):
        raise TypeError(f"number must be a str, not {type(number).__name__}")
    # A lone surrogate is not UTF-8; the library says so, with the offset.
    written = number.encode("utf-8", "surrogatepass")
    country = c_string(region, "region")
    found = sky_number()
    try:
        desk = _desk.take()
    except IndexError:
        desk = _desk.make()
    try:
        status = LIBRARY.sky_parse_number(
            written, len(written), country, flags, ctypes.byref(found), desk.error_reference
        )
        if status not in _READ:
            raise from_details(desk.error)
        reason = desk.error.message.decode("ascii") if status else None
        offset = desk.error.offset if status and desk.error.offset >= 0 else None
    finally:
        _desk.give(desk)
    state, kind, size, _, code, _, _, letters, start, length, digits = _LAYOUT.unpack_from(found)
    answer = object.__new__(Number)
    # What the frozen class's own __init__ does, in one step.
    answer.__dict__.update(
        digits=digits[:size].decode("ascii"),
        status=_STATUSES[state],
        type=_TYPES[kind],
        region=letters.rstrip(b"\0").decode("ascii") or None,
        calling_code=code or None,
        extension=written[start : start + length].decode("utf-8") or None,
        reason=reason,
        offset=offset,
    )
    return answer


def normalize_msisdn(number: str, region: Optional[str] = None) -> str:
    """Bring a phone number into the form that providers want: digits in international format, without a plus.

    `region` is the country that numbers without a country code are from, two letters ("US"). Without it bare
    digits are international already. Every number that is possible in its country is accepted; another one is a
    NumberError with the offset of what is wrong.
    """
    if not isinstance(number, str):
        raise TypeError(f"number must be a str, not {type(number).__name__}")
    written = utf8(number, "number")
    country = c_string(region, "region")
    try:
        desk = _desk.take()
    except IndexError:
        desk = _desk.make()
    try:
        if LIBRARY.sky_normalize_msisdn(written, len(written), country, desk.number, desk.error_reference):
            raise from_details(desk.error)
        digits: bytes = desk.number.value
        return digits.decode("ascii")
    finally:
        _desk.give(desk)


def numbers_version() -> str:
    """Give the version of the numbering plans in use: libphonenumber's, for example "9.0.43"."""
    version: bytes = LIBRARY.sky_numbers_version()
    return version.decode("ascii")


def numbers_load(source: Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, None]) -> None:
    """Load newer numbering plans for the whole process: a file, or its contents; None: those of the library again.

    They are checked from end to end before they are used; DocumentError says what is wrong with those that are refused.
    """
    try:
        desk = _desk.take()
    except IndexError:
        desk = _desk.make()
    try:
        if source is None:
            status = LIBRARY.sky_numbers_load(None, None, 0, desk.error_reference)
        elif isinstance(source, (bytes, bytearray, memoryview)):
            contents = bytes(source)
            status = LIBRARY.sky_numbers_load(None, contents, len(contents), desk.error_reference)
        else:
            path = c_string(os.fspath(source), "source")
            status = LIBRARY.sky_numbers_load(path, None, 0, desk.error_reference)
        if status:
            raise from_details(desk.error)
    finally:
        _desk.give(desk)


__all__ = [
    "Number",
    "NumberFlag",
    "NumberStatus",
    "NumberType",
    "normalize_msisdn",
    "numbers_load",
    "numbers_version",
    "parse_number",
]
