"""The examples of Cellcast do what they say, against the sandbox."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import urllib.request
from pathlib import Path
from typing import Iterator

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
KEY = "my-key"
DELIVERED, LEFT_OUT, FAILED, REFUSED = "0491 570 156", "0491 570 197", "+61491570199", "0491570187"
IN_TWO_PAGES = 27


@pytest.fixture(scope="module")
def report_port() -> int:
    """A port that is free now, for delivery reports."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port: int = reserved.getsockname()[1]
        return port


@pytest.fixture
def sandbox(report_port: int) -> Iterator[str]:
    """The address of a sandbox that has replies for two pages."""
    command = [str(BUILD / "sky"), "sandbox", "--port", "0", "--api-key", KEY, "--report-url",
               f"http://127.0.0.1:{report_port}/", "--retry-delay", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None and process.stdout.readline()
            address = process.stdout.readline().removeprefix("sandbox: Cellcast on ").strip()
            for _ in range(IN_TWO_PAGES):
                reply = address.replace("api/v3/", "cellcast/inbound")
                urllib.request.urlopen(reply, data=b"from=0491570103&text=Yes", timeout=10).close()
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The example of each language, ready to run."""
    program = tmp_path_factory.mktemp("c") / "cellcast"
    subprocess.run(["cc", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(program),
                    str(ROOT / "examples/c/cellcast.c"), f"-L{BUILD}", "-lsky", f"-Wl,-rpath,{BUILD}"], check=True)
    return {"c": [str(program)], "python": ["python3", str(ROOT / "examples/python/cellcast.py")],
            "php": ["php", str(ROOT / "examples/php/cellcast.php")]}


def run(command: list[str], url: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run an example with nothing of this process's settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SKY_")}
    environment.update(settings, SKY_URL=url, SKY_API_KEY=KEY, LIBSKY_LIBRARY=str(BUILD / "libsky.so.0"),
                       PYTHONPATH=str(ROOT / "bindings/python"))
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def lines_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What an example printed that ended well."""
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("language", ["c", "python", "php"])
def test_an_example_sends_to_two_numbers_and_reads_all_replies(language, programs, sandbox):
    first, second, state, replies = lines_of(run(programs[language], sandbox, SKY_TO=DELIVERED, SKY_TO_2=FAILED))
    ids = [re.fullmatch(r"(?:SKY_)?OK: ([-0-9A-F]{36})", line)[1] for line in (first, second)]
    assert ids[0] != ids[1]
    assert state in ("state: Queued", "state: Dispatched", "state: Delivered")
    assert replies == f"replies: {IN_TWO_PAGES} on 2 pages"


@pytest.mark.parametrize("language", ["c", "python", "php"])
def test_a_number_that_is_refused_has_no_message(language, programs, sandbox):
    lines = lines_of(run(programs[language], sandbox, SKY_TO=LEFT_OUT, SKY_TO_2=DELIVERED))
    assert sorted(line.removeprefix("SKY_")[:13] for line in lines[:2]) == ["E_REJECTED: n", "OK: 5A4DB0C5-"]
    assert lines[2].startswith("state: ") and len(lines) == 4


@pytest.mark.parametrize("language", ["python", "php"])
def test_an_example_waits_for_the_report_on_each_message(language, programs, sandbox, report_port):
    lines = lines_of(run(programs[language], sandbox, SKY_TO=DELIVERED, SKY_TO_2=FAILED,
                         SKY_POSTBACK_PORT=str(report_port)))
    first, second = (line.split(": ")[1] for line in lines[:2])
    assert sorted(lines[4:]) == [f"delivery report: {first} success (Delivered)",
                                 f"delivery report: {second} failure (Failed)"]


@pytest.mark.parametrize("language", ["c", "python", "php"])
def test_a_refused_call_is_told_without_numbers(language, programs, sandbox):
    done = run(programs[language], sandbox, SKY_TO=DELIVERED, SKY_TO_2=REFUSED)
    assert done.returncode == 1 and done.stdout == ""
    assert "a field is wrong" in done.stderr and "Rejected" in done.stderr.replace("REJECTED", "Rejected")
    assert KEY not in done.stderr and "570" not in done.stderr


@pytest.mark.parametrize("language", ["c", "python", "php"])
def test_a_setting_that_is_missing_is_named(language, programs, sandbox):
    done = run(programs[language], sandbox, SKY_TO=DELIVERED)
    assert done.returncode != 0 and done.stderr == "SKY_TO_2 is not set\n" and done.stdout == ""
