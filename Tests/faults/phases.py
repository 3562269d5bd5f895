"""Which part of an exchange a byte of the stream belongs to."""

from __future__ import annotations

import bisect
import dataclasses

from counting_service import Answer
from fault_gate import Layer, Tally, Way
from tls_layer import RecordCounter

AT_ONCE = "as soon as the connection is there"
WHILE_IDLE = "while the connection is idle"
CLIENT_HELLO = "in the client's first message of the handshake"
SERVER_HANDSHAKE = "in the server's handshake"
CLIENT_FINISHED = "in the client's last messages of the handshake"
TICKETS = "in the server's session tickets"
BEFORE_REQUEST = "before the first byte of the request"
REQUEST_HEADER = "in the request's header"
REQUEST_BODY = "in the request's body"
REQUEST_RECORD = "in the request's record"
AFTER_REQUEST = "behind the request, before the answer"
ANSWER_LINE = "in the answer's first line"
ANSWER_HEADER = "in the answer's header"
ANSWER_DOCUMENT = "in the answer's document"
ANSWER_RECORD = "in the answer's record"
AFTER_DOCUMENT = "behind the document, before the answer's end"
AFTER_ANSWER = "behind the answer"
PREFACE = "in the client's preface and settings"
REQUEST_HEADERS_FRAME = "in the request's HEADERS frame"
REQUEST_DATA_FRAME = "in the request's DATA frame"
CLIENT_OTHER_FRAME = "in another frame of the client's"
SERVER_OTHER_FRAME = "in another frame of the server's"
ANSWER_HEADERS_FRAME = "in the answer's HEADERS frame"
ANSWER_DATA_FRAME = "in the answer's DATA frame"
# As they follow each other.
ORDER = [AT_ONCE, WHILE_IDLE, CLIENT_HELLO, SERVER_HANDSHAKE, CLIENT_FINISHED, TICKETS, BEFORE_REQUEST, REQUEST_HEADER,
         REQUEST_BODY, REQUEST_RECORD, PREFACE, REQUEST_HEADERS_FRAME, REQUEST_DATA_FRAME, CLIENT_OTHER_FRAME,
         AFTER_REQUEST,
         SERVER_OTHER_FRAME, ANSWER_LINE, ANSWER_HEADER, ANSWER_HEADERS_FRAME, ANSWER_DOCUMENT, ANSWER_DATA_FRAME,
         ANSWER_RECORD, AFTER_DOCUMENT, AFTER_ANSWER]


@dataclasses.dataclass(frozen=True)
class Phases:
    """The parts of one stream: where each ends, and its name."""

    ends: list[int]
    names: list[str]

    @property
    def length(self) -> int:
        """Of the whole stream, in bytes."""
        return self.ends[-1]

    def name(self, offset: int) -> str:
        """Where the stream ends that ends before the byte at this offset."""
        return self.names[bisect.bisect_right(self.ends, offset)]

    @classmethod
    def of(cls, parts: list[tuple[int, str]]) -> "Phases":
        """From ends and names; parts of no length fall away."""
        kept = [part for before, part in zip([(0, ""), *parts], parts) if part[0] > before[0]]
        return cls([end for end, _ in kept], [name for _, name in kept])


def plain_request(data: bytes) -> Phases:
    """The parts of a request of HTTP/1.1."""
    head = data.index(b"\r\n\r\n") + 4
    return Phases.of([(1, BEFORE_REQUEST), (head, REQUEST_HEADER),
                      (len(data), REQUEST_BODY)])


def plain_answer(data: bytes, answer: Answer) -> Phases:
    """The parts of an answer of HTTP/1.1."""
    line = data.index(b"\r\n") + 2
    head = data.index(b"\r\n\r\n") + 4
    return Phases.of([(1, AFTER_REQUEST), (line, ANSWER_LINE), (head, ANSWER_HEADER),
                      (answer.document_end, ANSWER_DOCUMENT),
                      (len(data), AFTER_DOCUMENT)])


def tls_request(data: bytes, is_first: bool) -> Phases:
    """The parts of what a client sends over TLS 1.3 or 1.2, up to its good-bye."""
    counter = RecordCounter()
    counter.feed(data, len(data))
    end = counter.request_records[-1][1]
    if not is_first:
        return Phases.of([(1, BEFORE_REQUEST), (end, REQUEST_RECORD)])
    hello = counter.records[0][2]
    # In TLS 1.3 the client's only handshake record in the clear is its hello, and its Finished looks like data.
    is_tls13 = sum(kind == RecordCounter.HANDSHAKE for kind, _, _ in counter.records) == 1
    request = counter.request_records[1 if is_tls13 else 0][0]
    return Phases.of([(hello, CLIENT_HELLO),
                      (request, CLIENT_FINISHED),
                      (request + 1, BEFORE_REQUEST), (end, REQUEST_RECORD)])


def tls_answer(data: bytes, tally: Tally, is_first: bool) -> Phases:
    """The parts of what a server sends over TLS."""
    if not is_first:
        return Phases.of([(1, AFTER_REQUEST), (len(data), ANSWER_RECORD)])
    return Phases.of([(tally.handshake_end, SERVER_HANDSHAKE),
                      (tally.answer_start, TICKETS),
                      (tally.answer_start + 1, AFTER_REQUEST), (len(data), ANSWER_RECORD)])


def phases(tally: Tally, layer: Layer, way: Way, answer: Answer, is_tls: bool, is_first: bool) -> Phases:
    """The parts of one stream of an exchange that went well."""
    data = bytes(tally.streams[layer, way])
    if is_tls and layer is Layer.WIRE:
        return tls_request(data, is_first) if way is Way.REQUEST else tls_answer(data, tally, is_first)
    return plain_request(data) if way is Way.REQUEST else plain_answer(data, answer)

