"""Seeded random input: ordinary ways to write numbers, hostile variations of them, and a grammar of the parser's own
tokens in any order."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from typing import Any

import phonenumbers
from phonenumbers.phonenumberutil import SUPPORTED_REGIONS

try:
    from re import _parser as _regex_parser  # type: ignore[attr-defined]
except ImportError:  # before Python 3.11
    import sre_parse as _regex_parser  # type: ignore[no-redef]

Line = tuple[str, "str | None"]

_TYPES = [
    phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.PREMIUM_RATE,
    phonenumbers.PhoneNumberType.VOIP, phonenumbers.PhoneNumberType.UAN, phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    phonenumbers.PhoneNumberType.SHARED_COST, phonenumbers.PhoneNumberType.PAGER,
    phonenumbers.PhoneNumberType.VOICEMAIL,
]
_REGIONS = sorted(SUPPORTED_REGIONS)
_SEPARATORS = [
    "-", " ", ".", "/", "(", ")", "[", "]", "~", "x", "X", "*", "\u2010", "\u2013", "\u2015", "\u2212", "\u30fc",
    "\uff0d", "\uff0e", "\uff0f", "\u00a0", "\u00ad", "\u200b", "\u2060", "\u3000", "\uff08", "\uff09", "\uff3b",
    "\uff3d", "\u2053", "\u223c", "\uff5e",
]
_STRAY = [
    "\t", ",", ":", ";", "'", '"', "_", "|", "\n", "\r", "\0", "\u202a", "\u202c", "\u200e", "\u0301", "\U0001f4de",
    "\u4e00", "\u0130", "\u0131", "\u017f", "\u212a", "\u00df", "\u00e9", "\u00b2", "\u00bd", "\u2460", "\u0e01",
    "\ufb06", "\u1c81", "\u1c82", "=", "@", "!", "\\", "&", "%", "\x7f", "\u0080", "\uffff", "\U0010ffff", "\ue000",
]
_DIGIT_ZEROS = [
    "\uff10", "\u0660", "\u06f0", "\u0966", "\u09e6", "\u0e50", "\u1810", "\U0001d7ce", "\U0001e950", "\ua8d0",
    "\U0001fbf0", "\U000104a0",
]
_EXTENSION_LABELS = [
    "ext", "ext.", "Ext", "EXT", "xt", "extn", "extension", "extensi\u00f3n", "extensio\u0301n", "EXTENSI\u00d3N",
    "exten\u017fion", "\u0434\u043e\u0431", "\u0414\u041e\u0411", "\u1c81\u1c82\u0431", "anexo", "Anexo", "x", "X", "#",
    "~", "int", "INT", "\u0131nt", "\uff58", "\uff38", "\uff03", "\uff5e", "\uff45\uff58\uff54\uff4e",
    "\uff25\uff38\uff34", "\uff49\uff4e\uff54", ";ext=", ";EXT=", ",", ",,", ",,,", ";", ";;", "- ", " ", "ext:",
    "ext\uff0e", "x ",
]
_TOKENS = [
    ";phone-context=", ";phone-context=+", ";isub=", ";ext=", "tel:", "tel:+", "+", "\uff0b", "00", "011", "0011",
    "810", "0", "1", "/x", "/ x", "\\x", "\\ x", "x", "#", "*", "~", ",,", ";", " ", "-", "(", ")", ".", "example.com",
    "a-b.c", "a.", "+1", "+44", "+49", "+39", "+54", "+7", "+800", "+999", "12", "123", "456789", "2125550123", "ABC",
    "flowers", "ext", "int", "\u200b", "\u00a0", "\uff11\uff12\uff13", "\u0661\u0662\u0663", "\U0001d7d0", "\u0130",
    "\u017f", "_", "\n", "\u0301", "=", ":", "&", "x12", "ext 34", "anexo", "\u0434\u043e\u0431", "-123#", "- 123#",
    "d", "-",
]


def regions() -> list[str]:
    return _REGIONS


def national_number(rng: random.Random, region: str) -> str:
    """A number of the region: an example with digits changed, or any digits."""
    if rng.random() < 0.85:
        example = phonenumbers.example_number_for_type(region, rng.choice(_TYPES))
        if example is None:
            example = phonenumbers.example_number(region)
        if example is not None:
            digits = list(phonenumbers.national_significant_number(example))
            keep = rng.randrange(len(digits) + 1)
            for index in range(keep, len(digits)):
                digits[index] = rng.choice(string.digits)
            draw = rng.random()
            if draw < 0.06:
                digits.append(rng.choice(string.digits))
            elif draw < 0.12 and len(digits) > 2:
                digits.pop()
            return "".join(digits)
    return "".join(rng.choice(string.digits) for _ in range(rng.randrange(1, 19)))


def _grouped(rng: random.Random, digits: str, separators: list[str]) -> str:
    result = ""
    for digit in digits:
        if result and rng.random() < 0.25:
            result += rng.choice(separators)
        result += digit
    return result


def ordinary(rng: random.Random) -> Line:
    """A number as people write it."""
    region = rng.choice(_REGIONS)
    code = phonenumbers.country_code_for_region(region)
    national = national_number(rng, region)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    prefix = metadata.national_prefix or ""
    form = rng.randrange(8)
    separators = [" ", "-", ".", " "]
    body = _grouped(rng, national, separators) if rng.random() < 0.6 else national
    if form <= 1:
        return f"+{code}{body}", rng.choice([None, region])
    if form == 2:
        return f"+{code} ({prefix}){body}", rng.choice([None, region, "US"])
    if form == 3:
        idd = metadata.international_prefix or "00"
        idd = idd if idd.isdigit() else rng.choice(["00", "011", "0011", "810", "001", "010"])
        return f"{idd} {code} {body}", rng.choice([region, rng.choice(_REGIONS)])
    if form == 4:
        return f"{prefix}{body}", region
    if form == 5:
        return f"({prefix}{national[:3]}) {national[3:]}", region
    if form == 6:
        return f"{code}{body}", rng.choice([region, rng.choice(_REGIONS), None])
    return body, rng.choice([region, rng.choice(_REGIONS)])


def hostile(rng: random.Random) -> Line:
    """An ordinary number, changed until it hurts."""
    text, region = ordinary(rng)
    for _ in range(rng.randrange(1, 4)):
        text = _change(rng, text)
    if rng.random() < 0.08:
        region = rng.choice([None, "ZZ", "us", "001", "gb", "XX", "", "Us"])
    return text, region


def _change(rng: random.Random, text: str) -> str:
    kind = rng.randrange(14)
    position = rng.randrange(len(text) + 1)
    if kind == 0:
        return text[:position] + rng.choice(_STRAY) + text[position:]
    if kind == 1:
        return text[:position] + rng.choice(_SEPARATORS) * rng.randrange(1, 3) + text[position:]
    if kind == 2:
        zero = ord(rng.choice(_DIGIT_ZEROS))
        return "".join(chr(zero + int(c)) if c in string.digits and rng.random() < 0.7 else c for c in text)
    if kind in (3, 4):
        label = rng.choice(_EXTENSION_LABELS)
        digits = "".join(rng.choice(string.digits) for _ in range(rng.randrange(1, 23)))
        return (text + rng.choice(["", " ", ", ", "\t", "\u00a0", ":"]) + label
                + rng.choice(["", " ", ".", ":", "-"]) + digits + rng.choice(["", "", "#"]))
    if kind == 5:
        before = ["Tel: ", "call ", "tel:", "\uff0b", "++", "+", "(+", "Fax/", "\u200b", "a1b", "#", "*"]
        return rng.choice(before) + text
    if kind == 6:
        return text + rng.choice([" ", ".", " /x2", "/ x12", "\\x3", " home", "_", ",", ";", "\U0001f600", "\u4e2d",
                                  "#", "##", "\n", "\0"])
    if kind == 7:
        letters = "".join(rng.choice(string.ascii_letters) for _ in range(rng.randrange(1, 8)))
        return text[:position] + letters + text[position:]
    if kind == 8:
        context = rng.choice(["+1", "+44", "+", "", "example.com", "a.b.", "-a", "a-", "1a", "a1", "+1-2", "+(",
                              "+\u0661", "\u0661.a", "+1;x=2", "x y"])
        return rng.choice(["tel:", ""]) + text + ";phone-context=" + context + rng.choice(["", ";a=b", ";isub=1"])
    if kind == 9:
        return text + ";isub=" + rng.choice(["1", "", "12345", "0@:"])
    if kind == 10:
        return text[:position]
    if kind == 11:
        return text + rng.choice([" ", "/", ", ", " or ", ";"]) + text
    if kind == 12:
        return text.replace("+", rng.choice(["\uff0b", "00", "+0", "+00", "011"]), 1)
    return text + "".join(rng.choice(string.digits) for _ in range(rng.randrange(1, 12)))


def grammar(rng: random.Random) -> Line:
    """The parser's own tokens in any order."""
    count = rng.randrange(1, 9)
    parts = [
        rng.choice(_TOKENS) if rng.random() < 0.75
        else "".join(rng.choice(string.digits) for _ in range(rng.randrange(1, 9)))
        for _ in range(count)
    ]
    region = rng.choice(["US", "GB", "DE", "IT", "AR", "BR", "AU", "RU", None, rng.choice(_REGIONS)])
    return "".join(parts), region


def long_texts() -> Iterator[Line]:
    """Around the limit of 250 characters."""
    for length in range(246, 255):
        for unit in (" ", "1", "\u00a0", "\U0001d7d0", "-", "a"):
            yield ("+442079460958" + unit * length)[:length], "GB"
            yield (unit * length)[: length - 13] + "+442079460958", "GB"


def every_character() -> Iterator[Line]:
    """Every code point in front of a number, inside, behind it, and as a part of an extension."""
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        character = chr(code)
        if code >= 0x10000 and code % 16 > 1 and not character.isalnum():
            continue
        yield f"{character}16502530000", "US"
        yield f"650 253{character}0000", "US"
        yield f"650 253 0000{character}", "US"
        yield f"650 253 0000 e{character}t 5", "US"


def _matching(rng: random.Random, pattern: str) -> str:
    """A text that a regular expression of the metadata matches; repetitions are kept short."""
    return "".join(_parts(rng, _regex_parser.parse(pattern)))


def _parts(rng: random.Random, parsed: Any) -> Iterator[str]:
    for code, value in parsed:
        name = str(code)
        if name == "LITERAL":
            yield chr(value)
        elif name == "IN":
            yield rng.choice([character for item in value for character in _members(item)])
        elif name == "BRANCH":
            yield from _parts(rng, rng.choice(value[1]))
        elif name == "SUBPATTERN":
            yield from _parts(rng, value[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            for _ in range(rng.randint(value[0], min(value[1], value[0] + 4))):
                yield from _parts(rng, value[2])
        elif name != "AT":
            raise ValueError(f"{name} in a pattern")


def _members(item: tuple[Any, Any]) -> str:
    code, value = item
    if str(code) == "RANGE":
        return "".join(map(chr, range(value[0], value[1] + 1)))
    return string.digits if str(code) == "CATEGORY" else chr(value)


def prefixes(rng: random.Random) -> Line:
    """National and international prefixes as the metadata's own rules have them, carrier codes and all, in front of
    numbers of that region and of others, behind plus signs, calling codes and one another."""
    region = rng.choice(_REGIONS)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    code = metadata.country_code
    pieces = [national_number(rng, rng.choice([region, region, rng.choice(_REGIONS)]))]
    for _ in range(rng.randrange(1, 4)):
        kind = rng.randrange(6)
        if kind <= 1 and metadata.national_prefix_for_parsing:
            pieces.insert(0, _matching(rng, metadata.national_prefix_for_parsing))
        elif kind == 2 and metadata.international_prefix:
            pieces.insert(0, _matching(rng, metadata.international_prefix) + rng.choice(["", "", "0"]))
        elif kind == 3:
            other = rng.choice([1, 7, 39, 44, 52, 54, 55, 800, 882, 979, 999, 210])
            pieces.insert(0, str(rng.choice([code, code, other])))
        elif kind == 4:
            pieces.insert(0, rng.choice(["+", "++", "+00", "\uff0b", "00+", "+0", "8~10", "0~0", "1", "0", "15", "9"]))
        else:
            pieces.insert(0, metadata.national_prefix or rng.choice(string.digits))
    text = rng.choice(["", "", "", " ", "-", ") ", "/", "~", "x", "\u3000"]).join(pieces)
    if rng.random() < 0.1:
        text += rng.choice([" ext 5", "#", ";isub=1", " / x2", ";phone-context=+" + str(code), ";ext=12", " x12#"])
    return text, rng.choice([region, region, region, None, rng.choice(_REGIONS), "001", region.lower(), "ZZ"])


def limits(rng: random.Random) -> Line:
    """Lengths around the limits: 250 characters, 17 digits, extensions of 20, 15, 9, 6 digits, filled in every way."""
    text, region = rng.choice([ordinary, hostile, prefixes])(rng)
    kind = rng.randrange(5)
    if kind == 0:
        filling = rng.choice(_SEPARATORS + _STRAY + ["0", "\u0660", "a", "\U0001d7ce"])
        place = rng.randrange(len(text) + 1)
        text = text[:place] + filling * max(0, rng.randrange(246, 256) - len(text)) + text[place:]
    elif kind == 1:
        text += rng.choice(_EXTENSION_LABELS) + "".join(
            rng.choice(string.digits) for _ in range(rng.choice([1, 5, 6, 7, 8, 9, 10, 14, 15, 16, 19, 20, 21])))
        text += rng.choice(["", "#", " ", "##", "\u0301"])
    elif kind == 2:
        missing = rng.randrange(16, 22) - min(16, sum(c.isdigit() for c in text))
        text = text + "".join(rng.choice(string.digits) for _ in range(missing))
    elif kind == 3:
        text = text[:2] + rng.choice(["", "#", "*", "\u0301", "x", "\uff0b"])
    else:
        zero = ord(rng.choice(_DIGIT_ZEROS))
        text = "".join(chr(zero + int(c)) if c in string.digits and rng.random() < 0.3 else c for c in text)
        text += rng.choice([" / x", "\\x2", "/  x3", "/\u00a0x4", "/X5", "\uff0fx6"])
    return text, region
