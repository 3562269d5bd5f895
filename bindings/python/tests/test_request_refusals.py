"""Requests that are refused before anything is sent, and by which name."""

from __future__ import annotations

from typing import Callable, List, Tuple

import pytest

import libsky
from conftest import NUMBER, Provider
from libsky import Client, Media, Request


@pytest.mark.parametrize("request_, code, field", [
    (Request("sendSMS", TO=NUMBER, FROM="55501"), "E712", "TEXT"),
    (Request("sendSMS", TO=NUMBER, FROM="55501", TEXT=""), "E712", "TEXT"),
    (Request("sendSMS", FROM="55501", TEXT="x"), "E201", "TO"),
    (Request("sendSavedMMS", TO=NUMBER, FROM="5"), "E620", "MMSID"),
    (Request("sendMessageBySubscriberRef", SUBSCRIBERREF="s", CAMPAIGNREF="c"), "E716", "MMSID"),
    (Request("sendMessageBySubscriberRef", SUBSCRIBERREF="s", CAMPAIGNREF="c", TEXT="x", MMSID="1"), "E717", ""),
    (Request("saveMMS", SUBJECT="s", NAME="n"), "E312", "SLIDE"),
    (Request("saveMMS", NAME="n").slide("x"), "E314", "SUBJECT"),
    (Request("saveMMS", SUBJECT="s", NAME="n").slide("x" * 5001), "E334", "SLIDE/TEXT"),
    (Request("subscribe", MOBILE=NUMBER), "E902", "CAMPAIGNREF"),
])
def test_what_is_wrong_is_found_before_sending_with_the_providers_code(
        provider: Provider, client: Client, request_: Request, code: str, field: str) -> None:
    """check() and send() raise the same, and the provider hears nothing."""
    for attempt in (request_.check, lambda: client.send(request_)):
        with pytest.raises((libsky.ArgumentError, libsky.LimitError)) as caught:
            attempt()
        assert caught.value.provider_code == code and str(caught.value).startswith(field)
        assert caught.value.result is None
    assert provider.bodies == []


def test_neither_text_nor_mms_and_both_are_refused_at_once() -> None:
    """The typed constructor does not wait for the check."""
    for arguments, code in (({}, "E716"), ({"text": "x", "mms_id": "1"}, "E717")):
        with pytest.raises(libsky.ArgumentError) as caught:
            Request.send_message_by_subscriber_ref("s", "c", **arguments)
        assert caught.value.provider_code == code


BAD_CALLS: List[Tuple[Callable[[Request], object], type, str]] = [
    (lambda r: r.set("A", "é\udcff"), libsky.Utf8Error, "value"),
    (lambda r: r.set("A", "a\0b"), libsky.ArgumentError, "value"),
    (lambda r: r.set("A\0", "b"), libsky.ArgumentError, "name"),
    (lambda r: r.set("A B", "b"), libsky.ArgumentError, "name"),
    (lambda r: r.set("", "b"), libsky.ArgumentError, "name"),
    (lambda r: r.set(None, "b"), libsky.ArgumentError, "name"),  # type: ignore[arg-type]
    (lambda r: r.set("A", "a\x07"), libsky.TextError, "value"),
    (lambda r: r.set("A", 5), TypeError, "value"),  # type: ignore[arg-type]
    (lambda r: r.set("A", b"5"), TypeError, "value"),  # type: ignore[arg-type]
    (lambda r: r.set("A", "x" * (9 << 20)), libsky.LimitError, "request"),
    (lambda r: r.set("A", []), libsky.ArgumentError, "A: an empty list"),
    (lambda r: r.set("A", ()), libsky.ArgumentError, "A: an empty list"),
    (lambda r: r.set("A", ["x", 5]), TypeError, "A[1] must be a str, not int"),  # type: ignore[list-item]
    (lambda r: r.set("A", ["x", None]), TypeError, "A[1] must be a str, not NoneType"),  # type: ignore[list-item]
    (lambda r: r.set("A", [["x"]]), TypeError, "A[0] must be a str, not list"),  # type: ignore[list-item]
    (lambda r: r.set("A", (("x",),)), TypeError, "A[0] must be a str, not tuple"),  # type: ignore[arg-type]
    (lambda r: r.set("A", ["x", "a\0b"]), libsky.ArgumentError, "A[1]: a NUL"),
    (lambda r: r.set("A", ["x", "\ud800"]), libsky.Utf8Error, "A[1]: a lone surrogate"),
    (lambda r: r.set("A", ["x", "a\x07"]), libsky.TextError, "value"),
    (lambda r: r.set("A", {"x": "y"}), TypeError, "value"),  # type: ignore[arg-type]
    (lambda r: r.set("A", (text for text in "xy")), TypeError, "value"),  # type: ignore[arg-type]
    (lambda r: r.set("A B", ["b"]), libsky.ArgumentError, "name"),
    (lambda r: r.set(None, ["b"]), libsky.ArgumentError, "name"),  # type: ignore[arg-type]
    (lambda r: r.attribute("a", ["x"]), TypeError, "value"),  # type: ignore[arg-type]
    (lambda r: r.attribute("a", "x"), libsky.ArgumentError, "attribute"),
    (lambda r: r.begin("\ud800"), libsky.Utf8Error, "name"),
    (lambda r: r.end(), libsky.ArgumentError, "end"),
    (lambda r: r.data({"A": 5}), TypeError, "value"),  # type: ignore[dict-item]
    (lambda r: r.data({"A": ["x"]}), TypeError, "value"),  # type: ignore[dict-item]
    (lambda r: r.data([("A", "x")]), TypeError, "values"),  # type: ignore[arg-type]
    (lambda r: r.data({"A B": "5"}), libsky.ArgumentError, "name"),
    (lambda r: r.slide(), libsky.ArgumentError, "text"),
    (lambda r: r.slide("x", Media.IMAGE), libsky.ArgumentError, "url"),
    (lambda r: r.slide("x", url="https://e.net/"), libsky.ArgumentError, "url"),
    (lambda r: r.slide("x", 9), libsky.ArgumentError, "media"),  # type: ignore[arg-type]
    (lambda r: r.slide("x", seconds=-1), libsky.LimitError, "seconds"),
    (lambda r: r.slide("x", seconds=2**32 + 5), libsky.LimitError, "seconds"),
    (lambda r: r.slide("x", seconds=1.5), TypeError, "seconds"),  # type: ignore[arg-type]
    (lambda r: r.custom_text(0, "x"), libsky.ArgumentError, "slide"),
    (lambda r: r.custom_text(1, None), libsky.ArgumentError, "text"),  # type: ignore[arg-type]
    (lambda r: r.custom_text("1", "x"), TypeError, "slide"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("call, kind, begins", BAD_CALLS)
def test_a_call_that_is_refused_is_remembered(
        provider: Provider, client: Client, call: Callable[[Request], object], kind: type, begins: str) -> None:
    """It raises by the argument's name, and a caller who goes on cannot send half of what was meant."""
    request = Request("sendPigeon", Pigeon="Grey")
    with pytest.raises(kind) as caught:
        call(request)
    assert type(caught.value) is kind and str(caught.value).startswith(begins)
    assert caught.value.__context__ is None
    request.set("Also", "this")
    for attempt in (request.check, lambda: client.send(request)):
        with pytest.raises(libsky.SkyError):
            attempt()
    assert provider.bodies == []


def test_a_block_that_is_left_by_an_exception_cannot_be_sent(provider: Provider, client: Client) -> None:
    """Nor can a request whose element was not ended."""
    request = Request("sendPigeon")
    with pytest.raises(KeyError):
        with request.block("Load"):
            raise KeyError
    with pytest.raises(libsky.ArgumentError, match="not ended"):
        client.send(request)
    assert provider.bodies == []


def test_constructors_refuse_what_is_no_text() -> None:
    """None where something is needed, other types, NUL, lone surrogates."""
    for bad, kind in ((None, libsky.ArgumentError), ("", libsky.ArgumentError), ("a\0", libsky.ArgumentError),
                      ("\ud800", libsky.Utf8Error), (5, TypeError), (b"5", TypeError)):
        for make in (Request.delete_mms_id, Request, lambda value: Request.send_sms(NUMBER, value),
                     lambda value: Request.subscribe(value, NUMBER)):
            with pytest.raises(kind):
                make(bad)  # type: ignore[operator]
    with pytest.raises(libsky.ArgumentError):
        Request("sendPigeon").check(3)  # type: ignore[arg-type]
    with pytest.raises(libsky.ArgumentError):
        Request("sendPigeon").check(77)  # type: ignore[arg-type]


def test_the_action_and_the_credentials_are_the_librarys(client: Client, provider: Provider) -> None:
    """A parameter of that name would go out beside the library's own."""
    for name in ("ACTION", "api-key", "User", "PASS"):
        with pytest.raises(libsky.ArgumentError, match="added when the request is sent"):
            client.send(Request("sendPigeon").set(name, "x"))
    assert provider.bodies == []
