"""The library leaves its host as it found it."""

from __future__ import annotations

import re

import pytest

from host import run
from recording_server import RecordingServer

# Nobody listens on a port of the system that was not given to anybody.
UNUSED_URL = "http://127.0.0.1:9/"
# System calls by which a library would change its host, and that are no business of this one.
FORBIDDEN = ("chdir", "fchdir", "umask", "setrlimit", "setuid", "setgid", "setitimer", "alarm", "sigaltstack", "prctl",
             "kill", "tgkill", "tkill", "exit", "exit_group", "execve", "fork", "vfork", "sched_setaffinity",
             "setpriority", "rt_sigaction")


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_signals_environment_locale_and_threads_are_the_same_afterwards(both, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        for locale in ("C", "C.UTF-8"):
            printed = run(both["quiet"], server.url, authority if secure else "", UNUSED_URL, LC_ALL=locale)
            assert printed == "quiet\n"


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_no_system_call_writes_to_the_hosts_output_or_changes_the_process(both, authority, tls, secure, tmp_path):
    trace = tmp_path / "trace"
    with RecordingServer(tls if secure else None) as server:
        run("strace", "-f", "-qq", "-o", trace, both["quiet"], server.url, authority if secure else "", UNUSED_URL)
    between = calls_between(trace.read_text(errors="replace"))
    assert len(between) > 100
    for call in between:
        name = call.split("(")[0]
        assert not re.match(r"(write|writev|pwrite64|sendto|sendmsg|dup2|dup3|close)\((0|1|2)[,)]", call), call
        assert name not in FORBIDDEN or is_read_only(call), call


def calls_between(trace: str) -> list[str]:
    """The system calls of the library: from the program's mark to its other mark."""
    calls = [line.split(maxsplit=1)[1] for line in trace.splitlines()]
    marks = [index for index, call in enumerate(calls) if call.startswith("access(\"/libsky/")]
    assert len(marks) == 2
    return calls[marks[0] + 1:marks[1]]


def is_read_only(call: str) -> bool:
    """Whether a call asks only, or ends a thread that libcurl started to resolve a name."""
    return (bool(re.match(r"rt_sigaction\(\w+, NULL", call)) or call.startswith("exit(0)")
            or call.startswith("prctl(PR_SET_NAME"))
