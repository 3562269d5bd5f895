"""Every sample document of Cellcast's reads as expected through the C functions, in both flavours of the library."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(__file__).resolve().parent / "cellcast"
DOCUMENTS = json.loads((SAMPLES / "index.json").read_text("utf-8"))["documents"]
#: The answer to a list that is not found is an empty list for those who know that it was a list.
OUTCOMES = {"ok": {0, 11}, "partial": {11}, "provider_error": {9}, "throttled": {10}}
FAILURES = {"expired", "failed", "rejected", "aborted"}
SMS_DELIVERY, INBOUND_SMS = 1, 5


@pytest.fixture(scope="module", params=["build", "build/runtime"])
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C program, linked with one flavour."""
    made = tmp_path_factory.mktemp("samples") / "samples"
    library = ROOT / request.param
    subprocess.run(["gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(made),
                    str(ROOT / "Tests/c/samples.c"), f"-L{library}", "-lsky", f"-Wl,-rpath,{library}"], check=True)
    return made


def rows(program: Path, *arguments: str) -> list[tuple[list[int], list[str | None]]]:
    """What the program says: for each line its numbers and the values."""
    done = subprocess.run([str(program), *arguments], capture_output=True, check=True, text=True)
    found = []
    for line in done.stdout.splitlines():
        numbers, *values = line.split("\t")
        found.append(([int(number) for number in numbers.split()],
                      [unquote(value[1:]) if value[0] == "=" else None for value in values]))
    return found


def digits(number: str | None) -> str:
    """A number without its plus."""
    return (number or "").lstrip("+")


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one["kind"] == "callback"],
                         ids=lambda one: one["file"])
def test_a_callback_reads_as_expected(program: Path, document: dict) -> None:
    """Kind, verdict, finality, id, numbers and text, by the names that the other provider uses."""
    found = rows(program, "cellcast-postback", str(SAMPLES / document["file"]), "TRACKINGID", "FROM", "TO", "TEXT",
                 "CODE")
    events = document["expect"]["events"]
    assert len(found) == len(events)
    for ((verdict, files, kind, final), (identifier, sender, to, text, code)), event in zip(found, events):
        is_report = event["event"] == "report"
        assert (kind, files, identifier) == (SMS_DELIVERY if is_report else INBOUND_SMS, 0, event["id"])
        if is_report:
            assert digits(to) == digits(event["to"]) and (code or "").lower() == event["state"]
            assert (verdict, final) == (2 if event["state"] in FAILURES else 1, event["final"])
        else:
            assert (verdict, final, sender, text) == (3, 1, event["from"], event["body"])


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if one["kind"] == "response"],
                         ids=lambda one: one["file"])
def test_a_response_reads_as_expected(program: Path, document: dict) -> None:
    """Outcome, code, words, page, items and messages, of an answer of which only the document is known."""
    expected = document["expect"]
    path = str(SAMPLES / document["file"])
    names = ["ERRORCODE", "ERRORINFO", "total", "credits_used", "sms_balance", "mms_balance", "TRACKINGID", "TO",
             "number"]
    if expected["outcome"] == "bad_answer":
        with pytest.raises(subprocess.CalledProcessError):
            rows(program, "cellcast-response", str(document["http_status"]), path, *names)
        return
    found = rows(program, "cellcast-response", str(document["http_status"]), path, *names)
    (status, _, number, count, entries), whole = found[0]
    is_missing_list = expected.get("code") == "NOT_FOUND"
    assert status in ({9} if is_missing_list else OUTCOMES[expected["outcome"]])
    if "code" in expected:
        assert whole[0] == expected["code"]
    if "message" in expected:
        assert whole[1] == expected["message"]
    page = expected.get("page", {"number": -1, "count": -1})
    assert (number, count) == (page["number"], page["count"])
    if "items" in expected and not is_missing_list:
        assert entries == expected["items"] and whole[2] == str(expected["total"])
    if "credits" in expected:
        assert whole[3] == expected["credits"]
    if "balance" in expected:
        assert whole[4:6] == [expected["balance"]["sms"], expected["balance"]["mms"]]
    messages = expected.get("messages") or [one for part in expected.get("parts", [])
                                            for one in part.get("messages", [])]
    for (_, values), message in zip(found[1:], messages):
        assert values[6] == message["id"]
        if "to" in message:
            assert digits(values[7]) == digits(message["to"])
    assert [values[8] for _, values in found[1:]][:len(expected.get("numbers", []))] == expected.get("numbers", [])
