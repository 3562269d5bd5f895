"""What `sky sandbox` says of a port that it cannot have."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

SKY = Path(__file__).resolve().parents[2] / "build" / "sky"


def test_a_port_that_is_taken_is_told_at_once() -> None:
    """It does not wait until it has given up listening: the message and the exit status come within two seconds."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        begun = time.monotonic()
        done = subprocess.run([SKY, "sandbox", "--port", str(port)], capture_output=True, text=True, timeout=30,
                              check=False)
        assert time.monotonic() - begun < 2
        assert done.returncode != 0 and done.stdout == ""
        assert f"port {port} cannot be listened on" in done.stderr
