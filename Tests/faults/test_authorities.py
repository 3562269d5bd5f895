"""Which certificates are trusted: the system calls show where they are looked for."""

from __future__ import annotations

from pathlib import Path

from fault_server import FaultServer, accept
from lone_driver import run
from test_hostile_tls import Authority


def test_with_a_file_of_one_s_own_nobody_looks_at_the_system_s_certificates(driver: Path, tmp_path: Path) -> None:
    for name in ("trusted", "unknown"):
        (tmp_path / name).mkdir()
    trusted, unknown = Authority(tmp_path / "trusted"), Authority(tmp_path / "unknown")
    trace, traced = tmp_path / "trace", tmp_path / "traced"
    traced.write_text(f'#!/bin/sh\nexec strace -f -e trace=file -o {trace} {driver} "$@"\n')
    traced.chmod(0o755)
    with FaultServer(accept, unknown.context("theirs")) as server:
        assert run(traced, server.url, timeout=5000, tries=1, ca=trusted.file).only.status == "SKY_E_NOT_SENT"
    assert str(trusted.file) in trace.read_text()
    # Where libcurl would look for an authority that the file lacks.
    assert "/etc/ssl/certs" not in trace.read_text()
