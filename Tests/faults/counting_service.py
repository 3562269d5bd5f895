"""What is behind the fault wire: a server that counts the requests which arrived as a whole, and what it answers."""

from __future__ import annotations

import dataclasses
import re
from typing import Callable, Optional, Protocol, Sequence

from fault_gate import Tally
from fault_server import ACCEPTED, http_answer


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the server answers: its bytes, where in them the document ends, and whether the connection ends with it."""

    data: bytes
    document_end: int
    closes: bool = False

    @classmethod
    def with_length(cls, document: bytes = ACCEPTED) -> "Answer":
        """An acceptance with Content-Length."""
        data = http_answer(document)
        return cls(data, len(data))

    @classmethod
    def in_chunks(cls, document: bytes = ACCEPTED) -> "Answer":
        """An acceptance in two chunks."""
        half = len(document) // 2
        data = (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n%x\r\n%s"
                % (half, document[:half], len(document) - half, document[half:]))
        return cls(data + b"\r\n0\r\n\r\n", len(data))

    @classmethod
    def until_close(cls, document: bytes = ACCEPTED, behind: bytes = b"") -> "Answer":
        """An acceptance that ends with the connection, and what is behind its document."""
        data = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + document
        return cls(data + behind, len(data), closes=True)


# Takes an answer's bytes, where its document ends, and the numbers of the messages that it answers.
Deliver = Callable[[bytes, int, Sequence[int]], None]


class Service(Protocol):
    """What is behind the wire."""

    deliver: Deliver
    wants_close: bool

    def feed(self, data: bytes) -> None:
        """Take in bytes of the client."""

    def end(self) -> None:
        """The case is over."""


class CountingService:
    """Reads requests of HTTP/1.1 and answers each; counts before it answers."""

    def __init__(self, tally: Tally, answer: Answer) -> None:
        self.tally = tally
        self.answer = answer
        self.deliver: Deliver = lambda *_: None
        self.wants_close = False
        self._data = b""

    def feed(self, data: bytes) -> None:
        """Take in bytes of the client."""
        self._data += data
        while self._data:
            request = self._take_request()
            if request is None:
                return
            messages = self.messages(request)
            self.tally.whole.update(messages)
            self.wants_close = self.answer.closes
            self.deliver(self.answer.data, self.answer.document_end, messages)

    def messages(self, request: bytes) -> Sequence[int]:
        """The numbers of the messages that a request is for."""
        found = re.search(rb"PLANTED-TEXT-(\d)", request)
        return [int(found.group(1)) if found else -1]

    def end(self) -> None:
        """The case is over."""

    def _take_request(self) -> Optional[bytes]:
        end = self._data.find(b"\r\n\r\n")
        if end < 0:
            return None
        found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", self._data[:end])
        whole = end + 4 + (int(found.group(1)) if found else 0)
        if len(self._data) < whole:
            return None
        request, self._data = self._data[:whole], self._data[whole:]
        return request
