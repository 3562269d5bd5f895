"""Phone numbers and codes."""

from __future__ import annotations

from typing import Optional

import pytest

import libsky
from libsky import CodeSpace, Retry


@pytest.mark.parametrize("written, region, digits", [
    ("(774)-319-9144", "US", "17743199144"),
    ("17743199144", None, "17743199144"),
    ("+1 774 319 9144", None, "17743199144"),
    ("001 774 319 9144", None, "17743199144"),
    ("0171 2345678", "DE", "491712345678"),
])
def test_a_number_becomes_digits_in_international_form(written: str, region: Optional[str], digits: str) -> None:
    """What people write becomes what providers want, and what is fed back gives itself."""
    assert libsky.normalize_msisdn(written, region) == digits
    assert libsky.normalize_msisdn(digits) == digits


@pytest.mark.parametrize("written", ["", "12", "hello", "1" * 40, "+"])
def test_what_cannot_be_a_number_is_a_number_error(written: str) -> None:
    """NumberError says why, without showing the number."""
    with pytest.raises(libsky.NumberError) as caught:
        libsky.normalize_msisdn(written)
    assert len(written) < 4 or written not in str(caught.value)


def test_bad_arguments_are_refused() -> None:
    """A region that does not exist, a str that UTF-8 cannot hold, a text that is too long, a number that is no str."""
    for region in ("USA", "ZZ", "U\0", ""):
        with pytest.raises(libsky.ArgumentError):
            libsky.normalize_msisdn("17743199144", region)
    with pytest.raises(libsky.Utf8Error):
        libsky.normalize_msisdn("1774\ud800")
    with pytest.raises(libsky.SkyError):
        libsky.normalize_msisdn("17743199144\0")
    with pytest.raises(libsky.LimitError):
        libsky.normalize_msisdn("1" * 1000)
    with pytest.raises(TypeError):
        libsky.normalize_msisdn(17743199144)  # type: ignore[arg-type]


def test_one_code_means_two_things_in_two_spaces() -> None:
    """E101 of an answer is not E101 of a postback; case does not count; a code that no table has gives None."""
    answer, postback = libsky.code_text("e101", CodeSpace.ANSWER), libsky.code_text("E101", CodeSpace.POSTBACK)
    assert answer and postback and answer != postback
    assert libsky.code_text("Q999", CodeSpace.ANSWER) is None and libsky.code_group("", CodeSpace.ANSWER) is None


def test_a_code_says_whether_to_repeat() -> None:
    """Throttling may be repeated, a wrong recipient is useless to repeat, the rest is not known."""
    assert libsky.code_group("E113", CodeSpace.ANSWER) == "throttle"
    assert libsky.code_retry("E113") is Retry.SAFE
    assert libsky.code_retry("E110") is Retry.USELESS
    assert libsky.code_retry("Q999") is Retry.UNKNOWN
    assert libsky.code_retry("E113", CodeSpace.POSTBACK) is Retry.UNKNOWN
    with pytest.raises(libsky.ArgumentError):
        libsky.code_retry("E1\0")
    for space in (2, -1, "answer"):
        with pytest.raises(libsky.ArgumentError):
            libsky.code_text("E113", space)  # type: ignore[arg-type]


def test_versions_are_texts() -> None:
    """The package and the library it loaded say which they are."""
    assert libsky.library_version() == libsky.__version__ == "0.1.0"
    assert libsky.numbers_version().split(".")[0].isdigit()
