"""Requests for any of a provider's actions."""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Mapping

from . import _desk
from ._arguments import c_string, c_strings, member, payload
from ._enums_requests import Media
from ._handle import Handle
from ._interface import Provider, Status
from ._library import LIBRARY
from .errors import ConfigError, LimitError, from_details

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threading import Lock
    from types import TracebackType
    from typing import Any, NoReturn, Optional, Type

    from ._arguments import Body, Value

#: What a uint32_t holds; ctypes would cut a larger int silently.
_MAXIMUM = 2**32 - 1


class Request:
    """An action of the provider's and what goes with it, to be sent with Client.send() as often as you like.

        request = libsky.Request.send_saved_mms("35674", "+1 774 319 9144").custom_text(2, "Table 7, at eight.")
        client.send(request.data({"FIRST_NAME": "Ada"}))

        request = libsky.Request("saveMMS", SUBJECT="Menu", NAME="menu-7")
        with request.block("SLIDE"):
            request.set("TEXT", "Soup of the day")

    Names of actions and parameters are matched without regard to case, `-` and `_`; what the library does not know goes
    out as you wrote it. docs/skycore-actions.md lists all actions with their parameters.

    Every value is a str, also one of digits; None leaves its parameter out. A list or tuple of str sets its parameter
    once for each: `Request("send-sms", sms_text="Closed today.", numbers=["+61491570156", "+61491570157"])`.

    What cannot go out as it is raises at once: ArgumentError, Utf8Error, TextError (a control character), LimitError,
    TypeError. The request remembers the first such fault: check() and Client.send() refuse it from then on, so that
    half of what was meant is never sent.

    One thread at a time may use a request; a second one gets a ConfigError.
    """

    __slots__ = ("__weakref__", "_action", "_busy", "_handle")

    _action: str
    _busy: Lock
    _handle: Handle

    def __init__(self, action: str, /, **parameters: Value) -> None:
        """Begin a request for any action, with plain parameters if you like: `Request("deleteMMSID", MMSID="4")`."""
        self._begin("sky_request_new", action, c_string(action, "action"))
        for name, value in parameters.items():
            self.set(name, value)

    # One for each constructor of the C library (they make requests of Skycore's), with the same arguments in the same
    # order; only the sender, which may be left out, is the last, as in Client.send_sms().

    @classmethod
    def send_sms(cls, to: str, text: str, sender: Optional[str] = None) -> Request:
        """An SMS through Skycore; Client.send_sms() does the same in one call, through either provider.

        Without a sender the client's default one is used.
        """
        return cls._made("sendSMS", "sky_request_send_sms", to=to, sender=sender, text=text)

    @classmethod
    def send_mms(
        cls,
        to: str,
        subject: Optional[str],
        name: str,
        fallback_text: Optional[str] = None,
        sender: Optional[str] = None,
    ) -> Request:
        """An MMS whose slides come with it; add them with slide(). Only dedicated short codes may send so.

        `name` is what it is called in the provider's store; `fallback_text` is the text of the SMS that goes out where
        the MMS cannot be shown. The provider wants a subject or a fallback text.
        """
        return cls._made(
            "sendMMS",
            "sky_request_send_mms",
            to=to,
            sender=sender,
            subject=subject,
            name=name,
            fallback_text=fallback_text,
        )

    @classmethod
    def save_mms(cls, subject: str, name: str, fallback_text: Optional[str] = None) -> Request:
        """Store an MMS to be sent later; add its slides with slide().

        The answer has its MMSID; it may be sent once the postback N003 has come.
        """
        return cls._made("saveMMS", "sky_request_save_mms", subject=subject, name=name, fallback_text=fallback_text)

    @classmethod
    def send_saved_mms(cls, mms_id: str, to: str, sender: Optional[str] = None) -> Request:
        """A stored MMS to one number. custom_text() changes texts of slides, data() gives variables their values."""
        return cls._made("sendSavedMMS", "sky_request_send_saved_mms", mms_id=mms_id, to=to, sender=sender)

    @classmethod
    def send_saved_mms_campaign(cls, mms_id: str, campaign: str) -> Request:
        """A stored MMS to everybody who is subscribed to a campaign, from its default short code."""
        return cls._made(
            "sendSavedMMSCampaign", "sky_request_send_saved_mms_campaign", mms_id=mms_id, campaign=campaign
        )

    @classmethod
    def send_message_by_subscriber_ref(
        cls, subscriber_ref: str, campaign_ref: str, *, mms_id: Optional[str] = None, text: Optional[str] = None
    ) -> Request:
        """An SMS or a stored MMS to all numbers behind a subscriber reference.

        Exactly one of `text` and `mms_id`: neither is refused at once with the provider's code E716, both with E717.
        """
        return cls._made(
            "sendMessageBySubscriberRef",
            "sky_request_send_message_by_subscriber_ref",
            subscriber_ref=subscriber_ref,
            campaign_ref=campaign_ref,
            mms_id=mms_id,
            text=text,
        )

    @classmethod
    def subscribe(cls, campaign_ref: str, mobile: str, subscriber_ref: Optional[str] = None) -> Request:
        """Opt a number in to a campaign. data() adds what you know of it."""
        return cls._made(
            "subscribe",
            "sky_request_subscribe",
            campaign_ref=campaign_ref,
            mobile=mobile,
            subscriber_ref=subscriber_ref,
        )

    @classmethod
    def unsubscribe(cls, campaign_ref: str, mobile: str) -> Request:
        """Opt a number out of a campaign."""
        return cls._made("unsubscribe", "sky_request_unsubscribe", campaign_ref=campaign_ref, mobile=mobile)

    @classmethod
    def get_sending_statistics(cls, start_date: str, end_date: str) -> Request:
        """Ask for a report file; the answer has its address. Both dates are in UTC, "2031-02-01 00:00:00".

        The action goes out as getSendingStatus, the name that the provider's examples have for it.
        """
        return cls._made(
            "getSendingStatus", "sky_request_get_sending_statistics", start_date=start_date, end_date=end_date
        )

    @classmethod
    def get_mms_ids(cls) -> Request:
        """List all stored MMS: MMSIDS in the answer, with commas between. None stored is a RejectedError."""
        return cls._made("getMmsIds", "sky_request_get_mms_ids")

    @classmethod
    def get_mms_campaigns(cls) -> Request:
        """List all campaigns: MMSCAMPAIGNS/CAMPAIGN/ID and /NAME in the answer. No campaign is a RejectedError."""
        return cls._made("getMmsCampaigns", "sky_request_get_mms_campaigns")

    @classmethod
    def create_mms_campaign(cls, campaign_name: str, brand_name: str) -> Request:
        """Make a campaign for SMS and MMS; the answer has its CAMPAIGNID."""
        return cls._made(
            "createMMSCampaign", "sky_request_create_mms_campaign", campaign_name=campaign_name, brand_name=brand_name
        )

    @classmethod
    def remove_mms_inbox_message(cls, mms_inbox_id: str) -> Request:
        """Delete the content of an MMS that came in; `mms_inbox_id` is the TRACKINGID of its postback."""
        return cls._made("removeMMSInboxMessage", "sky_request_remove_mms_inbox_message", mms_inbox_id=mms_inbox_id)

    @classmethod
    def delete_mms_id(cls, mms_id: str) -> Request:
        """Delete a stored MMS."""
        return cls._made("deleteMMSID", "sky_request_delete_mms_id", mms_id=mms_id)

    @classmethod
    def login_user(cls) -> Request:
        """Ask for a session of the provider's browser widgets; the answer has its SESSIONID."""
        return cls._made("loginUser", "sky_request_login_user")

    @classmethod
    def create_user(cls, user: str, password: str) -> Request:
        """Make a user. The answer has a new API_KEY and a PASSWORD: treat it as a secret."""
        return cls._made("createUser", "sky_request_create_user", user=user, password=password)

    # Content. Each gives the request itself, so calls can follow each other.

    def set(self, name: str, value: Value) -> Request:
        """Add a parameter, inside the element that was begun last. None leaves it out.

        A list or tuple of str adds it once for each. One that is empty or has anything else in it is refused before any
        of it is added.
        """
        with self._use():
            encoded = c_string(name, "name")
            for text in c_strings(value, name or "value"):
                self._run("sky_request_set", encoded, text)
        return self

    def file(self, name: str, content: Body) -> Request:
        """Add a file's content: a picture for a call that takes one, such as Cellcast's send-mms. At most 8 MiB in all.
        """
        with self._use():
            if isinstance(content, str):
                raise TypeError(f"content must be bytes, bytearray or memoryview, not {type(content).__name__}")
            given = payload(content, "content")
            return self._run("sky_request_set_file", c_string(name, "name"), given, len(given))

    def attribute(self, name: str, value: Optional[str]) -> Request:
        """Add an attribute to the element that was begun last and has not ended. None leaves it out."""
        return self._change("sky_request_set_attribute", name=name, value=value)

    def begin(self, name: str) -> Request:
        """Begin an element that has others inside: what follows lies in it until end(). block() does both."""
        return self._change("sky_request_begin", name=name)

    def end(self) -> Request:
        """End the element that was begun last."""
        return self._change("sky_request_end")

    def block(self, name: str) -> _Block:
        """Begin an element that ends with the `with` statement: `with request.block("SLIDE"): …`.

        If the statement is left by an exception the element does not end, and the request can no longer be sent.
        """
        return _Block(self.begin(name))

    def data(self, values: Mapping[str, Optional[str]], name: str = "DATA") -> Request:
        """Add an element with a plain one for each value: variables of stored texts in DATA, a pass's in PASSDATA."""
        with self._use():
            if not isinstance(values, Mapping):
                raise TypeError(f"values must be a mapping, not {type(values).__name__}")
        with self.block(name):
            for key, value in values.items():
                self._change("sky_request_set", name=key, value=value)
        return self

    def slide(
        self, text: Optional[str] = None, media: Media = Media.NONE, url: Optional[str] = None, seconds: int = 0
    ) -> Request:
        """Add a slide to sendMMS or saveMMS: a text, a file, or both. They are shown in this order, 8 at most.

        `url` is the file's full address and `media` what it is; `seconds` is how long the slide is shown, 0 leaves that
        to the provider. A slide with several files is built with block() and set().
        """
        with self._use():
            sort = member(Media, media, "media")
            _require_count(seconds, "seconds")
            return self._run("sky_request_add_slide", c_string(text, "text"), sort, c_string(url, "url"), seconds)

    def custom_text(self, slide: int, text: str) -> Request:
        """Add a text for one slide, counted from 1, of a stored MMS, instead of the slide's own."""
        with self._use():
            _require_count(slide, "slide")
            return self._run("sky_request_add_custom_text", slide, c_string(text, "text"))

    def check(self, provider: Provider = Provider.SKYCORE) -> None:
        """Raise what is wrong with the request, without sending it; `provider_code` is the provider's code for it.

        What is missing, given too often, too long, of a wrong form or not to be combined is found for every action that
        the library knows; of others only that the request was built without a fault. Client.send() does the same.
        """
        spoken = member(Provider, provider, "provider")
        with self._use(remember=False):
            desk = _desk.make()
            if LIBRARY.sky_request_check(spoken, self._handle.address, desk.error):
                raise from_details(desk.error)

    def __repr__(self) -> str:
        return f"<libsky.Request {self._action}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a request cannot be copied or pickled")

    @classmethod
    def _made(cls, action: str, function: str, **arguments: Optional[str]) -> Request:
        request = cls.__new__(cls)
        request._begin(function, action, *[c_string(value, field) for field, value in arguments.items()])
        return request

    def _begin(self, function: str, action: str, *arguments: Optional[bytes]) -> None:
        desk = _desk.make()
        if getattr(LIBRARY, function)(*arguments, desk.handle_reference, desk.error_reference) or not desk.handle.value:
            raise from_details(desk.error)
        self._own(desk.handle.value, action)

    def _own(self, address: int, action: str) -> None:
        self._handle = Handle(address, LIBRARY.sky_request_free)
        self._busy = allocate_lock()
        self._action = action

    def _change(self, function: str, **arguments: Optional[str]) -> Request:
        with self._use():
            return self._run(function, *[c_string(value, field) for field, value in arguments.items()])

    def _run(self, function: str, *arguments: Any) -> Request:
        desk = _desk.make()
        if getattr(LIBRARY, function)(self._handle.address, *arguments, desk.error):
            raise from_details(desk.error)
        return self

    def _use(self, remember: bool = True) -> _Use:
        """For a `with` statement around calls of the library; its value is the handle."""
        return _Use(self, remember)


def adopt_request(address: int) -> Request:
    """Take over a request that the library made."""
    request = Request.__new__(Request)
    request._own(address, "next page")
    return request


class _Use:
    """Keeps other threads away from a request meanwhile, and has it remember what goes wrong."""

    __slots__ = ("_remember", "_request")

    def __init__(self, request: Request, remember: bool) -> None:
        self._request = request
        self._remember = remember

    def __enter__(self) -> Handle:
        if not self._request._busy.acquire(blocking=False):
            raise ConfigError("request: another thread is using it", status=Status.E_CONFIG)
        return self._request._handle

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if kind is not None and self._remember:
            # A name that is NULL is refused and remembered, unless the library remembers something already.
            LIBRARY.sky_request_set(self._request._handle.address, None, None, None)
        self._request._busy.release()


class _Block:
    """The `with` statement of Request.block(). Its value is the request."""

    __slots__ = ("_request",)

    def __init__(self, request: Request) -> None:
        self._request = request

    def __enter__(self) -> Request:
        return self._request

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        if kind is None:
            self._request.end()


def _require_count(number: int, field: str) -> None:
    if not isinstance(number, int):
        raise TypeError(f"{field} must be an int, not {type(number).__name__}")
    if not 0 <= number <= _MAXIMUM:
        raise LimitError(f"{field}: not from 0 to {_MAXIMUM}", status=Status.E_LIMIT)
