"""Which part of an exchange a byte of the stream belongs to."""

from __future__ import annotations

import bisect
import dataclasses

from faulty_wire import Answer, Layer, RecordCounter, Tally, Way

AT_ONCE = "as soon as the connection is there, or while it is idle"
AFTER_REQUEST = "behind the request, before the answer"
AFTER_ANSWER = "behind the answer"


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
    return Phases.of([(1, "before the first byte of the request"), (head, "in the request's header"),
                      (len(data), "in the request's body")])


def plain_answer(data: bytes, answer: Answer) -> Phases:
    """The parts of an answer of HTTP/1.1."""
    line = data.index(b"\r\n") + 2
    head = data.index(b"\r\n\r\n") + 4
    return Phases.of([(1, AFTER_REQUEST), (line, "in the answer's first line"), (head, "in the answer's header"),
                      (answer.document_end, "in the answer's document"),
                      (len(data), "behind the document, before the answer's end")])


def tls_request(data: bytes, is_first: bool) -> Phases:
    """The parts of what a client sends over TLS 1.3 or 1.2, up to its good-bye."""
    counter = RecordCounter()
    counter.feed(data, len(data))
    end = counter.request_records[-1][1]
    if not is_first:
        return Phases.of([(1, "before the first byte of the request"), (end, "in the request's record")])
    hello = counter.records[0][2]
    # In TLS 1.3 the client's only handshake record in the clear is its hello, and its Finished looks like data.
    is_tls13 = sum(kind == RecordCounter.HANDSHAKE for kind, _, _ in counter.records) == 1
    request = counter.request_records[1 if is_tls13 else 0][0]
    return Phases.of([(hello, "in the client's first message of the handshake"),
                      (request, "in the client's last messages of the handshake"),
                      (request + 1, "before the first byte of the request"), (end, "in the request's record")])


def tls_answer(data: bytes, tally: Tally, is_first: bool) -> Phases:
    """The parts of what a server sends over TLS."""
    if not is_first:
        return Phases.of([(1, AFTER_REQUEST), (len(data), "in the answer's record")])
    return Phases.of([(tally.handshake_end, "in the server's handshake"),
                      (tally.answer_start, "in the server's session tickets"),
                      (tally.answer_start + 1, AFTER_REQUEST), (len(data), "in the answer's record")])


def phases(tally: Tally, layer: Layer, way: Way, answer: Answer, is_tls: bool, is_first: bool) -> Phases:
    """The parts of one stream of an exchange that went well."""
    data = bytes(tally.streams[layer, way])
    if is_tls and layer is Layer.WIRE:
        return tls_request(data, is_first) if way is Way.REQUEST else tls_answer(data, tally, is_first)
    return plain_request(data) if way is Way.REQUEST else plain_answer(data, answer)

