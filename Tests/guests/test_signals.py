"""Signals belong to the host: none is sent to it, none is caught, and its own do no harm."""

from __future__ import annotations

import subprocess

import pytest

from host import plain_environment, run
from recording_server import RecordingServer


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
@pytest.mark.parametrize("microseconds", [100, 3000])
def test_a_timer_that_fires_all_the_time_does_no_harm(both, authority, tls, secure, microseconds):
    with RecordingServer(tls if secure else None, delay=0.002, keep_bodies=False) as server:
        words = run(both["signals"], server.url, authority if secure else "", 150, microseconds).split()
        assert words[:2] == ["accepted", "150,"] and server.received == 150
        assert int(words[3]) > 50, "the timer fired"


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_server_that_closes_at_bad_moments_sends_no_sigpipe(both, authority, tls, secure, tmp_path):
    """The host's action is the default one, which ends it; and no system call raised it."""
    trace = tmp_path / "trace"
    with RecordingServer(tls if secure else None, drop_every=3, keep_bodies=False) as server:
        run("strace", "-f", "-qq", "-o", trace, "-e", "trace=write,writev,sendto,sendmsg", both["soak"], server.url,
            authority if secure else "", 400, 2, "new")
        assert server.dropped > 60
    lines = trace.read_text(errors="replace").splitlines()
    assert [line for line in lines if "SIGPIPE" in line] == []
    assert [line for line in lines if "EPIPE" in line or "ECONNRESET" in line or "MSG_NOSIGNAL" in line], \
        "the trace shows what is written to sockets"


def test_a_host_that_ignores_sigpipe_finds_it_ignored_and_one_that_does_not_finds_it_so(programs, tmp_path):
    with RecordingServer() as server:
        for preparation in ("", "trap '' PIPE;"):
            done = subprocess.run(["sh", "-c", f"{preparation} exec '{programs['quiet']}' '{server.url}' '' "
                                   "http://127.0.0.1:9/"], capture_output=True, text=True, env=plain_environment(),
                                  timeout=60, check=False)
            assert (done.returncode, done.stdout, done.stderr) == (0, "quiet\n", "")
