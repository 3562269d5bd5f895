"""Batches leave nothing behind either, and keep to their process."""

from __future__ import annotations

import pytest

from conftest import EXACT_HEAP, run
from recording_server import RecordingServer, repeated


def held(printed: str) -> list[list[int]]:
    """What the program printed: accepted, unknown, not sent, descriptors, threads, bytes of heap."""
    return [[int(number) for number in line.split()] for line in printed.splitlines()]


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_batches_leave_nothing_behind(both, authority, tls, secure):
    with RecordingServer(tls if secure else None, keep_bodies=False) as server:
        lines = held(run(both["batches"], server.url, authority if secure else "", 500, 8, **EXACT_HEAP))
        assert lines[-1][:5] == [4000, 0, 0, 3, 1] and server.received == 4000
        # Each batch has up to fifty connections, and none is left when it is freed.
        assert {line[3] for line in lines} == {3} and {line[4] for line in lines} == {1}
        assert lines[7][5] - lines[2][5] < 1024, "the heap grows"


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_batches_whose_connections_drop_leave_nothing_behind(programs, authority, tls, secure):
    with RecordingServer(tls if secure else None, keep_bodies=False, drop_every=8) as server:
        lines = held(run(programs["batches"], server.url, authority if secure else "", 300, 8, **EXACT_HEAP))
        accepted, unknown, not_sent = lines[-1][:3]
        assert accepted + unknown + not_sent == 2400 and unknown > 0 and server.dropped > 200
        assert accepted <= server.received <= accepted + unknown
        assert {line[3] for line in lines} == {3} and {line[4] for line in lines} == {1}
        assert lines[7][5] - lines[2][5] < 4096, "the heap grows"


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_child_has_no_part_in_the_batch_of_its_parent(both, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        lines = held(run(both["batches"], server.url, authority if secure else "", 100, 3, "fork"))
        server.settle(0.1)
        assert lines[-1][0] == 300
        texts = server.texts
        assert texts.count("child") == 3 and not repeated(text for text in texts if text != "child")
        assert len(texts) == 303
        assert all("child" not in heard.texts or set(heard.texts) == {"child"} for heard in server.connections)
        assert all(heard.rest == b"" for heard in server.connections)
