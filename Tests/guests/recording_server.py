"""A provider on loopback that writes down, for each connection, all that arrived on it and how it ended."""

from __future__ import annotations

import collections
import random
import re
import selectors
import socket
import ssl
import struct
import threading
import time
import urllib.parse
from typing import Callable, Iterable, Optional, Union

ANSWER_BODY = (b"<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_1</TRACKINGID>"
               b"<TO>15557654321</TO></RESPONSE>")
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(ANSWER_BODY), ANSWER_BODY)
_LENGTH = re.compile(rb"\r\nContent-Length: *(\d+)", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)


class Heard:
    """What the server heard on one connection."""

    def __init__(self, stream: socket.socket, tls: Optional[ssl.SSLContext]) -> None:
        self.stream = stream
        # Bytes as they came from the network; with TLS those of its records.
        self.wire_bytes = 0
        # When the last of them came, time.monotonic().
        self.last_heard = time.monotonic()
        # The bodies of whole requests.
        self.bodies: list[bytes] = []
        # What came after the last whole request.
        self.rest = b""
        # A TLS good-bye came.
        self.said_goodbye = False
        # "open", "FIN", "RST" by the client, "dropped" by this server, "broken" for what is no TLS.
        self.state = "open"
        self.requests = 0
        if tls is not None:
            self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            self._tls: Optional[ssl.SSLObject] = tls.wrap_bio(self._incoming, self._outgoing, server_side=True)
        else:
            self._tls = None
        self._is_agreed = tls is None

    @property
    def texts(self) -> list[str]:
        """The texts of the messages that came on this connection, in their order."""
        return [text_of(body) for body in self.bodies]

    def take(self, data: bytes) -> None:
        """Take in what came from the network."""
        self.wire_bytes += len(data)
        self.last_heard = time.monotonic()
        if self._tls is None:
            self.rest += data
            return
        self._incoming.write(data)
        try:
            if not self._is_agreed:
                self._tls.do_handshake()
                self._is_agreed = True
            while True:
                plain = self._tls.read(65536)
                if not plain:
                    self.said_goodbye = True
                    break
                self.rest += plain
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLZeroReturnError:
            self.said_goodbye = True
        except ssl.SSLError:
            self.state = "broken"
        self.flush()

    def next_request(self) -> Optional[bytes]:
        """The body of the next whole request; None if there is none yet."""
        end = self.rest.find(b"\r\n\r\n")
        if end < 0:
            return None
        length = _LENGTH.search(self.rest, 0, end + 2)
        whole = end + 4 + (int(length[1]) if length else 0)
        if len(self.rest) < whole:
            return None
        body, self.rest = self.rest[end + 4:whole], self.rest[whole:]
        self.requests += 1
        return body

    def send(self, data: bytes) -> None:
        """Send an answer, which fits into the socket's buffer."""
        if self._tls is not None:
            self._tls.write(data)
            self.flush()
        else:
            self._write(data)

    def flush(self) -> None:
        """Put on the wire what TLS wants to say."""
        data = self._outgoing.read()
        if data:
            self._write(data)

    def _write(self, data: bytes) -> None:
        try:
            self.stream.sendall(data)
        except OSError:
            pass


# What a drop does to a connection, given the random numbers of the server: true if it is gone now.
Drop = Callable[[Heard, random.Random], None]


class RecordingServer:
    """Listens on a free port of 127.0.0.1 until the end of the `with` block; one thread serves all connections.

    `drop_every`: in the mean one in so many requests ends with its connection being dropped, at a random point of the
    exchange, with FIN or RST. `keep_bodies` false: only counts, for what is long.
    """

    def __init__(self, tls: Optional[ssl.SSLContext] = None, drop_every: int = 0, seed: int = 1,
                 keep_bodies: bool = True, delay: float = 0.0) -> None:
        self.tls = tls
        self.connections: list[Heard] = []
        self.accepted = 0
        self.received = 0
        self.dropped = 0
        self.drop_every = drop_every
        self.delay = delay
        self._random = random.Random(seed)
        self._keep_bodies = keep_bodies
        self._answer = ANSWER
        self._selector = selectors.DefaultSelector()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self._listener.setblocking(False)
        # A byte asks the thread to say when it has heard all that has arrived; the end of the stream ends it.
        self._wake, self._woken = socket.socketpair()
        self._has_heard_all = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """Where to send to."""
        return f"{'https' if self.tls else 'http'}://localhost:{self.port}/API/wxml/1.3/index.php"

    @property
    def texts(self) -> list[str]:
        """The texts of all messages that came."""
        return [text for heard in self.connections for text in heard.texts]

    def __enter__(self) -> "RecordingServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._wake.close()
        self._thread.join(10)
        for heard in self.connections:
            heard.stream.close()
        for closed in (self._listener, self._woken, self._selector):
            closed.close()

    def settle(self, seconds: float = 0.3) -> None:
        """Wait until nothing more comes for a while, and all that has arrived has been heard."""
        while True:
            before = self._hear_all()
            time.sleep(seconds)
            if before == self._hear_all():
                return

    def _hear_all(self) -> list[tuple[int, str]]:
        """What came on each connection, when the thread has heard all that had arrived by now, however busy it was."""
        self._has_heard_all.clear()
        self._wake.send(b".")
        assert self._has_heard_all.wait(60)
        return [(heard.wire_bytes, heard.state) for heard in self.connections]

    def _serve(self) -> None:
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        self._selector.register(self._woken, selectors.EVENT_READ, None)
        while True:
            is_asked = False
            for key, _ in self._selector.select():
                if key.fileobj is self._woken:
                    is_asked = bool(self._woken.recv(1))
                    if not is_asked:
                        return
                elif key.data is None:
                    self._accept()
                else:
                    self._hear(key.data)
            if is_asked:
                self._has_heard_all.set()

    def _accept(self) -> None:
        while True:
            try:
                stream, _ = self._listener.accept()
            except OSError:
                return
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.accepted += 1
            heard = Heard(stream, self.tls)
            if self._is_dropped(share=8):
                self._drop(heard, register=False)
                continue
            if self._keep_bodies:
                self.connections.append(heard)
            self._selector.register(stream, selectors.EVENT_READ, heard)

    def _hear(self, heard: Heard) -> None:
        try:
            data = heard.stream.recv(65536)
        except ConnectionResetError:
            return self._forget(heard, "RST")
        if not data:
            return self._forget(heard, "FIN")
        heard.take(data)
        if heard.state == "broken":
            return self._forget(heard, "broken")
        # In the middle of a request, or of the talk before it.
        if self._is_dropped(share=4):
            return self._drop(heard)
        while (body := heard.next_request()) is not None:
            self.received += 1
            if self._keep_bodies:
                heard.bodies.append(body)
            if self._is_dropped(share=1):
                self._answer_badly(heard)
                return self._drop(heard)
            if self.delay:
                time.sleep(self.delay)
            heard.send(self._answer)

    def _is_dropped(self, share: int) -> bool:
        return self.drop_every > 0 and self._random.randrange(self.drop_every * share) == 0

    def _answer_badly(self, heard: Heard) -> None:
        """Answer not at all, in part, or in full before the connection is dropped."""
        length = self._random.choice([0, 0, self._random.randrange(len(ANSWER)), len(ANSWER)])
        if length:
            heard.send(ANSWER[:length])

    def _drop(self, heard: Heard, register: bool = True) -> None:
        self.dropped += 1
        if self._random.random() < 0.5:
            heard.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if register:
            self._forget(heard, "dropped")
        else:
            heard.stream.close()

    def _forget(self, heard: Heard, state: str) -> None:
        heard.state = state
        self._selector.unregister(heard.stream)
        heard.stream.close()


def text_of(body: bytes) -> str:
    """The text of the message in a request: a form with a document, or the document alone."""
    document = body.decode()
    if not document.startswith("<"):
        document = urllib.parse.parse_qs(document)["xml"][0]
    found = _TEXT.search(document)
    return found[1] if found else ""


def repeated(texts: Union[Iterable[str], RecordingServer]) -> dict[str, int]:
    """What came more than once, and how often."""
    counted = collections.Counter(texts.texts if isinstance(texts, RecordingServer) else texts)
    return {text: count for text, count in counted.items() if count > 1}
