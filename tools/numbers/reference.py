"""The reference's text rules, pinned.

The tables hold the numbering plans, which change every two weeks, and the parser's procedure is written by hand after
the reference's, which changes once in some years. So before anything is generated, the expressions and functions of the
reference that the procedure was written after are compared with their fingerprint. If a new version of the package
differs there, `check` refuses: read what changed, follow it in `Sources/SkyNumbers` and `text_rules.py`, let the
comparison (`compare.py`) find no difference, and only then write down the new fingerprint.
"""

from __future__ import annotations

import hashlib
import inspect

from phonenumbers import phonenumberutil
from phonenumbers.unicode_util import digit

from patterns import UnknownConstruct

FINGERPRINT = "60ea51695a8470801de2ca561239ae24a27e70b6f59feb29031770b81796ca66"

_EXPRESSIONS = [
    "_VALID_PUNCTUATION", "_VALID_ALPHA", "_PLUS_CHARS", "_STAR_SIGN", "_VALID_START_CHAR", "_SECOND_NUMBER_START",
    "_UNWANTED_END_CHARS", "_VALID_PHONE_NUMBER", "_EXTN_PATTERNS_FOR_PARSING", "_RFC3966_GLOBAL_NUMBER_DIGITS",
    "_RFC3966_DOMAINNAME", "_RFC3966_PREFIX", "_RFC3966_PHONE_CONTEXT", "_RFC3966_ISDN_SUBADDRESS",
    "_ALPHA_PHONE_MAPPINGS", "_MAX_INPUT_STRING_LENGTH", "_MIN_LENGTH_FOR_NSN", "_MAX_LENGTH_FOR_NSN",
    "_MAX_LENGTH_COUNTRY_CODE", "_REGEX_FLAGS",
]

_COMPILED = [
    "_VALID_START_CHAR_PATTERN", "_SECOND_NUMBER_START_PATTERN", "_UNWANTED_END_CHAR_PATTERN", "_EXTN_PATTERN",
    "_VALID_ALPHA_PHONE_PATTERN", "_VALID_PHONE_NUMBER_PATTERN", "_PLUS_CHARS_PATTERN", "_CAPTURING_DIGIT_PATTERN",
    "_RFC3966_GLOBAL_NUMBER_DIGITS_PATTERN", "_RFC3966_DOMAINNAME_PATTERN",
]

_FUNCTIONS = [
    "parse", "_build_national_number_for_parsing", "_extract_phone_context", "_is_phone_context_valid",
    "_extract_possible_number", "_is_viable_phone_number", "_normalize", "normalize_digits_only", "_normalize_helper",
    "_maybe_strip_extension", "_check_region_for_parsing", "_is_valid_region_code", "_maybe_extract_country_code",
    "_extract_country_code", "_maybe_strip_i18n_prefix_and_normalize", "_parse_prefix_as_idd",
    "_maybe_strip_national_prefix_carrier_code", "_set_italian_leading_zeros_for_phone_number",
    "_test_number_length", "is_possible_number_for_type_with_reason", "national_significant_number",
    "is_valid_number", "is_valid_number_for_region", "region_code_for_number", "_region_code_for_number_from_list",
    "number_type", "_number_type_helper", "_is_number_matching_desc", "_match_national_number", "_match",
]


def fingerprint() -> str:
    """SHA-256 over the expressions' values and the functions' sources."""
    parts = []
    for name in _EXPRESSIONS:
        value = getattr(phonenumberutil, name)
        parts.append(f"{name} {sorted(value.items()) if isinstance(value, dict) else value!r}")
    for name in _COMPILED:
        pattern = getattr(phonenumberutil, name)
        parts.append(f"{name} {pattern.pattern!r} {int(pattern.flags)}")
    parts += [inspect.getsource(getattr(phonenumberutil, name)) for name in _FUNCTIONS]
    parts.append(inspect.getsource(digit))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check() -> None:
    """Refuse to go on if the reference's procedure is not the one this project was written after."""
    found = fingerprint()
    if found != FINGERPRINT:
        raise UnknownConstruct(f"the reference's text rules changed: fingerprint {found}; see reference.py")
