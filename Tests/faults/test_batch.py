"""A batch says of every message, by the caller's tag, how it ended; nothing goes out twice and nothing is lost."""

from __future__ import annotations

import re
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest

from conftest import AMPLE_MS, compile_program
from fault_server import ACCEPTED, FaultServer, accept, http_answer, refusing_port, stall

TOTAL, WAITING, IN_FLIGHT, DONE, ACCEPTED_COUNT, REJECTED, UNKNOWN, NOT_SENT, CANCELLED = range(9)


@pytest.fixture(scope="session")
def program(flavour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests/c/batch.c"""
    return compile_program("batch", flavour, tmp_path_factory.mktemp("batch"))


class Ended:
    """What Tests/c/batch.c printed."""

    def __init__(self, output: str) -> None:
        *lines, last = output.splitlines()
        self.progress = [int(number) for number in last.split()]
        self.status = {int(line.split(" ")[0]): line.split(" ")[1] for line in lines}
        self.tries = {int(line.split(" ")[0]): int(line.split(" ")[2]) for line in lines}
        assert len(self.status) == len(lines), "each tag once"


def run(program: Path, url: str, count: int, timeout_ms: int = AMPLE_MS, tries: int = 1, concurrency: int = 20,
        ca_file: str = "", *more: str) -> Ended:
    """Run the program."""
    done = subprocess.run([str(program), url, str(count), str(timeout_ms), str(tries), str(concurrency), ca_file,
                           *more],
                          capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == "" and "PLANTED" not in done.stdout and "15557654321" not in done.stdout
    ended = Ended(done.stdout)
    assert sorted(ended.status) == list(range(1000, 1000 + count)), "every tag comes back"
    counted = Counter(ended.status.values())
    assert ended.progress[TOTAL] == ended.progress[DONE] == count
    assert ended.progress[WAITING] == ended.progress[IN_FLIGHT] == 0
    assert ended.progress[ACCEPTED_COUNT] == counted["SKY_OK"]
    assert ended.progress[UNKNOWN] == counted["SKY_E_UNKNOWN"]
    assert ended.progress[NOT_SENT] == counted["SKY_E_NOT_SENT"]
    assert ended.progress[CANCELLED] == counted["SKY_E_CANCELLED"]
    assert ended.progress[REJECTED] == counted["SKY_E_REJECTED"] + counted["SKY_E_THROTTLED"]
    return ended


def numbers(server: FaultServer) -> list[int]:
    """Which messages the server received, by the number in their text."""
    return [int(re.search(rb"PLANTED-TEXT(?:%20|\+)(\d+)", body)[1]) for body in server.bodies]  # type: ignore[index]


@pytest.mark.parametrize("secure", [False, True])
def test_all_messages_arrive_once_over_a_bounded_number_of_connections(program, certificates, secure):
    context, authority = certificates
    with FaultServer(accept, context if secure else None) as server:
        ended = run(program, server.url, 500, concurrency=10, ca_file=authority if secure else "")
        assert set(ended.status.values()) == {"SKY_OK"}
        assert sorted(numbers(server)) == list(range(500)) and server.connections <= 10


def test_connections_that_die_make_their_messages_unknown_and_no_other(program):
    def behaviour(peer, number):
        if number % 7 == 0:
            peer.close()
            return False
        return accept(peer, number)
    with FaultServer(behaviour) as server:
        ended = run(program, server.url, 300)
        received = Counter(numbers(server))
        assert set(received.values()) == {1}, "no message arrived twice"
        for tag, status in ended.status.items():
            assert status in ("SKY_OK", "SKY_E_UNKNOWN")
        assert Counter(ended.status.values())["SKY_E_UNKNOWN"] == 300 // 7 == 300 - len(received) + 300 // 7


def test_throttled_messages_are_tried_again(program):
    slow = http_answer(b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E106</ERRORCODE><ERRORINFO>0.1 "
                       b"seconds</ERRORINFO>"
                       b"</RESPONSE>")

    def behaviour(peer, number):
        peer.send(slow if number <= 3 else http_answer(ACCEPTED))
        return True
    with FaultServer(behaviour) as server:
        ended = run(program, server.url, 20, tries=3, concurrency=3)
        assert set(ended.status.values()) == {"SKY_OK"}
        assert server.received == 23 and sum(ended.tries.values()) == 23


def test_cancelling_begins_nothing_more_and_waits_for_what_was_handed_over(program):
    def slowly(peer, number):
        time.sleep(0.05)
        return accept(peer, number)
    with FaultServer(slowly) as server:
        ended = run(program, server.url, 400, AMPLE_MS, 1, 10, "", "20")
        counted = Counter(ended.status.values())
        assert set(counted) == {"SKY_OK", "SKY_E_CANCELLED"}, "nothing is unknown"
        assert counted["SKY_OK"] == server.received <= 20 + 2 * 10
        cancelled = {tag - 1000 for tag, status in ended.status.items() if status == "SKY_E_CANCELLED"}
        assert cancelled.isdisjoint(numbers(server)), "what was cancelled was not sent"


def test_cancelling_the_client_waits_for_nothing(program):
    def first_ones(peer, number):
        return accept(peer, number) if number <= 20 else stall(peer, number)
    with FaultServer(first_ones) as server:
        start = time.monotonic()
        ended = run(program, server.url, 400, 30_000, 1, 10, "", "20", "hard")
        assert time.monotonic() - start < 15
        counted = Counter(ended.status.values())
        assert counted["SKY_OK"] == 20 and counted["SKY_E_UNKNOWN"] <= 10
        cancelled = {tag - 1000 for tag, status in ended.status.items() if status == "SKY_E_CANCELLED"}
        assert len(cancelled) >= 370 and cancelled.isdisjoint(numbers(server))


def test_a_server_that_is_not_there_has_not_sent_anything(program):
    with refusing_port() as unused:
        ended = run(program, f"http://127.0.0.1:{unused.getsockname()[1]}/", 50, tries=2)
    assert set(ended.status.values()) == {"SKY_E_NOT_SENT"} and set(ended.tries.values()) == {2}


def test_time_outs_are_kept_in_a_batch(program):
    with FaultServer(stall) as server:
        start = time.monotonic()
        ended = run(program, server.url, 40, timeout_ms=1000, concurrency=20)
        assert set(ended.status.values()) == {"SKY_E_UNKNOWN"}
        assert 1.8 < time.monotonic() - start < 10, "two rounds of twenty, not forty of one"
