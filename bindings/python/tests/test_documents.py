"""What the documents and the types promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import libsky
from conftest import KEY, ROOT, Provider

FOLDER = Path(__file__).resolve().parents[1]


def examples() -> "list[str]":
    """The programs in README.md."""
    return re.findall(r"```python\n(.*?)```", (FOLDER / "README.md").read_text("utf-8"), re.S)


def test_the_readmes_first_example_sends(
        provider: Provider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The example runs as it stands: accepted, refused, and unknown each print their line."""
    monkeypatch.setenv("SKY_API_KEY", KEY)
    monkeypatch.setenv("SKY_URL", provider.url)
    exec(compile(examples()[0], "README.md", "exec"), {})
    assert capsys.readouterr().out == "accepted: SMS_500001\n"
    provider.says(b"<RESPONSE><ERRORCODE>E110</ERRORCODE></RESPONSE>")
    exec(compile(examples()[0], "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("not sent: ")
    provider.says(b"", status=502)
    exec(compile(examples()[0], "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("perhaps sent, ")


def test_the_readmes_second_example_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """The example prints what the delivery report says."""
    exec(compile(examples()[1], "README.md", "exec"), {})
    assert capsys.readouterr().out == "SMS_DELIVERY SUCCESS True SMS_500001\n"


def test_the_readmes_third_example_sends_requests(
        provider: Provider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The example builds two requests and sends them; a refusal prints its line."""
    monkeypatch.setenv("SKY_API_KEY", KEY)
    monkeypatch.setenv("SKY_URL", provider.url)
    exec(compile(examples()[2], "README.md", "exec"), {})
    assert capsys.readouterr().out == "accepted: OK\naccepted: OK\n"
    assert b"saveMMS" in provider.bodies[0] and b"sendSavedMMS" in provider.bodies[1]
    provider.says(b"<RESPONSE><ERRORCODE>E241</ERRORCODE></RESPONSE>")
    exec(compile(examples()[2], "README.md", "exec"), {})
    assert capsys.readouterr().out.count("not accepted: ") == 2


def test_the_readmes_fourth_and_fifth_example_send_many(
        provider: Provider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """send_all() gives each its outcome, the refused number among them; a batch prints how far it is."""
    monkeypatch.setenv("SKY_API_KEY", KEY)
    monkeypatch.setenv("SKY_URL", provider.url)
    exec(compile(examples()[3], "README.md", "exec"), {})
    lines = sorted(capsys.readouterr().out.splitlines())
    assert lines[:2] == ["0 True None", "1 True None"] and lines[2].startswith("2 False to: ")
    exec(compile(examples()[4], "README.md", "exec"), {})
    assert capsys.readouterr().out == "accepted: SMS_500001\n1 of 2\naccepted: SMS_500001\n2 of 2\n"
    provider.says(b"", status=502)
    exec(compile(examples()[4], "README.md", "exec"), {})
    assert capsys.readouterr().out.count("perhaps sent, look before you send again") == 2


def test_the_readmes_sixth_example_reads_pages(
        provider: Provider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The example asks for both pages."""
    monkeypatch.setenv("SKY_API_KEY", KEY)
    monkeypatch.setenv("SKY_URL", provider.url)
    samples = ROOT / "Tests" / "samples" / "cellcast"
    provider.queue = [(200, {}, (samples / name).read_bytes()) for name in (
        "12-responses-page-1-of-2.json", "13-responses-page-2-of-2.json")]
    exec(compile(examples()[5], "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "page 1 of 2" and "page 2 of 2" in lines and len(lines) == 31


def test_the_readmes_seventh_example_logs(
        provider: Provider, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """The example logs the try and the end."""
    monkeypatch.setenv("SKY_API_KEY", KEY)
    monkeypatch.setenv("SKY_URL", provider.url)
    caplog.set_level("DEBUG", "sms")
    exec(compile(examples()[6], "README.md", "exec"), {})
    assert [record.levelname for record in caplog.records] == ["DEBUG", "INFO"]
    assert caplog.messages[0].startswith("try 1: accepted (OK, ") and caplog.messages[1].startswith("send: accepted")


def test_the_readmes_eighth_example_reads_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """The example prints what is known of the numbers."""
    exec(compile(examples()[7], "README.md", "exec"), {})
    assert capsys.readouterr().out == (
        "+17743199144 VALID FIXED_LINE_OR_MOBILE US\n"
        "input: too short for +1 (US): 4 digits missing\n"
        "2 ['17743199144', '442079460958', None] ['VALID', 'VALID', 'NOT_A_NUMBER']\n")


def test_the_readmes_ninth_example_measures(capsys: pytest.CaptureFixture[str]) -> None:
    """The example names the character that makes a text expensive, splits and simplifies."""
    exec(compile(examples()[8], "README.md", "exec"), {})
    measured, parts, simplified = capsys.readouterr().out.splitlines()
    assert measured == "UCS2 1 '’' at 3" and simplified == "Don't miss it - ca va..."
    assert parts == repr(["a" * 153, "a" * 8])
    assert len(examples()) == 9


def test_every_public_name_is_there_and_documented() -> None:
    """What __all__ lists exists and says what it is; README names each exception."""
    readme = (FOLDER / "README.md").read_text("utf-8")
    for name in libsky.__all__:
        value = getattr(libsky, name)
        assert value.__doc__, name
        if isinstance(value, type) and issubclass(value, Exception):
            assert name in readme, name


def test_types_are_strict() -> None:
    """mypy --strict finds nothing in the package and in the example."""
    pytest.importorskip("mypy")
    done = subprocess.run([sys.executable, "-m", "mypy", "--no-incremental", "--cache-dir=/dev/null"], cwd=FOLDER,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert (FOLDER / "libsky" / "py.typed").exists()
