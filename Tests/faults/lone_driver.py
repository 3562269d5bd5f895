"""The C program of the fault tests, run for one case: what came out, and how much memory it took."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import threading
from pathlib import Path
from typing import Optional

from fault_cases import SECRETS, Logged, Sent


@dataclasses.dataclass
class Run:
    """What came of one case."""

    sent: list[Sent]
    logged: list[Logged]
    output: str
    peak_kilobytes: int

    @property
    def only(self) -> Sent:
        """The one send."""
        assert len(self.sent) == 1, self.output
        return self.sent[0]


def run(program: Path, url: str, *, environment: Optional[dict[str, str]] = None, **settings: object) -> Run:
    """Play one case; the settings are those of Tests/c/fault_driver.c. A secret in the output fails here."""
    words = [f"{key}={value}" for key, value in settings.items()]
    clean = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    # stderr goes the same way: the library must write nothing there, and a line of it would be no line of a send.
    with subprocess.Popen([str(program), "1", "memory"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT,
                          env=clean | (environment or {})) as process:
        assert process.stdin and process.stdout
        timer = threading.Timer(60, process.kill)
        timer.start()
        process.stdin.write(" ".join(["0", url, "log=1", *words, "\n"]).encode())
        process.stdin.close()
        output = process.stdout.read().decode()
        process.wait()
        timer.cancel()
    assert process.returncode == 0, f"exit {process.returncode}: {output}"
    assert not any(secret.lower() in output.lower() for secret in SECRETS), f"a secret has come out: {output}"
    *lines, peak = [line.split("\t") for line in output.splitlines()]
    sent = [Sent.parse(columns) for _, what, *columns in lines if what != "log"]
    logged = [Logged.parse(columns) for _, what, *columns in lines if what == "log"]
    return Run(sent, logged, output, int(peak[0]))
