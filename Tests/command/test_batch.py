"""`sky batch`: a message for each row of a CSV file; every row comes out with what became of it."""

from __future__ import annotations

import csv
import io
import os
import pty
import signal
import subprocess
from pathlib import Path
from typing import Iterator

import pytest

from account import SKY, Sandbox, environment, sandbox, silence, sky

COLUMNS = ["status", "tracking_id", "code", "reason"]


@pytest.fixture(scope="module")
def provider() -> Iterator[Sandbox]:
    """A sandbox for all tests of this file."""
    with sandbox() as playing:
        yield playing


def rows(output: bytes, delimiter: str = ",") -> list[list[str]]:
    """The records of a CSV file."""
    return list(csv.reader(io.StringIO(output.decode(), newline=""), delimiter=delimiter))


def numbers(count: int) -> bytes:
    """A column of recipients to whom nothing happens."""
    return "".join(f"+1774319{number // 50:02}{number % 50:02}\n" for number in range(count)).encode()


def test_every_row_comes_out_with_its_outcome(provider: Sandbox) -> None:
    given = ('name,phone,say\r\nAda,+1 774 319 9144,"Hi, Ada"\r\nBob,12,Hi\r\n\r\nEve\r\n"Z ""z""",+1 774 319 9197,Hi\r\n'
             ).encode()
    done = sky("batch", "--to", "phone", "--text-column", "say", given=given, **provider.environment)
    header, *others = rows(done.stdout)
    assert header == ["name", "phone", "say", *COLUMNS]
    found = {row[0]: row for row in others}
    assert len(others) == 4 and all(len(row) == 7 for row in others)
    assert found["Ada"][:4] == ["Ada", "+1 774 319 9144", "Hi, Ada", "accepted"] and found["Ada"][4].startswith("SMS_")
    assert found["Bob"][3:] == ["refused", "", "", "to: too few digits for any country"]
    assert found["Eve"][3:] == ["refused", "", "", "to: the row has no such column"]
    assert found['Z "z"'][3] == "refused" and found['Z "z"'][5] == "E114"
    assert done.returncode == 1 and done.stderr == b"1 accepted, 3 refused\n"


def test_a_list_without_a_header_is_sent_once_each(provider: Sandbox) -> None:
    given = numbers(1000)
    done = sky("batch", "--to", "1", "--no-header", "--text", "Hi", given=given, **provider.environment)
    found = rows(done.stdout)
    assert done.returncode == 0 and done.stderr == b"1000 accepted\n"
    assert sorted(row[0] for row in found) == sorted(given.decode().split())
    assert len({row[2] for row in found}) == 1000, "a tracking id for each"


def test_blank_lines_before_the_first_are_none(provider: Sandbox) -> None:
    done = sky("batch", "--to", "2", "--no-header", "--text", "Hi", given=b"\n\r\nAda,+17743199144\n", **provider.environment)
    assert done.returncode == 0 and rows(done.stdout)[0][:3] == ["Ada", "+17743199144", "accepted"]


def test_a_mark_at_the_beginning_and_other_delimiters_are_understood(provider: Sandbox) -> None:
    given = "\ufeffphone\tname\n+17743199144\tAda\n".encode()
    done = sky("batch", "--to", "phone", "--text", "Hi", "--delimiter", "tab", given=given, **provider.environment)
    assert [row[:3] for row in rows(done.stdout, "\t")] == [["phone", "name", "status"], ["+17743199144", "Ada", "accepted"]]


def test_a_mark_before_a_quoted_name_moves_no_column(provider: Sandbox) -> None:
    """As spreadsheets write it; the comma in the first name is none between columns."""
    given = '\ufeff"Name, first",mobile,landline\n"A, B",+17743199143,+17743199197\n'.encode()
    done = sky("batch", "--to", "mobile", "--text", "Hi", given=given, **provider.environment)
    assert done.returncode == 0 and rows(done.stdout)[1][:4] == ["A, B", "+17743199143", "+17743199197", "accepted"]


def test_a_row_with_more_fields_than_the_first_line_is_not_sent(provider: Sandbox) -> None:
    """A quote was forgotten, so its text would be cut off; and its outcome still stands in its column."""
    given = b"to,text\n+17743199143,Hello, pay not 5\n+17743199144,Hi\n"
    done = sky("batch", "--to", "to", "--text-column", "text", given=given, **provider.environment)
    assert done.returncode == 1
    assert rows(done.stdout)[1] == ["+17743199143", "Hello", "refused", "", "",
                                    "the row has more fields than the first line"]
    assert rows(done.stdout)[2][2] == "accepted"


@pytest.mark.parametrize("given, words", [
    (b"", b"no first line"), (b"to,to,text\n+17743199143,+17743199144,Hi\n", b"several columns to")])
def test_a_file_whose_columns_are_not_clear_sends_nothing(provider: Sandbox, given: bytes, words: bytes) -> None:
    done = sky("batch", "--to", "to", "--text", "Hi", given=given, **provider.environment)
    assert done.returncode == 64 and done.stdout == b"" and words in done.stderr


@pytest.mark.parametrize("shell, status", [(">/dev/full 2>/dev/full", 3), ("2>/dev/full", 0), (">&-", 0), ("| true", 0)])
def test_a_full_disk_ends_no_batch(provider: Sandbox, tmp_path: Path, shell: str, status: int) -> None:
    (tmp_path / "in").write_bytes(numbers(20))
    command = f"{SKY} batch --to 1 --no-header --text Hi <{tmp_path}/in {shell}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], env=environment(provider.environment), timeout=60, check=False,
                          capture_output=True)
    assert done.returncode == status


def test_checking_sends_nothing() -> None:
    with silence() as server:
        done = sky("batch", "--to", "1", "--no-header", "--text", "Hi", "--check", given=numbers(3) + b"12\n",
                   SKY_URL=server.url, SKY_API_KEY="key", SKY_FROM="55501")
        assert not server.requests.acquire(timeout=0.2)
    assert done.returncode == 1 and rows(done.stdout) == [["12", "refused", "", "", "to: too few digits for any country"]]
    assert done.stderr == b"3 would be sent, 1 refused\n"


def test_a_file_that_breaks_off_sends_nothing() -> None:
    with silence() as server:
        done = sky("batch", "--to", "1", "--no-header", "--text", "Hi", given=numbers(3) + b'"12\n',
                   SKY_URL=server.url, SKY_API_KEY="key", SKY_FROM="55501")
        assert not server.requests.acquire(timeout=0.2)
    assert done.returncode == 64 and done.stdout == b"" and b"a quote that is not closed" in done.stderr


@pytest.mark.parametrize("arguments", [["--to", "nope", "--text", "x"], ["--to", "1"], ["--text", "x"],
                                       ["--to", "1", "--text", "x", "--text-column", "1"],
                                       ["--to", "1", "--text", "x", "--concurrency", "0"],
                                       ["--to", "1", "--text", "x", "--within", "-1"]])
def test_wrong_calls_send_nothing(arguments: list[str]) -> None:
    with silence() as server:
        done = sky("batch", *arguments, given=b"phone\n+17743199144\n", SKY_URL=server.url, SKY_API_KEY="key")
        assert not server.requests.acquire(timeout=0.2)
    assert done.returncode not in (0, 2, 3) and done.stdout == b"" and done.stderr


def test_what_has_not_begun_in_time_is_not_sent() -> None:
    with sandbox() as playing:
        done = sky("batch", "--to", "1", "--no-header", "--text", "Hi", "--rate", "5", "--within", "1", given=numbers(50),
                   **playing.environment)
        accepted = sum("accepted" in line for line in playing.end())
    found = [row[1] for row in rows(done.stdout)]
    assert done.returncode == 2 and len(found) == 50
    assert found.count("accepted") == accepted <= 7 and found.count("not sent") == 50 - accepted


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_lets_what_is_under_way_end_and_a_second_one_does_not_wait(number: signal.Signals) -> None:
    settings = {"SKY_API_KEY": "key", "SKY_FROM": "55501"}
    with silence() as server:
        command = [SKY, "batch", "--to", "1", "--no-header", "--text", "Hi", "--concurrency", "2"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=environment(settings | {"SKY_URL": server.url})) as process:
            assert process.stdin and process.stdout
            process.stdin.write(numbers(10))
            process.stdin.close()
            assert server.requests.acquire(timeout=30) and server.requests.acquire(timeout=30)
            process.send_signal(number)
            first = [process.stdout.readline().decode().split(",")[1] for _ in range(8)]
            assert first == ["cancelled"] * 8 and process.poll() is None, "two are waited for"
            process.send_signal(number)
            assert [row[1] for row in rows(process.stdout.read())] == ["unknown"] * 2
            assert process.wait(timeout=30) == 3
        assert not server.requests.acquire(timeout=0.1), "nothing began after the first interrupt"


def test_rows_go_to_standard_error_where_standard_output_takes_no_more(provider: Sandbox) -> None:
    """Nobody may be left without the outcome of a message that went out."""
    with subprocess.Popen([SKY, "batch", "--to", "1", "--no-header", "--text", "Hi"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(provider.environment)) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(numbers(20))
        process.stdin.close()
        first, *others, last = process.stderr.read().splitlines()
        assert process.wait(timeout=30) == 0
    assert first == b"standard output takes no more; the other rows follow here" and last == b"20 accepted"
    assert len(others) == 20


def test_a_terminal_is_told_how_far_it_is() -> None:
    terminal, other_end = pty.openpty()
    with sandbox() as playing:
        with subprocess.Popen([SKY, "batch", "--to", "1", "--no-header", "--text", "Hi", "--rate", "10"],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=other_end,
                              env=environment(playing.environment)) as process:
            os.close(other_end)
            assert process.stdin
            process.stdin.write(numbers(15))
            process.stdin.close()
            written = b""
            try:
                while piece := os.read(terminal, 4096):
                    written += piece
            except OSError:  # how Linux says that nobody writes any more
                pass
            assert process.wait(timeout=30) == 0
    os.close(terminal)
    assert b" of 15: " in written and b"/s, " in written and b" s left" in written
    assert written.endswith(b"\r\x1b[K15 accepted\r\n")
