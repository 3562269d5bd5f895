"""Where things are, and how a program is built and run that has libsky as its guest."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
HERE = Path(__file__).resolve().parent
# malloc counts what its threads' caches hold as in use; without them what it says is exact.
EXACT_HEAP = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
FLAVOURS = {"embedded": BUILD, "runtime": BUILD / "runtime"}


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


def reserved_port() -> socket.socket:
    """A socket that keeps its port for a server to be started: as long as it lives, nobody else is given that port."""
    taken = socket.socket()
    # With this, and as long as this one does not listen, a server that has it too may bind and listen.
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", 0))
    return taken


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
                            f"-L{self.library}", "-lsky", "-lm", *flags, *self._more_flags,
                            f"-Wl,-rpath,{self.library}"], check=True)
        return program
