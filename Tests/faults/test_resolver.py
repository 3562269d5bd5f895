"""A resolver that does not answer must not hold a send beyond its deadline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import BUSY_MS, Sender

# In a mount namespace of its own the program finds a name server that takes questions and never answers.
SCRIPT = """
mount --bind "$1/resolv.conf" /etc/resolv.conf || exit 77
"$2" -c 'import socket, sys, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(("127.0.0.53", 53))
open(sys.argv[1], "w").close()
time.sleep(50)' "$1/ready" &
while kill -0 $! && [ ! -e "$1/ready" ]; do sleep 0.05; done
"$3" http://slow.example.net/ 0 2 700
kill $!
"""


def test_a_stalled_resolver_is_not_sent_within_the_deadline(sender: Sender, tmp_path: Path) -> None:
    (tmp_path / "resolv.conf").write_text("nameserver 127.0.0.53\n", "ascii")
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to make a mount namespace")
    done = subprocess.run(["unshare", "-m", "sh", "-c", SCRIPT, "sh", str(tmp_path), sys.executable,
                           str(sender.program)],
                          capture_output=True, text=True, timeout=60, check=False)
    if done.returncode == 77:
        pytest.skip("needs the right to put another resolv.conf in place")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["SKY_E_NOT_SENT"] * 2, done.stdout + done.stderr
    assert all(600 <= int(line[4]) < 700 + BUSY_MS for line in lines)
