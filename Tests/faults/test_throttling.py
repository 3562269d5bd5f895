"""How servers say "slower", and how long the client then waits."""

from __future__ import annotations

import email.utils
import time
from pathlib import Path

import pytest

from conftest import AMPLE_MS, BUSY_MS, PROMPT_MS
from fault_server import ACCEPTED, FaultServer, Peer, accept, answer_with, http_answer, refusing_port
from lone_driver import run

DAY_MS = 86_400_000
# The pause of the library's own that is added to what the provider asks for, and what it waits if nothing is asked for.
JITTER_MS, UNASKED_MS = 250, 1000


def too_many(*headers: str) -> bytes:
    """HTTP 429 with these headers."""
    return http_answer(b"slow down", "429 Too Many Requests", "".join(line + "\r\n" for line in headers).encode())


def in_seconds(seconds: int) -> str:
    """A moment from now on, as HTTP writes it."""
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


@pytest.mark.parametrize("header, least, most", [
    ("Retry-After: 7", 7000, 7000),
    ("retry-after:7", 7000, 7000),
    ("Retry-After:   7  ", 7000, 7000),
    ("Retry-After: 0", 0, UNASKED_MS),
    ("Retry-After: 3600", 3_600_000, 3_600_000),
    ("Retry-After: 31536000", DAY_MS, DAY_MS),
    ("Retry-After: 99999999999999999999999999", 0, DAY_MS),
    ("Retry-After: 9223372036854775807", 0, DAY_MS),
    ("Retry-After: -5", 0, UNASKED_MS),
    ("Retry-After: 1e9", 0, DAY_MS),
    ("Retry-After: 7.5", 7000, 8000),
    ("Retry-After: 0x10", 0, UNASKED_MS),
    ("Retry-After: soon", 0, UNASKED_MS),
    ("Retry-After:", 0, UNASKED_MS),
    ("Retry-After: Fri, 31 Dec 1999 23:59:59 GMT", 0, UNASKED_MS),
    ("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", 0, DAY_MS),
    ("Retry-After: 7\r\nRetry-After: 9", 7000, 9000),
    ("X-RateLimit-Reset: 7", 0, UNASKED_MS),
])
def test_a_wait_in_any_form_is_told_and_never_longer_than_a_day(
        driver: Path, header: str, least: int, most: int) -> None:
    with FaultServer(answer_with(too_many(header), close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=1).only
        assert sent.status == "SKY_E_THROTTLED" and sent.http_status == 429
        assert least <= sent.retry_after_ms <= most + JITTER_MS
        assert server.received == 1 and sent.elapsed_ms < PROMPT_MS


def test_a_wait_until_a_moment_is_told(driver: Path) -> None:
    with FaultServer(answer_with(too_many(f"Retry-After: {in_seconds(60)}"), close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=1).only
        assert 55_000 <= sent.retry_after_ms <= 61_000 + JITTER_MS


def test_a_wait_within_the_deadline_is_waited_and_the_message_then_goes_out_once(driver: Path) -> None:
    def behave(peer: Peer, number: int) -> bool:
        peer.send(too_many("Retry-After: 1") if number == 1 else http_answer())
        return True
    with FaultServer(behave) as server:
        done = run(driver, server.url, timeout=AMPLE_MS, tries=3)
        assert done.only.status == "SKY_OK" and done.only.tries == 2
        assert 1000 <= done.only.elapsed_ms < PROMPT_MS
        assert server.received == 2 and server.connections == 1
        waits = [event.wait_ms for event in done.logged if event.kind == event.WAIT]
        assert len(waits) == 1 and 1000 <= waits[0] < 1000 + JITTER_MS, "the logger is told"


def test_a_wait_beyond_the_deadline_is_not_begun(driver: Path) -> None:
    with FaultServer(answer_with(too_many("Retry-After: 60"), close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=3).only
        assert sent.status == "SKY_E_THROTTLED" and sent.tries == 1 and sent.elapsed_ms < PROMPT_MS
        assert 60_000 <= sent.retry_after_ms <= 60_000 + JITTER_MS
        assert server.received == 1


def test_a_server_that_throttles_for_ever_is_asked_max_tries_times(driver: Path) -> None:
    refused = b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E113</ERRORCODE></RESPONSE>"
    with FaultServer(answer_with(http_answer(refused), close=False)) as server:
        sent = run(driver, server.url, timeout=2 * AMPLE_MS, tries=3).only
        assert sent.status == "SKY_E_THROTTLED" and sent.code == "E113" and sent.tries == 3
        assert server.received == 3 and sent.elapsed_ms < AMPLE_MS


@pytest.mark.parametrize("code", ["E110", "E503", "E777"])
def test_a_refusal_that_is_no_throttling_is_not_tried_again(driver: Path, code: str) -> None:
    refused = b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>%s</ERRORCODE></RESPONSE>" % code.encode()
    answer = http_answer(refused, headers=b"Retry-After: 1\r\n")
    with FaultServer(answer_with(answer, close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=3).only
        assert sent.tries == 1 and server.received == 1


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad Gateway", "503 Unavailable", "504 Late"])
def test_a_server_error_is_unknown_and_not_tried_again_though_it_says_when(driver: Path, status: str) -> None:
    answer = http_answer(b"later", status, b"Retry-After: 1\r\n")
    with FaultServer(answer_with(answer, close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=3).only
        assert sent.status == "SKY_E_UNKNOWN" and sent.tries == 1 and server.received == 1


def test_an_acceptance_counts_though_the_status_says_slower(driver: Path) -> None:
    answer = http_answer(ACCEPTED, "429 Too Many Requests", b"Retry-After: 1\r\n")
    with FaultServer(answer_with(answer, close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=3).only
        assert sent.status == "SKY_OK" and server.received == 1


def test_a_429_that_is_cut_off_is_unknown(driver: Path) -> None:
    whole = too_many("Retry-After: 1")
    with FaultServer(answer_with(whole[:-4])) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=3).only
        assert sent.status == "SKY_E_UNKNOWN" and server.received == 1


def test_the_time_of_all_tries_is_one_deadline(driver: Path) -> None:
    with refusing_port() as unused:
        sent = run(driver, f"http://127.0.0.1:{unused.getsockname()[1]}/", timeout=2000, tries=10).only
    # Ten tries with their pauses would take most of a minute.
    assert sent.status == "SKY_E_NOT_SENT" and sent.elapsed_ms <= 2000 + BUSY_MS
    assert 1 < sent.tries < 10


def test_a_server_that_comes_back_gets_the_message_once(driver: Path) -> None:
    with FaultServer(accept) as server:
        done = run(driver, server.url, timeout=AMPLE_MS, tries=3, sends=2)
        assert [sent.tries for sent in done.sent] == [1, 1] and server.received == 2


@pytest.mark.parametrize("content", [
    "<STATUS>Failure</STATUS><ERRORCODE>E106</ERRORCODE><TRACKINGID>SMS_1</TRACKINGID>",
    "<STATUS>Success</STATUS><ERRORCODE>E106</ERRORCODE>",
    "<SUBSCRIBER><ERRORCODE>E113</ERRORCODE><TRACKINGID>SMS_1</TRACKINGID></SUBSCRIBER>",
    "<SUBSCRIBER><STATUS>Failure</STATUS><ERRORCODE>E503</ERRORCODE></SUBSCRIBER>",
])
def test_what_says_slower_but_may_have_taken_the_message_is_unknown_and_not_sent_again(driver: Path,
                                                                                       content: str) -> None:
    words = "<ERRORINFO>once every 5 seconds</ERRORINFO>"
    answer = http_answer(f"<RESPONSE>{content}{words}</RESPONSE>".encode(), "200 OK", b"Retry-After: 7\r\n")
    with FaultServer(answer_with(answer, close=False)) as server:
        sent = run(driver, server.url, timeout=AMPLE_MS, tries=3).only
        assert sent.status == "SKY_E_UNKNOWN" and sent.tries == 1 and server.received == 1
        assert sent.retry_after_ms == 0, "nobody is told when to send it again"


def test_in_the_reporting_mode_slower_is_told_and_not_waited_for(driver: Path) -> None:
    """Neither by the try that was told so, nor by the next message."""
    with FaultServer(answer_with(too_many("Retry-After: 3"), close=False)) as server:
        done = run(driver, server.url, timeout=20000, tries=3, report=1, sends=2)
        assert [sent.status for sent in done.sent] == ["SKY_E_THROTTLED"] * 2 and server.received == 1
        first, second = done.sent
        assert (first.tries, second.tries) == (1, 0) and first.elapsed_ms < 2000 and second.elapsed_ms < 2000
        assert 3000 <= first.retry_after_ms <= 3000 + JITTER_MS and 0 < second.retry_after_ms <= 3000
