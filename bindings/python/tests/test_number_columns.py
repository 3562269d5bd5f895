"""Reading numbers: one, and many in one call."""

from __future__ import annotations

import threading
from typing import Any, List, Optional

import pytest

import libsky
from libsky import NumberFlag, NumberStatus, NumberType

TEXTS = ["+1 650 253 0000", "020 7946 0958", "", "call me", "650 253 0000", "\uff0b1 650 253 0000", "+800 1234 5678",
         "1" * 300,
         "+39 02 1234 5678", "650 253 0000 \u0130", "\0", "650\u00a0253\u00a00000"]


def one_by_one(texts: List[str], region: Optional[str], flags: int = 0) -> List[Any]:
    """What parse_number says of each."""
    found = [libsky.parse_number(text, region, flags) for text in texts]
    return [(n.digits if n.reason is None else None, n.status, n.type, n.region) for n in found]


def columns(numbers: libsky.Numbers) -> List[Any]:
    """The rows of a result, in the same form."""
    return list(zip(numbers.msisdns, map(NumberStatus, numbers.statuses), map(NumberType, numbers.types),
                    numbers.regions))


def test_a_number_says_all_that_is_known_of_it() -> None:
    """Digits, parts, type, region, extension; nothing of it in its repr."""
    number = libsky.parse_number("(650) 253-0000 ext. 42", "US")
    assert (number.digits, number.e164, number.national) == ("16502530000", "+16502530000", "6502530000")
    assert (number.status, number.type, number.region) == (NumberStatus.VALID, NumberType.FIXED_LINE_OR_MOBILE, "US")
    assert (number.calling_code, number.extension, number.reason, number.offset) == (1, "42", None, None)
    assert number.is_valid and number.is_possible and "650" not in repr(number)
    assert libsky.parse_number("02 1234 5678", "IT").national == "0212345678"
    assert libsky.parse_number("+16502530000 x\u0665").extension == "\u0665"


def test_what_is_no_number_is_an_answer_and_no_exception() -> None:
    """The reason and the place are in the answer."""
    short = libsky.parse_number("+1 650 253")
    assert (short.status, short.offset, short.digits) == (NumberStatus.TOO_SHORT, 1, "1650253")
    assert short.reason == "input: too short for +1 (US): 4 digits missing"
    for text in ("", "hello", "1" * 300, "+1\ud800650253", "650 253 0000"):
        number = libsky.parse_number(text)
        assert not number.is_possible and number.reason and number.e164 is None and number.region is None


def test_flags_change_the_reading() -> None:
    """Exact by default; more on request; what is unknown is refused."""
    assert libsky.parse_number("16502530000").status is NumberStatus.INVALID_COUNTRY
    assert libsky.parse_number("16502530000", flags=NumberFlag.ASSUME_INTERNATIONAL).is_valid
    assert libsky.parse_number("+442079460958", flags=NumberFlag.ONLY_SMS).status is NumberStatus.NOT_SMS_CAPABLE
    possible = libsky.parse_number("+642111111", flags=NumberFlag.REQUIRE_VALID | NumberFlag.ONLY_SMS)
    assert possible.status is NumberStatus.POSSIBLE and possible.reason
    with pytest.raises(libsky.ArgumentError):
        libsky.parse_number("1", flags=1 << 31)
    with pytest.raises(TypeError):
        libsky.parse_number(16502530000)  # type: ignore[arg-type]


@pytest.mark.parametrize("region", [None, "US", "GB", "XX"])
@pytest.mark.parametrize("flags", [0, NumberFlag.ASSUME_INTERNATIONAL, NumberFlag.ONLY_SMS | NumberFlag.REQUIRE_VALID])
def test_a_column_is_what_each_row_is(region: Optional[str], flags: int) -> None:
    """Lists, tuples and what can be iterated over."""
    expected = one_by_one(TEXTS, region, flags)
    for texts in (TEXTS, tuple(TEXTS), iter(TEXTS)):
        numbers = libsky.parse_numbers(texts, region, flags)
        assert columns(numbers) == expected
        assert numbers.accepted == sum(digits is not None for digits, *_ in expected)
    assert columns(libsky.parse_numbers(TEXTS[:2], region, flags)) == expected[:2]
    assert columns(libsky.parse_numbers([text + "\ud800" for text in TEXTS[:1]],
                                        region))[0][1] is NumberStatus.NOT_A_NUMBER


def test_normalising_a_column() -> None:
    """What normalize_msisdn gives, or a status."""
    numbers = libsky.parse_numbers(["16502530000", "001 650 253 0000", "+1 650 253 0000 x5", "12"], None,
                                   NumberFlag.NORMALIZE)
    assert numbers.msisdns == ["16502530000", "16502530000", None, None] and numbers.accepted == 2
    assert numbers.statuses[2] == NumberStatus.NOT_SMS_CAPABLE
    with pytest.raises(libsky.ArgumentError):
        libsky.parse_numbers(["1"], "XX", NumberFlag.NORMALIZE)


def test_each_row_may_have_its_region() -> None:
    """Missing ones have the default region."""
    texts = ["020 7946 0958", "650 253 0000", "030 1234567"]
    numbers = libsky.parse_numbers(texts, "US", regions=["GB", None, "DE"])
    assert numbers.regions == ["GB", "US", "DE"]
    assert libsky.parse_numbers(texts, "US", regions=b"GB\0\0DE").regions == ["GB", "US", "DE"]
    for wrong in (["GB"], b"GB"):
        with pytest.raises(ValueError):
            libsky.parse_numbers(texts, "US", regions=wrong)


def test_bad_columns_are_refused() -> None:
    """One text, other types than texts, unknown flags; an empty column is fine."""
    for bad in ("16502530000", [16502530000], ["1", None], [b"1"]):
        with pytest.raises(TypeError):
            libsky.parse_numbers(bad)
    with pytest.raises(libsky.ArgumentError):
        libsky.parse_numbers(["1"], flags=32)
    empty = libsky.parse_numbers([])
    assert len(empty) == 0 and empty.accepted == 0 and empty.msisdns == []


def test_numpy_arrays() -> None:
    """Fixed-width texts of either kind, objects, and NUL inside."""
    numpy = pytest.importorskip("numpy")
    expected = one_by_one(TEXTS, "US")
    ascii_texts = [text for text in TEXTS if text.isascii() and "\0" not in text]
    assert columns(libsky.parse_numbers(numpy.array(TEXTS, dtype=object), "US")) == expected
    without_nul = [text for text in TEXTS if text != "\0"]
    assert columns(libsky.parse_numbers(numpy.array(without_nul), "US")) == one_by_one(without_nul, "US")
    for kind in (str, "S"):
        array = numpy.array(ascii_texts, dtype=kind)
        assert columns(libsky.parse_numbers(array, "US")) == one_by_one(ascii_texts, "US")
        assert columns(libsky.parse_numbers(array[::2], "US")) == one_by_one(ascii_texts[::2], "US")
    inside = numpy.array(["650\x00253 0000", "650 253 0000"])
    assert columns(libsky.parse_numbers(inside, "US")) == one_by_one(["650\x00253 0000", "650 253 0000"], "US")
    numbers = libsky.parse_numbers(numpy.array(["+16502530000"]))
    assert numpy.asarray(numbers.digits).dtype == numpy.uint64 and numpy.asarray(numbers.digits)[0] == 16502530000
    assert len(libsky.parse_numbers(numpy.array([], dtype=str))) == 0
    with pytest.raises(TypeError):
        libsky.parse_numbers(numpy.array([["1"]]))


def test_arrow_arrays() -> None:
    """Both widths of offsets, slices, missing values, chunks, dictionaries."""
    arrow = pytest.importorskip("pyarrow")
    expected = one_by_one(TEXTS, "US")
    for kind in (arrow.string(), arrow.large_string()):
        array = arrow.array(TEXTS, kind)
        assert columns(libsky.parse_numbers(array, "US")) == expected
        assert columns(libsky.parse_numbers(array[3:9], "US")) == expected[3:9]
        assert columns(libsky.parse_numbers(arrow.chunked_array([array, array[2:4]]), "US")) == expected + expected[2:4]
        missing = arrow.array(["+16502530000", None], kind)
        assert libsky.parse_numbers(missing).msisdns == ["16502530000", None]
        assert len(libsky.parse_numbers(arrow.array([], kind))) == 0
        assert len(libsky.parse_numbers(arrow.chunked_array([], kind))) == 0
    assert columns(libsky.parse_numbers(arrow.array(TEXTS).dictionary_encode(), "US")) == expected


def test_threads_read_at_once() -> None:
    """Calls do not share anything."""
    results: List[int] = []

    def work() -> None:
        results.append(libsky.parse_numbers(["+16502530000", "12"] * 5000).accepted)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [5000] * 4


def test_plans_that_are_none_are_refused(tmp_path: Any) -> None:
    """The plans in use stay in use."""
    version = libsky.numbers_version()
    for bad in (b"", b"SKYNUMB\n" + bytes(400), bytearray(b"x"), memoryview(b"y")):
        with pytest.raises(libsky.DocumentError):
            libsky.numbers_load(bad)
    file = tmp_path / "plans"
    file.write_bytes(b"no plans")
    with pytest.raises(libsky.DocumentError):
        libsky.numbers_load(file)
    with pytest.raises(libsky.ArgumentError):
        libsky.numbers_load(str(tmp_path / "none"))
    libsky.numbers_load(None)
    assert libsky.numbers_version() == version
    assert libsky.parse_number("+16502530000").is_valid


def test_plans_are_loaded() -> None:
    """From a file and from memory, where `make test` has made one."""
    from pathlib import Path
    blob = Path(__file__).resolve().parents[3] / "build" / "number_tables.blob"
    if not blob.exists():
        pytest.skip("no build/number_tables.blob")
    for source in (blob, blob.read_bytes()):
        libsky.numbers_load(source)
        assert libsky.parse_number("+16502530000").is_valid
    libsky.numbers_load(None)
