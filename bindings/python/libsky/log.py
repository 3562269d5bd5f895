"""What the library tells of its sends, and to whom."""

from __future__ import annotations

import sys

from . import _interruptions
from ._enums_log import LogKind, LogLevel
from ._interface import Status, sky_log_event, sky_logger

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging
    from typing import Any, Callable, Optional, Union


class LogEvent:
    """Something that happened to a send. It holds neither API key nor number nor text, so it may be logged as it is.

    Times are in seconds from the beginning of the try until the phase had ended; None for phases that did not come.
    """

    __slots__ = (
        "attempt",
        "bytes_in",
        "bytes_out",
        "connect_time",
        "done_time",
        "first_byte_time",
        "http_status",
        "is_new_connection",
        "kind",
        "level",
        "message",
        "name_time",
        "provider_code",
        "sent_time",
        "status",
        "tls_time",
        "transport_code",
        "wait",
    )

    #: How important it is.
    level: LogLevel
    #: What it tells.
    kind: LogKind
    #: How the try or the send ended; of a wait, why there is one.
    status: Status
    #: One English sentence.
    message: str
    #: Which try, from 1; 0 if there was none.
    attempt: int
    #: libcurl's code where the transport failed, else 0.
    transport_code: int
    #: The HTTP status of the answer, or 0.
    http_status: int
    #: The provider's code ("E110"), or "".
    provider_code: str
    #: Seconds that the library waits before the next try, or for the rate; else 0.
    wait: float
    #: Whether a connection was made for the try.
    is_new_connection: bool
    #: The host's name was resolved.
    name_time: Optional[float]
    #: The connection was there.
    connect_time: Optional[float]
    #: TLS was agreed.
    tls_time: Optional[float]
    #: The request began to be written.
    sent_time: Optional[float]
    #: The answer began.
    first_byte_time: Optional[float]
    #: The try had ended.
    done_time: Optional[float]
    #: Bytes of the request's body, or of its query.
    bytes_out: int
    #: Bytes of the answer's body.
    bytes_in: int

    def __init__(self, event: sky_log_event) -> None:
        """Copy what the library tells: it is there during the call only."""
        self.level = LogLevel(event.level)
        self.kind = LogKind(event.kind)
        self.status = Status(event.status)
        self.message = event.message.decode("utf-8", "replace")
        self.attempt = event.attempt
        self.transport_code = event.transport_code
        self.http_status = event.http_status
        self.provider_code = event.provider_code.decode("ascii", "replace")
        self.wait = event.wait_ms / 1000
        self.is_new_connection = event.is_new_connection != 0
        self.name_time = _seconds(event.name_us)
        self.connect_time = _seconds(event.connect_us)
        self.tls_time = _seconds(event.tls_us)
        self.sent_time = _seconds(event.sent_us)
        self.first_byte_time = _seconds(event.first_byte_us)
        self.done_time = _seconds(event.done_us)
        self.bytes_out = event.bytes_out
        self.bytes_in = event.bytes_in

    def __str__(self) -> str:
        """One line: `try 1: not sent: … (E_NOT_SENT, transport 7, 0.3 ms)`."""
        about = [self.status.name]
        if self.provider_code:
            about.append(self.provider_code)
        if self.http_status:
            about.append(f"HTTP {self.http_status}")
        if self.transport_code:
            about.append(f"transport {self.transport_code}")
        if self.wait:
            about.append(f"{self.wait:g} s")
        if self.done_time is not None:
            about.append(f"{self.done_time * 1000:.1f} ms")
        if self.kind is LogKind.END:
            about.append("1 try" if self.attempt == 1 else f"{self.attempt} tries")
        subject = f"try {self.attempt}" if self.kind is LogKind.ATTEMPT else _SUBJECTS[self.kind]
        return f"{subject}: {self.message} ({', '.join(about)})"

    def __repr__(self) -> str:
        return f"<libsky.LogEvent {self.kind.name}, {self.status.name}>"


_SUBJECTS = {LogKind.WAIT: "wait", LogKind.END: "send", LogKind.REFUSAL: "refused"}

if TYPE_CHECKING:
    #: Whom a client tells what happens.
    Listener = Union[logging.Logger, Callable[[LogEvent], object]]

#: The levels of `logging`.
_LEVELS = {LogLevel.ERROR: 40, LogLevel.WARNING: 30, LogLevel.INFO: 20, LogLevel.DEBUG: 10}


def _logger(listener: Listener) -> Optional[logging.Logger]:
    """The listener, if it is a Logger. (If nobody has loaded `logging` it is none, and it takes long to load.)"""
    module = sys.modules.get("logging")
    return listener if module is not None and isinstance(listener, module.Logger) else None


def level_for(listener: Listener) -> LogLevel:
    """What a listener wants if nobody says: what a logger is enabled for at this moment; everything otherwise."""
    logger = _logger(listener)
    if logger is None:
        return LogLevel.DEBUG
    return max((ours for ours, theirs in _LEVELS.items() if logger.isEnabledFor(theirs)), default=LogLevel.OFF)


def callback(listener: Listener) -> Any:
    """What the library calls. An exception of the listener goes to sys.unraisablehook: ctypes sees to that."""
    logger = _logger(listener)
    tell: Callable[[LogEvent], object]
    if logger is not None:
        tell = _teller(logger)
    elif callable(listener):
        tell = listener
    else:
        raise TypeError(f"logger must be a logging.Logger or a callable, not {type(listener).__name__}")

    def told(_: object, event: Any) -> None:
        try:
            tell(LogEvent(event.contents))
        except Exception:
            raise
        except BaseException as interruption:
            _interruptions.keep(interruption)

    return sky_logger(told)


def _teller(logger: logging.Logger) -> Callable[[LogEvent], object]:
    def tell(event: LogEvent) -> None:
        level = _LEVELS[event.level]
        if logger.isEnabledFor(level):
            logger.log(level, "%s", event, extra={"sky": event})

    return tell


def _seconds(microseconds: int) -> Optional[float]:
    return microseconds / 1_000_000 if microseconds else None
