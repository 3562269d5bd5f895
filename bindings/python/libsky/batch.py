"""Many messages over one client."""

from __future__ import annotations

import ctypes
import os
import threading
import time
from types import TracebackType
from typing import Any, Dict, Iterator, NoReturn, Optional, Type

from . import _interruptions
from ._arguments import c_string, milliseconds
from ._calls import free_result
from ._handle import ResultHandle, SharedHandle
from ._interface import Status, sky_batch_progress, sky_error
from ._library import LIBRARY
from ._sending import batch_add, batch_add_request, batch_next
from .errors import ConfigError, SkyError, from_details
from .outcome import BatchProgress, Outcome, read_progress
from .request import Request
from .result import unread

#: The library waits so long at a time, so that Ctrl-C and other signals are not kept waiting. Milliseconds.
_SLICE = 200
_slice = ctypes.c_int64(_SLICE)
_new = object.__new__
_kept = _interruptions.kept


class Batch:
    """Thousands of messages, many under way at the same time, on one thread. Made by Client.batch().

        with client.batch() as batch:
            for row in rows:
                batch.add(row.number, row.text, tag=row)
            for outcome in batch:
                print(outcome.tag, outcome.accepted, outcome.error)

    Messages are sent while somebody iterates (or calls next()) and at no other time; more may be added meanwhile. They
    end in any order; each has exactly one outcome. How many are under way at once, time-outs and tries are the
    client's.

    One thread at a time may use a batch, a second one gets a ConfigError; only cancel() may be called by any thread.
    A child made by a fork cannot use its parent's batch: that is a ConfigError.
    """

    __slots__ = (
        "__weakref__",
        "_adding_error",
        "_adding_error_reference",
        "_adding_number",
        "_answer",
        "_answer_reference",
        "_busy",
        "_count",
        "_error",
        "_error_reference",
        "_handle",
        "_is_cancelled",
        "_is_driving",
        "_number",
        "_number_reference",
        "_process",
        "_ready",
        "_tags",
    )

    _handle: Optional[SharedHandle]
    #: An outcome that is being handed on.
    _ready: Optional[Outcome]

    def __init__(self, client: SharedHandle, timeout: Optional[float]) -> None:
        """Called by Client.batch()."""
        self._handle = None
        # One that the same thread may take again: a signal may strike between taking it and what gives it back.
        self._busy = threading.RLock()
        self._is_driving = False
        self._process = os.getpid()
        self._tags: Dict[int, Any] = {}
        self._count = 0
        self._is_cancelled = False
        self._ready = None
        # What the library writes to, made once because making it costs more than a call.
        self._answer, self._number, self._error = ctypes.c_void_p(), ctypes.c_uint64(), sky_error()
        self._answer_reference = ctypes.byref(self._answer)
        self._number_reference = ctypes.byref(self._number)
        self._error_reference = ctypes.byref(self._error)
        self._adding_number, self._adding_error = ctypes.c_uint64(), sky_error()
        self._adding_error_reference = ctypes.byref(self._adding_error)
        address = ctypes.c_void_p()
        if LIBRARY.sky_batch_new(client.address, address, self._error) or not address.value:
            raise from_details(self._error)
        handle = SharedHandle(address.value, LIBRARY.sky_batch_free, client)
        if timeout is not None:
            given = milliseconds(timeout, "timeout")
            if LIBRARY.sky_batch_set_timeout_ms(handle.address, given or -1, self._error):
                raise from_details(self._error)
        self._handle = handle

    def add(self, to: str, text: str, sender: Optional[str] = None, tag: Any = None) -> None:
        """Add an SMS; nothing is sent yet. `tag` is any object that its outcome is to be known by.

        Everything is checked as in Client.send_sms(): what is refused raises the same and is not added.
        """
        recipient, words, origin = c_string(to, "to"), c_string(text, "text"), c_string(sender, "sender")
        handle = self._handle
        if handle is None or self._is_driving or not self._busy.acquire(False):
            handle = self._enter()
        try:
            # The number is taken first: a signal may strike at any time, and no two messages may have the same.
            self._adding_number.value = number = self._count
            self._count = number + 1
            if tag is not None:
                self._tags[number] = tag
            if batch_add(
                handle.pointer, recipient, origin, words, self._adding_number, self._adding_error_reference
            ):
                raise self._refused(number)
        finally:
            self._busy.release()

    def add_request(self, request: Request, tag: Any = None) -> None:
        """Add a request of any action, as add() adds an SMS. It may be changed and sent again afterwards."""
        if not isinstance(request, Request):
            raise TypeError(f"request must be a libsky.Request, not {type(request).__name__}")
        with request._use(remember=False) as content:
            handle = self._enter()
            try:
                self._adding_number.value = number = self._count
                self._count = number + 1
                if tag is not None:
                    self._tags[number] = tag
                address = ctypes.c_void_p(content.address)
                if batch_add_request(
                    handle.pointer, address, self._adding_number, self._adding_error_reference
                ):
                    raise self._refused(number)
            finally:
                self._busy.release()

    def next(self, timeout: Optional[float] = None) -> Optional[Outcome]:
        """Go on until one message has ended, and give its outcome.

        None if no message is left, which `pending` tells, or if none has ended in `timeout` seconds: 0 does what can be
        done without waiting. The library works during this call only, so call it again soon.
        """
        if timeout is None:
            outcome = None
            while outcome is None:
                outcome = self._next(_slice)
                self._ready = None
                if outcome is None and not self.pending:
                    break
            return outcome
        end = time.monotonic() + timeout
        while True:
            left = max(0, min(int((end - time.monotonic()) * 1000) + 1 if timeout > 0 else 0, _SLICE))
            outcome = self._next(ctypes.c_int64(left))
            self._ready = None
            if outcome is not None or time.monotonic() >= end or not self.pending:
                return outcome

    def __iter__(self) -> Iterator[Outcome]:
        """Go on until no message is left; gives each outcome as soon as its message has ended.

        Messages may be added meanwhile. It may be left and begun again, also after an exception such as
        KeyboardInterrupt: no outcome is lost.
        """
        while True:
            outcome = self._next(_slice)
            self._ready = None
            if outcome is not None:
                yield outcome
            elif not self.pending:
                return

    @property
    def pending(self) -> int:
        """How many messages were added whose outcome was not given yet."""
        self._open()
        handle = self._enter()
        try:
            given: int = LIBRARY.sky_batch_pending(handle.address)
            return given + bool(self._answer) + (self._ready is not None)
        finally:
            self._busy.release()

    @property
    def progress(self) -> BatchProgress:
        """How far it is."""
        self._open()
        handle = self._enter()
        try:
            progress = sky_batch_progress()
            if LIBRARY.sky_batch_get_progress(handle.address, ctypes.byref(progress), self._adding_error):
                raise from_details(self._adding_error)
            return read_progress(progress)
        finally:
            self._busy.release()

    def cancel(self) -> None:
        """Begin no further messages. Go on iterating: each message has an outcome that says whether it went.

        Those that were not handed over end with a CancelledError at once; those that were are waited for, within their
        time-out. Client.cancel() does not wait for them. Any thread may call this.
        """
        handle = self._open()
        error = sky_error()
        if LIBRARY.sky_batch_cancel(handle.address, error):
            raise from_details(error)
        self._is_cancelled = True

    def close(self) -> None:
        """Drop what is left, without an outcome: of messages that were handed over nobody can say whether they went."""
        self._handle = None
        self._tags = {}

    def __enter__(self) -> Batch:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        """Close it. ConfigError if messages are left whose outcome was not given, unless it was cancelled."""
        try:
            if kind is None and self._handle is not None and not self._is_cancelled:
                left = self.pending
                if left:
                    raise ConfigError(
                        f"batch: {left} messages have no outcome yet; iterate over it to the end, or cancel() it",
                        status=Status.E_CONFIG,
                    )
        finally:
            self.close()

    def __repr__(self) -> str:
        return f"<libsky.Batch, {'closed' if self._handle is None else 'open'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a batch cannot be copied or pickled")

    def __del__(self) -> None:
        # An outcome that a signal kept from being given.
        if getattr(self, "_answer", None):
            free_result(self._answer)

    def _refused(self, number: int) -> SkyError:
        self._count = number
        self._tags.pop(number, None)
        return from_details(self._adding_error)

    def _next(self, wait: ctypes.c_int64) -> Optional[Outcome]:
        """One outcome, or None if no message has ended meanwhile. Who got it says so by `self._ready = None`.

        A signal's handler may raise between any two calls, and no outcome may be lost by that: what the library gave
        stays in `_answer`, and what was made of it in `_ready`, until it is handed on.
        """
        handle = self._handle
        if handle is None or self._is_driving or not self._busy.acquire(False):
            handle = self._enter()
        try:
            if self._ready is not None:
                return self._ready
            answer = self._answer
            if not answer:
                self._is_driving = True
                try:
                    batch_next(
                        handle.pointer, wait, self._number_reference, self._answer_reference, self._error_reference
                    )
                finally:
                    self._is_driving = False
                if _kept:
                    self._raise_interruption()
                if not answer:
                    if self._error.status:
                        raise from_details(self._error)
                    return None
            tags = self._tags
            number = self._number.value
            owner = _new(ResultHandle)
            owner.address = 0
            outcome = _new(Outcome)
            outcome.result = result = unread(owner)
            outcome.index = number
            outcome.tag = tags.get(number) if tags else None
            outcome.error = from_details(self._error, result) if self._error.status else None
            # From here on the outcome owns it. No call in between: nothing can strike here.
            owner.address = answer.value or 0
            answer.value = None
            self._ready = outcome
            if tags:
                tags.pop(number, None)
            return outcome
        finally:
            self._busy.release()

    @staticmethod
    def _raise_interruption() -> None:
        interruption = _interruptions.take()
        if interruption is not None:
            raise interruption

    def _open(self) -> SharedHandle:
        handle = self._handle
        if handle is None:
            raise ConfigError("batch: closed", status=Status.E_CONFIG)
        if os.getpid() != self._process:
            raise ConfigError("batch: made before a fork; make one in this process", status=Status.E_CONFIG)
        return handle

    def _enter(self) -> SharedHandle:
        """Keep other threads away; the lock must be released."""
        if self._is_driving or not self._busy.acquire(False):
            self._open()
            raise ConfigError(
                "batch: another thread is using it, or what a signal's handler interrupted", status=Status.E_CONFIG
            )
        handle = self._handle
        if handle is None:
            self._busy.release()
            raise ConfigError("batch: closed", status=Status.E_CONFIG)
        return handle
