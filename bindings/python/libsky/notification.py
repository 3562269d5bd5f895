"""One notification of a postback."""

from __future__ import annotations

from datetime import datetime
from typing import Optional, Tuple

from . import _reading
from ._arguments import utf8
from ._calls import text
from ._enums_postbacks import PostbackKind, Verdict
from ._library import LIBRARY
from ._record import Record
from .times import parse_time

_KINDS = tuple(PostbackKind)
_VERDICTS = tuple(Verdict)


class Notification(Record):
    """One event: a delivery report, an inbound message, a subscription. Made by parse_postback(); does not change."""

    __slots__ = ()

    @property
    def kind(self) -> PostbackKind:
        """What it is about."""
        kind = self._record[1]
        return _KINDS[kind] if kind < len(_KINDS) else PostbackKind.OTHER

    @property
    def verdict(self) -> Verdict:
        """What it says about its message."""
        verdict = self._record[2]
        return _VERDICTS[verdict] if verdict < len(_VERDICTS) else Verdict.UNKNOWN

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to be expected about the message, template, number or pass."""
        return self._record[3] != 0

    @property
    def fingerprint(self) -> str:
        """A name for the event, 32 hexadecimal digits: equal if the same event is delivered again.

        The provider delivers at least once and gives notifications no id, so use this as a unique key.
        """
        offset = self._record[8]
        return self._block[offset : offset + 32].decode("ascii")

    @property
    def time(self) -> Optional[datetime]:
        """When it happened: TIMESTAMP, as parse_time() reads it, so naive if it was written without an offset.

        None if the notification has none; an ArgumentError if what it has cannot be read.
        """
        written = self.field("TIMESTAMP")
        return parse_time(written) if written else None

    @property
    def files(self) -> Tuple[str, ...]:
        """The URLs of the files that an inbound MMS names. The library fetches none."""
        return self._shape().files(self._split_values())

    @property
    def raw(self) -> bytes:
        """The body of the postback that it came in, as it came in."""
        return _reading.raw(self._block)

    def __repr__(self) -> str:
        final = ", final" if self.is_final else ""
        return f"<libsky.Notification {self.kind.name}, {self.verdict.name}{final}>"

    def __eq__(self, other: object) -> bool:
        """Whether both are the same event with the same fields."""
        if not isinstance(other, Notification):
            return NotImplemented
        return self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def _look_up(self, name: str, index: int) -> Optional[str]:
        key = utf8(name, "name")
        if 0 in key:
            return None
        value: Optional[bytes] = _reading.with_postback(
            self._block, lambda handle: LIBRARY.sky_postback_field(handle, self._index, key, index)
        )
        return text(value)
