"""Proxies that refuse, lie or stall: what they say is never taken for the provider's word, and they learn no secret."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
import time
from pathlib import Path
from typing import Callable

import pytest

from conftest import BUSY_MS
from fault_server import ACCEPTED, FaultServer, accept
from lone_driver import run
from raw_server import flood, raw_server, read_head
from test_hostile import MEMORY_KB, TIMEOUT_MS

REFUSAL = b"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 2\r\n\r\nno"
CREDENTIALS = base64.b64encode(b"PLANTED-PROXY-USER:PLANTED-PROXY-PASSWORD")


class Proxy:
    """A proxy that says this to each request, or that makes the tunnel if it says nothing."""

    def __init__(self, answer: bytes = b"", then: Callable[[socket.socket], None] = lambda _: None) -> None:
        self.answer = answer
        self.then = then
        self.heads: list[bytes] = []

    def __call__(self, peer: socket.socket) -> None:
        head = read_head(peer)
        self.heads.append(head)
        if self.answer:
            peer.sendall(self.answer)
            self.then(peer)
            return
        port = int(head.split(b" ")[1].rsplit(b":", 1)[1])
        with socket.create_connection(("127.0.0.1", port)) as origin:
            peer.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pass_on, args=(origin, peer), daemon=True)
            back.start()
            pass_on(peer, origin)
            back.join(5)


def pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until one side has ended."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def test_a_tunnel_shows_the_proxy_its_own_credentials_only_and_the_server_none_of_them(
        driver: Path, certificates: tuple) -> None:
    context, authority = certificates
    proxy = Proxy()
    with FaultServer(accept, context) as server, raw_server(proxy) as front:
        done = run(driver, server.url, timeout=5000, ca=authority, proxy=f"http://127.0.0.1:{front.port}", sends=2)
        assert [sent.status for sent in done.sent] == ["SKY_OK"] * 2 and server.received == 2
        assert len(proxy.heads) == 1 and proxy.heads[0].startswith(b"CONNECT localhost:")
        assert b"Proxy-Authorization: Basic " + CREDENTIALS in proxy.heads[0]
        assert b"PLANTED" not in proxy.heads[0] and b"15557654321" not in proxy.heads[0]
        assert not any(b"proxy" in head.lower() for head in server.heads)


@pytest.mark.parametrize("status", [301, 302, 400, 403, 404, 407, 429, 500, 502, 503, 511])
def test_a_proxy_that_makes_no_tunnel_is_not_sent(driver: Path, status: int) -> None:
    proxy = Proxy(b"HTTP/1.1 %d No\r\nLocation: http://127.0.0.1:1/\r\nRetry-After: 1\r\nContent-Length: %d\r\n\r\n%s"
                  % (status, len(ACCEPTED), ACCEPTED))
    with FaultServer(accept) as server, raw_server(proxy) as front:
        done = run(driver, server.url.replace("http:", "https:"), timeout=3000, proxy=f"http://127.0.0.1:{front.port}")
        assert done.only.status == "SKY_E_NOT_SENT", "a document of the proxy's is no answer: " + done.output
        assert server.connections == 0


@pytest.mark.parametrize("status, tries, words", [
    (407, 1, "the proxy wants another user or password (HTTP 407)"), (403, 1, "the proxy does not let through to the host"),
    (502, 3, "the proxy made no tunnel to the host"), (429, 3, "the proxy does not let through to the host")])
def test_what_a_proxy_says_to_a_tunnel_is_told_and_asked_again_only_if_it_may_pass(
        driver: Path, status: int, tries: int, words: str) -> None:
    """Some close an account after three wrong passwords."""
    proxy = Proxy(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % status)
    with raw_server(proxy) as front:
        done = run(driver, "https://localhost:9/", timeout=10000, tries=3, proxy=f"http://127.0.0.1:{front.port}")
    assert done.only.status == "SKY_E_NOT_SENT" and words in done.only.message and len(proxy.heads) == tries == done.only.tries


@pytest.mark.parametrize("answer, then", [
    (b"HTTP/1.1 200 OK\r\n\r\n" + ACCEPTED, lambda _: None),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 134\r\n\r\n" + ACCEPTED, lambda _: None),
    (b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + ACCEPTED, lambda _: None),
    (b"HTTP/1.1 200 OK\r\n\r\n", lambda peer: flood(peer, b"noise")),
    (b"HTTP/1.1 200 OK\r\n", lambda peer: flood(peer, b"X: y\r\n")),
    (b"HTTP/1.1 200 OK\r\nX: ", lambda peer: flood(peer, b"x")),
    (b"HTTP/1.1 407 No\r\nContent-Length: 1073741824\r\n\r\n", lambda peer: flood(peer, b"x")),
    (b"HTTP/1.1 407 No\r\nTransfer-Encoding: chunked\r\n\r\n", lambda peer: flood(peer, b"1\r\nx\r\n")),
    (b"HTTP/1.1 100 Continue\r\n\r\n", lambda peer: flood(peer, b"HTTP/1.1 100 Continue\r\n\r\n")),
    (b"HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n", lambda _: None),
    (b"HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm=x, nonce=y\r\nContent-Length: 0\r\n\r\n", lambda _: None),
    (b"garbage", lambda peer: flood(peer, b"garbage")),
    (b"HTTP/1.1 2", lambda _: time.sleep(60))],
    ids=["a tunnel that accepts", "an answer that accepts", "a tunnel in the clear", "a tunnel of noise",
         "header lines without end", "a header line without end", "a refusal of 1 GB",
         "a refusal in chunks without end",
         "1xx without end", "NTLM", "Digest", "garbage", "silence"])
def test_a_proxy_that_lies_is_not_sent_in_time_and_in_bounds(
        driver: Path, answer: bytes, then: Callable[[socket.socket], None]) -> None:
    with raw_server(Proxy(answer, then)) as front:
        done = run(driver, "https://localhost:9/", timeout=TIMEOUT_MS, proxy=f"http://127.0.0.1:{front.port}")
    assert done.only.status == "SKY_E_NOT_SENT", done.output
    assert done.only.elapsed_ms <= TIMEOUT_MS + BUSY_MS and done.peak_kilobytes < MEMORY_KB


@pytest.mark.parametrize("transport", [0, 1, 2], ids=["form", "raw", "get"])
def test_a_proxy_that_refuses_a_request_in_the_clear_is_asked_once(driver: Path, transport: int) -> None:
    proxy = Proxy(REFUSAL)
    with raw_server(proxy) as front:
        done = run(driver, "http://localhost:9/", timeout=3000, tries=3, transport=transport,
                   proxy=f"http://127.0.0.1:{front.port}")
    # It had the whole request, and what it did with it only it knows.
    assert done.only.status == "SKY_E_UNKNOWN" and done.only.http_status == 407 and len(proxy.heads) == 1


def test_a_proxy_that_is_not_there_is_not_sent(driver: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        done = run(driver, "https://localhost:9/", timeout=3000, proxy=f"http://127.0.0.1:{unused.getsockname()[1]}")
    assert done.only.status == "SKY_E_NOT_SENT"


def test_a_name_that_the_environment_gives_a_proxy_with_a_password_is_in_no_output(driver: Path) -> None:
    proxy = Proxy(REFUSAL)
    with raw_server(proxy) as front:
        address = f"http://PLANTED-PROXY-USER:PLANTED-PROXY-PASSWORD@127.0.0.1:{front.port}"
        for url in ("http://localhost:9/", "https://localhost:9/"):
            run(driver, url, timeout=3000, environment={"http_proxy": address, "https_proxy": address})
    assert [CREDENTIALS in head for head in proxy.heads] == [True, True]
