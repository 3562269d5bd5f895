"""Sending."""

from __future__ import annotations

import ctypes

from . import _desk, _interruptions, _sending, _settings
from ._arguments import c_string, member
from ._handle import SharedHandle
from ._interface import Provider, Status
from ._library import LIBRARY
from .errors import ConfigError, from_details
from .result import Result, adopt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Iterable, Iterator, Optional, Tuple, Type, Union

    from ._arguments import Path
    from ._enums_clients import AddressFamily, CredentialMode, RateMode, Transport
    from ._enums_log import LogLevel
    from ._handle import Handle
    from .batch import Batch
    from .bulk import Item
    from .log import Listener
    from .outcome import Outcome
    from .request import Request

_kept = _interruptions.kept


class Client:
    """A way to one account of one provider.

    Make one and use it for all messages: connections are kept and used again. Threads may share it, and a client made
    before a fork works in parent and child.

        with libsky.Client(api_key) as client:
            result = client.send_sms("+1 774 319 9144", "Your table is ready.", sender="55501")
            print(result.field("TRACKINGID"))
    """

    __slots__ = ("__weakref__", "_concurrency", "_handle", "_provider")

    _concurrency: int
    _handle: Optional[SharedHandle]
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
        max_tries: Optional[int] = None,
        rate: Optional[float] = None,
        burst: Optional[int] = None,
        rate_file: Optional[Path] = None,
        rate_mode: Optional[RateMode] = None,
        concurrency: Optional[int] = None,
        ca_file: Optional[Path] = None,
        ca_path: Optional[Path] = None,
        proxy: Union[None, str, Tuple[str, str, str]] = None,
        address_family: Optional[AddressFamily] = None,
        http2: Optional[bool] = None,
        user_agent: Optional[str] = None,
        default_region: Optional[str] = None,
        default_sender: Optional[str] = None,
        max_segments: Optional[int] = None,
        login: Optional[Tuple[str, str]] = None,
        secret: Optional[str] = None,
        credential_mode: Optional[CredentialMode] = None,
        postback_sources: Optional[Iterable[object]] = None,
        logger: Optional[Listener] = None,
        log_level: Optional[LogLevel] = None,
    ) -> None:
        """Make a client. What is None stays as the library has it.

        - api_key: shown to nobody but the provider.
        - url: where requests go; the default is the provider's documented address.
        - transport: how requests travel to Skycore; the default is a POST of a form.
        - timeout: seconds for a whole send with all its tries, 30 by default; there is no way to wait for ever.
        - connect_timeout: seconds for making a connection, 10 by default.
        - max_tries: how often a send is tried, the first time included: 1 to 10, 3 by default. It is tried again only
          when that cannot make two messages of one.
        - rate: messages that may begin in a second, for all threads that share the client and all processes forked
          after it was made; 0 for no limit. By default Cellcast's 15 are kept, and no limit at Skycore's.
        - burst: how many may begin at once after a rest, 1 by default, which spaces them evenly. Goes with `rate`.
        - rate_file: a file through which all processes of the machine that name it keep one rate; it is made if there
          is none. Best in a folder such as /run.
        - rate_mode: what a send does that finds no room: WAIT for its turn, the default, or REPORT, a ThrottledError at
          once with the wait in `result.retry_after`.
        - concurrency: how many messages of a batch are under way at the same time, 1 to 1000, 50 by default.
        - ca_file: certificates to trust, a file in PEM form, instead of the system's. They are always verified.
        - ca_path: the same, a folder of such files, named as `openssl rehash` names them.
        - proxy: an HTTP proxy's URL, or a tuple of URL, user and password; "" for none. By default it is the one that
          the environment names.
        - address_family: which addresses the host's name may stand for.
        - http2: whether HTTP/2 is spoken with servers that can, over TLS; by default it is not.
        - user_agent: the header User-Agent.
        - default_region: the country that recipients without a country code are in ("US"). By default there is none,
          bare digits are international already; at Cellcast's it is "AU".
        - default_sender: the sender of messages that name none, a short or long code, at Cellcast's also a name.
        - max_segments: the most segments that a text may take, counted as measure_text() does; a text that takes more
          is a TextError before it is sent. By default any number goes out.
        - login: a user name and its password, for accounts that need them beside the API key. Requests carry the
          password's MD5, and only that is kept.
        - secret: what Cellcast's HTTP Basic needs beside the API key.
        - credential_mode: in which headers Cellcast's credentials travel.
        - postback_sources: the IPv4 addresses that postbacks come from, instead of those that the provider has
          published; each a str ("198.51.100.7", "198.51.100.0/24") or one of the module ipaddress, 64 at most.
        - logger: whom to tell what happens: a logging.Logger, or a callable that takes a LogEvent. It is called by the
          threads that send, and must not use this client. Its exceptions do not disturb the send; they go where
          `logging` or sys.unraisablehook puts them.
        - log_level: the least important events that are told. By default those that a Logger is enabled for when the
          client is made, and everything to a callable. What is not told costs nothing.
        """
        self._handle = None
        _interruptions.install()
        self._provider = member(Provider, provider, "provider")
        desk = _desk.make()
        key = c_string(api_key, "api_key")
        if LIBRARY.sky_client_new(self._provider, key, desk.handle, desk.error) or not desk.handle.value:
            raise from_details(desk.error)
        callbacks = _settings.Callbacks(logger)
        handle = SharedHandle(desk.handle.value, LIBRARY.sky_client_free, callbacks)
        setup = _settings.Setup(handle.address)
        setup.text(LIBRARY.sky_client_set_url, url, "url")
        setup.member(LIBRARY.sky_client_set_transport, "Transport", transport, "transport")
        setup.seconds(LIBRARY.sky_client_set_timeout_ms, timeout, "timeout")
        setup.seconds(LIBRARY.sky_client_set_connect_timeout_ms, connect_timeout, "connect_timeout")
        setup.count(LIBRARY.sky_client_set_max_tries, max_tries, "max_tries")
        setup.rate(rate, burst)
        setup.path(LIBRARY.sky_client_set_rate_file, rate_file, "rate_file")
        setup.member(LIBRARY.sky_client_set_rate_mode, "RateMode", rate_mode, "rate_mode")
        setup.count(LIBRARY.sky_client_set_concurrency, concurrency, "concurrency")
        setup.path(LIBRARY.sky_client_set_ca_file, ca_file, "ca_file")
        setup.path(LIBRARY.sky_client_set_ca_path, ca_path, "ca_path")
        setup.proxy(proxy)
        setup.member(LIBRARY.sky_client_set_address_family, "AddressFamily", address_family, "address_family")
        setup.flag(LIBRARY.sky_client_set_http2, http2, "http2")
        setup.text(LIBRARY.sky_client_set_user_agent, user_agent, "user_agent")
        setup.text(LIBRARY.sky_client_set_default_region, default_region, "default_region")
        setup.text(LIBRARY.sky_client_set_default_sender, default_sender, "default_sender")
        setup.count(LIBRARY.sky_client_set_max_segments, max_segments, "max_segments")
        setup.addresses(LIBRARY.sky_client_set_postback_sources, postback_sources, "postback_sources")
        setup.login(login)
        setup.text(LIBRARY.sky_client_set_secret, secret, "secret")
        setup.member(LIBRARY.sky_client_set_credential_mode, "CredentialMode", credential_mode, "credential_mode")
        setup.logger(callbacks, log_level)
        self._concurrency = concurrency or _settings.DEFAULT_CONCURRENCY
        self._handle = handle

    def send_sms(self, to: str, text: str, sender: Optional[str] = None) -> Result:
        """Send an SMS; gives the provider's acceptance, which is not yet the delivery.

        `to` is brought into international form as normalize_msisdn() does; `sender` is a short or long code, or None
        for the client's default sender. Everything is checked before anything is sent.

        Raises RejectedError or ThrottledError (nothing was sent), NotSentError (safe to send again), CancelledError
        (nothing was sent) or UnknownOutcomeError (it may have been sent; decide yourself), each with a `result`; before
        sending NumberError, TextError, Utf8Error, LimitError, ArgumentError or ConfigError.
        """
        recipient, words, origin = c_string(to, "to"), c_string(text, "text"), c_string(sender, "sender")
        return self._perform(_sending.send_sms, recipient, origin, words)

    def send(self, request: Request) -> Result:
        """Send a request; it ends as send_sms() does, for actions that send nothing as well.

        It is checked as Request.check() does before anything is sent. The recipient is brought into international form;
        a sender that the action needs and the request lacks is the client's default sender. The request is not changed
        and may be sent again.
        """
        # Not isinstance(): only programs that have a request have loaded its class.
        use = getattr(request, "_use", None)
        if use is None:
            raise TypeError(f"request must be a libsky.Request, not {type(request).__name__}")
        with use(remember=False) as content:
            return self._perform(_sending.send, ctypes.c_void_p(content.address))

    def pages(self, request: Request) -> Iterator[Result]:
        """Send a request for a list, then for its next page until there is none; gives each page's result.

            for page in client.pages(libsky.Request("get-responses")):
                for entry in page.entries:
                    print(entry.fields["body"])

        Each page is a send, which raises as send() does; the pages before it have been given.
        """
        next_request: Optional[Request] = request
        while next_request is not None:
            result = self.send(next_request)
            yield result
            next_request = result.next_request()

    def batch(self, timeout: Optional[float] = None) -> Batch:
        """Make a batch: thousands of messages, many under way at the same time. For a `with` statement; see Batch.

        `timeout` is the time for the whole batch in seconds, from its first message on: when it is over, messages that
        have not begun end with a NotSentError, and those under way as when their own time-out is over.
        """
        from .batch import Batch  # Only here: those that send one message at a time start without it.

        return Batch(self._open(), timeout)

    def send_all(self, messages: Iterable[Item], timeout: Optional[float] = None) -> Iterator[Outcome]:
        """Send any number of messages, many at the same time; gives each one's outcome as soon as it has ended.

            for outcome in client.send_all(("+1 774 319 9144", f"Table {table}") for table in tables):
                print(outcome.tag, outcome.accepted, outcome.error)

        - messages: tuples of recipient and text, perhaps a sender and a tag (Message), or requests. They are taken as
          there is room for them, so memory does not grow with their number; taking one should not take long, as
          nothing is sent meanwhile.
        - timeout: the time for all of them, as for batch().

        An outcome's tag is the message's, or the message itself if it has none; its index counts the messages. One that
        is refused before sending has an outcome, too, without a result. If `messages` raises, what was begun is
        finished and given, then the exception comes. Leave the loop early and what is under way is dropped.
        """
        from .bulk import send_all  # Only here, see batch().

        return send_all(self, messages, timeout)

    def cancel(self) -> None:
        """End every send and batch of this client that is under way, in whatever thread. Later ones are not touched.

        They end within moments: with a CancelledError if their request was not handed over, with an UnknownOutcomeError
        if it was and no answer has come.
        """
        handle = self._open()
        desk = _desk.make()
        if LIBRARY.sky_client_cancel(handle.address, desk.error):
            raise from_details(desk.error)

    def is_postback_source(self, ip: object) -> bool:
        """Tell whether postbacks of this client's provider come from an address: a str, or one of the module ipaddress.

        Postbacks are not signed; this is the only check there is. Without `postback_sources` it is source_is_known().
        """
        address = c_string(str(ip), "ip")
        handle = self._open()
        return bool(LIBRARY.sky_client_postback_source_is_known(handle.address, address))

    def _open(self) -> SharedHandle:
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
        assert isinstance(handle, SharedHandle)
        status = send(handle.pointer, *arguments, desk.handle_reference, desk.error_reference)
        # An exception's traceback would keep it alive longer.
        handle = None
        result = adopt(desk.handle)
        failure = from_details(desk.error, result) if status or result is None else None
        _desk.give(desk)
        if _kept:
            interruption = _interruptions.take()
            if interruption is not None:
                raise interruption from failure
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


def close_connections() -> None:
    """Close the connections of this process that are kept for later sends and not in use.

    A client that is closed leaves a few connections to the next one with the same settings, so that a program that
    makes a client for each message does not pay for TLS each time.
    """
    LIBRARY.sky_close_connections()
