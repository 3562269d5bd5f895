"""A send is tried again only when that cannot make two messages of one, within one deadline; anybody can end it."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from conftest import AMPLE_MS, BUSY_MS, PROMPT_MS, compile_program
from fault_server import ACCEPTED, FaultServer, accept, http_answer, refusing_port, stall

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


def run(program: Path, url: str, count: int = 1, timeout_ms: int = AMPLE_MS, tries: int = 3, level: int = 4) -> Run:
    """Run the program."""
    with start(program, url, count, timeout_ms, tries, level) as process:
        return finish(process)


def start(program: Path, url: str, count: int = 1, timeout_ms: int = AMPLE_MS, tries: int = 3, level: int = 4,
          *cancel: str) -> subprocess.Popen[str]:
    """Start the program; with "cancel" it cancels when it is told."""
    return subprocess.Popen([str(program), url, str(count), str(timeout_ms), str(tries), str(level), *cancel],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str], earlier: str = "", words: str = "") -> Run:
    """What it printed in all, when it has ended; with what was read before, and told these words."""
    output, errors = process.communicate(words, timeout=60)
    assert process.returncode == 0 and errors == "", f"exit {process.returncode}: {errors}"
    assert "PLANTED" not in earlier + output and "15557654321" not in earlier + output
    return Run(earlier + output)


def until_it_waits(process: subprocess.Popen[str]) -> str:
    """Read until the program is in the pause between two tries; gives what it printed up to then."""
    output = ""
    assert process.stdout
    while f"LOG 4 {WAIT} " not in output and f"LOG 3 {WAIT} " not in output:
        line = process.stdout.readline()
        assert line, "it has ended: " + output
        output += line
    return output


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
        assert server.received == 2 and 1000 <= elapsed < PROMPT_MS, "the provider's wait is kept"
        assert done.kinds() == [ATTEMPT, WAIT, ATTEMPT, END]


@pytest.mark.parametrize("header", [b"Retry-After: 1\r\n", b""])
def test_429_is_tried_again_after_the_wait_or_a_second(program, header):
    with FaultServer(refuse_first(1, http_answer(b"slow down", "429 Too Many Requests", header))) as server:
        status, tries, _, elapsed = run(program, server.url).end()
        assert (status, tries) == ("SKY_OK", 2) and 1000 <= elapsed < PROMPT_MS


def test_a_wait_beyond_the_deadline_is_told_and_not_waited(program):
    with FaultServer(refuse_first(9, http_answer(REFUSED % (b"E106", b"one call every 60 seconds")))) as server:
        status, tries, wait, elapsed = run(program, server.url).end()
        assert (status, tries) == ("SKY_E_THROTTLED", 1) and 60_000 <= wait < 61_000 and elapsed < PROMPT_MS
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
    with refusing_port() as unused:
        done = run(program, f"http://127.0.0.1:{unused.getsockname()[1]}/", tries=3)
    status, tries, _, elapsed = done.end()
    assert (status, tries) == ("SKY_E_NOT_SENT", 3) and elapsed < PROMPT_MS
    assert done.kinds() == [ATTEMPT, WAIT, ATTEMPT, WAIT, ATTEMPT, END]


def test_a_server_that_comes_back_gets_the_message_once(program):
    with refusing_port() as listener:
        with start(program, f"http://127.0.0.1:{listener.getsockname()[1]}/", 1, 30_000, 10) as process:
            earlier = until_it_waits(process)
            listener.listen(8)
            listener.settimeout(30)
            stream, _ = listener.accept()
            with stream:
                assert stream.recv(65536).startswith(b"POST")
                stream.sendall(http_answer(ACCEPTED))
                status, tries, _, _ = finish(process, earlier).end()
            assert status == "SKY_OK" and tries > 1
            listener.settimeout(0.2)
            with pytest.raises(socket.timeout):
                listener.accept()


def test_a_certificate_that_is_not_trusted_is_not_tried_again(program, certificates):
    context, _ = certificates
    with FaultServer(accept, context) as server:
        status, tries, _, _ = run(program, server.url).end()
        assert (status, tries) == ("SKY_E_NOT_SENT", 1) and server.received == 0


def test_cancelling_ends_a_send_that_waits_for_its_answer_at_once(program):
    with FaultServer(stall) as server, start(program, server.url, 1, AMPLE_MS, 3, 4, "cancel") as process:
        assert server.wait_for(1) == 1
        status, _, _, elapsed = finish(process, words="now\n").end()
        assert status == "SKY_E_UNKNOWN" and elapsed < PROMPT_MS and server.received == 1


def test_cancelling_ends_a_pause_between_tries_and_nothing_was_sent(program):
    def refuse(peer, number):
        peer.send(http_answer(REFUSED % (b"E106", b"6 seconds" if number == 1 else b"0.1 seconds")))
        return True
    with FaultServer(refuse) as server:
        with start(program, server.url, 2, 20_000, 2, 4, "cancel") as process:
            done = finish(process, until_it_waits(process), "now\n")
        status, tries, _, elapsed = done.end(0)
        assert (status, tries) == ("SKY_E_CANCELLED", 1) and elapsed < 1000 + BUSY_MS, "the six seconds are not waited"
        status, tries, _, _ = done.end(1)
        assert status == "SKY_E_THROTTLED", "a later send is not touched"


def test_cancelling_ends_a_connection_that_is_being_made(program):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # TLS that never begins: the handshake hangs.
        listener.settimeout(20)
        with start(program, f"https://127.0.0.1:{listener.getsockname()[1]}/", 1, AMPLE_MS, 3, 4, "cancel") as process:
            stream, _ = listener.accept()
            with stream:
                stream.recv(1)
                status, _, _, elapsed = finish(process, words="now\n").end()
        assert status == "SKY_E_CANCELLED" and elapsed < PROMPT_MS


@pytest.mark.parametrize("level, kinds", [(0, []), (1, []), (2, []), (3, [END]), (4, [ATTEMPT, END])])
def test_the_logger_is_told_what_its_level_asks_for(program, level, kinds):
    with FaultServer(accept) as server:
        done = run(program, server.url, level=level)
        assert done.end()[0] == "SKY_OK" and done.kinds() == kinds
        assert all(event[4] == "200" for event in done.events), "the HTTP status is told"
