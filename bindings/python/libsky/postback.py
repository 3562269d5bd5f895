"""What a provider reports: delivery reports, inbound messages, subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, Sequence, Tuple, Union, overload

from . import _reading
from ._arguments import c_string, member, payload
from ._calls import QUICK_LENGTH, owned_text
from ._interface import Provider
from ._library import LIBRARY
from ._record import HEADER_SIZE, RECORD_SIZE, read_first, read_record
from .errors import from_details
from .notification import Notification

if TYPE_CHECKING:
    from ._arguments import Body

_SKYCORE = Provider.SKYCORE
_read_quickly = _reading.read_quickly
_take = _reading.take_desk
_give = _reading.give_desk


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
            self._block, lambda handle: owned_text(LIBRARY.sky_postback_json(handle))
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
    length = len(body)
    try:
        desk = _take()
    except IndexError:
        desk = _reading.make_desk()
    buffer, buffer_reference, room, size, size_reference, error, error_reference = desk
    size.value = length
    read = _read_quickly if length < QUICK_LENGTH else _reading.read_unlocked
    if read(provider, body, size, buffer_reference, room, size_reference, error_reference):
        return _read_again(body, provider, desk)
    first = read_first(buffer)
    block: bytes = buffer[: size.value]
    _give(desk)
    return _made(block, first)


def _read_again(body: bytes, provider: Provider, desk: _reading.ReadingDesk) -> Postback:
    """Read what was larger than the desk's buffer; raise the exception for all else that went wrong."""
    needed = desk.size.value
    failure = from_details(desk.error)
    _give(desk)
    if needed <= _reading.USUAL_SIZE:
        raise failure
    large = _reading.make_desk(needed)
    large.size.value = len(body)
    _reading.read_unlocked(
        provider, body, large.size, large.buffer_reference, large.room, large.size_reference, large.error_reference
    )
    return _made(large.buffer[: large.size.value], read_first(large.buffer))


def _made(block: bytes, first: Tuple[int, ...]) -> Postback:
    """A postback of its block; `first` is what read_first() gives for it."""
    postback = Postback()
    postback._block = block
    if first[0] == 1:
        notification = Notification()
        notification._block = block
        notification._index = 0
        notification._record = first
        notification._fields = notification._values = None
        postback._notifications = (notification,)
    else:
        postback._notifications = tuple([_notification(block, index) for index in range(first[0])])
    return postback


def _notification(block: bytes, index: int) -> Notification:
    """The notification of a number."""
    notification = Notification()
    notification._block = block
    notification._index = index
    notification._record = read_record(block, HEADER_SIZE + index * RECORD_SIZE)
    notification._fields = notification._values = None
    return notification


def source_is_known(ip: object, provider: Provider = _SKYCORE) -> bool:
    """Tell whether a provider sends postbacks from an address: a str, or one of the module ipaddress.

    Postbacks are not signed; this is the only check there is.
    """
    return bool(LIBRARY.sky_postback_source_is_known(member(Provider, provider, "provider"), c_string(str(ip), "ip")))
