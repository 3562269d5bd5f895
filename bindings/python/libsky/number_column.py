"""Many phone numbers in one call. NumPy and Arrow arrays are taken where they are; neither is needed."""

from __future__ import annotations

import ctypes
from typing import Any, Iterable, List, Optional, Union

from . import _desk
from ._arguments import c_string
from ._interface import sky_number_column
from ._library import LIBRARY
from ._number_texts import Texts, texts_of
from .errors import from_details


class Numbers:
    """What became of many numbers, a column for each answer. `numpy.asarray()` takes each column without a copy."""

    __slots__ = ("accepted", "digits", "statuses", "types", "region_letters")

    def __init__(self, count: int) -> None:
        #: How many are valid or possible (valid, with NumberFlag.REQUIRE_VALID).
        self.accepted = 0
        #: Digits in international format as numbers, which lose nothing; 0 for rows that are not accepted.
        self.digits = memoryview(bytearray(8 * count)).cast("Q")
        #: A NumberStatus each.
        self.statuses = memoryview(bytearray(count))
        #: A NumberType each.
        self.types = memoryview(bytearray(count))
        #: Two letters each, two NULs if unknown, "01" for codes of no region.
        self.region_letters = memoryview(bytearray(2 * count))

    def __len__(self) -> int:
        return len(self.statuses)

    def __repr__(self) -> str:
        return f"<libsky.Numbers {self.accepted} of {len(self)} accepted>"

    @property
    def msisdns(self) -> List[Optional[str]]:
        """The digits as texts, None for rows that are not accepted."""
        return [str(digits) if digits else None for digits in self.digits.tolist()]

    @property
    def regions(self) -> List[Optional[str]]:
        """The regions as texts: "US", "001" for codes of no region, None if unknown."""
        letters = bytes(self.region_letters).decode("ascii")
        names = {"\0\0": None, "01": "001"}
        return [names.get(pair, pair) for pair in map("".join, zip(letters[::2], letters[1::2]))]


def parse_numbers(
    numbers: Any, region: Optional[str] = None, flags: int = 0, *,
    regions: Union[bytes, Iterable[Optional[str]], None] = None
) -> Numbers:
    """Read many phone numbers, each as parse_number() does.

    `numbers` are a list or tuple of str, a NumPy array of texts, or an Arrow array of strings, whose missing values are
    read as "". `region` is for rows that have none in `regions`, which
    are texts, or bytes with two letters a row (two NULs: none). With NumberFlag.NORMALIZE each is read as
    normalize_msisdn() does. Other threads run meanwhile.
    """
    texts = texts_of(numbers)
    answers = Numbers(texts.rows)
    if texts.rows == 0:
        return answers
    letters = _letters(regions, texts.rows)
    column = sky_number_column(
        count=texts.rows,
        data=texts.data,
        data_length=texts.data_length,
        regions=None if letters is None else ctypes.cast(ctypes.c_char_p(letters), ctypes.c_void_p),
        digits=_address(answers.digits),
        statuses=_address(answers.statuses),
        types=_address(answers.types),
        found_regions=_address(answers.region_letters),
    )
    setattr(column, texts.offsets_field, texts.offsets)
    _call(column, region, flags, answers, texts)
    return answers


def _call(column: sky_number_column, region: Optional[str], flags: int, answers: Numbers, texts: Texts) -> None:
    """Call the library; `texts` is here so that its memory stays."""
    country = c_string(region, "region")
    accepted = ctypes.c_size_t()
    try:
        desk = _desk.take()
    except IndexError:
        desk = _desk.make()
    try:
        if LIBRARY.sky_parse_numbers(
            ctypes.byref(column), country, flags, ctypes.byref(accepted), desk.error_reference
        ):
            raise from_details(desk.error)
        answers.accepted = accepted.value
    finally:
        _desk.give(desk)
    assert texts.rows == len(answers)


def _address(view: memoryview) -> int:
    """Where writable memory is."""
    return ctypes.addressof(ctypes.c_char.from_buffer(view))


def _letters(regions: Union[bytes, Iterable[Optional[str]], None], count: int) -> Optional[bytes]:
    """Two bytes a row. What is not two ASCII characters is no region, so it becomes two NULs."""
    if regions is None:
        return None
    if isinstance(regions, (bytes, bytearray)):
        if len(regions) != 2 * count:
            raise ValueError(f"{len(regions)} letters of regions for {count} numbers")
        return bytes(regions)
    pairs = [pair if pair and len(pair) == 2 and pair.isascii() else "\0\0" for pair in regions]
    if len(pairs) != count:
        raise ValueError(f"{len(pairs)} regions for {count} numbers")
    return "".join(pairs).encode("ascii")
