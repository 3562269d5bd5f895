"""What the tests share: the sample documents, and a provider on loopback that answers what it is told."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple
from urllib.parse import parse_qs

import pytest

import libsky

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "Tests" / "samples" / "skycore"
KEY = "k3y-that-nobody-may-see"
NUMBER = "15550100031"
TEXT = "Your table is ready, Pier 7."


def samples(kind: str) -> List[Tuple[str, Dict[str, Any]]]:
    """Paths and expectations of the sample documents of a kind."""
    documents = json.loads((SAMPLES / "expect.json").read_text("utf-8"))["documents"]
    return [(path, expected) for path, expected in documents.items() if expected["kind"] == kind]


def body_of(path: str) -> bytes:
    """A sample document."""
    return (SAMPLES / path).read_bytes()


class Provider(ThreadingHTTPServer):
    """Counts requests and answers each with `answer`: status, headers, body; first with what is in `queue`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer: Tuple[int, Dict[str, str], bytes] = (200, {}, b"")
        self.queue: List[Tuple[int, Dict[str, str], bytes]] = []
        self.bodies: List[bytes] = []
        self.paths: List[str] = []
        self.targets: List[Tuple[str, Dict[str, str]]] = []
        self.hold = threading.Event()
        self.hold.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Write nothing about those that left before their answer."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/"

    def says(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Set the answer to all requests from now on."""
        self.answer = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


class Handler(BaseHTTPRequestHandler):
    """One connection to the provider."""

    protocol_version = "HTTP/1.1"
    server: Provider
    # Headers and body go out as separate segments; without this each answer would wait for an acknowledgement.
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        """Keep the request, answer."""
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer()

    def do_GET(self) -> None:
        """Keep the path with its query, answer."""
        self.server.paths.append(self.path)
        self._answer()

    def _answer(self) -> None:
        self.server.targets.append((self.path, dict(self.headers)))
        self.server.hold.wait(20)
        status, headers, body = self.server.queue.pop(0) if self.server.queue else self.server.answer
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


ACCEPTED = b"<RESPONSE><STATUS>Success</STATUS><TRACKINGID>SMS_500001</TRACKINGID><TO>15550100031</TO></RESPONSE>"


def when(happened: Callable[[], Any], then: Callable[[], None]) -> None:
    """Call `then` in another thread as soon as something has happened, at the latest in 20 seconds."""
    def wait() -> None:
        deadline = time.monotonic() + 20
        while not happened() and time.monotonic() < deadline:
            time.sleep(0.01)
        then()

    threading.Thread(target=wait, daemon=True).start()


def interrupt(number: int = signal.SIGINT) -> None:
    """Send this process a signal."""
    os.kill(os.getpid(), number)


def texts_of(provider: Provider) -> List[str]:
    """The texts that the provider received."""
    documents = [parse_qs(body.decode("ascii"))["xml"][0] for body in provider.bodies]
    return [document.split("<TEXT>")[1].split("</TEXT>")[0] for document in documents]


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that accepts everything until it is told otherwise."""
    server = Provider()
    server.says(ACCEPTED)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.hold.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def client(provider: Provider) -> Iterator[libsky.Client]:
    """A client of that provider, which sends everything once."""
    with libsky.Client(KEY, url=provider.url, timeout=10, default_sender="55501", max_tries=1) as made:
        yield made


@pytest.fixture
def nowhere() -> Iterator[str]:
    """A URL at which nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{reserved.getsockname()[1]}/"
