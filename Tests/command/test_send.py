"""`sky send`: an SMS from the command line, and exit statuses that say whether it may be sent again."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path
from typing import Iterator

import pytest

from account import SKY, Sandbox, environment, sandbox, silence, sky

TO, TEXT = "+1 774 319 9144", "Your table is ready."


@pytest.fixture(scope="module")
def provider() -> Iterator[Sandbox]:
    """A sandbox for all tests of this file."""
    with sandbox() as playing:
        yield playing


def test_an_accepted_message_is_told_by_its_tracking_id(provider: Sandbox) -> None:
    done = sky("send", TO, TEXT, **provider.environment)
    word, tracking_id = done.stdout.decode().split()
    assert done.returncode == 0 and done.stderr == b"" and word == "accepted" and tracking_id.startswith("SMS_")


def test_the_text_may_come_on_standard_input(provider: Sandbox) -> None:
    assert sky("send", TO, given=b"Two\nlines\n", **provider.environment).returncode == 0


def test_all_that_was_answered_comes_as_json(provider: Sandbox) -> None:
    answer = json.loads(sky("send", TO, TEXT, "--json", **provider.environment).stdout)
    assert answer["status"] == "accepted" and answer["fields"]["STATUS"] == "Success"


def test_the_other_provider_is_sent_to_as_well(provider: Sandbox) -> None:
    done = sky("send", "+61 412 345 601", TEXT, "--provider", "cellcast", "--url", provider.cellcast_url, SKY_API_KEY="key")
    word, message_id = done.stdout.decode().split()
    assert done.returncode == 0 and word == "accepted" and message_id


@pytest.mark.parametrize("to, code", [("+1 774 319 9197", "E114"), ("+1 774 319 9194", "E713")])
def test_a_refusal_has_the_provider_s_code_and_exit_status_1(provider: Sandbox, to: str, code: str) -> None:
    done = sky("send", to, TEXT, **provider.environment)
    assert done.returncode == 1 and done.stdout == b"" and done.stderr.startswith(f"refused: {code}: ".encode())


@pytest.mark.parametrize("arguments, words", [
    (["+1 774", TEXT], "too short for +1 (US): 7 digits missing"), ([TO, ""], "text: empty"),
    ([TO, "x" * 200, "--max-segments", "1"], "segments")])
def test_what_cannot_be_sent_is_refused_before_anything_is_sent(
        provider: Sandbox, arguments: list[str], words: str) -> None:
    done = sky("send", *arguments, **provider.environment)
    assert done.returncode == 1 and words in done.stderr.decode()


def test_what_was_not_sent_has_exit_status_2() -> None:
    done = sky("send", TO, TEXT, "--timeout", "1", SKY_URL="http://127.0.0.1:1/", SKY_API_KEY="key", SKY_FROM="55501")
    assert done.returncode == 2 and done.stderr.startswith(b"not sent: ")


def test_what_nobody_can_say_has_exit_status_3() -> None:
    with silence() as server:
        done = sky("send", TO, TEXT, "--timeout", "1", SKY_URL=server.url, SKY_API_KEY="key", SKY_FROM="55501")
    assert done.returncode == 3 and done.stderr.startswith(b"unknown: ") and done.stdout == b""


def test_the_key_comes_from_the_environment_or_a_file_and_nowhere_else(provider: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("key\n", "ascii")
    settings = {"SKY_URL": provider.url, "SKY_FROM": "55501"}
    assert sky("send", TO, TEXT, "--key-file", str(file), **settings).returncode == 0
    without = sky("send", TO, TEXT, **settings)
    assert without.returncode == 64 and b"there is no API key" in without.stderr
    missing = sky("send", TO, TEXT, "--key-file", str(tmp_path / "none"), **settings)
    assert missing.returncode == 64 and b"cannot be read" in missing.stderr
    assert b"--api-key" not in sky("send", "--help").stdout


def test_a_text_is_sent_as_it_is_or_not_at_all(provider: Sandbox) -> None:
    """Neither repaired, as the language does with what is not UTF-8, nor cut off at a NUL, as C does."""
    for arguments, given in ([TO, b"caf\xe9"], b""), ([TO], b"a\0b"), ([TO], b"caf\xe9"):
        done = sky("send", *arguments, given=given, **provider.environment)
        assert done.returncode in (1, 64) and b"not valid UTF-8" in done.stderr or b"NUL" in done.stderr
        assert done.returncode != 0 and done.stdout == b""


@pytest.mark.parametrize("shell", [">/dev/full", ">&-", "| true", "2>/dev/full", "<&- >&- 2>&-"])
def test_that_nobody_takes_the_output_changes_nothing_for_the_message(provider: Sandbox, shell: str) -> None:
    """Whoever sees another exit status than 0 sends again."""
    command = f"{SKY} send '{TO}' '{TEXT}' {shell}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], env=environment(provider.environment), timeout=60, check=False,
                          capture_output=True)
    assert done.returncode == 0


def test_an_interrupt_ends_the_command_as_long_as_it_waits_for_the_text(provider: Sandbox) -> None:
    with subprocess.Popen([SKY, "send", TO], stdin=subprocess.PIPE, env=environment(provider.environment)) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == -signal.SIGINT


def test_an_interrupt_is_told_as_what_it_leaves() -> None:
    with silence() as server, subprocess.Popen(
            [SKY, "send", TO, TEXT], stderr=subprocess.PIPE,
            env=environment({"SKY_URL": server.url, "SKY_API_KEY": "key", "SKY_FROM": "55501"})) as process:
        assert process.stderr and server.requests.acquire(timeout=30)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 3 and process.stderr.read().startswith(b"unknown: ")


@pytest.mark.parametrize("option", [["--timeout", "0"], ["--timeout", str(2**62)], ["--rate", "-1"], ["--region", "XX"],
                                    ["--url", "ftp://x"], ["--from", ""], ["--ca-file", "/nonexistent"]])
def test_settings_that_cannot_be_are_refused(provider: Sandbox, option: list[str]) -> None:
    done = sky("send", TO, TEXT, *option, **provider.environment)
    assert done.returncode not in (0, 2, 3) and done.stdout == b"" and done.stderr
