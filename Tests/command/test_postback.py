"""`sky postback`: what a postback says, for people and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from account import sky

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
REPORT = (b'<POSTBACK><NOTIFICATION ORIGIN="SMS_MT"><CODE>N202</CODE><FROM>55501</FROM><TO>17743199144</TO>'
          b"<TRACKINGID>SMS_1</TRACKINGID><STATUS>Message Sent/Delivered</STATUS></NOTIFICATION></POSTBACK>")


def test_a_report_is_shown_field_by_field() -> None:
    done = sky("postback", given=REPORT)
    shown = dict(line.split(maxsplit=1) for line in done.stdout.decode().splitlines())
    assert done.returncode == 0 and done.stderr == b""
    assert shown["kind"] == "sms_delivery" and shown["verdict"] == "success, final" and len(shown["fingerprint"]) == 32
    assert shown["TRACKINGID"] == "SMS_1" and shown["STATUS"] == "Message Sent/Delivered"


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    body = json.dumps([{"type": "inbound", "message": "\x1b[2J\r\nhidden\u202e"}]).encode()
    done = sky("postback", "--provider", "cellcast", given=body)
    assert done.returncode == 0 and b"\x1b" not in done.stdout and "\\u{1B}[2J\\r\\nhidden\\u{202E}" in done.stdout.decode()


@pytest.mark.parametrize("path", sorted((SAMPLES / "skycore" / "postbacks").glob("*.xml")), ids=lambda path: path.name)
def test_samples_are_shown_whole(path: Path) -> None:
    done = sky("postback", given=path.read_bytes())
    as_json = sky("postback", "--json", given=path.read_bytes())
    assert done.returncode == as_json.returncode
    if done.returncode == 0:
        kinds = [line.split()[1] for line in done.stdout.decode().splitlines() if line.startswith("kind ")]
        assert kinds == [one["kind"] for one in json.loads(as_json.stdout)["notifications"]]
    else:
        assert done.stdout == as_json.stdout == b"" and done.stderr


@pytest.mark.parametrize("body, words", [
    (b"", "at byte 0"), (REPORT[:-9], "at byte"), (b"<RESPONSE/>", "not one that this provider sends here"),
    (b"<!DOCTYPE x><POSTBACK/>", "DOCTYPE")])
def test_what_is_no_postback_is_refused_with_the_place(body: bytes, words: str) -> None:
    done = sky("postback", given=body)
    assert done.returncode == 1 and done.stdout == b"" and words in done.stderr.decode()
