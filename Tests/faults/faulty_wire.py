"""A counting server behind a wire that is cut, reset or stalled at a chosen byte.

Everything happens in one event loop and in one place: the bytes of the client go through the wire, through TLS if there
is any, and into the server, which counts; its answers go back the same way. So which bytes the server has seen when the
fault strikes is exact, and a case costs about a millisecond.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from typing import Optional, Sequence

from counting_service import Service
from fault_gate import Gate, Kind, Layer, Tally, Way
from tls_layer import RecordCounter, TLSLayer


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

    def _deliver(self, data: bytes, document_end: int, messages: Sequence[int]) -> None:
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
        if is_whole:
            self.tally.answered.update(messages)
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
