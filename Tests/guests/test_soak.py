"""Nothing grows: many sends, many dropped connections, memory checked by valgrind."""

from __future__ import annotations

import dataclasses

import pytest

from host import EXACT_HEAP, run
from recording_server import RecordingServer


@dataclasses.dataclass
class Held:
    """What a process held at one moment."""

    sends: int
    accepted: int
    unknown: int
    not_sent: int
    descriptors: int
    threads: int
    heap: int
    resident: int


def soak(program: object, server: RecordingServer, authority: object, sends: int, threads: int, *more: str,
         before: tuple[object, ...] = ()) -> list[Held]:
    """Run the program; gives what it held from time to time, the last when its clients are freed."""
    lines = run(*before, program, server.url, authority, sends, threads, *more, timeout=900, **EXACT_HEAP).splitlines()
    held = [Held(*map(int, line.split())) for line in lines]
    for one in held:
        print(one)
    assert len(held) == 11
    return held


def require_no_growth(held: list[Held], threads: int, slack: int = 8192) -> None:
    """Compare the end with what was held after the first two of ten parts; `slack`: bytes by which connections differ.
    """
    early, late, freed = held[1], held[-2], held[-1]
    # A kept connection for each thread, with what libcurl opens for each handle, and what the process itself has open.
    assert max(one.descriptors for one in held) <= 3 + 4 * threads
    assert freed.descriptors == 3
    assert {one.threads for one in held} == {1}
    # Connections that are kept differ in number and size from moment to moment.
    assert late.heap - early.heap < slack * threads, "the heap grows"
    assert late.resident - early.resident < 1024 * 1024, "the process grows"


@pytest.mark.parametrize("threads", [1, 4])
def test_sends_leave_nothing_behind(programs, is_long, threads):
    sends = 100_000 if is_long else 20_000
    with RecordingServer(keep_bodies=False) as server:
        held = soak(programs["soak"], server, "", sends, threads)
        require_no_growth(held, threads)
        assert held[-1].accepted == held[-1].sends == server.received >= sends - 40
        assert server.accepted <= 10 * threads


def test_dropped_connections_leave_nothing_behind(programs, is_long):
    drops = 8_000 if is_long else 1_600
    with RecordingServer(keep_bodies=False, drop_every=6, seed=drops) as server:
        held = soak(programs["soak"], server, "", drops * 5, 2, "new")
        require_no_growth(held, 2)
        check_outcomes(held[-1], server, drops)


def test_dropped_tls_connections_leave_nothing_behind(programs, authority, tls, is_long):
    drops = 4_000 if is_long else 400
    with RecordingServer(tls, keep_bodies=False, drop_every=6, seed=drops) as server:
        held = soak(programs["soak"], server, authority, drops * 4, 2, "new")
        require_no_growth(held, 2, slack=64 * 1024)
        check_outcomes(held[-1], server, drops)


def check_outcomes(end: Held, server: RecordingServer, drops: int) -> None:
    """Every send has one outcome, and no message came twice."""
    assert server.dropped > drops / 2
    assert end.accepted + end.unknown + end.not_sent == end.sends
    assert end.accepted <= server.received <= end.accepted + end.unknown
    assert end.unknown > 0


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_valgrind_finds_no_leak_and_no_wrong_access(programs, authority, tls, is_long, secure):
    sends = 2_000 if is_long else 160
    valgrind = ("valgrind", "-q", "--error-exitcode=9", "--leak-check=full", "--show-leak-kinds=definite,indirect",
                "--errors-for-leak-kinds=definite,indirect")
    with RecordingServer(tls if secure else None, keep_bodies=False, drop_every=4) as server:
        soak(programs["soak"], server, authority if secure else "", sends, 2, "new", before=valgrind)
        assert server.dropped > sends / 20
