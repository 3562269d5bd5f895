"""Whether other programs kept the processors busy while something was measured."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """Tells, from its making on, what share of one processor was used by programs that are not part of the measurement.
    """

    def __init__(self, server: int) -> None:
        """`server` is the process that is measured with the programs which this one starts and waits for."""
        self._server = server
        self._start = time.monotonic()
        self._others = self._others_seconds()

    def disturbance(self) -> float:
        """0: nobody else was at work; 1: one processor was busy with something else. The clock ticks every 10 ms."""
        return max(0.0, self._others_seconds() - self._others) / (time.monotonic() - self._start)

    def _others_seconds(self) -> float:
        user, nice, system, _idle, _waiting, *interrupts = map(int, Path("/proc/stat").read_text("ascii").split()[1:9])
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        stat = Path(f"/proc/{self._server}/stat").read_text("ascii").rpartition(")")[2].split()
        ours = children.ru_utime + children.ru_stime + (int(stat[11]) + int(stat[12])) / _TICKS
        return (user + nice + system + sum(interrupts)) / _TICKS - ours
