"""What the tests of `sky send`, `sky batch` and `sky postback` share: the command, the sandbox, and a server that never answers."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import threading
from pathlib import Path
from typing import Iterator

SKY = Path(__file__).resolve().parents[2] / "build" / "sky"


class Sandbox:
    """`sky sandbox` on a free port, with the key "key"."""

    def __init__(self, *options: str) -> None:
        # Its lines stay in the pipe; no test has it write more than fits.
        self.process = subprocess.Popen([SKY, "sandbox", "--port", "0", "--api-key", "key", *options],
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.url = self.process.stdout.readline().split()[-1]
        self.cellcast_url = self.process.stdout.readline().split()[-1]

    def end(self) -> list[str]:
        """Stop it; what it had to say of requests."""
        self.process.terminate()
        return self.process.communicate(timeout=20)[0].splitlines()

    @property
    def environment(self) -> dict[str, str]:
        """What the command is to know of the account."""
        return {"SKY_URL": self.url, "SKY_API_KEY": "key", "SKY_FROM": "55501"}


@contextlib.contextmanager
def sandbox(*options: str) -> Iterator[Sandbox]:
    """A sandbox that ends with the test."""
    playing = Sandbox(*options)
    try:
        yield playing
    finally:
        playing.end()


class Silence:
    """A server that takes requests and never answers; `requests` counts those of which something came."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/"
        self.requests = threading.Semaphore(0)
        self._peers: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self.listener.accept()
                self._peers.append(peer)
                threading.Thread(target=self._read, args=(peer,), daemon=True).start()

    def _read(self, peer: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if peer.recv(65536):
                self.requests.release()

    def close(self) -> None:
        """Listen no more, and let all connections go."""
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for peer in self._peers:
            peer.close()


@contextlib.contextmanager
def silence() -> Iterator[Silence]:
    """A server that never answers and ends with the test."""
    server = Silence()
    try:
        yield server
    finally:
        server.close()


def environment(settings: dict[str, str]) -> dict[str, str]:
    """This process's, without what it says of accounts, with these settings."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith("SKY_") and "proxy" not in name.lower()}
    return kept | settings


def sky(*arguments: "str | bytes", given: bytes = b"", **settings: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the command with this input and these settings in its environment."""
    return subprocess.run([SKY, *arguments], input=given, capture_output=True, env=environment(settings), timeout=120,
                          check=False)
