"""What the tests of libsky as a guest share: C programs, certificates, the library's file."""

from __future__ import annotations

import os
import ssl
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
HERE = Path(__file__).resolve().parent
# malloc counts what its threads' caches hold as in use; without them what it says is exact.
EXACT_HEAP = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
FLAVOURS = {"embedded": BUILD, "runtime": BUILD / "runtime"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """--long: the soak of 100,000 sends, which takes minutes."""
    parser.addoption("--long", action="store_true", help="the long forms of the tests, minutes instead of seconds")


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether the long forms are wanted."""
    return bool(request.config.getoption("--long"))


def plain_environment(**more: str) -> dict[str, str]:
    """This environment without proxies, with the embedded library for the bindings."""
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return {**kept, "LIBSKY_LIBRARY": str(BUILD / "libsky.so.0"), "PYTHONPATH": str(ROOT / "bindings/python"), **more}


def run(*command: object, timeout: float = 120, **more: str) -> str:
    """Run a program that must succeed and complain of nothing; gives what it prints."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=timeout,
                          env=plain_environment(**more), check=False)
    assert done.returncode == 0 and done.stderr == "", f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Programs:
    """The C programs of this folder, compiled against one flavour of the library when they are first asked for."""

    def __init__(self, library: Path, folder: Path, compiler: tuple[str, ...] = ("cc",),
                 more_flags: tuple[str, ...] = ()) -> None:
        self.library = library
        self._folder = folder
        self._compiler = compiler
        self._more_flags = more_flags

    def __getitem__(self, name: str) -> Path:
        program = self._folder / name
        if not program.exists():
            # libxml2 and libcurl as well: some of the programs use them beside the library.
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libxml-2.0", "libcurl"], check=True,
                                   capture_output=True, text=True).stdout.split()
            subprocess.run([*self._compiler, "-std=c11", "-g", "-O1", "-Wall", "-Wextra", "-Werror",
                            f"-I{ROOT / 'include'}", "-pthread", "-o", str(program), str(HERE / f"programs/{name}.c"),
                            f"-L{self.library}", "-lsky", "-lm", *flags, *self._more_flags, f"-Wl,-rpath,{self.library}"], check=True)
        return program


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
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                    "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                    str(folder / "key.pem"), "-out", str(folder / "authority.pem")], check=True, capture_output=True)
    return folder / "authority.pem"


@pytest.fixture(scope="session")
def tls(authority: Path) -> ssl.SSLContext:
    """What a server needs to be localhost."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, authority.with_name("key.pem"))
    return context
