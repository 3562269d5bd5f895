"""Messages of one text travel in one call where the provider takes many recipients; for the caller nothing changes."""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from conftest import compile_program
from fault_server import FaultServer, http_answer


@pytest.fixture(scope="session")
def program(flavour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests/c/group.c"""
    return compile_program("group", flavour, tmp_path_factory.mktemp("group"))


REFUSED = http_answer(b'{"meta":{"code":400,"status":"FIELD_INVALID"},"msg":"a number, or the credit","data":[]}',
                      "400 Bad Request")


class Provider(FaultServer):
    """Answers as Cellcast does, and remembers who got which text."""

    def __init__(self, takes=lambda number: True, answer=None, refuses=lambda numbers: False) -> None:
        self.got: list[tuple[str, str]] = []
        self.sizes: list[int] = []
        self.takes, self.answer, self.refuses = takes, answer, refuses
        super().__init__(self.play)

    def play(self, peer, number) -> bool:
        """Answer one call."""
        body = json.loads(self.current.body)
        self.sizes.append(len(body["numbers"]))
        if self.refuses(body["numbers"]):
            peer.send(REFUSED)
            return True
        self.got += [(to, body["sms_text"]) for to in body["numbers"]]
        if self.answer is not None:
            peer.send(self.answer(number))
            return True
        messages = [{"message_id": "ID" + to[1:], "to": to, "body": body["sms_text"]}
                    for to in body["numbers"] if self.takes(to)]
        peer.send(http_answer(json.dumps({
            "meta": {"code": 200, "status": "SUCCESS"}, "msg": "Queued",
            "data": {"messages": messages, "total_numbers": len(body["numbers"]),
                     "success_number": len(messages)}}).encode()))
        return True


def run(program: Path, server: FaultServer, count: int, texts: int = 1) -> dict[int, list[str]]:
    """Tag -> status, tries, entries and id."""
    done = subprocess.run([str(program), server.url, str(count), str(texts)], capture_output=True, text=True,
                          timeout=60,
                          check=True)
    assert done.stderr == "" and "PLANTED" not in done.stdout
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    ended = {int(tag): rest for tag, *rest in lines}
    assert sorted(ended) == list(range(count + (count > 1))) and len(lines) == len(ended), "each tag once"
    return ended


def test_each_recipient_of_a_call_has_its_own_outcome_and_id(program):
    with Provider() as server:
        ended = run(program, server, 100)
        assert sorted(server.sizes) == [1, 100], "one call for all, and one for the number that comes twice"
        for tag, (status, tries, entries, identity) in ended.items():
            assert (status, tries, entries) == ("SKY_OK", "1", "1")
            assert identity == f"ID{61491000000 + min(tag, 99)}"


def test_a_call_has_at_most_a_thousand_recipients(program):
    with Provider() as server:
        run(program, server, 2500)
        assert sorted(server.sizes) in ([1, 500, 1000, 1000], [501, 1000, 1000])
        assert set(Counter(server.got).values()) <= {1, 2} and len(set(server.got)) == 2500


def test_recipients_that_the_answer_leaves_out_are_refused_and_no_others(program):
    with Provider(lambda number: int(number) % 7 != 0) as server:
        for tag, (status, _, _, identity) in run(program, server, 200).items():
            number = 61491000000 + min(tag, 199)
            assert (status, identity) == (("SKY_E_REJECTED", "-") if number % 7 == 0 else ("SKY_OK", f"ID{number}"))


@pytest.mark.parametrize("bad", [{0}, {199}, {57}, {0, 1, 2, 100, 199}, set(range(0, 200, 9))],
                         ids=["first", "last", "one", "some", "many"])
def test_one_recipient_for_whom_a_call_is_refused_takes_no_other_with_it(program, bad):
    """As if each message had been sent by itself; but in fewer calls where few are bad."""
    wrong = {f"+{61491000000 + place}" for place in bad}
    begun = time.monotonic()
    with Provider(refuses=lambda numbers: not wrong.isdisjoint(numbers)) as server:
        ended = run(program, server, 200)
        for tag, (status, tries, entries, _) in ended.items():
            assert (status, tries, entries) == ("SKY_E_REJECTED" if min(tag, 199) in bad else "SKY_OK", "1", "1")
        assert Counter(to for to, _ in server.got) == Counter(
            f"+{61491000000 + min(tag, 199)}" for tag in range(201) if min(tag, 199) not in bad), "each once"
        assert server.received <= 2 + 2 * 8 * len(bad) and time.monotonic() - begun < 0.9, "no half waits for anything"


def test_credit_for_some_is_used_for_as_many(program):
    credit = 137

    def is_too_much(numbers: list[str]) -> bool:
        nonlocal credit
        if len(numbers) > credit:
            return True
        credit -= len(numbers)
        return False
    with Provider(refuses=is_too_much) as server:
        ended = run(program, server, 200)
        assert Counter(status for status, *_ in ended.values()) == {"SKY_OK": 137, "SKY_E_REJECTED": 64}
        assert max(Counter(to for to, _ in server.got[:]).values()) <= 2, "the number that comes twice"


def test_after_a_hundred_refusals_in_a_row_no_call_is_taken_apart(program):
    """A text that the provider does not take is no recipient's fault."""
    with Provider(refuses=lambda numbers: True) as server:
        ended = run(program, server, 3000)
        assert {status for status, *_ in ended.values()} == {"SKY_E_REJECTED"} and server.received < 400


@pytest.mark.parametrize("code", ["AUTH_FAILED", "NO_ACCESS", "ACCOUNT_EXPIRED", "BAD_CALLER_ID", "KEY_EXISTS", "FAILED",
                                  "NOT_IMPLEMENTED", "TIMEOUT", "ANOTHER"])
def test_a_refusal_that_holds_for_all_is_not_asked_for_again(program, code):
    refused = http_answer(json.dumps({"meta": {"code": 400, "status": code}, "data": []}).encode(), "400 Bad Request")
    with Provider(answer=lambda _: refused) as server:
        assert {status for status, *_ in run(program, server, 50).values()} == {"SKY_E_REJECTED"}
        assert server.received == 2, "one call for all, and one for the number that comes twice"


def test_what_is_wrong_with_the_call_holds_for_each_recipient(program):
    refused = http_answer(b'{"meta":{"code":401,"status":"AUTH_FAILED"},"msg":"wrong","data":[]}', "401 Unauthorized")
    with Provider(answer=lambda _: refused) as server:
        assert {status for status, *_ in run(program, server, 50).values()} == {"SKY_E_REJECTED"}
    with Provider(answer=lambda _: http_answer(b"<html>gateway</html>", "502 Bad Gateway")) as server:
        ended = run(program, server, 50)
        assert {status for status, *_ in ended.values()} == {"SKY_E_UNKNOWN"} and server.received == 2


def test_a_throttled_call_is_tried_again_as_a_whole(program):
    slower = http_answer(b'{"meta":{"code":429,"status":"OVER_LIMIT"},"msg":"slow","data":[]}', "429 Too Many Requests",
                         b"Retry-After: 1\r\n")
    accepted = http_answer(json.dumps({
        "meta": {"code": 200, "status": "SUCCESS"}, "data": {"messages": [{"message_id": "X1", "to": "+61491000000"}]},
    }).encode())
    with Provider(answer=lambda number: slower if number == 1 else accepted) as server:
        ended = run(program, server, 1)
        assert ended == {0: ["SKY_OK", "2", "1", "X1"]}


def test_other_texts_have_calls_of_their_own(program):
    with Provider() as server:
        ended = run(program, server, 100, texts=4)
        assert sorted(server.sizes) == [1, 25, 25, 25, 25]
        assert {status for status, *_ in ended.values()} == {"SKY_OK"}
        for to, text in server.got:
            assert text == f"PLANTED-TEXT {(int(to) - 61491000000) // 25}"
