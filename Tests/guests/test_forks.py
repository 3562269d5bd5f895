"""A client made and used before fork, then in the parent and in its children."""

from __future__ import annotations

import collections

import pytest

from host import FLAVOURS, run
from recording_server import Heard, RecordingServer, repeated

CHILDREN = 4


def speakers(heard: Heard) -> set[str]:
    """Which processes spoke on a connection: "parent", "child 1", "grandchild 2"."""
    return {" ".join(text.split()[:2]) if "child" in text else text.split()[0] for text in heard.texts}


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
@pytest.mark.parametrize("ending", ["exit", "_exit", "free", "free_", "idle", "idlefree", "close", "idleclose",
                                    "exec", "kill"])
def test_children_never_touch_the_connections_of_their_parent(programs, authority, tls, secure, ending):
    with RecordingServer(tls if secure else None) as server:
        printed = run(programs["forks"], server.url, authority if secure else "", ending, CHILDREN)
        assert printed == f"parent sent {2 * CHILDREN + 1}\n"
        server.settle(0.1)
        sent = 2 * CHILDREN + 1 + (0 if ending.startswith("idle") else 3 * CHILDREN)
        assert server.received == sent and not repeated(server)
        assert all(len(speakers(heard)) == 1 for heard in server.connections), "each connection has one process"
        parents = [heard for heard in server.connections if speakers(heard) == {"parent"}]
        assert len(parents) == 1, "the parent's connection was usable all the time"
        assert all(heard.rest == b"" and heard.state == "FIN" for heard in server.connections)


@pytest.mark.parametrize("ending", ["exit", "_exit", "free", "idlefree", "close", "idleclose"])
def test_nothing_arrives_on_the_parents_connection_while_children_live_and_die(programs, authority, tls, ending):
    """As many bytes, and one good-bye, as from a parent without children."""
    heard = {}
    for children in (0, CHILDREN):
        with RecordingServer(tls) as server:
            # Without children the parent sends once; the others are as long as each other.
            run(programs["forks"], server.url, authority, ending, children)
            server.settle(0.1)
            heard[children] = next(one for one in server.connections if speakers(one) == {"parent"})
    alone, with_children = heard[0], heard[CHILDREN]
    hello = with_children.wire_bytes - alone.wire_bytes
    requests = with_children.requests - alone.requests
    assert requests == 2 * CHILDREN
    assert hello % requests == 0, "each request takes the same number of bytes, and nothing else is there"
    assert hello // requests < 700
    assert alone.said_goodbye and with_children.said_goodbye, "the parent's own, as the last it says"


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_child_forked_while_threads_send_sends_on_its_own(both, authority, tls, secure):
    children = 40
    # Swift's runtime has locks of its own, which it takes when it meets a type for the first time
    # (docs/architecture.md).
    warm = ["warm"] if both.library == FLAVOURS["runtime"] else []
    with RecordingServer(tls if secure else None) as server:
        printed = run(both["forks"], server.url, authority if secure else "", "busy", children, *warm)
        server.settle(0.1)
        by_threads = int(printed.split()[-1])
        said = collections.Counter(text.split()[0] for text in server.texts)
        assert said == {"thread": by_threads, "child": children} and not repeated(server)
        assert all(len({text.split()[0] for text in heard.texts}) <= 1 for heard in server.connections)
