"""A counting server behind a wire that is cut, reset or stalled at a chosen byte.

Everything happens in one event loop and in one place: the bytes of the client go through the wire, through TLS if there
is any, and into the server, which counts; its answers go back the same way. So which bytes the server has seen when the
fault strikes is exact, and a case costs about a millisecond.
"""

from __future__ import annotations

import asyncio
import collections
import dataclasses
import enum
import re
import socket
import ssl
import struct
from typing import Callable, Optional, Protocol

from fault_server import ACCEPTED, http_answer


class Kind(enum.Enum):
    """What happens to the stream."""

    FIN = "FIN"
    RST = "RST"
    STALL = "stall"


class Way(enum.Enum):
    """Which of the two streams is meant."""

    REQUEST = "request"
    ANSWER = "answer"


class Layer(enum.Enum):
    """Where bytes are counted: as they travel, or inside TLS. Without TLS it is the same."""

    WIRE = "wire"
    INSIDE = "inside TLS"


@dataclasses.dataclass(frozen=True)
class Fault:
    """`offset` bytes pass, then it strikes: as soon as there is one byte more, or at once if `eager`."""

    kind: Kind
    way: Way
    offset: int
    layer: Layer = Layer.WIRE
    eager: bool = False
    #: Seconds behind the last warm-up's answer in which everything passes: the client is to have read it.
    rest: float = 0.0


@dataclasses.dataclass(frozen=True)
class Answer:
    """What the server answers: its bytes, where in them the document ends, and whether the connection ends with it."""

    data: bytes
    document_end: int
    closes: bool = False

    @classmethod
    def with_length(cls) -> "Answer":
        """An acceptance with Content-Length."""
        data = http_answer()
        return cls(data, len(data))

    @classmethod
    def in_chunks(cls) -> "Answer":
        """An acceptance in two chunks."""
        half = len(ACCEPTED) // 2
        data = (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n%x\r\n%s"
                % (half, ACCEPTED[:half], len(ACCEPTED) - half, ACCEPTED[half:]))
        return cls(data + b"\r\n0\r\n\r\n", len(data))

    @classmethod
    def until_close(cls) -> "Answer":
        """An acceptance that ends with the connection."""
        data = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + ACCEPTED
        return cls(data, len(data), closes=True)


@dataclasses.dataclass
class Tally:
    """What the server has seen of one case."""

    connections: int = 0
    # Requests of which at least one byte arrived; under TLS, of which one byte of a record arrived.
    begun: int = 0
    # How often the message with this number arrived as a whole, and how often its whole document went back.
    whole: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)
    answered: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)
    has_struck: bool = False
    # In which part of the stream it struck, if the connection can tell.
    phase: str = ""
    # And which message it met, by its number.
    struck: int = -1
    # The number of the message that the server answered last.
    last: int = -1
    # Is called when the fault strikes.
    on_strike: Callable[[], None] = lambda: None
    # What went over the wire since the gate was armed, if it is wanted.
    streams: dict[tuple[Layer, Way], bytearray] = dataclasses.field(default_factory=dict)
    # Where in the wire's answer stream the handshake ended and its tickets began, and where the first answer began.
    handshake_end: int = 0
    answer_start: int = 0


class Gate:
    """Lets bytes pass until the fault strikes. It counts from when it is armed."""

    def __init__(self, fault: Optional[Fault], tally: Tally, records: bool = False) -> None:
        self.fault = fault
        self.tally = tally
        self.records = records
        self.is_armed = False
        self.strikes = False
        self._passed = 0

    def arm(self) -> None:
        """Count from now on."""
        self.is_armed = True
        self._check()

    def admit(self, layer: Layer, way: Way, data: bytes) -> bytes:
        """The bytes that pass; afterwards `strikes` says whether these were the last."""
        if not self.is_armed:
            return data
        if self.records:
            self.tally.streams.setdefault((layer, way), bytearray()).extend(data)
        if self.fault is None or self.fault.layer is not layer or self.fault.way is not way:
            return data
        room = self.fault.offset - self._passed
        if len(data) > room:
            self.strikes = True
            return data[:room]
        self._passed += len(data)
        self._check()
        return data

    def _check(self) -> None:
        if self.fault is not None and self.fault.eager and self._passed == self.fault.offset:
            self.strikes = True


class Service(Protocol):
    """What is behind the wire."""

    # Gives an answer's bytes, where its document ends and the number of the message.
    deliver: Callable[[bytes, int, int], None]
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
        self.deliver: Callable[[bytes, int, int], None] = lambda *_: None
        self.wants_close = False
        self._data = b""

    def feed(self, data: bytes) -> None:
        """Take in bytes of the client."""
        self._data += data
        while self._data:
            request = self._take_request()
            if request is None:
                return
            found = re.search(rb"PLANTED-TEXT-(\d)", request)
            number = int(found.group(1)) if found else -1
            self.tally.whole[number] += 1
            self.wants_close = self.answer.closes
            self.deliver(self.answer.data, self.answer.document_end, number)

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


class RecordCounter:
    """Follows the records of one side's TLS stream: how many bytes of it belong to requests."""

    HANDSHAKE, APPLICATION = 0x16, 0x17
    # An alert of TLS 1.3 looks like application data of this length, and no request is that short.
    ALERT_LENGTH = 24

    def __init__(self, handshake_records: int = 0) -> None:
        """The handshake ends with this number of records that look like application data."""
        self.handshake_records = handshake_records
        # Type, start and end of each record whose header was sent.
        self.records: list[tuple[int, int, int]] = []
        self._data = bytearray()
        self._next = 0
        self._passed = 0

    def feed(self, data: bytes, passed: int) -> None:
        """Take in what was sent, of which so many bytes pass."""
        self._data += data
        self._passed += passed
        while self._next + 5 <= len(self._data):
            start = self._next
            length = 5 + int.from_bytes(self._data[start + 3:start + 5], "big")
            self.records.append((self._data[start], start, start + length))
            self._next = start + length

    @property
    def request_records(self) -> list[tuple[int, int]]:
        """Start and end of each record that holds a part of a request."""
        encrypted = [(start, end) for kind, start, end in self.records if kind == self.APPLICATION]
        return [(start, end) for start, end in encrypted[self.handshake_records:] if end - start != self.ALERT_LENGTH]

    @property
    def has_request_bytes(self) -> bool:
        """Whether a byte of a request's record has passed."""
        return any(start < self._passed for start, _ in self.request_records)


class TLSLayer:
    """The server's side of TLS, without a socket."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.engine = context.wrap_bio(self.incoming, self.outgoing, server_side=True)
        self.is_ready = False

    def read(self, data: bytes) -> bytes:
        """What the client said inside TLS, with these bytes of the wire."""
        self.incoming.write(data)
        plain = b""
        try:
            if not self.is_ready:
                self.engine.do_handshake()
                self.is_ready = True
            while more := self.engine.read(1 << 16):
                plain += more
        except (ssl.SSLWantReadError, ssl.SSLZeroReturnError):
            pass
        return plain

    def write(self, data: bytes) -> bytes:
        """The bytes for the wire, with these inside."""
        if data:
            self.engine.write(data)
        return self.outgoing.read()

    def end(self) -> bytes:
        """A proper end of the stream."""
        try:
            self.engine.unwrap()
        except (ssl.SSLWantReadError, ssl.SSLError):
            pass
        return self.outgoing.read()


class Connection(asyncio.Protocol):
    """One connection of a client: wire, TLS if there is any, service."""

    def __init__(self, service: Service, gate: Gate, context: Optional[ssl.SSLContext], warm_ups: int) -> None:
        self.service = service
        self.gate = gate
        self.tls = TLSLayer(context) if context else None
        # In TLS 1.3 the client's Finished looks like application data.
        self.records = RecordCounter(handshake_records=1)
        self.warm_ups = warm_ups
        self.transport: Optional[asyncio.Transport] = None
        self.is_dead = False
        self._answers = 0
        self._is_counted = False
        service.deliver = self._deliver

    @property
    def tally(self) -> Tally:
        """What the server has seen of this case."""
        return self.gate.tally

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if self.warm_ups == 0 and not self._is_inside:
            self._arm()

    def connection_lost(self, exc: Optional[Exception]) -> None:
        self.is_dead = True

    def data_received(self, data: bytes) -> None:
        if self.is_dead:
            return
        passed = self.gate.admit(Layer.WIRE, Way.REQUEST, data)
        try:
            plain = self._decrypted(data, passed) if self.tls else passed
        except ssl.SSLError:
            self.close()
            return
        self._strike_if_due()
        if not self.is_dead and plain:
            inside = self.gate.admit(Layer.INSIDE, Way.REQUEST, plain) if self.tls else plain
            self._follow(Way.REQUEST, plain, len(inside))
            self._feed(inside)
        self._strike_if_due()

    def close(self) -> None:
        """End the connection in good order."""
        self.is_dead = True
        if self.transport:
            self._send(self.tls.end() if self.tls and self.tls.is_ready else b"")
            self.transport.close()

    def _decrypted(self, data: bytes, passed: bytes) -> bytes:
        assert self.tls
        was_ready = self.tls.is_ready
        plain = self.tls.read(passed)
        if not was_ready and self.tls.engine.version() == "TLSv1.2":
            self.records.handshake_records = 0
        self.records.feed(data, len(passed))
        if self.tls.is_ready and not was_ready:
            self.tally.handshake_end = self._sent
        self._write(self.tls.write(b""))
        if self.tls.is_ready and not was_ready and self.warm_ups == 0 and self._is_inside:
            self.gate.arm()
        if not self._is_counted and self.tls.is_ready and self.records.has_request_bytes:
            self._count_begun()
        return plain

    def _follow(self, way: Way, data: bytes, passed: int) -> None:
        """What was said inside, of which so many bytes pass."""

    def _feed(self, data: bytes) -> None:
        if data and not self._is_counted:
            self._count_begun()
        self.service.feed(data)

    def _count_begun(self) -> None:
        self._is_counted = True
        self.tally.begun += 1

    @property
    def _is_inside(self) -> bool:
        return self.gate.fault is not None and self.gate.fault.layer is Layer.INSIDE

    @property
    def _sent(self) -> int:
        return len(self.tally.streams.get((Layer.WIRE, Way.ANSWER), b""))

    def _deliver(self, data: bytes, document_end: int, number: int) -> None:
        if self.is_dead:
            return
        self._is_counted = False
        self.records = RecordCounter()
        if self._answers == self.warm_ups:
            self.tally.answer_start = self._sent
        if self.tls:
            inside = self.gate.admit(Layer.INSIDE, Way.ANSWER, data)
            is_whole = self._write(self.tls.write(inside)) and len(inside) >= document_end
        else:
            passed = self.gate.admit(Layer.WIRE, Way.ANSWER, data)
            self._send(passed)
            is_whole = len(passed) >= document_end
        self.tally.answered[number] += is_whole
        self._answers += 1
        self._strike_if_due()
        if not self.is_dead and self.service.wants_close:
            self.close()
        if not self.is_dead and self._answers == self.warm_ups:
            self._arm_after_rest()

    def _arm_after_rest(self) -> None:
        """Count from now on; or later, if the client is first to have read the last warm-up's answer."""
        if self.gate.fault is not None and self.gate.fault.rest > 0:
            asyncio.get_running_loop().call_later(self.gate.fault.rest, self._arm)
        else:
            self._arm()

    def _arm(self) -> None:
        self.gate.arm()
        self._strike_if_due()

    def _write(self, data: bytes) -> bool:
        """Send bytes of TLS as far as the gate lets them; gives whether all passed."""
        passed = self.gate.admit(Layer.WIRE, Way.ANSWER, data)
        self._send(passed)
        return len(passed) == len(data)

    def _send(self, data: bytes) -> None:
        if data and self.transport:
            self.transport.write(data)

    def _strike_if_due(self) -> None:
        if self.is_dead or not self.gate.strikes or self.gate.fault is None or self.transport is None:
            return
        self.tally.has_struck = True
        self.tally.on_strike()
        self.is_dead = True
        if self.gate.fault.kind is Kind.FIN:
            if self.tls and self.gate.fault.layer is Layer.INSIDE:
                self.transport.write(self.tls.end())
            self.transport.close()
        elif self.gate.fault.kind is Kind.RST:
            raw: socket.socket = self.transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
        else:
            self.transport.pause_reading()
