"""What `sky sandbox` says of options that make no sense: at once, and with its own usage."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SKY = Path(__file__).resolve().parents[2] / "build" / "sky"


@pytest.mark.parametrize("option, value", [
    ("--postback-url", "nonsense"), ("--postback-url", "ftp://127.0.0.1/"), ("--postback-url", "http://"),
    ("--report-url", "127.0.0.1:80"), ("--inbound-url", "https:///path"), ("--refuse", "bad"), ("--template", "x"),
])
def test_a_value_that_makes_no_sense_is_told_before_anything_listens(option: str, value: str) -> None:
    """The message names the option, and the usage is that of `sky sandbox`."""
    done = subprocess.run([SKY, "sandbox", "--port", "0", option, value], capture_output=True, text=True, timeout=30,
                          check=False)
    assert done.returncode == 64 and done.stdout == ""
    assert option in done.stderr.splitlines()[0] and "Usage: sky sandbox" in done.stderr
