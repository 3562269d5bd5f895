"""What a text costs as an SMS, why, and how it costs less."""

from __future__ import annotations

import ctypes
import struct
from typing import Any, List, NamedTuple, Optional, Tuple

from ._arguments import member, utf8
from ._calls import QUICK_LENGTH
from ._enums_text import Encoding, Language, LimitBeyond, LimitUnit, ReplacementKind, TextField, TextOption
from ._interface import FUNCTIONS, Provider, sky_error
from ._library import LIBRARY, QUICK
from .errors import from_details

_ENCODINGS = tuple(Encoding)
_LANGUAGES = tuple(Language)
_KINDS = {int(kind): kind for kind in ReplacementKind}
_NONE = Language.NONE

#: sky_text_info without what is reserved, sky_text_part, sky_replacement; all are of 32-bit numbers.
_read_info = struct.Struct("=10iI3i").unpack_from
_PART, _REPLACEMENT = struct.Struct("=3i"), struct.Struct("=3iI2i")
#: Parts that a call has room for at once: a text of up to 3,000 characters or so needs no second call.
_ROOM = 24


class TextInfo(NamedTuple):
    """What a text costs, and why."""

    #: How it travels: GSM7 if its alphabets hold each of the characters, else UCS2.
    encoding: Encoding
    #: Unicode code points, as len() counts them.
    characters: int
    #: Septets (an escaped character takes two) or UTF-16 code units (a character beyond U+FFFF takes two).
    units: int
    #: Messages that are billed; 0 for an empty text.
    segments: int
    #: Units that still fit in the last segment.
    units_left: int
    #: Units that one segment holds: 160 or 70 in a single one, 153 or 67 in each of several.
    units_per_segment: int
    #: Units left empty at borders, because a pair of units is never cut. They are billed.
    padding: int
    #: Index in the str of the first character that forces UCS2; None if none does.
    ucs2_index: Optional[int]
    #: That character.
    ucs2_character: Optional[str]
    #: How many characters force UCS2.
    ucs2_count: int
    #: Segments of what simplify_text() would make of it; never more.
    simplified_segments: int
    #: The encoding of that.
    simplified_encoding: Encoding
    #: The national tables in use; NONE unless they are allowed and cheaper.
    locking: Language
    single: Language


class SplitCost(NamedTuple):
    """What it costs to keep grapheme clusters whole, and what it saves from being cut."""

    #: Parts with clusters kept whole.
    parts: int
    #: Parts where networks set the borders.
    parts_otherwise: int
    #: Borders of networks that cut a cluster: an emoji with its modifiers, a flag, a letter with its marks, CR LF.
    clusters_cut: int
    #: Borders that cut a cluster even so, because it is longer than a part.
    clusters_too_long: int


class Replacement(NamedTuple):
    """One replacement that simplifying makes."""

    #: Why it is made.
    kind: ReplacementKind
    #: Index in the str at which the replaced characters begin.
    start: int
    #: What is replaced.
    original: str
    #: What takes its place; "" if it is removed.
    replacement: str


class TextLimit(NamedTuple):
    """How long a text a provider takes."""

    #: The limit for a text in GSM7.
    gsm7: int
    #: The limit for a text in UCS2.
    ucs2: int
    #: What both count.
    unit: LimitUnit
    #: What becomes of a longer text.
    beyond: LimitBeyond


class _Desk(NamedTuple):
    """Memory that the C library writes to, kept for the next call as _desk does."""

    info: Any
    info_reference: Any
    parts: Any
    parts_reference: Any
    number: ctypes.c_size_t
    number_reference: Any
    handle: ctypes.c_void_p
    handle_reference: Any
    error: sky_error
    error_reference: Any


def _make_desk() -> _Desk:
    info, parts = ctypes.create_string_buffer(64), ctypes.create_string_buffer(_PART.size * _ROOM)
    count = ctypes.c_size_t()
    handle, error = ctypes.c_void_p(), sky_error()
    return _Desk(
        info,
        ctypes.byref(info),
        parts,
        ctypes.byref(parts),
        count,
        ctypes.byref(count),
        handle,
        ctypes.byref(handle),
        error,
        ctypes.byref(error),
    )


_free_desks: List[_Desk] = []
_give = _free_desks.append


def _take() -> _Desk:
    try:
        return _free_desks.pop()
    except IndexError:
        return _make_desk()


def _quick(name: str) -> Any:
    """The same function for short texts: it keeps the interpreter's lock, for it is done before that changes hands.

    It has no argument types, so that ctypes need not convert each argument: they are of the C type already, and no
    length here is beyond an int.
    """
    function = QUICK[name]
    function.restype = FUNCTIONS[name][0]
    return function


_measure, _measure_quickly = LIBRARY.sky_measure_text, _quick("sky_measure_text")
_split, _split_quickly = LIBRARY.sky_split_text, _quick("sky_split_text")
_simplify, _simplify_quickly = LIBRARY.sky_simplify_text, _quick("sky_simplify_text")
_report, _report_quickly = LIBRARY.sky_simplify_report, _quick("sky_simplify_report")
_new = tuple.__new__


def measure_text(text: str, *, locking: Language = _NONE, single: Language = _NONE) -> TextInfo:
    """Tell what a text costs as an SMS, why, and what it would cost simplified.

    One character that the GSM 7-bit alphabet does not have makes the whole text UCS-2, in which less than half as much
    fits. `locking` and `single` allow a national table; neither provider documents that it takes any.
    """
    written = _written(text)
    options = 0 if locking is _NONE and single is _NONE else _tables(locking, single)
    length = len(written)
    desk = _take()
    call = _measure_quickly if length <= QUICK_LENGTH else _measure
    if call(written, length, options, desk.info_reference, desk.error_reference):
        raise _failure(desk)
    (
        encoding, lock, shift, characters, units, segments, left, room, padding, offset, character, count, simplified,
        simplified_encoding,
    ) = _read_info(desk.info)  # fmt: skip
    _give(desk)
    return _new(
        TextInfo,
        (
            _ENCODINGS[encoding],
            characters,
            units,
            segments,
            left,
            room,
            padding,
            None if offset < 0 else len(written[:offset].decode()),
            None if offset < 0 else chr(character),
            count,
            simplified,
            _ENCODINGS[simplified_encoding],
            _LANGUAGES[lock],
            _LANGUAGES[shift],
        ),
    )


def split_text(
    text: str, *, keep_clusters: bool = False, locking: Language = _NONE, single: Language = _NONE
) -> List[str]:
    """Give the parts in which a text travels. Joined they are the text; an empty text has none.

    The borders are where networks set them. With `keep_clusters`, for programs that send the parts themselves, they do
    not cut what people see as one character (emoji with modifiers and joiners, flags, letters with combining marks)
    unless it is longer than a part; split_cost() tells what that costs.
    """
    written = _written(text)
    options = _tables(locking, single) | (TextOption.KEEP_CLUSTERS if keep_clusters else 0)
    desk = _take()
    call = _split_quickly if len(written) <= QUICK_LENGTH else _split
    room = desk.parts_reference
    if call(written, len(written), options, room, _ROOM, desk.number_reference, desk.error_reference):
        raise _failure(desk)
    parts, count = desk.parts, desk.number.value
    if count > _ROOM:
        parts = ctypes.create_string_buffer(_PART.size * count)
        call(written, len(written), options, parts, count, desk.number_reference, desk.error_reference)
    places = _PART.iter_unpack(memoryview(parts)[: _PART.size * count])
    split = [written[offset : offset + length].decode() for offset, length, _ in places]
    _give(desk)
    return split


def split_cost(text: str, *, locking: Language = _NONE, single: Language = _NONE) -> SplitCost:
    """Tell what `keep_clusters` costs, and what it saves from being cut."""
    written = _written(text)
    desk = _take()
    options = _tables(locking, single)
    if LIBRARY.sky_measure_split(written, len(written), options, desk.info, desk.error_reference):
        raise _failure(desk)
    cost = SplitCost(*struct.unpack_from("=4i", desk.info))
    _give(desk)
    return cost


def simplify_text(
    text: str, *, transliterate: bool = False, locking: Language = _NONE, single: Language = _NONE
) -> str:
    """Rewrite a text so that it costs less and means the same.

    Typographic quotes, dashes, ellipses, unusual spaces, letters with marks and the like get their nearest spelling in
    the GSM 7-bit alphabet, if that saves the whole text from UCS-2. The result never takes more segments than the text,
    and simplified again it stays as it is. Other scripts stay unless `transliterate` asks for Greek and Cyrillic.
    """
    written = _written(text)
    return _simplified(written, _simplify_options(transliterate, locking, single)).decode()


def simplify_report(
    text: str, *, transliterate: bool = False, locking: Language = _NONE, single: Language = _NONE
) -> List[Replacement]:
    """List the replacements that simplify_text() makes, from left to right."""
    written = _written(text)
    options = _simplify_options(transliterate, locking, single)
    rewritten = _simplified(written, options)
    desk = _take()
    call = _report_quickly if len(written) <= QUICK_LENGTH else _report
    call(written, len(written), options, None, 0, desk.number_reference, desk.error_reference)
    found = ctypes.create_string_buffer(_REPLACEMENT.size * desk.number.value)
    if desk.number.value:
        call(written, len(written), options, found, desk.number.value, desk.number_reference, desk.error_reference)
    _give(desk)
    replacements, index, passed = [], 0, 0
    for kind, offset, length, _, new_offset, new_length in _REPLACEMENT.iter_unpack(found.raw):
        index += len(written[passed:offset].decode())
        passed = offset
        original = written[offset : offset + length].decode()
        replacement = rewritten[new_offset : new_offset + new_length].decode()
        replacements.append(Replacement(_KINDS[kind], index, original, replacement))
    return replacements


def text_limit(field: TextField, provider: Provider = Provider.SKYCORE) -> TextLimit:
    """Tell how long a text a provider takes, from what it says in public; also of one that is not spoken yet."""
    desk = _take()
    place = member(Provider, provider, "provider"), member(TextField, field, "field")
    if LIBRARY.sky_text_limit(*place, desk.info, desk.error_reference):
        raise _failure(desk)
    gsm7, ucs2, unit, beyond = struct.unpack_from("=4i", desk.info)
    _give(desk)
    return TextLimit(gsm7, ucs2, LimitUnit(unit), LimitBeyond(beyond))


def _written(text: str) -> bytes:
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}")
    return utf8(text, "text")


def _tables(locking: Language, single: Language) -> int:
    if locking is _NONE and single is _NONE:
        return 0
    allowed: Tuple[Language, Language] = member(Language, locking, "locking"), member(Language, single, "single")
    return allowed[0] * TextOption.LOCKING | allowed[1] * TextOption.SINGLE


def _simplify_options(transliterate: bool, locking: Language, single: Language) -> int:
    return _tables(locking, single) | (TextOption.TRANSLITERATE if transliterate else 0)


def _simplified(written: bytes, options: int) -> bytes:
    desk = _take()
    call = _simplify_quickly if len(written) <= QUICK_LENGTH else _simplify
    if call(written, len(written), options, desk.handle_reference, desk.error_reference):
        raise _failure(desk)
    address = desk.handle.value
    _give(desk)
    assert address is not None
    rewritten = ctypes.string_at(address)
    LIBRARY.sky_free(address)
    return rewritten


def _failure(desk: _Desk) -> Exception:
    """The exception for what the library reported; the desk is free again."""
    failure = from_details(desk.error)
    _give(desk)
    return failure
