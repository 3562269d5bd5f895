"""The reference's answers, in the form in which `number-lines` prints ours."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult
from phonenumbers.phonenumberutil import national_significant_number
from phonenumbers.re_util import enable_pattern_cache

enable_pattern_cache()

Answer = tuple[str, str, str, str, str]  # digits, status, type, region, extension

_ERRORS = {
    NumberParseException.INVALID_COUNTRY_CODE: "invalidCountry",
    NumberParseException.NOT_A_NUMBER: "notANumber",
    NumberParseException.TOO_SHORT_AFTER_IDD: "tooShortAfterIDD",
    NumberParseException.TOO_SHORT_NSN: "tooShortNSN",
    NumberParseException.TOO_LONG: "parseTooLong",
}
_LENGTHS = {
    ValidationResult.IS_POSSIBLE: "possible",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "possibleLocalOnly",
    ValidationResult.TOO_SHORT: "tooShort",
    ValidationResult.TOO_LONG: "tooLong",
    ValidationResult.INVALID_LENGTH: "invalidLength",
}
_TYPES = {
    PhoneNumberType.FIXED_LINE: "fixedLine",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "fixedLineOrMobile",
    PhoneNumberType.TOLL_FREE: "tollFree",
    PhoneNumberType.PREMIUM_RATE: "premiumRate",
    PhoneNumberType.SHARED_COST: "sharedCost",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.PERSONAL_NUMBER: "personalNumber",
    PhoneNumberType.PAGER: "pager",
    PhoneNumberType.UAN: "universalAccess",
    PhoneNumberType.VOICEMAIL: "voicemail",
    PhoneNumberType.UNKNOWN: "unknown",
}


def answer(text: str, region: str | None) -> Answer:
    """Digits (E.164 without plus), status, type, region, extension as written."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as error:
        return "", _ERRORS[error.error_type], "unknown", "", ""
    digits = str(number.country_code) + national_significant_number(number)
    if phonenumbers.is_valid_number(number):
        status = "valid"
    else:
        status = _LENGTHS[phonenumbers.is_possible_number_with_reason(number)]
    number_type = _TYPES[phonenumbers.number_type(number)]
    return digits, status, number_type, phonenumbers.region_code_for_number(number) or "", number.extension or ""


def record(text: bytes, region: str | None, mode: bytes = b"p") -> bytes:
    """One record for `number-lines`."""
    letters = region.encode() if region is not None and len(region) == 2 else b"\0\0"
    return struct.pack("<H2sc", len(text), letters, mode) + text


def our_answer(line: str, text: bytes) -> Answer:
    """A line of `number-lines` in the form of `answer`."""
    digits, status, number_type, region, offset, length = line.split("\t")
    extension = text[int(offset) : int(offset) + int(length)].decode()
    return digits, status, number_type, region, extension


class Library:
    """The shared library as programs use it."""

    def __init__(self, path: str) -> None:
        os.environ["LIBSKY_LIBRARY"] = str(Path(path).resolve())
        sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bindings" / "python"))
        import libsky

        self._parse = libsky.parse_number
        self._statuses = {status: _camel(status.name) for status in libsky.NumberStatus}
        self._types = {kind: _camel(kind.name) for kind in libsky.NumberType}
        self._types[libsky.NumberType.UAN] = "universalAccess"

    def answer(self, text: str, region: str | None) -> Answer:
        """In the form of `answer`."""
        number = self._parse(text, region)
        return (
            number.digits, self._statuses[number.status], self._types[number.type], number.region or "",
            number.extension or "",
        )


def _camel(name: str) -> str:
    """NOT_A_NUMBER to notANumber; the abbreviations are those of NumberStatus."""
    first, *others = name.lower().split("_")
    return first + "".join(word.upper() if word in ("nsn", "idd", "sms") else word.capitalize() for word in others)


def judged(code: int, national: str) -> Answer:
    """The reference's judgement of a national number as it stands, without parsing; in the form of `answer`."""
    zeros = len(national) - len(national.lstrip("0"))
    zeros = min(zeros, len(national) - 1)
    number = phonenumbers.PhoneNumber(
        country_code=code, national_number=int(national), italian_leading_zero=zeros > 0 or None,
        number_of_leading_zeros=zeros if zeros > 1 else None,
    )
    number_type = phonenumbers.number_type(number)
    region = phonenumbers.region_code_for_number(number) or ""
    if number_type != PhoneNumberType.UNKNOWN:
        status = "valid"
    else:
        status = _LENGTHS[phonenumbers.is_possible_number_with_reason(number)]
    return str(code) + national, status, _TYPES[number_type], region, ""
