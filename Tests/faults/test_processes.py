"""One client in many threads, and on both sides of a fork."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fault_server import FaultServer, accept


def run(program: Path, *arguments: str) -> list[str]:
    """Run the C program; gives its lines."""
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_child_uses_connections_of_its_own_and_the_parent_keeps_its(processes, certificates, secure):
    context, authority = certificates
    with FaultServer(accept, context if secure else None) as server:
        lines = run(processes, "fork", server.url, *([authority] if secure else []))
        assert lines == ["child 2", "parent 2"]
        assert server.received == 4
        assert server.requests_of == [[1, 4], [2, 3]], "nothing of the child's came on the parent's connection"
        assert server.stray_bytes == 0


def test_sixteen_threads_share_a_client_and_each_message_goes_out_once(processes):
    with FaultServer(accept) as server:
        assert run(processes, "threads", server.url) == ["threads 320"]
        assert server.received == 320
        assert server.connections <= 16, "connections are shared and kept"
