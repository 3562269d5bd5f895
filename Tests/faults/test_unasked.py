"""Servers that speak before they are asked, and requests that are larger than any buffer."""

from __future__ import annotations

import random
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest

from conftest import AMPLE_MS, BUSY_MS
from fault_cases import Case, Ground
from fault_gate import Fault, Kind, Layer, Way
from fault_server import ACCEPTED, FaultServer, Peer, accept, http_answer
from lone_driver import run
from raw_server import raw_server, read_head
from sweep import wrong_with

STRAY = http_answer(ACCEPTED.replace(b"SMS_1", b"SMS_STRAY"))
LARGE = 3_000_000


@pytest.mark.parametrize("stray", [STRAY, STRAY[:30], b"HTTP/1.1 408 Too Late\r\nConnection: close\r\n\r\n", b"\r\n"],
                         ids=["an answer", "a part of one", "408", "an empty line"])
def test_what_a_server_says_while_it_is_not_asked_is_no_answer_to_the_next_request(driver: Path, stray: bytes) -> None:
    def behave(peer: Peer, number: int) -> bool:
        peer.send(http_answer())
        if number == 1:
            # By itself, so that it does not come with the answer.
            threading.Timer(0.05, peer.send, [stray]).start()
        return True
    with FaultServer(behave) as server:
        done = run(driver, server.url, timeout=AMPLE_MS, sends=3, pause=600)
        assert [sent.status for sent in done.sent] == ["SKY_OK"] * 3, done.output
        assert server.requests_of == [[1], [2, 3]], "the second went out on a connection of its own"


def test_two_answers_to_one_request_are_one_answer(driver: Path) -> None:
    def behave(peer: Peer, number: int) -> bool:
        peer.send(http_answer() + (STRAY if number == 1 else b""))
        return True
    with FaultServer(behave) as server:
        done = run(driver, server.url, timeout=AMPLE_MS, sends=3)
        assert [sent.status for sent in done.sent] == ["SKY_OK"] * 3
        assert server.requests_of == [[1], [2, 3]]


def test_an_answer_before_the_request_is_one_message_at_most(driver: Path) -> None:
    def behave(peer: socket.socket) -> None:
        peer.sendall(http_answer())
        time.sleep(0.2)
    with raw_server(behave) as server:
        done = run(driver, f"http://127.0.0.1:{server.port}/", timeout=AMPLE_MS, tries=3)
        assert done.only.status in ("SKY_OK", "SKY_E_UNKNOWN") and server.connections == 1


@pytest.mark.parametrize("answer, status", [
    (http_answer(b"too much", "413 Too Large", b"Connection: close\r\n"), "SKY_E_UNKNOWN"),
    (http_answer(b"", "400 Bad Request", b"Connection: close\r\n"), "SKY_E_UNKNOWN"),
    (http_answer(), "SKY_OK")], ids=["413", "400", "an acceptance"])
@pytest.mark.parametrize("closes", [False, True], ids=["stays", "closes"])
def test_an_answer_in_the_middle_of_a_request_is_taken_or_unknown(
        driver: Path, answer: bytes, status: str, closes: bool) -> None:
    def behave(peer: socket.socket) -> None:
        read_head(peer)
        peer.sendall(answer)
        if not closes:
            time.sleep(20)
    with raw_server(behave) as server:
        done = run(driver, f"http://127.0.0.1:{server.port}/", timeout=3000, tries=3, request=1, padding=LARGE)
        # If it closes, the reset may come before the answer is read.
        assert done.only.status in ({status, "SKY_E_UNKNOWN"} if closes else {status}), done.output
        assert server.connections == 1 and done.only.elapsed_ms < 3000 + BUSY_MS


@pytest.mark.parametrize("transport", [0, 1], ids=["form", "raw"])
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_large_request_that_is_cut_anywhere_is_one_message_at_most(
        driver: Path, even_certificates: tuple[ssl.SSLContext, str], secure: bool, transport: int,
        pytestconfig: pytest.Config) -> None:
    context, authority = even_certificates
    ground = Ground(driver, context if secure else None, authority if secure else "",
                    settings=f"request=1 padding={LARGE}", threads=8)
    draw = random.Random(pytestconfig.getoption("fault_seed"))
    offsets = [draw.randrange(1, LARGE) for _ in range(6)] + [1, 65536, LARGE]
    cases = [Case(Fault(kind, Way.REQUEST, offset, Layer.INSIDE if secure else Layer.WIRE), transport, sends=1,
                  timeout_ms=1500 if kind is Kind.STALL else 10000) for kind in Kind for offset in offsets]
    ground.run(cases)
    assert not [f"{what}: {case}" for case in cases for what in wrong_with(case)]
    assert {case.sent[0].status for case in cases} == {"SKY_E_UNKNOWN"}
    assert all(case.tally.has_struck for case in cases)


def test_a_large_request_arrives_once(driver: Path) -> None:
    with FaultServer(accept) as server:
        done = run(driver, server.url, timeout=AMPLE_MS, request=1, padding=LARGE)
        assert done.only.status == "SKY_OK" and server.received == 1 and len(server.bodies[0]) > LARGE
