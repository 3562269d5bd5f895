"""Moments that a provider wrote."""

from __future__ import annotations

import ctypes
from datetime import datetime, timedelta, timezone

from ._arguments import utf8
from ._interface import Status, sky_error, sky_time
from ._library import LIBRARY
from .errors import ArgumentError, from_details

_EPOCH = datetime(1970, 1, 1)
_LAST = datetime.max - _EPOCH


def parse_time(text: str) -> datetime:
    """Read a moment in any of the forms that providers write. Fields keep times as text; this reads them.

    Date and time of day with "T" or a blank between, an optional fraction of a second (digits behind the sixth are cut
    off), and an optional offset: "Z", "+hh", "+hhmm" or "+hh:mm". If an offset was written the result is aware and has
    it; otherwise the result is naive (`tzinfo` is None), and its time of day is to be taken as UTC:

        moment = libsky.parse_time(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)

    Anything else is an ArgumentError with the offset in bytes at which something else was expected.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    written = utf8(text, "text")
    time, error = sky_time(), sky_error()
    if LIBRARY.sky_parse_time(written, len(written), ctypes.byref(time), ctypes.byref(error)):
        raise from_details(error)
    east = timedelta(minutes=time.offset_minutes)
    since = timedelta(seconds=time.seconds, microseconds=time.microseconds) + east
    if since > _LAST:
        # The leap second at the end of the year 9999.
        raise ArgumentError("text: a moment that datetime cannot hold", status=Status.E_ARGUMENT)
    moment = _EPOCH + since
    return moment.replace(tzinfo=timezone(east)) if time.has_offset else moment
