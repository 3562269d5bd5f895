"""`sky number`: explaining, and the CSV filter."""

from __future__ import annotations

import csv
import io
import random
import subprocess
from pathlib import Path

import pytest

COMMAND = Path(__file__).resolve().parents[2] / "build" / "sky"


def sky(*arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run `sky number`."""
    return subprocess.run([COMMAND, "number", *arguments], input=given, capture_output=True, timeout=60, check=False)


def test_a_number_is_explained() -> None:
    """Digits, region, status, type; 0 is the exit status."""
    result = sky("--region", "us", "(774)-319-9144")
    words = result.stdout.decode().split()
    assert result.returncode == 0 and {"17743199144", "US", "valid"} <= set(words)


def test_a_refusal_is_explained() -> None:
    """The reason and the place; 1 is the exit status, whatever the others are."""
    result = sky("+1 774 319 9144", "+1 774")
    assert result.returncode == 1 and b"too short for +1 (US): 7 digits missing" in result.stdout
    assert b"1774" in result.stdout


@pytest.mark.parametrize("arguments", [
    [], ["--column", "1", "+1"], ["--region", "XX", "1"], ["--column", "1", "--delimiter", "ab"],
    ["--column", "1", "--delimiter", "\""], ["--column", "1", "--refused", "perhaps"],
])
def test_wrong_calls_are_refused(arguments: list[str]) -> None:
    """With what is wrong on standard error, and nothing on standard output."""
    result = sky(*arguments, given=b"phone\n")
    assert result.returncode == 64 and result.stdout == b"" and result.stderr


FILE = (b"\xef\xbb\xbfname,phone,note\r\n"
        b'"Doe, ""J""","(774)-319-9144","a\nb"\r\n'
        b"X,12,\r\n"
        b"Y\r\n"
        b"\r\n"
        b"Z,+44 20 7946 0958,a\"b")


def test_a_column_is_normalised_and_nothing_else_is_touched() -> None:
    """Quotes, line breaks in fields, CR LF, a byte order mark, short rows, empty lines, a last line without an end."""
    result = sky("--column", "phone", "--region", "US", given=FILE)
    assert result.returncode == 0
    assert result.stdout == FILE.replace(b'"(774)-319-9144"', b"17743199144").replace(b"X,12,", b"X,,").replace(
        b"+44 20 7946 0958", b"442079460958")
    assert result.stderr.decode().splitlines() == [
        "2 accepted, 2 refused", "  1  the row has no such column", "  1  too short for +1 (US)"]


def test_refused_rows_are_emptied_kept_or_dropped() -> None:
    """As the caller wants; a column of reasons says why."""
    given = b"phone;n\n12;1\n+1 774 319 9144;2\n"
    options = ["--column", "phone", "--region", "US", "--delimiter", ";"]
    assert sky(*options, given=given).stdout == b"phone;n\n;1\n17743199144;2\n"
    assert sky(*options, "--refused", "keep", given=given).stdout == b"phone;n\n12;1\n17743199144;2\n"
    assert sky(*options, "--refused", "drop", given=given).stdout == b"phone;n\n17743199144;2\n"
    assert sky(*options, "--reasons", "w;y", given=given).stdout == (
        b'phone;n;"w;y"\n;1;too short for +1 (US): 8 digits missing\n17743199144;2;\n')


def test_columns_by_place_and_regions_by_row() -> None:
    """Without a header columns are counted from 1; a row's region comes before the option's."""
    given = b"GB\t020 7946 0958\n\t774 319 9144\nXX\t1\n"
    result = sky("--column", "2", "--region-column", "1", "--no-header", "--region", "US", "--delimiter", "tab",
                 given=given)
    assert result.stdout == b"GB\t442079460958\n\t17743199144\nXX\t\n"
    assert b"1  unknown region in the region column" in result.stderr


def test_valid_numbers_and_types_may_be_asked_for() -> None:
    """Possible is enough otherwise."""
    given = b"+642111111\n+44 20 7946 0958\n+44 7911 123456\n"
    assert sky("--column", "1", "--no-header", given=given).stdout == b"642111111\n442079460958\n447911123456\n"
    strict = sky("--column", "1", "--no-header", "--valid", "--sms", "--refused", "drop", given=given)
    assert strict.stdout == b"447911123456\n"


@pytest.mark.parametrize("given, words", [
    (b"name\n1\n", b"there is no column phone"), (b'phone\n"1\n2\n', b"record 2: a quote that is not closed"),
])
def test_files_that_cannot_be_read_are_refused(given: bytes, words: bytes) -> None:
    """With the place."""
    result = sky("--column", "phone", given=given)
    assert result.returncode == 64 and words in result.stderr


def test_nothing_in_gives_nothing_out() -> None:
    """An empty file is no error."""
    result = sky("--column", "phone")
    assert (result.returncode, result.stdout) == (0, b"")


@pytest.mark.parametrize("seed", range(3))
def test_other_columns_survive_for_every_reader(seed: int) -> None:
    """Random fields, written by Python's csv module, are read back by it unchanged."""
    rng = random.Random(seed)
    rows = [["".join(rng.choice('a",\n\r\x00é ;\'') for _ in range(rng.randrange(6))) for _ in range(3)]
            for _ in range(2000)]
    for row in rows:
        row[1] = rng.choice(["+1 774 319 9144", "774 319,9144", "", "x\"y", "0"])
    written = io.StringIO()
    csv.writer(written, lineterminator=rng.choice(["\n", "\r\n"]), quoting=csv.QUOTE_ALL).writerows(rows)
    result = sky("--column", "2", "--no-header", "--refused", "keep", given=written.getvalue().encode())
    found = list(csv.reader(io.StringIO(result.stdout.decode(), newline="")))
    assert [[row[0], row[2]] for row in found] == [[row[0], row[2]] for row in rows]
    assert all(row[1] in (old[1], "17743199144") for row, old in zip(found, rows))
