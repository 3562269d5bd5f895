"""Servers whose TLS is none, or whose certificate is not theirs: nothing is sent to them, and quickly so."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import Callable

import pytest

from conftest import BUSY_MS
from fault_server import FaultServer, accept
from lone_driver import run
from raw_server import flood, raw_server
from test_hostile import MEMORY_KB, TIMEOUT_MS

ALERT = bytes.fromhex("15030300020228")
HELLO_RETRY_FOR_EVER = bytes.fromhex("160303002a02000026030300") + b"\0" * 40


def hello(peer: socket.socket) -> None:
    """Take the client's hello."""
    peer.recv(65536)


def say(data: bytes) -> Callable[[socket.socket], None]:
    """Answer the hello with this, then nothing."""
    def behave(peer: socket.socket) -> None:
        hello(peer)
        peer.sendall(data)
        time.sleep(60)
    return behave


def flood_with(piece: bytes) -> Callable[[socket.socket], None]:
    """Answer the hello with this again and again."""
    def behave(peer: socket.socket) -> None:
        hello(peer)
        flood(peer, piece)
    return behave


@pytest.mark.parametrize("behave", [
    say(os.urandom(4096)), say(ALERT), say(b"HTTP/1.1 200 OK\r\n\r\nno"), say(b"\x16\x03\x03\xff\xff" + b"\0" * 70000),
    say(b"\x16"), say(HELLO_RETRY_FOR_EVER), flood_with(os.urandom(997)), flood_with(b"\x16\x03\x03\x00\x00"),
    flood_with(b"\x14\x03\x03\x00\x01\x01"), flood_with(b"\x16\x03\x03\x00\x04\x0e\x00\x00\x00"), flood_with(b"\0")],
    ids=["noise", "an alert", "plain HTTP", "a record too long", "one byte", "a broken hello", "noise without end",
         "empty records without end", "cipher changes without end", "handshake messages without end",
         "zeros without end"])
def test_tls_that_is_none_is_not_sent_in_time_and_in_bounds(
        driver: Path, behave: Callable[[socket.socket], None]) -> None:
    with raw_server(behave) as server:
        done = run(driver, f"https://localhost:{server.port}/", timeout=TIMEOUT_MS, tries=1)
    assert done.only.status == "SKY_E_NOT_SENT", done.output
    assert done.only.elapsed_ms <= TIMEOUT_MS + BUSY_MS and done.peak_kilobytes < MEMORY_KB


class Authority:
    """Certificates of all sorts, by one authority."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "authority.pem"
        self._openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                      "-subj", "/CN=authority", "-keyout", "authority.key", "-out", "authority.pem")

    def context(self, name: str, alternative: str = "DNS:localhost", begin: str = "20200101000000Z",
                end: str = "20990101000000Z", is_own: bool = False) -> ssl.SSLContext:
        """A server's context with such a certificate; signed by itself if `is_own`."""
        (self.folder / "index.txt").write_text("")
        (self.folder / "ca.cnf").write_text(
            "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n"
            f"policy=p\nunique_subject=no\n[p]\ncommonName=supplied\n[e]\nsubjectAltName={alternative}\n")
        self._openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
                      "-keyout", f"{name}.key", "-out", f"{name}.csr")
        signer = ["-selfsign", "-keyfile", f"{name}.key"] if is_own else [
            "-cert", "authority.pem", "-keyfile", "authority.key"]
        self._openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "e", "-startdate", begin,
                      "-enddate", end, "-in", f"{name}.csr", "-out", f"{name}.pem", *signer)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=self.folder)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that the client trusts."""
    return Authority(tmp_path_factory.mktemp("authority"))


def test_a_certificate_as_it_should_be_is_trusted(driver: Path, authority: Authority) -> None:
    with FaultServer(accept, authority.context("good")) as server:
        assert run(driver, server.url, timeout=3000, ca=authority.file).only.status == "SKY_OK"


@pytest.mark.parametrize("name, settings", [
    ("expired", {"begin": "20200101000000Z", "end": "20200201000000Z"}),
    ("to-come", {"begin": "20980101000000Z", "end": "20990101000000Z"}),
    ("another-name", {"alternative": "DNS:example.com"}),
    ("another-address", {"alternative": "IP:127.0.0.1"}),
    ("a-name-in-the-middle", {"alternative": "DNS:localhost.example.com"}),
    ("signed-by-itself", {"is_own": True})])
def test_a_certificate_that_is_not_the_server_s_is_not_sent_and_not_tried_again(
        driver: Path, authority: Authority, name: str, settings: dict) -> None:
    with FaultServer(accept, authority.context(name, **settings)) as server:
        done = run(driver, server.url, timeout=3000, tries=3, ca=authority.file)
        assert done.only.status == "SKY_E_NOT_SENT" and done.only.tries == 1, done.output
        assert "certificate" in done.only.message
        assert server.received == 0


def test_tls_1_1_is_refused(driver: Path, authority: Authority) -> None:
    context = authority.context("old")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with FaultServer(accept, context) as server:
        assert run(driver, server.url, timeout=3000, ca=authority.file).only.status == "SKY_E_NOT_SENT"
        assert server.received == 0
