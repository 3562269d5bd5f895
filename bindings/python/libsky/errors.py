"""What can go wrong, one class for each way a call can end.

None of them shows the API key, a phone number or a text: messages, `str` and `repr` may be logged. What the provider
wrote is in `result`.
"""

from __future__ import annotations

from ._interface import Status, sky_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional, Tuple, Type

    from .result import Result


class SkyError(Exception):
    """A call that did not succeed."""

    #: The status that the C library gave.
    status: Status
    #: One English sentence, which begins with the argument's name where an argument is to blame.
    message: str
    #: Offset in bytes (of UTF-8, for a str) at which the trouble begins; None where an offset means nothing.
    offset: Optional[int]
    #: libcurl's code where the transport failed, else 0.
    transport_code: int
    #: The HTTP status of the answer, or 0 if there was none.
    http_status: int
    #: The provider's code ("E110"), or "".
    provider_code: str
    #: What is known of a send that was begun, answered or not: tries, time, wait, what the provider answered. None of
    #: what was refused before, and of what is no send.
    result: Optional[Result]

    def __init__(
        self,
        message: str,
        *,
        status: Status = Status.E_INTERNAL,
        offset: Optional[int] = None,
        transport_code: int = 0,
        http_status: int = 0,
        provider_code: str = "",
        result: Optional[Result] = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.offset = offset
        self.transport_code = transport_code
        self.http_status = http_status
        self.provider_code = provider_code
        self.result = result

    def __reduce__(self) -> Tuple[Callable[..., SkyError], Tuple[Any, ...]]:
        # Worker processes hand exceptions over by pickle, which by itself knows of positional arguments only.
        return _rebuild, (type(self), self.message, {k: v for k, v in vars(self).items() if k != "message"})


class ArgumentError(SkyError, ValueError):
    """An argument is missing or not one of those allowed."""


class Utf8Error(SkyError):
    """A text is not valid UTF-8, or a str that UTF-8 cannot hold."""


class LimitError(SkyError):
    """Something is larger than a documented limit; the message names the limit."""


class NumberError(SkyError):
    """A phone number cannot be one; the message says why."""


class TextError(SkyError):
    """A text cannot be sent as it is; the message says why."""


class DocumentError(SkyError):
    """A document is not well-formed, or refused because it may be an attack."""


class ProtocolError(SkyError):
    """A document is well-formed, but not one that this provider sends."""


class ConfigError(SkyError):
    """The client is not set up for this call, or is closed."""


class RejectedError(SkyError):
    """The provider said no; nothing was sent."""


class ThrottledError(SkyError):
    """The provider or the client's own rate said "slower"; nothing was sent. `result.retry_after` is the wait."""


class PartialError(SkyError):
    """Some recipients were accepted, some were not; `result.entries` has one entry for each."""


class NotSentError(SkyError):
    """No byte of the request can have been acted on: safe to send again."""


class UnknownOutcomeError(SkyError):
    """The request may have been acted on, nobody can say. The library never repeats it; you decide."""


class CancelledError(SkyError):
    """Client.cancel() or Batch.cancel() ended it; nothing was sent."""


class InternalError(SkyError):
    """The library failed: no memory, or libcurl or libxml2 could not be started."""


CLASSES: Dict[Status, Type[SkyError]] = {
    Status.E_ARGUMENT: ArgumentError,
    Status.E_UTF8: Utf8Error,
    Status.E_LIMIT: LimitError,
    Status.E_NUMBER: NumberError,
    Status.E_TEXT: TextError,
    Status.E_DOCUMENT: DocumentError,
    Status.E_PROTOCOL: ProtocolError,
    Status.E_CONFIG: ConfigError,
    Status.E_REJECTED: RejectedError,
    Status.E_THROTTLED: ThrottledError,
    Status.E_PARTIAL: PartialError,
    Status.E_NOT_SENT: NotSentError,
    Status.E_UNKNOWN: UnknownOutcomeError,
    Status.E_CANCELLED: CancelledError,
    Status.E_INTERNAL: InternalError,
}


def from_details(details: sky_error, result: Optional[Result] = None) -> SkyError:
    """Make the exception for what the C library reported."""
    status = Status(details.status)
    return CLASSES.get(status, SkyError)(
        details.message.decode("utf-8", "replace"),
        status=status,
        offset=None if details.offset < 0 else details.offset,
        transport_code=details.transport_code,
        http_status=details.http_status,
        provider_code=details.provider_code.decode("ascii", "replace"),
        result=result,
    )


def _rebuild(kind: Type[SkyError], message: str, details: Dict[str, Any]) -> SkyError:
    error = kind(message)
    vars(error).update(details)
    return error
