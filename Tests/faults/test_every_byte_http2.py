"""The same over HTTP/2, with a real nginx: whatever byte is the last, no message twice, no false outcome."""

from __future__ import annotations

import dataclasses
import socket
import ssl
from pathlib import Path
from typing import Iterator

import pytest

from conftest import AMPLE_MS
from fault_cases import Case, Ground
from fault_gate import Fault, Kind, Layer, Way
from http2_wire import CountingBackend, HTTP2Connection, NginxService, nginx
from outcome_table import OutcomeTable
from phases import CLIENT_OTHER_FRAME
from sweep import FORM, GET, STALL_MS, stride, wrong_with

TITLE = "HTTP/2 inside TLS"


@pytest.fixture
def ground(driver: Path, even_certificates: tuple[ssl.SSLContext, str], tmp_path: Path,
           request: pytest.FixtureRequest) -> Iterator[Ground]:
    """nginx and what is behind it; a parameter is for nginx."""
    _, authority = even_certificates
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, Path(authority).with_name("key.pem"))
    context.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as listener, nginx(tmp_path, listener.getsockname()[1],
                                                                           getattr(request, "param", "")) as port:
        ground = Ground(driver, context, authority, settings="http2=1", settle=0.1, connection_type=HTTP2Connection,
                        make_service=lambda *_: NginxService(port))
        ground.backend = lambda: CountingBackend(ground.tallies), listener
        yield ground


def case(fault: Fault | None, transport: int, warm_ups: int, patience: int = 1) -> Case:
    """Some requests that go well, one that meets the fault, one more."""
    is_stall = fault is not None and fault.kind is Kind.STALL
    return Case(fault, transport, sends=warm_ups + 2, warm_ups=warm_ups,
                timeout_ms=patience * (STALL_MS if is_stall else AMPLE_MS))


def length(ground: Ground, way: Way, transport: int, warm_ups: int) -> int:
    """How long a stream is up to the end of the request that may meet a fault."""
    probe = case(None, transport, warm_ups)
    probe.records, probe.sends = True, warm_ups + 1
    ground.run([probe])
    assert {sent.status for sent in probe.sent} == {"SKY_OK"}, str(probe)
    assert probe.tally.begun == probe.tally.whole.total() == warm_ups + 1
    return len(probe.tally.streams[Layer.INSIDE, way])


def met_its_fault(one: Case) -> bool:
    """Where an earlier message ran out of time, which one the fault met is not known."""
    return one.tally.has_struck and all(sent.status == "SKY_OK" for sent in one.sent[:one.tally.struck])


@pytest.mark.parametrize("warm_ups", [0, 1], ids=["first", "kept"])
@pytest.mark.parametrize("transport", [FORM, GET], ids=["form", "get"])
def test_no_byte_at_which_http2_ends_makes_a_message_go_twice_or_its_outcome_false(
        ground: Ground, flavour: Path, transport: int, warm_ups: int, outcome_table: OutcomeTable,
        pytestconfig: pytest.Config) -> None:
    step = stride(flavour, pytestconfig)
    first = pytestconfig.getoption("fault_seed") % step
    faults = [Fault(kind, way, offset, Layer.INSIDE) for way in Way
              for offset in range(first, length(ground, way, transport, warm_ups), step) for kind in Kind]
    cases = [case(fault, transport, warm_ups) for fault in faults]
    ground.run(cases)
    # On a busy machine a time-out may come before the fault: once more, with more time and fewer at once.
    late = [one for one in cases if not met_its_fault(one)]
    again = [case(one.fault, transport, warm_ups, patience=5) for one in late]
    dataclasses.replace(ground, threads=8).run(again)
    wrong = [f"{what}: {one}" for one in cases + again for what in wrong_with(one)]
    assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong[:20])
    # Settings may be acknowledged later, or not at all: the last bytes of a stream are not always there.
    struck = [one for one in cases + again if met_its_fault(one)]
    assert len(struck) >= 0.9 * len(cases)
    print(f"{TITLE} {transport} after {warm_ups}: {len(cases)} cases")
    for one in struck:
        assert one.fault
        outcome_table.note(TITLE, one.tally.phase, f"{'kept' if one.tally.struck else 'first'} {one.fault.kind.value}",
                           one.sent[one.tally.struck].status)
    # Whether the client speaks of its window and of settings before the answer or behind it is a race.
    for kind in Kind:
        for status in ("OK", "UNKNOWN"):
            outcome_table.note(TITLE, CLIENT_OTHER_FRAME, f"first {kind.value}", status)
            outcome_table.note(TITLE, CLIENT_OTHER_FRAME, f"kept {kind.value}", status)
    if not pytestconfig.getoption("write_outcomes"):
        assert not outcome_table.undocumented(TITLE)


@pytest.mark.parametrize("kind", [Kind.FIN, Kind.RST])
def test_a_connection_of_http2_that_ended_a_while_ago_is_replaced_unnoticed(ground: Ground, kind: Kind) -> None:
    idle = case(Fault(kind, Way.REQUEST, 0, Layer.INSIDE, eager=True, rest=0.5), FORM, 1)
    idle.settings = "pause=1200"
    ground.run([idle])
    assert [sent.status for sent in idle.sent] == ["SKY_OK"] * 3 and [sent.tries for sent in idle.sent] == [1, 1, 1]
    # Behind a second of idleness libcurl may take away what it still has of the ended one, and connect once more.
    assert idle.tally.whole == {0: 1, 1: 1, 2: 1} and idle.tally.connections in (2, 3)


@pytest.mark.parametrize("ground", ["keepalive_requests 2;", "keepalive_requests 3;"], indirect=True)
@pytest.mark.parametrize("pause", [0, 30])
def test_an_nginx_that_takes_its_leave_loses_no_message_and_gets_none_twice(ground: Ground, pause: int) -> None:
    many = Case(sends=9, settings=f"pause={pause}")
    ground.run([many])
    assert many.tally.whole == {number: 1 for number in range(9)}
    assert [sent.status for sent in many.sent] == ["SKY_OK"] * 9, str(many)
    assert many.tally.connections in (3, 4, 5)
