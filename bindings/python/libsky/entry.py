"""One recipient's part of an answer."""

from __future__ import annotations

from ._arguments import utf8
from ._calls import text
from ._interface import Status
from ._library import LIBRARY
from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    from ._handle import Handle


class Entry(Record):
    """How the message to one recipient was answered. Made with its Result; does not change."""

    __slots__ = ("_handle",)

    _handle: Optional[Handle]

    @property
    def status(self) -> Status:
        """How it ended: OK, E_REJECTED, E_THROTTLED or E_UNKNOWN."""
        return Status(self._record[2])

    def __repr__(self) -> str:
        return f"<libsky.Entry {self.status.name}>"

    def _look_up(self, name: str, index: int) -> Optional[str]:
        key = utf8(name, "name")
        if self._handle is None or 0 in key:
            return None
        return text(LIBRARY.sky_result_entry_field(self._handle.address, self._index, key, index))
