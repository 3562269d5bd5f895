"""Phone numbers."""

from __future__ import annotations

from typing import Optional

from . import _desk
from ._library import LIBRARY
from ._arguments import c_string, utf8
from .errors import from_details


def normalize_msisdn(number: str, region: Optional[str] = None) -> str:
    """Bring a phone number into the form that providers want: digits in international format, without a plus.

    `region` is the country that numbers without a country code are from, two capital letters ("US"). Without it bare
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
    """Give the version of the numbering plans that the library holds: libphonenumber's, for example "9.0.43"."""
    version: bytes = LIBRARY.sky_numbers_version()
    return version.decode("ascii")
