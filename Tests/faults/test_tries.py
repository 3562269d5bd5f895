"""A send is tried again only when that cannot make two messages of one, within one deadline; anybody can end it."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

import pytest

from conftest import compile_program
from fault_server import ACCEPTED, FaultServer, accept, http_answer, stall

REFUSED = b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>%s</ERRORCODE><ERRORINFO>%s</ERRORINFO></RESPONSE>"
ATTEMPT, WAIT, END, REFUSAL = 1, 2, 3, 4


class Run:
    """What Tests/c/tries.c printed."""

    def __init__(self, output: str) -> None:
        self.output = output
        self.ends = [line.split(" ")[1:] for line in output.splitlines() if line.startswith("END ")]
        self.events = [line.split(" ", 8)[1:] for line in output.splitlines() if line.startswith("LOG ")]

    def kinds(self) -> list[int]:
        """The kinds of the events, in order."""
        return [int(event[1]) for event in self.events]

    def end(self, index: int = 0) -> tuple[str, int, int, int]:
        """Status, tries, wait and time of a send."""
        status, tries, wait, elapsed = self.ends[index]
        return status, int(tries), int(wait), int(elapsed)


@pytest.fixture(scope="session")
def program(flavour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests/c/tries.c"""
    return compile_program("tries", flavour, tmp_path_factory.mktemp("tries"))


def run(program: Path, url: str, count: int = 1, timeout_ms: int = 5000, tries: int = 3, level: int = 4,
        cancel_after_ms: int = 0) -> Run:
    """Run the program."""
    done = subprocess.run([str(program), url, str(count), str(timeout_ms), str(tries), str(level),
                           str(cancel_after_ms)], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == "" and "PLANTED" not in done.stdout and "15557654321" not in done.stdout
    return Run(done.stdout)


def unused_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def refuse_first(times: int, answer: bytes):
    """Answer the first requests so, later ones with an acceptance."""
    def behaviour(peer, number):
        peer.send(answer if number <= times else http_answer(ACCEPTED))
        return True
    return behaviour


@pytest.mark.parametrize("code", [b"E113", b"E120"])
def test_a_throttled_message_is_tried_again_until_it_is_accepted(program, code):
    with FaultServer(refuse_first(1, http_answer(REFUSED % (code, b"wait 1 second")))) as server:
        done = run(program, server.url)
        status, tries, wait, elapsed = done.end()
        assert (status, tries, wait) == ("SKY_OK", 2, 0)
        assert server.received == 2 and 1000 <= elapsed < 3000, "the provider's wait is kept"
        assert done.kinds() == [ATTEMPT, WAIT, ATTEMPT, END]


@pytest.mark.parametrize("header", [b"Retry-After: 1\r\n", b""])
def test_429_is_tried_again_after_the_wait_or_a_second(program, header):
    with FaultServer(refuse_first(1, http_answer(b"slow down", "429 Too Many Requests", header))) as server:
        status, tries, _, elapsed = run(program, server.url).end()
        assert (status, tries) == ("SKY_OK", 2) and 1000 <= elapsed < 3000


def test_a_wait_beyond_the_deadline_is_told_and_not_waited(program):
    with FaultServer(refuse_first(9, http_answer(REFUSED % (b"E106", b"one call every 60 seconds")))) as server:
        status, tries, wait, elapsed = run(program, server.url, timeout_ms=3000).end()
        assert (status, tries) == ("SKY_E_THROTTLED", 1) and 60_000 <= wait < 61_000 and elapsed < 1000
        assert server.received == 1


def test_tries_have_an_end(program):
    with FaultServer(refuse_first(9, http_answer(REFUSED % (b"E106", b"0.1 seconds")))) as server:
        status, tries, wait, _ = run(program, server.url, tries=3).end()
        assert (status, tries) == ("SKY_E_THROTTLED", 3) and server.received == 3 and wait >= 100


@pytest.mark.parametrize("code", [b"E110", b"E503", b"E109", b"E999"])
def test_what_may_have_been_sent_or_cannot_succeed_is_tried_once(program, code):
    with FaultServer(refuse_first(9, http_answer(REFUSED % (code, b"")))) as server:
        _, tries, _, _ = run(program, server.url).end()
        assert tries == 1 and server.received == 1


def test_a_message_that_may_have_gone_is_never_tried_again(program):
    with FaultServer(lambda peer, number: peer.close() or False) as server:
        status, tries, _, _ = run(program, server.url, tries=10).end()
        assert (status, tries) == ("SKY_E_UNKNOWN", 1) and server.received == 1


def test_a_refused_connection_is_tried_again_and_not_sent(program):
    done = run(program, f"http://127.0.0.1:{unused_port()}/", tries=3)
    status, tries, _, elapsed = done.end()
    assert (status, tries) == ("SKY_E_NOT_SENT", 3) and elapsed < 1500
    assert done.kinds() == [ATTEMPT, WAIT, ATTEMPT, WAIT, ATTEMPT, END]


def test_a_server_that_comes_back_gets_the_message_once(program):
    port = unused_port()
    with subprocess.Popen([str(program), f"http://127.0.0.1:{port}/", "1", "20000", "10", "4"],
                          stdout=subprocess.PIPE, text=True) as process:
        time.sleep(0.3)
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", port))
            listener.listen(8)
            listener.settimeout(15)
            stream, _ = listener.accept()
            data = stream.recv(65536)
            assert data.startswith(b"POST")
            stream.sendall(http_answer(ACCEPTED))
            output, _ = process.communicate(timeout=20)
            stream.close()
            listener.settimeout(0.2)
            with pytest.raises(socket.timeout):
                listener.accept()
    status, tries, _, _ = Run(output).end()
    assert status == "SKY_OK" and tries > 1


def test_a_certificate_that_is_not_trusted_is_not_tried_again(program, certificates):
    context, _ = certificates
    with FaultServer(accept, context) as server:
        status, tries, _, _ = run(program, server.url).end()
        assert (status, tries) == ("SKY_E_NOT_SENT", 1) and server.received == 0


def test_cancelling_ends_a_send_that_waits_for_its_answer_at_once(program):
    with FaultServer(stall) as server:
        status, _, _, elapsed = run(program, server.url, timeout_ms=10_000, cancel_after_ms=300).end()
        assert status == "SKY_E_UNKNOWN" and 250 <= elapsed < 1500 and server.received == 1


def test_cancelling_ends_a_pause_between_tries_and_nothing_was_sent(program):
    with FaultServer(refuse_first(9, http_answer(REFUSED % (b"E106", b"5 seconds")))) as server:
        done = run(program, server.url, count=2, timeout_ms=20_000, tries=2, cancel_after_ms=300)
        status, tries, _, elapsed = done.end(0)
        assert (status, tries) == ("SKY_E_CANCELLED", 1) and elapsed < 1500
        status, tries, _, _ = done.end(1)
        assert status == "SKY_E_THROTTLED", "a later send is not touched"


def test_cancelling_ends_a_connection_that_is_being_made(program):
    with socket.socket() as listener:
        # TLS that never begins: the handshake hangs.
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        status, _, _, elapsed = run(program, url, timeout_ms=10_000, cancel_after_ms=300).end()
        assert status == "SKY_E_CANCELLED" and elapsed < 1500


@pytest.mark.parametrize("level, kinds", [(0, []), (1, []), (2, []), (3, [END]), (4, [ATTEMPT, END])])
def test_the_logger_is_told_what_its_level_asks_for(program, level, kinds):
    with FaultServer(accept) as server:
        done = run(program, server.url, level=level)
        assert done.end()[0] == "SKY_OK" and done.kinds() == kinds
        assert all(event[4] == "200" for event in done.events), "the HTTP status is told"
