"""Sending any number of messages in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterable, Iterator, Optional, Tuple, Union

from .batch import Batch
from .errors import SkyError
from .outcome import Message, Outcome
from .request import Request

if TYPE_CHECKING:
    from .client import Client

#: What Client.send_all() takes.
Item = Union[Message, Request, Tuple[str, str], Tuple[str, str, Optional[str]], Tuple[str, str, Optional[str], Any]]


def send_all(client: Client, messages: Iterable[Item], timeout: Optional[float]) -> Iterator[Outcome]:
    """See Client.send_all()."""
    # Enough that those under way never wait for the next ones to be added.
    room = 2 * client._concurrency
    source = iter(messages)
    stop: Optional[Exception] = None
    index = added = given = 0
    with client.batch(timeout) as batch:
        while True:
            while stop is None and added - given < room:
                try:
                    item = next(source)
                except Exception as error:
                    stop = error
                    break
                try:
                    _add(batch, item, index)
                    added += 1
                except SkyError as error:
                    yield _refused(item, index, error)
                except Exception as error:
                    stop = error
                index += 1
            outcome = batch.next()
            if outcome is None:
                break
            given += 1
            outcome.index, outcome.tag = outcome.tag
            yield outcome
    if stop is not None and not isinstance(stop, StopIteration):
        raise stop


def _add(batch: Batch, item: Item, index: int) -> None:
    if isinstance(item, Request):
        batch.add_request(item, tag=(index, item))
        return
    if not isinstance(item, tuple) or not 2 <= len(item) <= 4:
        raise TypeError("a message must be a tuple of recipient, text, and perhaps sender and tag, or a libsky.Request")
    batch.add(item[0], item[1], item[2] if len(item) > 2 else None, tag=(index, _tag(item)))


def _tag(item: Item) -> Any:
    """What a message's outcome is known by."""
    if isinstance(item, Request) or len(item) < 4 or item[3] is None:
        return item
    return item[3]


def _refused(item: Item, index: int, error: SkyError) -> Outcome:
    outcome = Outcome()
    outcome.index, outcome.tag, outcome.result, outcome.error = index, _tag(item), None, error
    return outcome
