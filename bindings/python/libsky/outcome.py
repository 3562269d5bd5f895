"""How the messages of a batch ended, and how far it is."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

from ._interface import Status, sky_batch_progress
from .errors import SkyError
from .result import Result


class Message(NamedTuple):
    """An SMS for Client.send_all(); any tuple of the same two to four does as well."""

    #: The recipient.
    to: str
    #: The text.
    text: str
    #: A short or long code; None for the client's default sender.
    sender: Optional[str] = None
    #: What its outcome is to be known by; None for the message itself.
    tag: Any = None


class Outcome:
    """How one message of a batch ended. Made by Batch and Client.send_all()."""

    __slots__ = ("error", "index", "result", "tag")

    #: What you know the message by.
    tag: Any
    #: Which message it is, from 0, in the order in which they were added.
    index: int
    #: What is known of the send; None if the message was refused before.
    result: Optional[Result]
    #: What Client.send_sms() would have raised; None if the message was accepted.
    error: Optional[SkyError]

    @property
    def status(self) -> Status:
        """How it ended, OK for what was accepted."""
        return Status.OK if self.error is None else self.error.status

    @property
    def accepted(self) -> bool:
        """Whether the provider accepted the message, as a whole or in part."""
        return self.error is None or self.error.status is Status.E_PARTIAL

    def __repr__(self) -> str:
        return f"<libsky.Outcome {self.index}, {self.status.name}>"


class BatchProgress(NamedTuple):
    """How far a batch is."""

    #: Messages that were added.
    total: int
    #: Of them, how many have not begun.
    waiting: int
    #: How many are under way, or wait for their next try.
    in_flight: int
    #: How many have ended.
    done: int
    #: Of those that ended, how many were accepted, as a whole or in part.
    accepted: int
    #: How many were refused or throttled.
    rejected: int
    #: Of how many nobody can say whether they were sent.
    unknown: int
    #: How many were not sent.
    not_sent: int
    #: How many were cancelled; they were not sent either.
    cancelled: int
    #: Messages that ended in a second, on average.
    rate: float
    #: Seconds since the first message began.
    elapsed: float
    #: Seconds that the rest takes if it goes on as it did; None if nothing has ended yet.
    time_left: Optional[float]


def read_progress(progress: sky_batch_progress) -> BatchProgress:
    """What the C library counted."""
    return BatchProgress(
        progress.total,
        progress.waiting,
        progress.in_flight,
        progress.done,
        progress.accepted,
        progress.rejected,
        progress.unknown,
        progress.not_sent,
        progress.cancelled,
        progress.rate_per_second,
        progress.elapsed_ms / 1000,
        None if progress.time_left_ms < 0 else progress.time_left_ms / 1000,
    )
