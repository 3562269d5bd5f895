"""TLS on the fault wire: the server's side without a socket, and the records of a stream."""

from __future__ import annotations

import ssl


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
