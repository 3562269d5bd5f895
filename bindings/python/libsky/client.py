"""Sending."""

from __future__ import annotations

import math
import os
from types import TracebackType
from typing import Any, Iterable, Optional, Tuple, Type, Union

from . import _desk
from ._handle import Handle
from ._interface import Provider, Status, Transport
from ._library import LIBRARY
from ._arguments import c_string, member
from .errors import ArgumentError, ConfigError, from_details
from .request import Request
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
        login: Optional[Tuple[str, str]] = None,
        postback_sources: Optional[Iterable[object]] = None,
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
        - login: a user name and its password, for accounts that need them beside the API key. Requests carry the
          password's MD5, and only that is kept.
        - postback_sources: the IPv4 addresses that postbacks come from, instead of those that the provider has
          published; each a str ("198.51.100.7", "198.51.100.0/24") or one of the module ipaddress, 64 at most.
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
        configure(LIBRARY.sky_client_set_postback_sources, _addresses(postback_sources, "postback_sources"))
        if login is not None:
            user, password = _login(login)
            if LIBRARY.sky_client_set_login(handle.address, user, password, desk.error):
                raise from_details(desk.error)
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
        return self._perform(LIBRARY.sky_send_sms, recipient, origin, words)

    def send(self, request: Request) -> Result:
        """Send a request; it ends as send_sms() does, for actions that send nothing as well.

        It is checked as Request.check() does before anything is sent. The recipient is brought into international form;
        a sender that the action needs and the request lacks is the client's default sender. The request is not changed
        and may be sent again.
        """
        if not isinstance(request, Request):
            raise TypeError(f"request must be a libsky.Request, not {type(request).__name__}")
        with request._use(remember=False) as content:
            return self._perform(LIBRARY.sky_send, content.address)

    def is_postback_source(self, ip: object) -> bool:
        """Tell whether postbacks of this client's provider come from an address: a str, or one of the module ipaddress.

        Postbacks are not signed; this is the only check there is. Without `postback_sources` it is source_is_known().
        """
        address = c_string(str(ip), "ip")
        handle = self._open()
        return bool(LIBRARY.sky_client_postback_source_is_known(handle.address, address))

    def _open(self) -> Handle:
        """The handle. A close() in another thread lets go of it; the caller's reference keeps it alive meanwhile."""
        handle = self._handle
        if handle is None:
            raise ConfigError("client: closed", status=Status.E_CONFIG)
        return handle

    def _perform(self, send: Any, *arguments: Any) -> Result:
        """Call one of the functions that send; gives the result of what was accepted, raises every other outcome."""
        handle: Optional[Handle] = self._open()
        try:
            desk = _desk.take()
        except IndexError:
            desk = _desk.make()
        assert handle is not None
        status = send(handle.address, *arguments, desk.handle_reference, desk.error_reference)
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


def _login(login: Tuple[str, str]) -> Tuple[Optional[bytes], Optional[bytes]]:
    """User name and password."""
    if not isinstance(login, tuple) or len(login) != 2:
        raise TypeError("login must be a tuple of a user name and a password")
    return c_string(login[0], "user"), c_string(login[1], "password")


def _addresses(addresses: Optional[Iterable[object]], field: str) -> Optional[bytes]:
    """Addresses as the library takes them, with commas between."""
    if addresses is None:
        return None
    if isinstance(addresses, (str, bytes)):
        raise TypeError(f"{field} must be a list of addresses, not one of them")
    return c_string(",".join(str(address) for address in addresses), field)


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
