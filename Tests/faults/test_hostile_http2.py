"""Servers that speak HTTP/2 and mean harm: a message is asked for again, and is not given again."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Sequence

import pytest

from conftest import BUSY_MS
from counting_service import Deliver
from fault_cases import Case, Ground
from fault_gate import Tally, Way
from http2_wire import CONTINUATION, DATA, END_STREAM, HEADERS, SETTINGS, WINDOW_UPDATE, FrameFollower, HTTP2Connection

RST_STREAM, PUSH_PROMISE, PING, GOAWAY = 3, 5, 6, 7
END_HEADERS = 4
# ":status: 200" and ":status: 500" are in HPACK's table of its own.
OK_HEADER, ERROR_HEADER = b"\x88", b"\x8e"
ACCEPTANCE = b"<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID></RESPONSE>"


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame of HTTP/2."""
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def reset(code: int) -> bytes:
    """RST_STREAM for the client's first message."""
    return frame(RST_STREAM, 0, 1, code.to_bytes(4, "big"))


def leave(last: int, code: int = 0) -> bytes:
    """GOAWAY: nothing behind message `last` was looked at."""
    return frame(GOAWAY, 0, 0, last.to_bytes(4, "big") + code.to_bytes(4, "big"))


ANSWER = frame(HEADERS, END_HEADERS, 1, OK_HEADER)
NO_ERROR, REFUSED_STREAM, CANCEL, HTTP_1_1_REQUIRED = 0, 7, 8, 13
# A name, what the server says when it has the request, and whether the connection then ends.
HOSTILE = [
    ("leaves without having looked", leave(0), True),
    ("leaves without having looked, and stays", leave(0), False),
    ("leaves with the message in hand", leave(1), True),
    ("leaves in anger", leave(0, 11), True),
    ("leaves twice", leave(0x7FFFFFFF) + leave(0), True),
    ("refuses the stream", reset(REFUSED_STREAM), False),
    ("refuses the stream and ends", reset(REFUSED_STREAM), True),
    ("cancels the stream", reset(CANCEL), False),
    ("wants HTTP/1.1", reset(HTTP_1_1_REQUIRED), False),
    ("wants HTTP/1.1 and ends", leave(0, HTTP_1_1_REQUIRED), True),
    ("resets without an error", reset(NO_ERROR), False),
    ("answers and refuses", ANSWER + reset(REFUSED_STREAM), False),
    ("half an answer and refuses", ANSWER + frame(DATA, 0, 1, ACCEPTANCE[:20]) + reset(REFUSED_STREAM), False),
    ("an empty answer", frame(HEADERS, END_HEADERS | END_STREAM, 1, OK_HEADER), False),
    ("an answer to another", frame(HEADERS, END_HEADERS, 3, OK_HEADER) + frame(DATA, END_STREAM, 3, ACCEPTANCE), False),
    ("a message pushed", frame(PUSH_PROMISE, END_HEADERS, 1, (2).to_bytes(4, "big") + b"\x82\x84\x86")
     + frame(HEADERS, END_HEADERS, 2, OK_HEADER) + frame(DATA, END_STREAM, 2, ACCEPTANCE), False),
    ("data without a header", frame(DATA, END_STREAM, 1, ACCEPTANCE), False),
    ("a header of nonsense", frame(HEADERS, END_HEADERS, 1, b"\xff" * 50), False),
    ("a header without end",
     frame(HEADERS, 0, 1, OK_HEADER) + frame(CONTINUATION, 0, 1, b"\x00\x01a\x01b" * 3000) * 300,
     False),
    ("pings without end", frame(PING, 0, 0, b"12345678") * 100000, True),
    ("settings without end", frame(SETTINGS, 0, 0) * 100000, True),
    ("a window that overflows", frame(WINDOW_UPDATE, 0, 0, b"\x7f\xff\xff\xff") * 2, False),
    ("a frame larger than allowed", frame(DATA, 0, 1, b" " * 70000), False),
    ("64 MB", ANSWER + frame(DATA, 0, 1, b" " * 16384) * 4096, True),
    ("an unknown frame, then nothing", frame(99, 0, 1, b"x" * 100), True),
    ("HTTP/1.1", b"HTTP/1.1 200 OK\r\nContent-Length: 75\r\n\r\n" + ACCEPTANCE, True),
]


class ScriptedService:
    """Says its piece as soon as it has a whole request."""

    def __init__(self, tally: Tally, piece: bytes, closes: bool) -> None:
        self.tally = tally
        self.piece = piece
        self.wants_close = closes
        self.deliver: Deliver = lambda *_: None
        self._frames = FrameFollower(Way.REQUEST)
        self._greeted = False
        self._answered = 0

    def feed(self, data: bytes) -> None:
        """Take in bytes of the client."""
        self._frames.feed(data, len(data))
        # HTTP/1.1, to which the client may have been sent back: over HTTP/2 the path is not in the clear.
        self.tally.begun += b"/API/" in data
        if not self._greeted:
            self._greeted = True
            self.deliver(frame(SETTINGS, 0, 0), 0, [])
        while self._answered < self._frames.ended:
            self._answered += 1
            self.deliver(self.piece, 0, [])

    def end(self) -> None:
        """The case is over."""


class ScriptedConnection(HTTP2Connection):
    """Ends when the service has said its piece, if that wants it."""

    def _deliver(self, data: bytes, document_end: int, messages: Sequence[int]) -> None:
        super()._deliver(data, document_end, messages)
        if isinstance(self.service, ScriptedService) and data == self.service.piece and self.service.wants_close:
            self.close()


@pytest.mark.parametrize("transport", [0, 2], ids=["form", "get"])
@pytest.mark.parametrize("name, piece, closes", HOSTILE, ids=[name for name, *_ in HOSTILE])
def test_a_server_of_http2_gets_a_message_once_whatever_it_says(
        driver: Path, even_certificates: tuple[ssl.SSLContext, str], name: str, piece: bytes, closes: bool,
        transport: int) -> None:
    _, authority = even_certificates
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, Path(authority).with_name("key.pem"))
    context.set_alpn_protocols(["h2", "http/1.1"])
    ground = Ground(driver, context, authority, settings="http2=1", settle=0.2, connection_type=ScriptedConnection,
                    make_service=lambda tally, _: ScriptedService(tally, piece, closes))
    case = Case(transport=transport, timeout_ms=1200, tries=3, sends=1)
    ground.run([case])
    assert case.sent[0].status == "SKY_E_UNKNOWN" and case.sent[0].tries == 1, str(case)
    assert case.tally.begun == 1, "it was asked for once, and given once"
    assert case.sent[0].elapsed_ms < 1200 + BUSY_MS


def test_an_answer_over_http2_is_an_acceptance(driver: Path, even_certificates: tuple[ssl.SSLContext, str]) -> None:
    _, authority = even_certificates
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, Path(authority).with_name("key.pem"))
    context.set_alpn_protocols(["h2"])
    piece = ANSWER + frame(DATA, END_STREAM, 1, ACCEPTANCE)
    ground = Ground(driver, context, authority, settings="http2=1", connection_type=ScriptedConnection,
                    make_service=lambda tally, _: ScriptedService(tally, piece, False))
    case = Case(sends=1)
    ground.run([case])
    assert case.sent[0].status == "SKY_OK" and case.tally.begun == 1
