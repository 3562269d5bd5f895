"""A sweep: one way of sending, and the stream that ends before each of its bytes; what is right about how the sends
end."""

from __future__ import annotations

import dataclasses
import ssl
from pathlib import Path
from typing import Callable, Iterator, Optional

import pytest

from conftest import AMPLE_MS, BUSY_MS, FLAVOURS, PROMPT_MS
from counting_service import Answer, Service
from fault_cases import THREADS, Case, Ground, Logged, Sent
from fault_gate import Fault, Kind, Layer, Tally, Way
from outcome_table import OutcomeTable
from phases import AFTER_ANSWER, AT_ONCE, WHILE_IDLE, Phases, phases

FORM, RAW, GET = 0, 1, 2
# A sample takes every so many byte; a prime, so that it meets other bytes in every part.
STRIDE = 7
# The deadline of a send whose stream stalls: that stall ends no earlier than its case.
STALL_MS = 300


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
    # So many messages travel in one call.
    recipients: int = 1
    # The server behind the wire, if it is not Skycore's.
    make_service: Optional[Callable[[Tally, Answer], Service]] = None
    # So many connections meet the fault, and a message is tried so often.
    faulty_connections: int = 1
    tries: int = 1

    def __str__(self) -> str:
        return self.name

    @property
    def column(self) -> str:
        """Half of a column's name in the document."""
        return "kept" if self.warm_ups else "first"

    def ground(self, driver: Path, certificates: tuple[ssl.SSLContext, str]) -> Ground:
        """Where its cases are played."""
        context, authority = certificates
        if self.is_tls12:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(authority, Path(authority).with_name("key.pem"))
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        # Of clients that have gone the process keeps the connections of eight: so few at a time, then.
        threads = 8 if "clients=1" in self.settings else THREADS
        return Ground(driver, context if self.secure else None, authority if self.secure else "", self.answer,
                      self.settings, threads, make_service=self.make_service)


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
        went_well = self._probe()
        for way in Way:
            self.cases += list(self._cases(way, self._phases(went_well, way)))
        self.ground.run([case for _, case in self.cases])
        # On a busy machine a time-out may come before the fault: once more, with more time and fewer at once.
        late = [(phase, self._case(case.fault, patience=5)) for phase, case in self.cases
                if not case.tally.has_struck and self.lane.tries == 1]
        if late:
            dataclasses.replace(self.ground, threads=8).run([case for _, case in late])
        self.missed = [str(case) for _, case in late if not case.tally.has_struck]
        self.cases += late
        print(f"{self.lane.name}: {len(self.cases)} cases")

    def wrong(self) -> list[str]:
        """What is wrong with how the cases ended."""
        return [f"{what}: {case}" for _, case in self.cases for what in wrong_with(case)]

    def check(self) -> None:
        """Every fault struck, nothing is wrong with how its case ended, and the client sends on afterwards."""
        assert not self.wrong(), "\n".join(self.wrong()[:20])
        assert not self.missed, "every fault strikes"
        stuck = [str(case) for _, case in self.struck if case.sent[-1].status == "SKY_E_NOT_SENT"
                 and case.fault and case.fault.kind is not Kind.STALL]
        assert not stuck, "the next message gets through: " + "\n".join(stuck[:20])

    def check_retries(self) -> None:
        """A message was tried again only where nothing of it had arrived."""
        assert not self.wrong(), "\n".join(self.wrong()[:20])
        for _, case in self.cases:
            faulty = self.met(case)
            if faulty.status == "SKY_E_UNKNOWN":
                assert faulty.tries <= self.lane.faulty_connections, f"what is unknown is not repeated: {case}"
            # A time-out may be this machine's.
            if faulty.status == "SKY_E_NOT_SENT" and faulty.transport_code != 28:
                assert faulty.tries == self.lane.faulty_connections == 3, f"what was not sent is tried again: {case}"
        if not self.lane.warm_ups:
            tries = {case.sent[0].tries for _, case in self.cases}
            assert tries >= {1, min(3, self.lane.faulty_connections + 1)}, "some were tried again"

    def note(self, table: OutcomeTable) -> None:
        """Tell the table what was measured."""
        for phase, case in self.struck:
            assert case.fault
            column = f"{self.lane.column} {case.fault.kind.value}"
            # In a batch connections are not asked whether they have ended, only kept for a shorter time.
            if phase == WHILE_IDLE and ("batch=1" in self.lane.settings or self.lane.recipients > 1):
                continue
            # Connections of clients that have gone are kept for eight addresses; others may have taken the place.
            if phase == WHILE_IDLE and "clients=1" in self.lane.settings:
                continue
            table.note(self.lane.title, phase, column, self.met(case).status)
            if phase == AT_ONCE and not self.lane.secure and case.fault.kind is not Kind.STALL:
                # A race: the end may be noticed before the request is written, or after.
                for status in ("NOT_SENT", "UNKNOWN"):
                    table.note(self.lane.title, phase, column, status)

    @property
    def struck(self) -> list[tuple[str, Case]]:
        """The cases that met their fault, with the part of the stream where."""
        return [(phase, case) for phase, case in self.cases if case.tally.has_struck]

    def met(self, case: Case) -> Sent:
        """The message of a case that met the fault; of a group the first, for all end alike."""
        return case.sent[self.lane.warm_ups * self.lane.recipients]

    def _probe(self) -> Tally:
        """What an exchange looks like that meets no fault."""
        probe = self._case(None)
        probe.sends = self.lane.warm_ups + 1
        probe.records = True
        self.ground.run([probe])
        assert {sent.status for sent in probe.sent} == {"SKY_OK"}, str(probe)
        return probe.tally

    def _phases(self, went_well: Tally, way: Way) -> Phases:
        return phases(went_well, self.lane.layer, way, self.lane.answer, self.lane.secure, self.lane.warm_ups == 0)

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
                    recipients=self.lane.recipients,
                    timeout_ms=patience * (AMPLE_MS if not is_stall else STALL_MS
                                           if self.lane.tries == 1 else 5 * STALL_MS))


def wrong_with(case: Case) -> Iterator[str]:
    """What is wrong with how a case ended: nothing, one hopes."""
    yield from wrong_with_messages(case)
    for first in range(0, len(case.sent), case.recipients):
        call = range(first, first + case.recipients)
        if len({case.sent[number].status for number in call}) > 1:
            yield "messages of one call ended differently"
        if len({case.tally.whole[number] for number in call}) > 1:
            yield "messages of one call did not travel together"
    if case.logged:
        # A call is tried as a whole, and each of its messages has an end of its own.
        attempts = sum(event.kind == Logged.ATTEMPT for event in case.logged)
        if attempts * case.recipients != sum(sent.tries for sent in case.sent):
            yield "the logger was told of other tries than the results have"
        if sum(event.kind == Logged.END for event in case.logged) != case.sends * case.recipients:
            yield "the logger was not told the end of every send"


def wrong_with_messages(case: Case) -> Iterator[str]:
    """What is wrong with how each message ended, against what the server has seen of it."""
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
        if sent.elapsed_ms > case.timeout_ms + BUSY_MS:
            yield "it outlived its deadline"
        if case.fault and case.fault.kind is not Kind.STALL and sent.elapsed_ms > PROMPT_MS:
            yield "it waited though the stream had ended"
    if tally.begun * case.recipients - tally.whole.total() > doubtful:
        yield "a part of a request arrived that the outcome denies"


def stride(flavour: Path, config: pytest.Config, spread: int = 1) -> int:
    """Every so many byte is tried; fewer of the flavour that does not ship, and of what is much like something else."""
    sample = STRIDE if flavour == FLAVOURS["embedded"] else 3 * STRIDE
    return 1 if config.getoption("every_byte") else sample * spread
