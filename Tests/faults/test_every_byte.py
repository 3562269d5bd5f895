"""Whatever byte of a request or an answer is the last one that gets through: no message twice, no false outcome."""

from __future__ import annotations

import dataclasses
import ssl
from pathlib import Path
from typing import Iterator

import pytest

from fault_cases import Case, Ground
from faulty_wire import Answer, Fault, Kind, Layer, Way
from outcome_table import OutcomeTable
from phases import AFTER_ANSWER, AT_ONCE, Phases, phases

FORM, RAW, GET = 0, 1, 2
# A sample takes every so manieth byte; a prime, so that it meets other bytes in every part.
STRIDE = 7
STALL_MS = 300
# For what a busy machine may add to a deadline, and for an end that needs no waiting at all.
SLACK_MS, PROMPT_MS = 500, 2000


@dataclasses.dataclass(frozen=True)
class Lane:
    """A way of sending, and which streams of it are cut."""

    name: str
    title: str
    transport: int = FORM
    warm_ups: int = 0
    secure: bool = False
    layer: Layer = Layer.WIRE
    answer: Answer = dataclasses.field(default_factory=Answer.with_length)
    is_tls12: bool = False
    settings: str = ""

    @property
    def column(self) -> str:
        """Half of a column's name in the document."""
        return "kept" if self.warm_ups else "first"


def lanes() -> Iterator[Lane]:
    """All that are tried."""
    transports = {"form": FORM, "raw": RAW, "get": GET}
    for kept in (0, 1):
        connection = "kept" if kept else "first"
        for name, transport in transports.items():
            yield Lane(f"plain-{name}-{connection}", "HTTP/1.1 over TCP", transport, kept)
        yield Lane(f"plain-request-{connection}", "HTTP/1.1 over TCP", RAW, kept, settings="request=1")
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
    yield Lane("tls12-form-first", "The TLS stream itself, TLS 1.2", FORM, 0, True, is_tls12=True)


class Sweep:
    """All cases of one lane."""

    def __init__(self, lane: Lane, ground: Ground, stride: int, seed: int) -> None:
        self.lane = lane
        self.ground = ground
        self.stride = stride
        self.seed = seed
        self.cases: list[tuple[str, Case]] = []

    def run(self) -> None:
        """Learn the streams' lengths, then play every case."""
        for way in Way:
            self.cases += list(self._cases(way, self._phases(way)))
        self.ground.run([case for _, case in self.cases])

    def _phases(self, way: Way) -> Phases:
        probe = self._case(None)
        probe.sends = self.lane.warm_ups + 1
        probe.records = True
        self.ground.run([probe])
        assert {sent.status for sent in probe.sent} == {"SKY_OK"}, str(probe)
        return phases(probe.tally, self.lane.layer, way, self.lane.answer, self.lane.secure, self.lane.warm_ups == 0)

    def _cases(self, way: Way, parts: Phases) -> Iterator[tuple[str, Case]]:
        for kind in Kind:
            for offset in range(self.seed % self.stride, parts.length, self.stride):
                yield parts.name(offset), self._case(Fault(kind, way, offset, self.lane.layer))
            if way is Way.REQUEST:
                yield AT_ONCE, self._case(Fault(kind, way, 0, self.lane.layer, eager=True))
            else:
                yield AFTER_ANSWER, self._case(Fault(kind, way, parts.length, self.lane.layer, eager=True))

    def _case(self, fault: Fault | None) -> Case:
        is_stall = fault is not None and fault.kind is Kind.STALL
        return Case(fault, self.lane.transport, sends=self.lane.warm_ups + 2, warm_ups=self.lane.warm_ups,
                    timeout_ms=STALL_MS if is_stall else 5000)


def wrong_with(case: Case) -> Iterator[str]:
    """What is wrong with how a case ended: nothing, one hopes."""
    tally = case.tally
    doubtful = 0
    for number, sent in enumerate(case.sent):
        whole = tally.whole[number]
        doubtful += sent.status == "SKY_E_UNKNOWN" and whole == 0
        if whole > 1:
            yield "a message arrived twice"
        if sent.status == "SKY_OK" and tally.answered[number] == 0:
            yield "accepted, though no whole answer had come"
        if sent.status == "SKY_E_NOT_SENT" and whole > 0:
            yield "not sent, though it arrived"
        if sent.status not in ("SKY_OK", "SKY_E_NOT_SENT", "SKY_E_UNKNOWN"):
            yield "an outcome that no broken wire has"
        if sent.elapsed_ms > case.timeout_ms + SLACK_MS:
            yield "it outlived its deadline"
        if case.fault and case.fault.kind is not Kind.STALL and sent.elapsed_ms > PROMPT_MS:
            yield "it waited though the stream had ended"
    if tally.begun - tally.whole.total() > doubtful:
        yield "a part of a request arrived that the outcome denies"
    if case.sent[-1].status == "SKY_E_NOT_SENT":
        yield "the next message does not get through"


@pytest.fixture
def ground(driver: Path, even_certificates: tuple[ssl.SSLContext, str], request: pytest.FixtureRequest) -> Ground:
    """Where a lane's cases are played."""
    lane: Lane = request.param
    context, authority = even_certificates
    if lane.is_tls12:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority, Path(authority).with_name("key.pem"))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    return Ground(driver, context if lane.secure else None, authority if lane.secure else "", lane.answer, lane.settings)


@pytest.mark.parametrize("lane, ground", [(lane, lane) for lane in lanes()], indirect=["ground"],
                         ids=[lane.name for lane in lanes()])
def test_no_byte_at_which_a_stream_ends_makes_a_message_go_twice_or_its_outcome_false(
        lane: Lane, ground: Ground, outcome_table: OutcomeTable, pytestconfig: pytest.Config) -> None:
    sweep = Sweep(lane, ground, 1 if pytestconfig.getoption("every_byte") else STRIDE,
                  pytestconfig.getoption("fault_seed"))
    sweep.run()
    wrong = [f"{fault}: {case}" for _, case in sweep.cases for fault in wrong_with(case)]
    assert not wrong, f"{len(wrong)} of {len(sweep.cases)}:\n" + "\n".join(wrong[:20])
    struck = [(phase, case) for phase, case in sweep.cases if case.tally.has_struck]
    assert len(struck) >= 0.98 * len(sweep.cases), "nearly all faults struck"
    for phase, case in struck:
        assert case.fault
        outcome_table.note(lane.title, phase, f"{lane.column} {case.fault.kind.value}",
                           case.sent[lane.warm_ups].status)
    if not pytestconfig.getoption("write_outcomes"):
        assert not outcome_table.undocumented()
