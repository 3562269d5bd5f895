"""What a client is told before its first send."""

from __future__ import annotations

import ctypes

from . import _arguments
from ._interface import Status, sky_error
from ._library import LIBRARY
from .errors import ArgumentError, from_details

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Iterable, Optional, Tuple, Union

    from ._enums_log import LogLevel
    from .log import Listener

    _Setter = Callable[..., int]

#: How many messages of a batch are under way at the same time if nobody says; the library's own default.
DEFAULT_CONCURRENCY = 50


class Callbacks:
    """What the library calls. It lives as long as the client does there."""

    __slots__ = ("listener", "logger")

    def __init__(self, listener: Optional[Listener]) -> None:
        self.listener = listener
        self.logger: Any = None
        if listener is not None:
            from .log import callback

            self.logger = callback(listener)


class Setup:
    """Sets up one client of the C library. None leaves a setting as it is; what is refused raises."""

    __slots__ = ("_client", "_error")

    def __init__(self, client: int) -> None:
        self._client = client
        self._error = sky_error()

    def text(self, setter: _Setter, value: Optional[str], field: str) -> None:
        """A text."""
        if value is not None:
            self._set(setter, _arguments.c_string(value, field))

    def path(self, setter: _Setter, value: Optional[_arguments.Path], field: str) -> None:
        """A file or folder."""
        if value is not None:
            self._set(setter, _arguments.path(value, field))

    def count(self, setter: _Setter, value: Optional[int], field: str) -> None:
        """A whole number."""
        if value is not None:
            self._set(setter, _arguments.count(value, field))

    def seconds(self, setter: _Setter, value: Optional[float], field: str) -> None:
        """A time that the library takes in milliseconds."""
        if value is not None:
            self._set(setter, _arguments.milliseconds(value, field))

    def member(self, setter: _Setter, kind: str, value: Optional[int], field: str) -> None:
        """One of an enum for clients. It is named, because most clients need none of them."""
        if value is not None:
            from . import _enums_clients

            self._set(setter, _arguments.member(getattr(_enums_clients, kind), value, field))

    def flag(self, setter: _Setter, value: Optional[bool], field: str) -> None:
        """Yes or no."""
        if value is None:
            return
        if not isinstance(value, bool):
            raise TypeError(f"{field} must be a bool, not {type(value).__name__}")
        self._set(setter, int(value))

    def addresses(self, setter: _Setter, values: Optional[Iterable[object]], field: str) -> None:
        """Addresses of the Internet."""
        if values is not None:
            self._set(setter, _arguments.addresses(values, field))

    def rate(self, per_second: Optional[float], burst: Optional[int]) -> None:
        """Messages a second, and how many at once."""
        if per_second is None:
            if burst is not None:
                raise ArgumentError("burst: means nothing without rate", status=Status.E_ARGUMENT)
            return
        import math  # Only here: few programs set a rate.

        if not math.isfinite(per_second):
            raise ArgumentError("rate: not a finite number", status=Status.E_ARGUMENT)
        at_once = 1 if burst is None else _arguments.count(burst, "burst")
        self._set(LIBRARY.sky_client_set_rate, ctypes.c_double(per_second), at_once)

    def proxy(self, value: Union[None, str, Tuple[str, str, str]]) -> None:
        """A proxy, with or without a user and a password."""
        if value is None:
            return
        if isinstance(value, str):
            self._set(LIBRARY.sky_client_set_proxy, _arguments.c_string(value, "proxy"), None, None)
            return
        if not isinstance(value, tuple) or len(value) != 3:
            raise TypeError("proxy must be a str, or a tuple of URL, user and password")
        self._set(
            LIBRARY.sky_client_set_proxy, _arguments.c_string(value[0], "proxy"), *_arguments.pair(value[1:], "proxy")
        )

    def login(self, value: Optional[Tuple[str, str]]) -> None:
        """A user and a password."""
        if value is not None:
            self._set(LIBRARY.sky_client_set_login, *_arguments.pair(value, "login"))

    def logger(self, callbacks: Callbacks, level: Optional[LogLevel]) -> None:
        """Whom to tell what happens."""
        if level is None and callbacks.listener is None:
            return
        from ._enums_log import LogLevel  # Only here: most clients tell nobody.
        from .log import level_for

        wanted = None if level is None else _arguments.member(LogLevel, level, "log_level")
        if callbacks.listener is None:
            return
        if wanted is None:
            wanted = level_for(callbacks.listener)
        if wanted is not LogLevel.OFF:
            self._set(LIBRARY.sky_client_set_logger, wanted, callbacks.logger, None)

    def _set(self, setter: _Setter, *values: Any) -> None:
        if setter(self._client, *values, self._error):
            raise from_details(self._error)
