"""What a provider answered."""

from __future__ import annotations

import ctypes
import struct

from . import _desk
from ._arguments import member, payload, utf8
from ._calls import owned_text, packed_result, text
from ._handle import ResultHandle
from ._interface import Provider, Status, sky_error
from ._library import LIBRARY
from ._record import RECORD_SIZE, Record, read_header, read_record
from .entry import Entry
from .errors import ArgumentError, from_details

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, List, Optional, Tuple

    from ._arguments import Body
    from ._handle import Handle
    from .request import Request

#: Of the header what came of the exchange, and behind the header the first record, as read_record() gives it.
_read_all = struct.Struct("=24x8I8x3I8x5I").unpack_from
_new = object.__new__
#: What of a result is there only when it has been read.
_READ_LATER = frozenset(("_entries", "_exchange", "_index", "_json", "_record", "_values"))


class Result(Record):
    """How a send went: what the provider answered, if it answered something, and what it took.

    Made by Client.send_sms(), Batch and parse_response(); does not change.
    """

    __slots__ = ("_entries", "_exchange", "_handle", "_json")

    _entries: Optional[Tuple[Entry, ...]]
    _exchange: Tuple[int, ...]
    _handle: Optional[Handle]
    _json: Optional[str]

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Read what the library knows, when somebody asks for the first time: many look at the outcome only."""
            if name not in _READ_LATER or self._handle is None:
                raise AttributeError(f"'Result' object has no attribute '{name}'")
            self._read()
            return getattr(self, name)

    @property
    def status(self) -> Status:
        """How the call as a whole ended."""
        return Status(self._exchange[2])

    @property
    def http_status(self) -> int:
        """The HTTP status that came with the answer; 0 if there was no answer."""
        return self._exchange[3]

    @property
    def tries(self) -> int:
        """How many times the request was tried; 0 for a result of parse_response()."""
        return self._exchange[4]

    @property
    def elapsed(self) -> float:
        """How long the call took, in seconds."""
        return self._exchange[5] / 1000

    @property
    def retry_after(self) -> Optional[float]:
        """Seconds to wait before the same request may be sent again; None if there is nothing to wait for."""
        return self._exchange[6] / 1000 or None

    @property
    def provider(self) -> Provider:
        """Whose answer it is."""
        return Provider(self._exchange[7])

    @property
    def code(self) -> Optional[str]:
        """The provider's code of the call as a whole, for example "E110"; None if there is none."""
        return text(LIBRARY.sky_result_code(self._handle.address)) if self._handle else None

    @property
    def message(self) -> Optional[str]:
        """The provider's words about the call as a whole; None if there are none. They may quote the number."""
        return text(LIBRARY.sky_result_message(self._handle.address)) if self._handle else None

    @property
    def page_number(self) -> Optional[int]:
        """Which page of a list it is, from 1 (of an empty list it may be 0); None if the answer says nothing of pages.
        """
        number: int = LIBRARY.sky_result_page_number(self._handle.address if self._handle else None)
        return None if number < 0 else number

    @property
    def page_count(self) -> Optional[int]:
        """How many pages the list has; None if the answer says nothing of pages."""
        count: int = LIBRARY.sky_result_page_count(self._handle.address if self._handle else None)
        return None if count < 0 else count

    def next_request(self) -> Optional[Request]:
        """The request for the next page of the list, to be sent with Client.send(); Client.pages() does so.

        None behind the last page, and if this one is empty or not the one that was asked for. A result of
        parse_response() and one that was pickled do not know what was asked for: None as well.
        """
        error = sky_error()
        address = LIBRARY.sky_result_next_request(self._handle.address if self._handle else None, error)
        if error.status:
            raise from_details(error)
        if not address:
            return None
        from .request import adopt_request  # Only here: programs that ask for no lists start without it.

        return adopt_request(address)

    @property
    def entries(self) -> Tuple[Entry, ...]:
        """One entry for each recipient; an answer about one recipient is itself the one entry."""
        entries = self._entries
        if entries is None:
            block = self._block or self._read()
            count, first, offset = read_header(block)
            made: List[Entry] = []
            for index in range(count):
                entry = _new(Entry)
                entry._block, entry._index, entry._handle = block, index, self._handle
                entry._record = read_record(block, offset + (first + index) * RECORD_SIZE)
                entry._fields = entry._values = None
                made.append(entry)
            entries = self._entries = tuple(made)
        return entries

    @property
    def raw(self) -> bytes:
        """The answer's body as it came in."""
        offset, length = self._exchange[:2]
        return self._block[offset : offset + length]

    def json(self) -> str:
        """Give the result as JSON, with everything the answer holds, nested as it is."""
        if self._json is None:
            # Only an unpickled result has no handle, and that has its JSON.
            self._json = owned_text(LIBRARY.sky_result_json(self._handle.address if self._handle else None))
        return self._json

    def __repr__(self) -> str:
        return f"<libsky.Result {self.status.name}, HTTP {self.http_status}>"

    def __reduce__(self) -> Tuple[Callable[[bytes, str], Result], Tuple[bytes, str]]:
        # Worker processes hand results over by pickle. The library's memory stays behind.
        return _restored, (self._block or self._read(), self.json())

    def _read(self) -> bytes:
        size = ctypes.c_size_t()
        address = ctypes.c_void_p(self._handle.address if self._handle else None)
        block: bytes = packed_result(address, ctypes.byref(size))[: size.value]
        self._unpack(block)
        return block

    def _unpack(self, block: bytes) -> None:
        values = _read_all(block)
        self._exchange = values[:8]
        self._record = (0, *values[8:])
        self._index = 0
        self._fields = self._values = self._entries = self._json = None
        self._block = block

    def _look_up(self, name: str, index: int) -> Optional[str]:
        key = utf8(name, "name")
        if self._handle is None or 0 in key:
            return None
        return text(LIBRARY.sky_result_field(self._handle.address, key, index))


def parse_response(body: Body, http_status: int = 200, provider: Provider = Provider.SKYCORE) -> Result:
    """Read what a provider answered, for programs that bring their own HTTP. The same reading as send_sms() does.

    As there, an answer that is no acceptance is an exception (RejectedError, …) that has the Result in `result`.
    `http_status` is kept in the result and decides nothing.
    """
    given = payload(body, "body")
    if not 0 <= http_status <= 999:
        raise ArgumentError("http_status: not one that HTTP has", status=Status.E_ARGUMENT)
    desk = _desk.make()
    spoken = member(Provider, provider, "provider")
    status = LIBRARY.sky_parse_response(spoken, http_status, given, len(given), desk.handle, desk.error)
    result = adopt(desk.handle)
    if status or result is None:
        raise from_details(desk.error, result)
    return result


def adopt(handle: ctypes.c_void_p) -> Optional[Result]:
    """Take over a result's handle that a call left; None if it left none."""
    address = handle.value
    if not address:
        return None
    owner = _new(ResultHandle)
    owner.address = address
    return unread(owner)


def unread(owner: ResultHandle) -> Result:
    """A result that is read when somebody asks."""
    result = _new(Result)
    result._handle = owner
    result._block = b""
    result._fields = None
    return result


def _restored(block: bytes, json: str) -> Result:
    """Unpickle: read the answer again for what only the library can tell of it."""
    result = _new(Result)
    result._handle = None
    result._unpack(block)
    result._json = json
    desk = _desk.make()
    given = result.raw
    LIBRARY.sky_parse_response(result.provider, result.http_status, given, len(given), desk.handle, desk.error)
    if desk.handle.value:
        result._handle = _new(ResultHandle)
        result._handle.address = desk.handle.value
    return result
