"""One client used by many threads at once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, Programs, run
from recording_server import RecordingServer, repeated


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_sixteen_threads_share_a_client_and_each_message_goes_out_once(both, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = run(both["threads"], server.url, authority if secure else "", 16, 20, 3)
        assert printed == "accepted 960, cancelled 0, unknown 0, threads left 1\n"
        assert server.received == 960 and not repeated(server)
        assert server.accepted <= 48, "connections are shared and kept"


def swift_toolchain() -> Path:
    """The folder with the programs of the Swift that is in use."""
    return Path(os.path.realpath(shutil.which("swift") or "swift")).parent


def require_known_outcomes(printed: str, server: RecordingServer) -> None:
    """960 messages were cancelled or not; what came is what was accepted, and perhaps what is unknown."""
    accepted, cancelled, unknown, _ = (int(number) for number in re.findall(r"\d+", printed))
    assert accepted + cancelled + unknown == 960 and cancelled + unknown > 0
    assert accepted <= server.received <= accepted + unknown and not repeated(server)


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_sends_that_another_thread_cancels_end_as_cancelled_or_unknown(both, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = run(both["threads"], server.url, authority if secure else "", 16, 20, 3, "disturbed")
        server.settle(0.1)
        require_known_outcomes(printed, server)
        assert printed.endswith("threads left 1\n")


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    """The programs and the library with ThreadSanitizer in both. (libcurl and OpenSSL have none.)"""
    scratch = ROOT / ".build-threads"
    subprocess.run(["swift", "build", "--product", "Sky", "--sanitize=thread", "--scratch-path", str(scratch)],
                   cwd=ROOT, check=True, capture_output=True)
    folder = tmp_path_factory.mktemp("watched")
    for name in ("libsky.so", "libSky.so"):
        (folder / name).symlink_to((scratch / "debug/libSky.so").resolve())
    # The compiler whose sanitizer is that of the library; it asks for Swift's dispatch library.
    runtime = swift_toolchain().parent / "lib/swift/linux"
    return Programs(folder, folder, (str(swift_toolchain() / "clang"), "-fsanitize=thread"),
                    (f"-L{runtime}", "-ldispatch", "-lBlocksRuntime"))


def sanitized(*command: object) -> str:
    """Run with the sanitizer's complaints as failures; what libraries without it do among themselves is left out."""
    return run(*command, TSAN_OPTIONS="ignore_noninstrumented_modules=1 exitcode=66",
               LD_LIBRARY_PATH=str(swift_toolchain().parent / "lib/swift/linux"))


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_threads_share_no_memory_without_a_lock(watched, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = sanitized(watched["threads"], server.url, authority if secure else "", 16, 20, 3)
        assert printed.startswith("accepted 960,")
        assert not repeated(server)


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_threads_share_no_memory_without_a_lock_when_sends_are_cancelled(watched, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = sanitized(watched["threads"], server.url, authority if secure else "", 16, 20, 3, "disturbed")
        server.settle(0.1)
        require_known_outcomes(printed, server)


def test_threads_share_no_memory_without_a_lock_when_connections_drop(watched):
    with RecordingServer(drop_every=5, keep_bodies=False) as server:
        lines = sanitized(watched["soak"], server.url, "", 2000, 16, "new").splitlines()
        assert server.dropped > 100 and int(lines[-1].split()[0]) == 1920
