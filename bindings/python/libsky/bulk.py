"""Sending any number of messages in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, Optional, Tuple, Union

from ._interface import Provider
from .errors import SkyError
from .outcome import Message, Outcome
from .request import Request

if TYPE_CHECKING:
    from .client import Client

#: What Client.send_all() takes.
Item = Union[Message, Request, Tuple[str, str], Tuple[str, str, Optional[str]], Tuple[str, str, Optional[str], Any]]

#: How many messages of one text go out in one call.
_GROUP_LIMITS = {Provider.CELLCAST: 1000}


def send_all(client: Client, messages: Iterable[Item], timeout: Optional[float]) -> Iterator[Outcome]:
    """See Client.send_all()."""
    # Enough that those under way never wait for the next ones to be added.
    room = max(2 * client._concurrency, 2 * _GROUP_LIMITS.get(client._provider, 1))
    source = iter(messages)
    stop: Optional[Exception] = None
    index = pending = 0
    with client.batch(timeout) as batch:
        while True:
            while stop is None and pending < room:
                try:
                    item = next(source)
                except Exception as error:
                    stop = error
                    break
                # A message that is refused has its number, too.
                batch._count = index
                try:
                    if isinstance(item, Request):
                        batch.add_request(item, item)
                    else:
                        batch.add(*_parts(item))
                    pending += 1
                except SkyError as error:
                    yield _refused(item, index, error)
                except Exception as error:
                    stop = error
                index += 1
            outcome = batch.next()
            if outcome is None:
                break
            pending -= 1
            yield outcome
    if stop is not None and not isinstance(stop, StopIteration):
        raise stop


def _parts(item: Item) -> Tuple[str, str, Optional[str], Any]:
    """Recipient, text, sender and tag of a message."""
    if not isinstance(item, tuple) or not 2 <= len(item) <= 4:
        raise TypeError("a message must be a tuple of recipient, text, and perhaps sender and tag, or a libsky.Request")
    to, text, sender, tag = (*item, None, None)[:4]
    return to, text, sender, item if tag is None else tag


def _refused(item: Item, index: int, error: SkyError) -> Outcome:
    outcome = Outcome()
    outcome.index, outcome.result, outcome.error = index, None, error
    outcome.tag = item if isinstance(item, Request) else _parts(item)[3]
    return outcome
