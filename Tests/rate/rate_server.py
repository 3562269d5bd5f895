"""A provider on loopback that notes when each message came and from whom, in one thread of this process."""

from __future__ import annotations

import re
import selectors
import socket
import statistics
import threading
import time
from dataclasses import dataclass
from typing import Callable, Optional

ACCEPTED = (b"<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID>"
            b"<TO>15557654321</TO></RESPONSE>")


def answer(body: bytes = ACCEPTED, status: str = "200 OK", header: str = "") -> bytes:
    """A whole HTTP answer."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{header}\r\n".encode() + body


@dataclass
class Arrival:
    """A message that came: when, by the machine's steady clock in seconds, and what its text was."""

    when: float
    name: str


class RateServer:
    """Listens on a free port. `policy` gives the answer to a message; by default each is accepted."""

    def __init__(self, policy: Optional[Callable[[Arrival], bytes]] = None) -> None:
        self.arrivals: list[Arrival] = []
        self._policy = policy or (lambda _: answer())
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._listener.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        self._closing = False
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __enter__(self) -> "RateServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self._thread.join(5)
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()

    def _run(self) -> None:
        while not self._closing:
            for key, _ in self._selector.select(0.1):
                if key.data is None:
                    stream, _ = self._listener.accept()
                    stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    self._selector.register(stream, selectors.EVENT_READ, bytearray())
                else:
                    self._read(key.fileobj, key.data)  # type: ignore[arg-type]

    def _read(self, stream: socket.socket, data: bytearray) -> None:
        try:
            more = stream.recv(65536)
        except OSError:
            more = b""
        if not more:
            self._selector.unregister(stream)
            stream.close()
            return
        data += more
        head, end, body = bytes(data).partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        if not end or length is None or len(body) < int(length[1]):
            return
        data.clear()
        text = re.search(rb"TEXT%3E(\w+)%3C", body)
        arrival = Arrival(time.monotonic(), text[1].decode() if text else "")
        self.arrivals.append(arrival)
        try:
            stream.sendall(self._policy(arrival))
        except OSError:
            pass


def rate_of(arrivals: list[Arrival]) -> float:
    """Messages a second: the slope of the line through all arrivals, to which one that was read late means little."""
    middle = (len(arrivals) - 1) / 2
    mean = statistics.fmean(arrival.when for arrival in arrivals)
    across = sum((number - middle) * (arrival.when - mean) for number, arrival in enumerate(arrivals))
    return across / sum((arrival.when - mean) ** 2 for arrival in arrivals)


def most_within(arrivals: list[Arrival], seconds: float) -> int:
    """The most that came in any span of so many seconds."""
    most, first = 0, 0
    for last, arrival in enumerate(arrivals):
        while arrival.when - arrivals[first].when > seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
