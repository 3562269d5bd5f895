"""A server on loopback that does with each connection what a test says, without knowing what is said on it."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import threading
from typing import Callable, Iterator


@dataclasses.dataclass
class RawServer:
    """Where it listens, and how many have come."""

    port: int
    connections: int = 0


@contextlib.contextmanager
def raw_server(behave: Callable[[socket.socket], None]) -> Iterator[RawServer]:
    """Listen on a free port; each connection is handed to `behave` in a thread of its own, and closed behind it."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = RawServer(listener.getsockname()[1])

    def serve(peer: socket.socket) -> None:
        with peer, contextlib.suppress(OSError):
            behave(peer)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listener.accept()
                server.connections += 1
                threading.Thread(target=serve, args=(peer,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        listener.close()


def read_head(peer: socket.socket) -> bytes:
    """Read up to the empty line that ends a header."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = peer.recv(65536)
        if not more:
            break
        data += more
    return data


def flood(peer: socket.socket, piece: bytes, most: int = 1 << 30) -> None:
    """Send the same again and again, a gigabyte unless told otherwise, or until the other end has had enough."""
    piece = piece * max(1, 65536 // len(piece))
    for _ in range(most // len(piece)):
        peer.sendall(piece)
