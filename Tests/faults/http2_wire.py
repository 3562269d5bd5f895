"""The fault wire for HTTP/2: TLS ends here, frames go on to a real nginx, and behind nginx is a server that counts."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import re
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import Iterator, Optional, Sequence

from counting_service import Deliver, Service
from fault_gate import Gate, Layer, Tally, Way
from fault_server import http_answer, refusing_port
from faulty_wire import Connection
from phases import (ANSWER_DATA_FRAME, ANSWER_HEADERS_FRAME, CLIENT_OTHER_FRAME, PREFACE, REQUEST_DATA_FRAME,
                    REQUEST_HEADERS_FRAME, SERVER_OTHER_FRAME)

PREFACE_LENGTH, FRAME_HEADER = 24, 9
DATA, HEADERS, SETTINGS, WINDOW_UPDATE, CONTINUATION = 0, 1, 4, 8, 9
END_STREAM = 1


@dataclasses.dataclass
class Frame:
    """Where a frame lies in its stream, and what it is."""

    kind: int
    flags: int
    start: int
    end: int


class FrameFollower:
    """Follows the frames that one side sends."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.frames: list[Frame] = []
        self.passed = 0
        self._data = bytearray()
        self._next = PREFACE_LENGTH if way is Way.REQUEST else 0

    def feed(self, data: bytes, passed: int) -> None:
        """Take in what was sent, of which so many bytes pass."""
        self._data += data
        self.passed += passed
        while self._next + FRAME_HEADER <= len(self._data):
            start = self._next
            length = int.from_bytes(self._data[start:start + 3], "big")
            self.frames.append(Frame(self._data[start + 3], self._data[start + 4], start,
                                     start + FRAME_HEADER + length))
            self._next = self.frames[-1].end

    @property
    def begun(self) -> int:
        """Messages of whose header a byte has passed."""
        return sum(frame.kind == HEADERS and frame.start < self.passed for frame in self.frames)

    @property
    def ended(self) -> int:
        """Messages that have passed as a whole."""
        return sum(frame.kind in (DATA, HEADERS) and bool(frame.flags & END_STREAM) and frame.end <= self.passed
                   for frame in self.frames)

    @property
    def message(self) -> int:
        """The number on this connection of the message that the byte belongs to that comes next."""
        if self.way is Way.ANSWER:
            return self.ended
        return max(0, sum(frame.kind == HEADERS and frame.start <= self.passed for frame in self.frames) - 1)

    def phase(self) -> str:
        """What the byte belongs to that comes next."""
        frame = next((frame for frame in self.frames if frame.start <= self.passed < frame.end), None)
        if self.way is Way.ANSWER:
            return {DATA: ANSWER_DATA_FRAME, HEADERS: ANSWER_HEADERS_FRAME}.get(frame.kind if frame else -1,
                                                                               SERVER_OTHER_FRAME)
        if self.passed < PREFACE_LENGTH or frame and not any(one.kind == HEADERS for one in self.frames
                                                             if one.start <= frame.start):
            return PREFACE
        return {DATA: REQUEST_DATA_FRAME, HEADERS: REQUEST_HEADERS_FRAME}.get(frame.kind if frame else -1,
                                                                             CLIENT_OTHER_FRAME)


class HTTP2Connection(Connection):
    """One connection of a client that speaks HTTP/2."""

    def __init__(self, service: Service, gate: Gate, context: Optional[ssl.SSLContext], warm_ups: int) -> None:
        super().__init__(service, gate, context, warm_ups)
        self._sides = {way: FrameFollower(way) for way in Way}
        # What TLS carries is counted by its frames.
        self._is_counted = True
        self._begun = 0

    def _follow(self, way: Way, data: bytes, passed: int) -> None:
        side = self._sides[way]
        side.feed(data, passed)
        if way is Way.REQUEST:
            self.tally.begun += side.begun - self._begun
            self._begun = side.begun
        if self.gate.strikes and self.gate.fault and self.gate.fault.way is way:
            self.tally.phase = side.phase()
            self.tally.struck = side.message

    def _deliver(self, data: bytes, document_end: int, messages: Sequence[int]) -> None:
        if self.is_dead or not self.tls:
            return
        inside = self.gate.admit(Layer.INSIDE, Way.ANSWER, data)
        self._follow(Way.ANSWER, data, len(inside))
        self._write(self.tls.write(inside))
        more = self._sides[Way.ANSWER].ended - self._answers
        self._answers += more
        self.tally.answered[self.tally.last] += more
        self._strike_if_due()
        if not self.is_dead and more and self._answers == self.warm_ups:
            self._arm_after_rest()


class NginxService:
    """Passes what the client said on to nginx, and back."""

    def __init__(self, port: int) -> None:
        self.deliver: Deliver = lambda *_: None
        self.wants_close = False
        self._waiting = b""
        self._transport: Optional[asyncio.Transport] = None
        self._task = asyncio.get_running_loop().create_task(self._connect(port))

    async def _connect(self, port: int) -> None:
        service = self

        class Upstream(asyncio.Protocol):
            """nginx's side."""

            def data_received(self, data: bytes) -> None:
                service.deliver(data, 0, [])

        transport, _ = await asyncio.get_running_loop().create_connection(Upstream, "127.0.0.1", port)
        transport.write(self._waiting)
        self._transport = transport

    def feed(self, data: bytes) -> None:
        """Take in bytes of the client."""
        if self._transport:
            self._transport.write(data)
        else:
            self._waiting += data

    def end(self) -> None:
        """The case is over. (Not before: what nginx has, it may still pass on.)"""
        self._task.cancel()
        if self._transport:
            self._transport.abort()


class CountingBackend(asyncio.Protocol):
    """Behind nginx: counts requests for the case that their URL names, and accepts them."""

    def __init__(self, tallies: dict[str, Tally]) -> None:
        self.tallies = tallies
        self._data = b""
        self._transport: Optional[asyncio.Transport] = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        head, end, body = self._data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if not end or len(body) < (int(length.group(1)) if length else 0):
            return
        name, number = re.search(rb"/API/(\d+)/", head), re.search(rb"PLANTED-TEXT-(\d)", self._data)
        assert name and number and self._transport
        tally = self.tallies[name.group(1).decode()]
        tally.last = int(number.group(1))
        tally.whole[tally.last] += 1
        self._transport.write(http_answer())
        self._transport.close()


NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log crit;
events {{ worker_connections 2000; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} http2 backlog=2000; {more}
        location / {{ proxy_pass http://127.0.0.1:{backend}; proxy_next_upstream off; proxy_ignore_client_abort on; }}
    }}
}}
"""


@contextlib.contextmanager
def nginx(folder: Path, backend: int, more: str = "") -> Iterator[int]:
    """nginx, which speaks HTTP/2 in the clear and passes requests on; with more settings if any. Gives its port."""
    with refusing_port() as reserved:
        port: int = reserved.getsockname()[1]
        settings = folder / "nginx.conf"
        settings.write_text(NGINX.format(folder=folder, port=port, backend=backend, more=more), "ascii")
        command = ["nginx", "-c", str(settings), "-p", str(folder), "-e", str(folder / "error.log")]
        with running(command, port, folder / "error.log"):
            yield port


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server, from when it listens on its port to the end of the `with` block."""
    with subprocess.Popen(command) as process:
        try:
            deadline = time.monotonic() + 60
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                assert process.poll() is None and time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            yield
        finally:
            process.terminate()

