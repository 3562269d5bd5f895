"""Times that a provider wrote."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Optional

import pytest

import libsky


def east(hours: float) -> timezone:
    """A time zone."""
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize("text, expected", [
    ("2013-11-05T05:41:08-05:00", datetime(2013, 11, 5, 5, 41, 8, 0, east(-5))),
    ("2014-07-23T09:38:07.123456-04:00", datetime(2014, 7, 23, 9, 38, 7, 123456, east(-4))),
    ("2014-07-02T14:32:23-04", datetime(2014, 7, 2, 14, 32, 23, 0, east(-4))),
    ("2011-07-26 10:22:26.975911-04", datetime(2011, 7, 26, 10, 22, 26, 975911, east(-4))),
    ("2012-06-07 07:27:29", datetime(2012, 6, 7, 7, 27, 29)),
    ("2012-04-30T08:30:12.327558Z", datetime(2012, 4, 30, 8, 30, 12, 327558, timezone.utc)),
    ("2010-10-01 12:00:00", datetime(2010, 10, 1, 12)),
    ("2014-03-31T11:30:00+00:00", datetime(2014, 3, 31, 11, 30, 0, 0, timezone.utc)),
    (" 2014-03-31t11:30:00.5+0530\n", datetime(2014, 3, 31, 11, 30, 0, 500000, east(5.5))),
    ("1969-12-31T23:59:59.25", datetime(1969, 12, 31, 23, 59, 59, 250000)),
    ("0001-01-01T00:00:00+23:59", datetime(1, 1, 1, 0, 0, 0, 0, timezone(timedelta(minutes=1439)))),
    ("9999-12-31T23:59:59.999999-23:59",
     datetime(9999, 12, 31, 23, 59, 59, 999999, timezone(-timedelta(minutes=1439)))),
    ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, 0, 0, 0, 0, timezone.utc)),
])
def test_all_forms_are_read_and_a_missing_offset_shows(text: str, expected: datetime) -> None:
    """Aware with the written offset if there was one, else naive."""
    moment = libsky.parse_time(text)
    assert moment == expected and moment.utcoffset() == expected.utcoffset() and moment.tzinfo == expected.tzinfo


@pytest.mark.parametrize("text, offset", [
    ("", 0), ("2013", 4), ("2013-02-29 00:00:00", 8), ("2013-01-01 24:00:00", 11), ("2013-01-01 00:00:00+24:00", 20),
    ("2013-01-01 00:00:00\0", 19), ("2013-01-01é", 10), ("9999-12-31T23:59:60", None),
])
def test_what_is_no_time_is_refused_where_it_goes_wrong(text: str, offset: Optional[int]) -> None:
    """An ArgumentError, which is a ValueError, with the offset in bytes."""
    with pytest.raises(ValueError) as caught:
        libsky.parse_time(text)
    assert isinstance(caught.value, libsky.ArgumentError) and caught.value.offset == offset


def test_wrong_types_are_refused() -> None:
    """Bytes, None, numbers, lone surrogates."""
    for wrong in (b"2012-06-07 07:27:29", None, 5):
        with pytest.raises(TypeError):
            libsky.parse_time(wrong)  # type: ignore[arg-type]
    with pytest.raises(libsky.Utf8Error):
        libsky.parse_time("2012\ud800")


@pytest.mark.parametrize("field, expected", [
    ("<TIMESTAMP>2013-11-05T05:41:08-05:00</TIMESTAMP>", datetime(2013, 11, 5, 5, 41, 8, 0, east(-5))),
    ("<RECEIVED>2012-06-07 07:27:29</RECEIVED>", datetime(2012, 6, 7, 7, 27, 29)),
    ("<TIMESTAMP/>", None), ("", None),
])
def test_a_notification_gives_its_time(field: str, expected: Optional[datetime]) -> None:
    """TIMESTAMP or RECEIVED, whichever it has; None if it has none."""
    notification = libsky.parse_postback(f"<POSTBACK><CODE>N202</CODE>{field}</POSTBACK>")[0]
    moment = notification.time
    assert moment == expected and (moment is None or moment.tzinfo == getattr(expected, "tzinfo"))


def test_a_time_that_cannot_be_read_harms_only_who_asks() -> None:
    """The notification is read all the same."""
    notification = libsky.parse_postback("<POSTBACK><CODE>N202</CODE><TIMESTAMP>noon</TIMESTAMP></POSTBACK>")[0]
    assert notification.fields["TIMESTAMP"] == "noon"
    with pytest.raises(libsky.ArgumentError):
        notification.time
