"""What the fault tests share: the C program that sends, in both flavours of the library, and certificates."""

from __future__ import annotations

import dataclasses
import os
import random
import ssl
import subprocess
from pathlib import Path
from typing import Iterator

import pytest

from outcome_table import OutcomeTable

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
# What a busy machine may add to a deadline. Servers here that keep a client waiting do so far longer.
BUSY_MS = 3000
# The deadline of a send that ends by itself, and by when it must have: between the two is only what waits in vain.
AMPLE_MS, PROMPT_MS = 20_000, 8_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """What the tests of every byte can be told."""
    group = parser.getgroup("every byte")
    group.addoption("--every-byte", action="store_true", help="every byte, not a sample of them")
    group.addoption("--fault-seed", type=int, default=random.randrange(1 << 16), help="where the sample begins")
    group.addoption("--write-outcomes", action="store_true", help="write what was measured into docs/outcomes.md")


def pytest_report_header(config: pytest.Config) -> str:
    """Says how to repeat a run."""
    return f"every byte: {config.getoption('every_byte')}, --fault-seed={config.getoption('fault_seed')}"


@pytest.fixture(scope="session")
def outcome_table(request: pytest.FixtureRequest) -> Iterator[OutcomeTable]:
    """The table of phase, fault and outcome in docs/outcomes.md, and what this run measures for it."""
    table = OutcomeTable(ROOT / "docs/outcomes.md")
    yield table
    if request.config.getoption("write_outcomes"):
        table.write()


@dataclasses.dataclass
class Sent:
    """How one send ended, as the C program printed it."""

    status: str
    transport_code: int
    http_status: int
    result_given: bool
    elapsed_ms: int
    message: str


class Sender:
    """Runs the C program Tests/c/send.c against one flavour of the library."""

    def __init__(self, program: Path) -> None:
        self.program = program
        self.output = ""

    def send(self, url: str, transport: int = 0, count: int = 1, timeout_ms: int = AMPLE_MS, ca_file: str = "",
             by_request: bool = False) -> list[Sent]:
        """Send `count` messages over one client; by_request: one request again and again."""
        command = [str(self.program), url, str(transport), str(count), str(timeout_ms), ca_file]
        command += ["request"] if by_request else []
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
        self.output = done.stdout + done.stderr
        assert done.returncode == 0, f"exit {done.returncode}: {self.output}"
        assert done.stderr == "", "the library writes nothing"
        return [self._parse(line) for line in done.stdout.splitlines()]

    @staticmethod
    def _parse(line: str) -> Sent:
        status, code, http, given, elapsed, *words = line.split(" ", 5)
        return Sent(status, int(code), int(http), given == "1", int(elapsed), words[0] if words else "")


FLAVOURS = {"embedded": BUILD, "runtime": BUILD / "runtime"}


@pytest.fixture(scope="session", params=FLAVOURS)
def flavour(request: pytest.FixtureRequest) -> Path:
    """The folder with one flavour of the library; both must have been built."""
    folder = FLAVOURS[request.param]
    assert (folder / "libsky.so.0").exists(), f"build {folder} first"
    return folder


def compile_program(name: str, flavour: Path, folder: Path) -> Path:
    """A C program of Tests/c, linked with a flavour of the library."""
    program = folder / name
    subprocess.run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-pthread",
                    "-o", str(program), str(ROOT / f"Tests/c/{name}.c"), f"-L{flavour}", "-lsky",
                    f"-Wl,-rpath,{flavour}"], check=True)
    return program


@pytest.fixture(scope="session")
def sender(flavour: Path, tmp_path_factory: pytest.TempPathFactory) -> Sender:
    """The C program that sends."""
    return Sender(compile_program("send", flavour, tmp_path_factory.mktemp("send")))


@pytest.fixture(scope="session")
def driver(flavour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C program that plays many cases."""
    return compile_program("fault_driver", flavour, tmp_path_factory.mktemp("driver"))


@pytest.fixture(scope="session")
def processes(flavour: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C program that sends from threads and from both sides of a fork."""
    return compile_program("processes", flavour, tmp_path_factory.mktemp("processes"))


def certificate_of(algorithm: str, folder: Path) -> tuple[ssl.SSLContext, str]:
    """A server's TLS context for localhost, and the file of the authority that vouches for it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", algorithm, "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, str(certificate)


@pytest.fixture(scope="session")
def even_certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, str]:
    """As `certificates`, with signatures that always have the same length, so that handshakes have."""
    return certificate_of("ed25519", tmp_path_factory.mktemp("even"))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, str]:
    """A server's TLS context for localhost, and the file of the authority that vouches for it."""
    return certificate_of("rsa:2048", tmp_path_factory.mktemp("certificates"))
