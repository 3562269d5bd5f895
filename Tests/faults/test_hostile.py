"""Servers that mean harm, or are broken: a clear outcome within the deadline, and little memory."""

from __future__ import annotations

import gzip
import socket
import time
from pathlib import Path
from typing import Callable

import pytest

from conftest import BUSY_MS
from fault_server import ACCEPTED
from lone_driver import Run, run
from raw_server import flood, raw_server, read_head

# What the C program may take at its peak, whatever comes.
MEMORY_KB = 64 << 10
# The deadline where it decides, and where the server's own bytes end the send and no time-out does.
TIMEOUT_MS, AMPLE_TIMEOUT_MS = 1000, 10_000
OK, UNKNOWN, NOT_SENT, THROTTLED = "SKY_OK", "SKY_E_UNKNOWN", "SKY_E_NOT_SENT", "SKY_E_THROTTLED"

Behaviour = Callable[[socket.socket], None]


def after_request(*parts: bytes, close: bool = True) -> Behaviour:
    """Read the request, then say this."""
    def behave(peer: socket.socket) -> None:
        read_head(peer)
        for part in parts:
            peer.sendall(part)
        if not close:
            time.sleep(60)
    return behave


def flood_after(start: bytes, piece: bytes, most: int = 1 << 30) -> Behaviour:
    """Read the request, say this, and then the same again and again."""
    def behave(peer: socket.socket) -> None:
        read_head(peer)
        peer.sendall(start)
        flood(peer, piece, most)
    return behave


def slowly(data: bytes, pause: float = 0.05) -> Behaviour:
    """Read the request, then answer byte by byte."""
    def behave(peer: socket.socket) -> None:
        read_head(peer)
        for byte in data:
            peer.sendall(bytes([byte]))
            time.sleep(pause)
    return behave


def with_length(length: bytes, body: bytes = ACCEPTED) -> bytes:
    """An answer with any Content-Length."""
    return b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + body


def chunked(body: bytes) -> bytes:
    """An answer that says that it comes in chunks."""
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body


def bomb() -> bytes:
    """A gigabyte of blanks, compressed twice."""
    once = gzip.compress(b" " * (64 << 20), 9) * 16
    return gzip.compress(once, 9)


START = b"HTTP/1.1 200 OK\r\n"
CHUNK = b"%x\r\n%s\r\n" % (len(ACCEPTED), ACCEPTED)
# A name, what the server does, the outcome, and whether it takes no longer than it must.
HOSTILE: list[tuple[str, Behaviour, str, bool]] = [
    # Header lines.
    ("header lines without end", flood_after(START, b"X-Header: " + b"x" * 100 + b"\r\n"), UNKNOWN, True),
    ("short header lines without end", flood_after(START, b"a:\r\n"), UNKNOWN, True),
    ("one header line without end", flood_after(START + b"X-Header: ", b"x"), UNKNOWN, True),
    ("a first line without end", flood_after(b"HTTP/1.1 200 ", b"O"), UNKNOWN, True),
    ("folded header lines without end", flood_after(START + b"X: y\r\n", b" z\r\n"), UNKNOWN, True),
    ("cookies without end", flood_after(START, b"Set-Cookie: a=" + b"b" * 4000 + b"\r\n"), UNKNOWN, True),
    ("a header with NUL bytes", after_request(START + b"X: \0\0\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("100 Continue without end", flood_after(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), UNKNOWN, True),
    ("102 Processing without end", flood_after(b"", b"HTTP/1.1 102 Processing\r\n\r\n"), UNKNOWN, True),
    ("103 Early Hints without end", flood_after(b"", b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n"), UNKNOWN, True),
    ("a few 1xx, then an answer",
     after_request(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\n\r\n" + with_length(b"134")), OK, True),
    ("101 Switching Protocols", after_request(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n"
                                              b"Connection: Upgrade\r\n\r\n"), UNKNOWN, True),
    # Bodies.
    ("1 GB with Content-Length", flood_after(START + b"Content-Length: 1073741824\r\n\r\n", b" "), UNKNOWN, True),
    ("1 GB without Content-Length", flood_after(START + b"\r\n", b" "), UNKNOWN, True),
    ("1 GB in chunks",
     flood_after(START + b"Transfer-Encoding: chunked\r\n\r\n", b"4000\r\n" + b" " * 0x4000 + b"\r\n"),
     UNKNOWN, True),
    ("1 GB that begins like an answer", flood_after(START + b"\r\n<RESPONSE>", b"<A>b</A>"), UNKNOWN, True),
    ("1 GB in one text", flood_after(START + b"\r\n<RESPONSE><STATUS>", b"S"), UNKNOWN, True),
    ("1 GB of a status that is an error", flood_after(b"HTTP/1.1 500 Oops\r\n\r\n", b"x"), UNKNOWN, True),
    ("1 GB behind 429", flood_after(b"HTTP/1.1 429 Slow\r\nRetry-After: 5\r\n\r\n", b"x"), UNKNOWN, True),
    ("elements nested without end", flood_after(START + b"\r\n", b"<A>", 7 << 20), UNKNOWN, True),
    ("7 MB of elements", flood_after(START + b"\r\n<RESPONSE>", b"<A>b</A>", 7 << 20), UNKNOWN, True),
    ("7 MB of attributes", flood_after(START + b"\r\n<RESPONSE ", b"a='b' ", 7 << 20), UNKNOWN, True),
    ("a document that explodes",
     after_request(START + b"\r\n<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c "
                           b"'&b;&b;&b;'>]>"
                   b"<RESPONSE><STATUS>&c;&c;</STATUS></RESPONSE>"), UNKNOWN, True),
    ("a compressed bomb", after_request(START + b"Content-Encoding: gzip\r\n\r\n", bomb()), UNKNOWN, True),
    ("a compressed acceptance that nobody asked for",
     after_request(START + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(ACCEPTED)), UNKNOWN, True),
    ("a compressed transfer that nobody asked for",
     after_request(START + b"Transfer-Encoding: gzip, chunked\r\n\r\n", CHUNK + b"0\r\n\r\n"), UNKNOWN, True),
    # Content-Length.
    ("Content-Length too long, then an end", after_request(with_length(b"500")), OK, True),
    ("Content-Length too long, then silence", after_request(with_length(b"500"), close=False), OK, False),
    ("Content-Length too short", after_request(with_length(b"20")), UNKNOWN, True),
    ("Content-Length negative", after_request(with_length(b"-1")), UNKNOWN, True),
    ("Content-Length that overflows", after_request(with_length(b"99999999999999999999999")), OK, True),
    ("Content-Length that overflows, and no document", after_request(with_length(b"99999999999999999999", b"no")),
     UNKNOWN,
     True),
    ("Content-Length that is none", after_request(with_length(b"many")), UNKNOWN, True),
    ("two Content-Lengths that differ", after_request(with_length(b"134\r\nContent-Length: 20")), UNKNOWN, True),
    ("Content-Length and chunks", after_request(with_length(b"5\r\nTransfer-Encoding: chunked", CHUNK + b"0\r\n\r\n")),
     OK, True),
    # Chunks.
    ("a chunk of no number", after_request(chunked(b"zz\r\n" + ACCEPTED)), UNKNOWN, True),
    ("a chunk longer than numbers go", after_request(chunked(b"fffffffffffffffffff\r\n" + ACCEPTED)), UNKNOWN, True),
    ("a chunk of negative length", after_request(chunked(b"-5\r\n" + ACCEPTED)), UNKNOWN, True),
    ("a chunk without its end", after_request(chunked(b"5\r\n<RESPONSE>")), UNKNOWN, True),
    ("a chunk's extension without end", flood_after(chunked(b"5;"), b"x"), UNKNOWN, False),
    ("trailers without end", flood_after(chunked(b"5\r\n<A/>\n\r\n0\r\n"), b"X: y\r\n"), UNKNOWN, True),
    # No HTTP at all.
    ("HTTP/0.9", after_request(ACCEPTED), UNKNOWN, True),
    ("HTTP/9.9", after_request(b"HTTP/9.9 200 OK\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("HTTP/2 without being asked", after_request(b"\0\0\x12\4\0\0\0\0\0" + b"\0" * 18 + b"\0" * 1000), UNKNOWN, True),
    ("a status of no number", after_request(b"HTTP/1.1 abc OK\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("a status of four digits", after_request(b"HTTP/1.1 2000 OK\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("ICY", after_request(b"ICY 200 OK\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("garbage without end", flood_after(b"", b"\xff\0garbage"), UNKNOWN, True),
    ("garbage in lines without end", flood_after(b"", b"garbage\r\n"), UNKNOWN, True),
    # Slowness.
    ("a header byte by byte", slowly(START + b"X: " + b"y" * 100), UNKNOWN, False),
    ("a document byte by byte", slowly(START + b"\r\n" + ACCEPTED), UNKNOWN, False),
    ("a document in single bytes, but quickly", slowly(with_length(b"134"), 0.001), OK, True),
    ("1xx byte by byte", slowly(b"HTTP/1.1 100 Continue\r\n\r\n" * 10), UNKNOWN, False),
    # Other ways to say no.
    ("407 without a proxy", after_request(b"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\n"
                                          b"Content-Length: 0\r\n\r\n"), UNKNOWN, True),
    ("401", after_request(b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"), UNKNOWN,
     True),
    ("511", after_request(b"HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 2\r\n\r\nno"), UNKNOWN,
     True),
    ("417", after_request(b"HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n", close=False), UNKNOWN, True),
    ("204 with a document", after_request(b"HTTP/1.1 204 No\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("304 with a document", after_request(b"HTTP/1.1 304 No\r\n\r\n" + ACCEPTED), UNKNOWN, True),
    ("408 and an end", after_request(b"HTTP/1.1 408 Too Slow\r\nConnection: close\r\n\r\n"), UNKNOWN, True),
    ("503 with Retry-After", after_request(b"HTTP/1.1 503 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"), UNKNOWN,
     True),
]


def check_limits(done: Run, is_prompt: bool = False) -> None:
    """Whatever a server does, the call comes back in time and takes little memory."""
    assert done.peak_kilobytes < MEMORY_KB, f"{done.peak_kilobytes} KB"
    if is_prompt:
        assert all(sent.transport_code != 28 for sent in done.sent), "no time-out was needed: " + done.output
    else:
        assert all(sent.elapsed_ms <= TIMEOUT_MS + BUSY_MS for sent in done.sent), done.output


@pytest.mark.parametrize("transport", [0, 2], ids=["form", "get"])
@pytest.mark.parametrize("name, behave, status, is_prompt", HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_whatever_a_server_says_the_outcome_is_clear_in_time_and_in_bounds(
        driver: Path, name: str, behave: Behaviour, status: str, is_prompt: bool, transport: int) -> None:
    with raw_server(behave) as server:
        done = run(driver, f"http://127.0.0.1:{server.port}/", timeout=AMPLE_TIMEOUT_MS if is_prompt else TIMEOUT_MS,
                   tries=3, transport=transport)
        assert done.only.status == status, done.output
        assert done.only.tries == 1 and server.connections == 1, "it is not tried again, and nobody else is asked"
        check_limits(done, is_prompt)
