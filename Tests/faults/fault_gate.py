"""Which fault strikes a stream and where, what is counted meanwhile, and the gate that lets bytes pass until then."""

from __future__ import annotations

import collections
import dataclasses
import enum
from typing import Callable, Optional


class Kind(enum.Enum):
    """What happens to the stream."""

    FIN = "FIN"
    RST = "RST"
    STALL = "stall"


class Way(enum.Enum):
    """Which of the two streams is meant."""

    REQUEST = "request"
    ANSWER = "answer"


class Layer(enum.Enum):
    """Where bytes are counted: as they travel, or inside TLS. Without TLS it is the same."""

    WIRE = "wire"
    INSIDE = "inside TLS"


@dataclasses.dataclass(frozen=True)
class Fault:
    """`offset` bytes pass, then it strikes: as soon as there is one byte more, or at once if `eager`."""

    kind: Kind
    way: Way
    offset: int
    layer: Layer = Layer.WIRE
    eager: bool = False
    #: Seconds behind the last warm-up's answer in which everything passes: the client is to have read it.
    rest: float = 0.0


@dataclasses.dataclass
class Tally:
    """What the server has seen of one case."""

    connections: int = 0
    # Requests of which at least one byte arrived; under TLS, of which one byte of a record arrived.
    begun: int = 0
    # How often the message with this number arrived as a whole, and how often its whole document went back.
    whole: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)
    answered: collections.Counter[int] = dataclasses.field(default_factory=collections.Counter)
    has_struck: bool = False
    # In which part of the stream it struck, if the connection can tell.
    phase: str = ""
    # And which message it met, by its number.
    struck: int = -1
    # The number of the message that the server answered last.
    last: int = -1
    # Is called when the fault strikes.
    on_strike: Callable[[], None] = lambda: None
    # What went over the wire since the gate was armed, if it is wanted.
    streams: dict[tuple[Layer, Way], bytearray] = dataclasses.field(default_factory=dict)
    # Where in the wire's answer stream the handshake ended and its tickets began, and where the first answer began.
    handshake_end: int = 0
    answer_start: int = 0


class Gate:
    """Lets bytes pass until the fault strikes. It counts from when it is armed."""

    def __init__(self, fault: Optional[Fault], tally: Tally, records: bool = False) -> None:
        self.fault = fault
        self.tally = tally
        self.records = records
        self.is_armed = False
        self.strikes = False
        self._passed = 0

    def arm(self) -> None:
        """Count from now on."""
        self.is_armed = True
        self._check()

    def admit(self, layer: Layer, way: Way, data: bytes) -> bytes:
        """The bytes that pass; afterwards `strikes` says whether these were the last."""
        if not self.is_armed:
            return data
        if self.records:
            self.tally.streams.setdefault((layer, way), bytearray()).extend(data)
        if self.fault is None or self.fault.layer is not layer or self.fault.way is not way:
            return data
        room = self.fault.offset - self._passed
        if len(data) > room:
            self.strikes = True
            return data[:room]
        self._passed += len(data)
        self._check()
        return data

    def _check(self) -> None:
        if self.fault is not None and self.fault.eager and self._passed == self.fault.offset:
            self.strikes = True
