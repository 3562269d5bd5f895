"""A server on loopback that counts the requests it received in full, and then misbehaves as told."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from typing import Callable, Iterator, Optional

ACCEPTED = (b"<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID>"
            b"<TO>15557654321</TO></RESPONSE>")


def http_answer(body: bytes = ACCEPTED, status: str = "200 OK", headers: bytes = b"") -> bytes:
    """A whole HTTP answer."""
    return (b"HTTP/1.1 " + status.encode() + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n" + headers
            + b"\r\n" + body)


class Peer:
    """One connection, as a behaviour sees it."""

    def __init__(self, stream: socket.socket, raw: socket.socket) -> None:
        self.stream = stream
        self.raw = raw

    def send(self, data: bytes) -> None:
        """Send, or give up quietly if the client has gone."""
        try:
            self.stream.sendall(data)
        except OSError:
            pass

    def close(self) -> None:
        """Close with FIN."""
        self.stream.close()

    def reset(self) -> None:
        """Close with RST."""
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.stream.close()


# A behaviour gets the peer and the number of the request (from 1); it says whether the connection goes on.
Behaviour = Callable[[Peer, int], bool]


@contextlib.contextmanager
def refusing_port() -> Iterator[socket.socket]:
    """A socket whose port is taken, so that nobody else gets it, and where nobody listens: connections are refused."""
    with socket.socket() as taken:
        # With this, a server that has it too may yet bind and listen.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", 0))
        yield taken


class FaultServer:
    """Listens on a free port; `received` counts requests that arrived with their whole body."""

    def __init__(self, behaviour: Behaviour, tls: Optional[ssl.SSLContext] = None) -> None:
        self.behaviour = behaviour
        self.tls = tls
        self.received = 0
        self.connections = 0
        self.bodies: list[bytes] = []
        self.heads: list[bytes] = []
        # For each connection the numbers of its requests, and whether it ended with something that was no request.
        self.requests_of: list[list[int]] = []
        self.stray_bytes = 0
        # The body of the request that this thread has read last: a behaviour runs on its connection's thread.
        self.current = threading.local()
        self._lock = threading.Lock()
        self._closing = False
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(64)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> "FaultServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        # Closing alone would leave the port open as long as the other thread waits in accept().
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def wait_for(self, requests: int) -> int:
        """Wait until so many requests have been read: the client may be done first. Gives how many have."""
        deadline = time.monotonic() + 20
        while self.received < requests and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.received

    @property
    def url(self) -> str:
        """Where to send to."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://localhost:{self.port}/API/wxml/1.3/index.php"

    def _accept(self) -> None:
        while not self._closing:
            try:
                raw, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                mine: list[int] = []
                self.requests_of.append(mine)
            threading.Thread(target=self._serve, args=(raw, mine), daemon=True).start()

    def _serve(self, raw: socket.socket, mine: list[int]) -> None:
        try:
            stream = self.tls.wrap_socket(raw, server_side=True) if self.tls else raw
            peer = Peer(stream, stream)
            while self._read_request(stream):
                with self._lock:
                    self.received += 1
                    number = self.received
                    mine.append(number)
                if not self.behaviour(peer, number):
                    return
        except OSError:
            pass
        finally:
            raw.close()

    def _read_request(self, stream: socket.socket) -> bool:
        data = b""
        while b"\r\n\r\n" not in data:
            more = stream.recv(65536)
            if not more:
                self.stray_bytes += len(data)
                return False
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = 0
        for line in head.split(b"\r\n"):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        while len(body) < length:
            more = stream.recv(65536)
            if not more:
                return False
            body += more
        self.current.body = body
        with self._lock:
            self.heads.append(head)
            self.bodies.append(body)
        return True


def accept(peer: Peer, _: int) -> bool:
    """Answer every request with an acceptance."""
    peer.send(http_answer())
    return True


def die_at(number: int, how: Callable[[Peer], None]) -> Behaviour:
    """Answer requests, but end the connection after reading request `number` in full, without an answer."""
    def behaviour(peer: Peer, current: int) -> bool:
        if current == number:
            how(peer)
            return False
        return accept(peer, current)
    return behaviour


def answer_with(data: bytes, close: bool = True) -> Behaviour:
    """Answer every request with these bytes."""
    def behaviour(peer: Peer, _: int) -> bool:
        peer.send(data)
        if close:
            peer.close()
        return not close
    return behaviour


def stall(peer: Peer, _: int) -> bool:
    """Read the request and say nothing for a long time."""
    time.sleep(60)
    return False
