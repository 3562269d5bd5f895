"""Servers that send the client elsewhere: it goes nowhere, and its credentials go nowhere."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from lone_driver import run
from raw_server import RawServer, raw_server, read_head

HEADERS = [
    "Location: http://127.0.0.1:{port}/elsewhere",
    "Location: http://localhost:{port}/elsewhere",
    "Location: https://127.0.0.1:{port}/elsewhere",
    "Location: //127.0.0.1:{port}/elsewhere",
    "Location: ftp://127.0.0.1:{port}/elsewhere",
    "Location: gopher://127.0.0.1:{port}/_x",
    "Location: file:///etc/passwd",
    "Location: http://user:password@127.0.0.1:{port}/",
    "Location: http://127.0.0.1:{port}/" + "x" * 60000,
    "Location:",
    "Refresh: 0; url=http://127.0.0.1:{port}/",
    'Alt-Svc: http/1.1="127.0.0.1:{port}"',
    "Content-Location: http://127.0.0.1:{port}/",
    "Link: <http://127.0.0.1:{port}/>; rel=preconnect",
]


def listen(_: socket.socket) -> None:
    """Whoever comes is counted."""


@pytest.mark.parametrize("transport", [0, 1, 2], ids=["form", "raw", "get"])
@pytest.mark.parametrize("status", [200, 300, 301, 302, 303, 307, 308, 399])
def test_nobody_is_sent_elsewhere_and_no_credential_goes_there(driver: Path, status: int, transport: int) -> None:
    with raw_server(listen) as elsewhere:
        for header in HEADERS:
            assert ask(driver, elsewhere, status, header, transport) == 1
        assert elsewhere.connections == 0, "nobody came"


def ask(driver: Path, elsewhere: RawServer, status: int, header: str, transport: int) -> int:
    """Send one message to a server that answers so; gives how often it was asked."""
    asked = []

    def behave(peer: socket.socket) -> None:
        asked.append(read_head(peer))
        line = header.format(port=elsewhere.port)
        peer.sendall(f"HTTP/1.1 {status} Elsewhere\r\n{line}\r\nContent-Length: 2\r\n\r\nno".encode())

    with raw_server(behave) as server:
        done = run(driver, f"http://127.0.0.1:{server.port}/", timeout=2000, tries=3, login=1, transport=transport)
    assert done.only.status == "SKY_E_UNKNOWN" and done.only.http_status == status, done.output
    return len(asked)
