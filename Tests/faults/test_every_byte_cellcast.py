"""The same with Cellcast's calls: JSON that is cut anywhere is no answer, and the messages of one call share its fate.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Iterator

import pytest

from cellcast_service import CellcastService, GroupService, accepted, gateway_accepted
from counting_service import Answer
from fault_gate import Layer
from outcome_table import OutcomeTable
from sweep import STALL_MS, Lane, Sweep, stride

TCP, INSIDE_TLS, TLS = "HTTP/1.1 over TCP", "HTTP/1.1 inside TLS", "The TLS stream itself, TLS 1.3"
BEARER = 3


def answers(document: bytes) -> dict[str, Answer]:
    """A document in each of the ways in which an answer can end. In the last two its own end is what tells."""
    return {"length": Answer.with_length(document), "chunks": Answer.in_chunks(document),
            "until-close": Answer.until_close(document, behind=b"\n")}


def lanes() -> Iterator[Lane]:
    """A message of its own and a group, plain and inside TLS; the TLS stream itself; the newer platform."""
    for kind, service in {"single": CellcastService, "group": GroupService}.items():
        size = service.recipients
        for ending, answer in answers(accepted(size)).items():
            for kept in (0, 1) if not answer.closes else (0,):
                name = f"{kind}-{ending}-{'kept' if kept else 'first'}"
                yield Lane(f"plain-{name}", TCP, warm_ups=kept, answer=answer, settings="cellcast=1", recipients=size,
                           make_service=service)
                if ending != "length":
                    yield Lane(f"inside-tls-{name}", INSIDE_TLS, warm_ups=kept, secure=True, layer=Layer.INSIDE,
                               answer=answer, settings="cellcast=1", recipients=size, make_service=service)
        yield Lane(f"tls-{kind}-chunks-kept", TLS, warm_ups=1, secure=True, answer=Answer.in_chunks(accepted(size)),
                   settings="cellcast=1", recipients=size, make_service=service)
    for ending, answer in answers(gateway_accepted()).items():
        yield Lane(f"plain-gateway-{ending}-first", TCP, answer=answer, settings=f"cellcast=1 mode={BEARER}",
                   make_service=CellcastService)


def lane_with_retries() -> Lane:
    """A group that may be tried again: the fault meets its first connection."""
    return Lane("tls-group", "", secure=True, tries=3, answer=Answer.in_chunks(accepted(GroupService.recipients)),
                recipients=GroupService.recipients, settings=f"cellcast=1 connect_timeout={STALL_MS}",
                make_service=GroupService)


@pytest.mark.parametrize("lane", lanes(), ids=str)
def test_no_byte_at_which_a_call_ends_makes_a_message_go_twice_or_its_outcome_false(
        lane: Lane, driver: Path, even_certificates: tuple[ssl.SSLContext, str], flavour: Path,
        outcome_table: OutcomeTable, pytestconfig: pytest.Config) -> None:
    sweep = Sweep(lane, lane.ground(driver, even_certificates), stride(flavour, pytestconfig, spread=5),
                  pytestconfig.getoption("fault_seed"))
    sweep.run()
    sweep.check()
    sweep.note(outcome_table)
    if not pytestconfig.getoption("write_outcomes"):
        assert not outcome_table.undocumented(lane.title)


def test_a_group_is_tried_again_as_a_whole_and_only_where_nothing_of_it_arrived(
        driver: Path, even_certificates: tuple[ssl.SSLContext, str], flavour: Path,
        pytestconfig: pytest.Config) -> None:
    lane = lane_with_retries()
    sweep = Sweep(lane, lane.ground(driver, even_certificates), 5 * stride(flavour, pytestconfig, spread=3),
                  pytestconfig.getoption("fault_seed"))
    sweep.run()
    sweep.check_retries()
