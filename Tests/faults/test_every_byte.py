"""Whatever byte of a request or an answer is the last one that gets through: no message twice, no false outcome."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Iterator

import pytest

from counting_service import Answer
from fault_cases import Case, Ground
from fault_gate import Fault, Kind, Layer, Way
from outcome_table import OutcomeTable
from sweep import FORM, GET, RAW, STALL_MS, Lane, Sweep, stride

def lanes() -> Iterator[Lane]:
    """All that are tried."""
    transports = {"form": FORM, "raw": RAW, "get": GET}
    for kept in (0, 1):
        connection = "kept" if kept else "first"
        for name, transport in transports.items():
            yield Lane(f"plain-{name}-{connection}", "HTTP/1.1 over TCP", transport, kept)
        yield Lane(f"plain-request-{connection}", "HTTP/1.1 over TCP", RAW, kept, settings="request=1")
        if kept:
            yield Lane("plain-form-kept-by-another-client", "HTTP/1.1 over TCP", FORM, kept, settings="clients=1")
        yield Lane(f"plain-batch-{connection}", "HTTP/1.1 over TCP", FORM, kept, settings="batch=1")
        yield Lane(f"inside-tls-batch-{connection}", "HTTP/1.1 inside TLS", GET, kept, True, Layer.INSIDE,
                   settings="batch=1")
    yield Lane("plain-chunks", "HTTP/1.1 over TCP", answer=Answer.in_chunks())
    yield Lane("plain-until-close", "HTTP/1.1 over TCP", answer=Answer.until_close())
    for kept in (0, 1):
        connection = "kept" if kept else "first"
        for name, transport in transports.items():
            yield Lane(f"inside-tls-{name}-{connection}", "HTTP/1.1 inside TLS", transport, kept, True, Layer.INSIDE)
    for kept in (0, 1):
        connection = "kept" if kept else "first"
        for name, transport in transports.items():
            if kept or transport == FORM:
                yield Lane(f"tls-{name}-{connection}", "The TLS stream itself, TLS 1.3", transport, kept, True)
        if kept:
            yield Lane("tls-form-kept-by-another-client", "The TLS stream itself, TLS 1.3", FORM, kept, True,
                       settings="clients=1")
    yield Lane("tls12-form-first", "The TLS stream itself, TLS 1.2", FORM, 0, True, is_tls12=True)


def lanes_with_retries() -> Iterator[Lane]:
    """Where a message may be tried again: the fault meets one connection, two or all of them."""
    for faulty in (1, 3):
        for kept in (0, 1):
            yield Lane(f"tls-{'kept' if kept else 'first'}-{faulty}", "", FORM, kept, True, faulty_connections=faulty,
                       tries=3, settings=f"connect_timeout={STALL_MS}")
        yield Lane(f"plain-kept-{faulty}", "", FORM, 1, faulty_connections=faulty, tries=3)
        yield Lane(f"tls-batch-{faulty}", "", FORM, 0, True, faulty_connections=faulty, tries=3,
                   settings=f"batch=1 connect_timeout={STALL_MS}")


@pytest.mark.parametrize("lane", lanes(), ids=str)
def test_no_byte_at_which_a_stream_ends_makes_a_message_go_twice_or_its_outcome_false(
        lane: Lane, driver: Path, even_certificates: tuple[ssl.SSLContext, str], flavour: Path,
        outcome_table: OutcomeTable, pytestconfig: pytest.Config) -> None:
    # Those of other clients are played few at a time, and are the same bytes.
    step = stride(flavour, pytestconfig) * (5 if "clients=1" in lane.settings else 1)
    sweep = Sweep(lane, lane.ground(driver, even_certificates), step, pytestconfig.getoption("fault_seed"))
    sweep.run()
    sweep.check()
    sweep.note(outcome_table)
    if not pytestconfig.getoption("write_outcomes"):
        assert not outcome_table.undocumented(lane.title)


@pytest.mark.parametrize("lane", lanes_with_retries(), ids=str)
def test_a_message_is_tried_again_only_where_nothing_of_it_arrived(
        lane: Lane, driver: Path, even_certificates: tuple[ssl.SSLContext, str], flavour: Path,
        pytestconfig: pytest.Config) -> None:
    sweep = Sweep(lane, lane.ground(driver, even_certificates), 5 * stride(flavour, pytestconfig),
                  pytestconfig.getoption("fault_seed"))
    sweep.run()
    sweep.check_retries()


@pytest.mark.parametrize("secure, layer", [(False, Layer.WIRE), (True, Layer.WIRE), (True, Layer.INSIDE)],
                         ids=["plain", "TLS", "TLS with a good-bye"])
def test_a_connection_that_ended_a_while_ago_is_replaced_unnoticed(
        driver: Path, even_certificates: tuple[ssl.SSLContext, str], secure: bool, layer: Layer) -> None:
    context, authority = even_certificates
    ground = Ground(driver, context if secure else None, authority if secure else "", settings="pause=1200 log=1")
    # The client has read the answer long before the end comes, and the end has come long before it sends again.
    cases = [Case(Fault(kind, Way.REQUEST, 0, layer, eager=True, rest=0.5), transport, sends=3, warm_ups=1)
             for kind in (Kind.FIN, Kind.RST) for transport in (FORM, RAW, GET)]
    ground.run(cases)
    for case in cases:
        assert [sent.status for sent in case.sent] == ["SKY_OK"] * 3, str(case)
        assert [sent.tries for sent in case.sent] == [1, 1, 1], "that is no try, for nothing was tried"
        assert case.tally.whole == {0: 1, 1: 1, 2: 1}
        assert case.tally.connections == 2
