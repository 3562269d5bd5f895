"""Sending."""

from __future__ import annotations

import math
import os
from types import TracebackType
from typing import Any, Optional, Type, Union

from . import _desk
from ._handle import Handle
from ._interface import Provider, Status, Transport
from ._library import LIBRARY
from ._arguments import c_string, member
from .errors import ArgumentError, ConfigError, from_details
from .result import Result, adopt

Path = Union[str, "os.PathLike[str]"]


class Client:
    """A connection to one account of one provider.

    Make one and use it for all messages: connections are kept and used again. Threads may share it, and a client made
    before a fork works in parent and child.

        with libsky.Client(api_key) as client:
            result = client.send_sms("+1 774 319 9144", "Your table is ready.", sender="55501")
            print(result.fields["TRACKINGID"])
    """

    __slots__ = ("__weakref__", "_handle", "_provider")

    _handle: Optional[Handle]
    _provider: Provider

    def __init__(
        self,
        api_key: str,
        *,
        provider: Provider = Provider.SKYCORE,
        url: Optional[str] = None,
        transport: Optional[Transport] = None,
        timeout: Optional[float] = None,
        connect_timeout: Optional[float] = None,
        ca_file: Optional[Path] = None,
        user_agent: Optional[str] = None,
        default_region: Optional[str] = None,
        default_sender: Optional[str] = None,
        max_segments: Optional[int] = None,
    ) -> None:
        """Make a client. What is None stays as the library has it.

        - api_key: shown to nobody but the provider.
        - url: where requests go; the default is the provider's documented address.
        - transport: how requests travel to Skycore; the default is a POST of a form.
        - timeout: seconds for a whole send, 30 by default; there is no way to wait for ever.
        - connect_timeout: seconds for making a connection, 10 by default.
        - ca_file: certificates to trust, a file in PEM form, instead of the system's. They are always verified.
        - user_agent: the header User-Agent.
        - default_region: the country that recipients without a country code are in ("US"). By default there is none:
          bare digits are international already.
        - default_sender: the sender of messages that name none, a short or long code.
        - max_segments: the most segments that a text may take, counted as measure_text() does; a text that takes more
          is a TextError before it is sent. By default any number goes out.
        """
        self._handle = None
        self._provider = member(Provider, provider, "provider")
        desk = _desk.make()
        key = c_string(api_key, "api_key")
        if LIBRARY.sky_client_new(self._provider, key, desk.handle, desk.error) or not desk.handle.value:
            raise from_details(desk.error)
        handle = Handle(desk.handle.value, LIBRARY.sky_client_free)

        def configure(setter: Any, value: Any) -> None:
            if value is not None and setter(handle.address, value, desk.error):
                raise from_details(desk.error)

        configure(LIBRARY.sky_client_set_url, c_string(url, "url"))
        if transport is not None:
            configure(LIBRARY.sky_client_set_transport, member(Transport, transport, "transport"))
        configure(LIBRARY.sky_client_set_timeout_ms, _milliseconds(timeout, "timeout"))
        configure(LIBRARY.sky_client_set_connect_timeout_ms, _milliseconds(connect_timeout, "connect_timeout"))
        configure(LIBRARY.sky_client_set_ca_file, _path(ca_file, "ca_file"))
        configure(LIBRARY.sky_client_set_user_agent, c_string(user_agent, "user_agent"))
        configure(LIBRARY.sky_client_set_default_region, c_string(default_region, "default_region"))
        configure(LIBRARY.sky_client_set_default_sender, c_string(default_sender, "default_sender"))
        configure(LIBRARY.sky_client_set_max_segments, _count(max_segments, "max_segments"))
        self._handle = handle

    def send_sms(self, to: str, text: str, sender: Optional[str] = None) -> Result:
        """Send an SMS; gives the provider's acceptance, which is not yet the delivery.

        `to` is brought into international form as normalize_msisdn() does; `sender` is a short or long code, or None
        for the client's default sender. Everything is checked before anything is sent.

        Raises RejectedError or ThrottledError (nothing was sent), NotSentError (safe to send again) or
        UnknownOutcomeError (it may have been sent; decide yourself); before sending NumberError, TextError,
        Utf8Error, LimitError, ArgumentError or ConfigError.
        """
        recipient, words, origin = c_string(to, "to"), c_string(text, "text"), c_string(sender, "sender")
        # A close() in another thread lets go of the handle; this reference keeps it alive until the call is back.
        handle = self._handle
        if handle is None:
            raise ConfigError("client: closed", status=Status.E_CONFIG)
        try:
            desk = _desk.take()
        except IndexError:
            desk = _desk.make()
        status = LIBRARY.sky_send_sms(
            handle.address, recipient, origin, words, desk.handle_reference, desk.error_reference
        )
        # An exception's traceback would keep it alive longer.
        handle = None
        result = adopt(desk.handle, desk)
        failure = from_details(desk.error, result) if status or result is None else None
        _desk.give(desk)
        if failure is not None:
            raise failure
        assert result is not None
        return result

    def close(self) -> None:
        """Close the connections, after the sends that other threads have under way. Closing twice is fine."""
        self._handle = None

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._handle is None

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "closed" if self.closed else "open"
        return f"<libsky.Client {self._provider.name}, {state}>"


def _milliseconds(seconds: Optional[float], field: str) -> Optional[int]:
    """Seconds as the library takes them; what is too short for it is rounded up, never to 0."""
    if seconds is None:
        return None
    if not math.isfinite(seconds):
        raise ArgumentError(f"{field}: not a finite number of seconds", status=Status.E_ARGUMENT)
    # Bounded, because ctypes would cut a larger int silently; the library refuses what is too long.
    return max(-1, min(math.ceil(seconds * 1000), 2**62))


def _count(number: Optional[int], field: str) -> Optional[int]:
    """A whole number that C takes as it is: ctypes would cut a larger one silently."""
    if number is not None and not (isinstance(number, int) and -(2**31) <= number < 2**31):
        raise ArgumentError(f"{field}: not a number from 0 to 2147483647", status=Status.E_ARGUMENT)
    return number


def _path(path: Optional[Path], field: str) -> Optional[bytes]:
    """A path as the system has it."""
    if path is None:
        return None
    encoded = os.fsencode(path)
    if 0 in encoded:
        raise ArgumentError(f"{field}: a NUL character", status=Status.E_ARGUMENT, offset=encoded.find(0))
    return encoded
