"""What the tests of libsky as a guest share: C programs, certificates, the library's file."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest

from host import BUILD, FLAVOURS, Programs


def pytest_addoption(parser: pytest.Parser) -> None:
    """--long: the soak of 100,000 sends, which takes minutes."""
    parser.addoption("--long", action="store_true", help="the long forms of the tests, minutes instead of seconds")


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether the long forms are wanted."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session", params=FLAVOURS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Programs:
    """The programs, with each flavour of the library."""
    return Programs(FLAVOURS[request.param], tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    """The programs, with the library that ships."""
    return Programs(BUILD, tmp_path_factory.mktemp("programs"))


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost that vouches for itself; its key lies beside it."""
    folder = tmp_path_factory.mktemp("certificates")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days",
                    "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                    str(folder / "key.pem"), "-out", str(folder / "authority.pem")], check=True, capture_output=True)
    return folder / "authority.pem"


@pytest.fixture(scope="session")
def tls(authority: Path) -> ssl.SSLContext:
    """What a server needs to be localhost."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, authority.with_name("key.pem"))
    return context
