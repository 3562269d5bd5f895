"""What a provider reports: delivery reports, inbound messages, subscriptions."""

from __future__ import annotations

from typing import Iterator, Sequence, Tuple, Union, overload

from . import _reading
from ._desk import give, make, take
from ._interface import Provider
from ._library import LIBRARY
from ._record import RECORD_SIZE, read_header, read_record
from ._arguments import Body, c_string, member, payload
from .errors import from_details
from .notification import Notification

_new = object.__new__
_SKYCORE = Provider.SKYCORE
_parse_quickly = _reading.parse_quickly
_packed = _reading.packed_postback
_free = _reading.free_postback
_QUICK_LENGTH = _reading.QUICK_LENGTH


class Postback(Sequence[Notification]):
    """The notifications of one postback, 0 to 300, usually one. Made by parse_postback(); does not change."""

    __slots__ = ("_block", "_notifications")

    _block: bytes
    _notifications: Tuple[Notification, ...]

    @overload
    def __getitem__(self, index: int) -> Notification: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Notification]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Notification, Sequence[Notification]]:
        return self._notifications[index]

    def __len__(self) -> int:
        return len(self._notifications)

    def __iter__(self) -> Iterator[Notification]:
        return iter(self._notifications)

    @property
    def raw(self) -> bytes:
        """The body as it came in."""
        return _reading.raw(self._block)

    def json(self) -> str:
        """Give the postback as JSON, with everything the document holds, nested as it is."""
        text: str = _reading.with_postback(
            self._block, lambda handle: _reading.owned_text(LIBRARY.sky_postback_json(handle))
        )
        return text

    def __repr__(self) -> str:
        return f"<libsky.Postback {list(self._notifications)!r}>"


def parse_postback(body: Body, provider: Provider = _SKYCORE) -> Postback:
    """Read a postback: the body of the request that brought it, a document or a form with the field "xml".

    Raises DocumentError for what is not well-formed or refused, ProtocolError for what is well-formed but no postback,
    LimitError, Utf8Error. Keep what you received: nothing is repaired.
    """
    if type(body) is not bytes:
        body = payload(body, "body")
    if provider is not _SKYCORE:
        provider = member(Provider, provider, "provider")
    # From here on every line counts: `make bench` measures this path.
    try:
        desk = take()
    except IndexError:
        desk = make()
    handle, handle_reference, size, size_reference, error, error_reference, _ = desk
    size.value = length = len(body)
    parse = _parse_quickly if length < _QUICK_LENGTH else _reading.parse_unlocked
    if parse(provider, body, size, handle_reference, error_reference):
        failure = from_details(error)
        give(desk)
        raise failure
    block = _packed(handle, size_reference)[: size.value]
    _free(handle)
    give(desk)

    postback = _new(Postback)
    postback._block = block
    count, _, offset = read_header(block)
    if count == 1:
        notification = _new(Notification)
        notification._block = block
        notification._index = 0
        notification._record = read_record(block, offset)
        notification._fields = notification._values = None
        postback._notifications = (notification,)
    else:
        postback._notifications = tuple([_notification(block, offset, index) for index in range(count)])
    return postback


def _notification(block: bytes, offset: int, index: int) -> Notification:
    """The notification of a number; `offset` is where the records begin."""
    notification = _new(Notification)
    notification._block = block
    notification._index = index
    notification._record = read_record(block, offset + index * RECORD_SIZE)
    notification._fields = notification._values = None
    return notification


def source_is_known(ip: object, provider: Provider = _SKYCORE) -> bool:
    """Tell whether a provider sends postbacks from an address: a str, or one of the module ipaddress.

    Postbacks are not signed; this is the only check there is.
    """
    return bool(LIBRARY.sky_postback_source_is_known(member(Provider, provider, "provider"), c_string(str(ip), "ip")))
