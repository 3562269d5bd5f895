"""Whatever byte of a request or an answer is the last one that gets through: no message twice, no false outcome."""

from __future__ import annotations

import dataclasses
import ssl
from pathlib import Path
from typing import Iterator

import pytest

from conftest import FLAVOURS
from fault_cases import THREADS, Case, Ground, Logged
from faulty_wire import Answer, Fault, Kind, Layer, Way
from outcome_table import OutcomeTable
from phases import AFTER_ANSWER, AT_ONCE, WHILE_IDLE, Phases, phases

FORM, RAW, GET = 0, 1, 2
# A sample takes every so many byte; a prime, so that it meets other bytes in every part.
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
    # So many connections meet the fault, and a message is tried so often.
    faulty_connections: int = 1
    tries: int = 1

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


class Sweep:
    """All cases of one lane."""

    def __init__(self, lane: Lane, ground: Ground, stride: int, seed: int) -> None:
        self.lane = lane
        self.ground = ground
        self.stride = stride
        self.seed = seed
        self.cases: list[tuple[str, Case]] = []
        self.missed: list[str] = []

    def run(self) -> None:
        """Learn the streams' lengths, then play every case."""
        for way in Way:
            self.cases += list(self._cases(way, self._phases(way)))
        self.ground.run([case for _, case in self.cases])
        # On a busy machine a time-out may come before the fault: once more, with more time and fewer at once.
        late = [(phase, self._case(case.fault, patience=5)) for phase, case in self.cases
                if not case.tally.has_struck and self.lane.tries == 1]
        dataclasses.replace(self.ground, threads=8).run([case for _, case in late])
        self.missed = [str(case) for _, case in late if not case.tally.has_struck]
        self.cases += late

    def wrong(self) -> list[str]:
        """What is wrong with how the cases ended."""
        return [f"{what}: {case}" for _, case in self.cases for what in wrong_with(case)]

    def _phases(self, way: Way) -> Phases:
        probe = self._case(None)
        probe.sends = self.lane.warm_ups + 1
        probe.records = True
        self.ground.run([probe])
        assert {sent.status for sent in probe.sent} == {"SKY_OK"}, str(probe)
        return phases(probe.tally, self.lane.layer, way, self.lane.answer, self.lane.secure, self.lane.warm_ups == 0)

    def _cases(self, way: Way, parts: Phases) -> Iterator[tuple[str, Case]]:
        # Of every part the first byte, and of all bytes a sample.
        first = {0, *parts.ends[:-1]}
        offsets = sorted(first.union(range(self.seed % self.stride, parts.length, self.stride)))
        for kind in Kind:
            for offset in offsets:
                yield parts.name(offset), self._case(Fault(kind, way, offset, self.lane.layer))
            if way is Way.REQUEST:
                at_once = self._case(Fault(kind, way, 0, self.lane.layer, eager=True))
                if self.lane.warm_ups:
                    at_once.settings = "pause=30"
                yield WHILE_IDLE if self.lane.warm_ups else AT_ONCE, at_once
            else:
                yield AFTER_ANSWER, self._case(Fault(kind, way, parts.length, self.lane.layer, eager=True))

    def _case(self, fault: Fault | None, patience: int = 1) -> Case:
        is_stall = fault is not None and fault.kind is Kind.STALL
        return Case(fault, self.lane.transport, sends=self.lane.warm_ups + 2, warm_ups=self.lane.warm_ups,
                    faulty_connections=self.lane.faulty_connections, tries=self.lane.tries,
                    timeout_ms=patience * (5000 if not is_stall else STALL_MS if self.lane.tries == 1 else 5 * STALL_MS))


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
    if case.logged:
        attempts = sum(event.kind == Logged.ATTEMPT for event in case.logged)
        if attempts != sum(sent.tries for sent in case.sent):
            yield "the logger was told of other tries than the results have"
        if sum(event.kind == Logged.END for event in case.logged) != case.sends:
            yield "the logger was not told the end of every send"


def stride(flavour: Path, config: pytest.Config) -> int:
    """Every so many byte is tried; of the flavour that does not ship, fewer."""
    sample = STRIDE if flavour == FLAVOURS["embedded"] else 3 * STRIDE
    return 1 if config.getoption("every_byte") else sample


@pytest.fixture
def ground(driver: Path, even_certificates: tuple[ssl.SSLContext, str], request: pytest.FixtureRequest) -> Ground:
    """Where a lane's cases are played."""
    lane: Lane = request.param
    context, authority = even_certificates
    if lane.is_tls12:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority, Path(authority).with_name("key.pem"))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    # Of clients that have gone the process keeps the connections of eight: so few at a time, then.
    threads = 8 if "clients=1" in lane.settings else THREADS
    return Ground(driver, context if lane.secure else None, authority if lane.secure else "", lane.answer, lane.settings,
                  threads)


@pytest.mark.parametrize("lane, ground", [(lane, lane) for lane in lanes()], indirect=["ground"],
                         ids=[lane.name for lane in lanes()])
def test_no_byte_at_which_a_stream_ends_makes_a_message_go_twice_or_its_outcome_false(
        lane: Lane, ground: Ground, flavour: Path, outcome_table: OutcomeTable, pytestconfig: pytest.Config) -> None:
    # Those of other clients are played few at a time, and are the same bytes.
    step = stride(flavour, pytestconfig) * (5 if "clients=1" in lane.settings else 1)
    sweep = Sweep(lane, ground, step, pytestconfig.getoption("fault_seed"))
    sweep.run()
    assert not sweep.wrong(), "\n".join(sweep.wrong()[:20])
    struck = [(phase, case) for phase, case in sweep.cases if case.tally.has_struck]
    assert not sweep.missed, "every fault strikes"
    print(f"{lane.name}: {len(sweep.cases)} cases")
    stuck = [str(case) for _, case in struck if case.sent[-1].status == "SKY_E_NOT_SENT"
             and case.fault and case.fault.kind is not Kind.STALL]
    assert not stuck, "the next message gets through: " + "\n".join(stuck[:20])
    for phase, case in struck:
        assert case.fault
        # In a batch connections are not asked whether they have ended, only kept for a shorter time.
        if phase == WHILE_IDLE and "batch=1" in lane.settings:
            continue
        # Connections of clients that have gone are kept for eight addresses; meanwhile others may have taken the place.
        if phase == WHILE_IDLE and "clients=1" in lane.settings:
            continue
        outcome_table.note(lane.title, phase, f"{lane.column} {case.fault.kind.value}",
                           case.sent[lane.warm_ups].status)
        if phase == AT_ONCE and not lane.secure and case.fault.kind is not Kind.STALL:
            # A race: the end may be noticed before the request is written, or after.
            for status in ("NOT_SENT", "UNKNOWN"):
                outcome_table.note(lane.title, phase, f"{lane.column} {case.fault.kind.value}", status)
    if not pytestconfig.getoption("write_outcomes"):
        assert not outcome_table.undocumented(lane.title)


@pytest.mark.parametrize("lane, ground", [(lane, lane) for lane in lanes_with_retries()], indirect=["ground"],
                         ids=[lane.name for lane in lanes_with_retries()])
def test_a_message_is_tried_again_only_where_nothing_of_it_arrived(
        lane: Lane, ground: Ground, flavour: Path, pytestconfig: pytest.Config) -> None:
    sweep = Sweep(lane, ground, 5 * stride(flavour, pytestconfig), pytestconfig.getoption("fault_seed"))
    sweep.run()
    assert not sweep.wrong(), "\n".join(sweep.wrong()[:20])
    for _, case in sweep.cases:
        faulty = case.sent[lane.warm_ups]
        if faulty.status == "SKY_E_UNKNOWN":
            assert faulty.tries <= lane.faulty_connections, f"what is unknown is not repeated: {case}"
        # A time-out may be this machine's.
        if faulty.status == "SKY_E_NOT_SENT" and faulty.transport_code != 28:
            assert faulty.tries == lane.faulty_connections == 3, f"what was not sent is tried again: {case}"
    if not lane.warm_ups:
        tries = {case.sent[0].tries for _, case in sweep.cases}
        assert tries >= {1, min(3, lane.faulty_connections + 1)}, "some were tried again"


@pytest.mark.parametrize("kind", [Kind.FIN, Kind.RST])
@pytest.mark.parametrize("transport", [FORM, RAW, GET])
@pytest.mark.parametrize("secure, layer", [(False, Layer.WIRE), (True, Layer.WIRE), (True, Layer.INSIDE)],
                         ids=["plain", "TLS", "TLS with a good-bye"])
def test_a_connection_that_ended_a_while_ago_is_replaced_unnoticed(
        driver: Path, even_certificates: tuple[ssl.SSLContext, str], secure: bool, layer: Layer, transport: int,
        kind: Kind) -> None:
    context, authority = even_certificates
    ground = Ground(driver, context if secure else None, authority if secure else "", settings="pause=300 log=1")
    case = Case(Fault(kind, Way.REQUEST, 0, layer, eager=True, rest=0.1), transport, sends=3, warm_ups=1)
    ground.run([case])
    assert [sent.status for sent in case.sent] == ["SKY_OK"] * 3, str(case)
    assert [sent.tries for sent in case.sent] == [1, 1, 1], "that is no try, for nothing was tried"
    assert case.tally.whole == {0: 1, 1: 1, 2: 1}
    assert case.tally.connections == 2
