"""Requests for any action: what goes out and how it ends, against a real server on loopback."""

from __future__ import annotations

import copy
import gc
import hashlib
import pickle
import threading
import time
import weakref
import xml.etree.ElementTree as ElementTree
from typing import Any, Callable, List, Tuple
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

import libsky
from conftest import KEY, NUMBER, TEXT, Provider
from libsky import Client, Media, Request, Transport

Nested = List[Tuple[str, Any]]


def outline(element: ElementTree.Element) -> Nested:
    """An element's children, in order: names with values or with what is inside."""
    return [(child.tag, outline(child) if len(child) else child.text or "") for child in element]


def received(provider: Provider) -> Nested:
    """What the last request held besides the key."""
    document = parse_qs(provider.bodies[-1].decode("ascii"))["xml"][0]
    content = outline(ElementTree.fromstring(document))
    assert ("API_KEY", KEY) in content
    return [item for item in content if item[0] != "API_KEY"]


CONSTRUCTORS: List[Tuple[Callable[[], Request], Nested]] = [
    (lambda: Request.send_sms("+1 555 010 0031", TEXT, "55502"),
     [("ACTION", "sendSMS"), ("TO", NUMBER), ("FROM", "55502"), ("TEXT", TEXT)]),
    (lambda: Request.send_sms(NUMBER, TEXT),
     [("ACTION", "sendSMS"), ("TO", NUMBER), ("TEXT", TEXT), ("FROM", "55501")]),
    (lambda: Request.send_mms(NUMBER, "Menu", "menu-7", "Look here", "55502").slide("Soup"),
     [("ACTION", "sendMMS"), ("TO", NUMBER), ("FROM", "55502"), ("SUBJECT", "Menu"), ("NAME", "menu-7"),
      ("FALLBACKSMSTEXT", "Look here"), ("SLIDE", [("TEXT", "Soup")])]),
    (lambda: Request.save_mms("Menu", "menu-7", fallback_text="f").slide(media=Media.IMAGE, url="https://e.net/a.png"),
     [("ACTION", "saveMMS"), ("SUBJECT", "Menu"), ("NAME", "menu-7"), ("FALLBACKSMSTEXT", "f"),
      ("SLIDE", [("IMAGE", [("URL", "https://e.net/a.png")])])]),
    (lambda: Request.send_saved_mms("35674", "+1 555 010 0031", sender="55502"),
     [("ACTION", "sendSavedMMS"), ("MMSID", "35674"), ("TO", NUMBER), ("FROM", "55502")]),
    (lambda: Request.send_saved_mms_campaign("35674", "c7"),
     [("ACTION", "sendSavedMMSCampaign"), ("MMSID", "35674"), ("TOCAMPAIGN", "c7")]),
    (lambda: Request.send_message_by_subscriber_ref("member-7", "c7", text=TEXT),
     [("ACTION", "sendMessageBySubscriberRef"), ("SUBSCRIBERREF", "member-7"), ("CAMPAIGNREF", "c7"), ("TEXT", TEXT)]),
    (lambda: Request.send_message_by_subscriber_ref("member-7", "c7", mms_id="35674"),
     [("ACTION", "sendMessageBySubscriberRef"), ("SUBSCRIBERREF", "member-7"), ("CAMPAIGNREF", "c7"),
      ("MMSID", "35674")]),
    (lambda: Request.subscribe("c7", NUMBER, "member-7").data({"FIRST_NAME": "Ada", "AGE": None}),
     [("ACTION", "subscribe"), ("CAMPAIGNREF", "c7"), ("MOBILE", NUMBER), ("SUBSCRIBERREF", "member-7"),
      ("DATA", [("FIRST_NAME", "Ada")])]),
    (lambda: Request.unsubscribe("c7", NUMBER), [("ACTION", "unsubscribe"), ("CAMPAIGNREF", "c7"), ("MOBILE", NUMBER)]),
    (lambda: Request.get_sending_statistics("2031-02-01 00:00:00", "2031-02-02 00:00:00"),
     [("ACTION", "getSendingStatus"), ("START_DATE", "2031-02-01 00:00:00"), ("END_DATE", "2031-02-02 00:00:00")]),
    (Request.get_mms_ids, [("ACTION", "getMmsIds")]),
    (Request.get_mms_campaigns, [("ACTION", "getMmsCampaigns")]),
    (lambda: Request.create_mms_campaign("Lunch", "Pier 7"),
     [("ACTION", "createMMSCampaign"), ("CAMPAIGNNAME", "Lunch"), ("BRANDNAME", "Pier 7")]),
    (lambda: Request.remove_mms_inbox_message("MMS_MO_1"),
     [("ACTION", "removeMMSInboxMessage"), ("MMSINBOXID", "MMS_MO_1")]),
    (lambda: Request.delete_mms_id("35674"), [("ACTION", "deleteMMSID"), ("MMSID", "35674")]),
    (Request.login_user, [("ACTION", "loginUser")]),
    (lambda: Request.create_user("ada", "s3cret"),
     [("ACTION", "createUser"), ("NEWUSER", "ada"), ("NEWPASS", "s3cret")]),
]


@pytest.mark.parametrize("make, expected", CONSTRUCTORS, ids=[expected[0][1] for _, expected in CONSTRUCTORS])
def test_every_constructor_sends_its_action(
        provider: Provider, client: Client, make: Callable[[], Request], expected: Nested) -> None:
    """The provider gets the action with its parameters by the documented names, and nothing else; repr names it."""
    request = make()
    assert client.send(request).fields["TRACKINGID"] == "SMS_500001"
    assert received(provider) == expected
    assert repr(request) == f"<libsky.Request {expected[0][1]}>"


def test_the_generic_builder_nests_repeats_and_has_attributes(provider: Provider, client: Client) -> None:
    """Names known to the table go out in its spelling, others as they were written; blocks end with their statement."""
    request = Request("save_mms", subject="Menu", name="menu-7", Flavour=None)
    with request.block("slide"):
        request.set("text", "one\ntwo")
        with request.block("Image"):
            request.set("url", "https://e.net/a.png")
    request.begin("SLIDE").set("TEXT", "Ünïcode & <markup> 🍣").end()
    with request.block("Extra") as same:
        assert same is request
        request.attribute("Sort", "a\"b<").attribute("none", None).set("Kind", "x").set("Kind", "y").set("Gone", None)
    request.slide("last", seconds=7)
    client.send(request)
    assert received(provider) == [
        ("ACTION", "saveMMS"), ("SUBJECT", "Menu"), ("NAME", "menu-7"),
        ("SLIDE", [("TEXT", "one\ntwo"), ("IMAGE", [("URL", "https://e.net/a.png")])]),
        ("SLIDE", [("TEXT", "Ünïcode & <markup> 🍣")]), ("Extra", [("Kind", "x"), ("Kind", "y")]),
        ("SLIDE", [("TEXT", "last"), ("DURATION", "7")])]
    document = ElementTree.fromstring(parse_qs(provider.bodies[-1].decode("ascii"))["xml"][0])
    extra = document.find("Extra")
    assert extra is not None and extra.attrib == {"Sort": 'a"b<'}


def test_an_action_that_the_table_does_not_know_goes_out_as_it_is(provider: Provider, client: Client) -> None:
    """Its name, its parameters and their values are the caller's; an empty value stays."""
    request = Request("sendPigeon", Pigeon="Grey", empty="")
    request.check()
    client.send(request.data({"Note": "coo"}, "Load"))
    assert received(provider) == [
        ("ACTION", "sendPigeon"), ("Pigeon", "Grey"), ("empty", ""), ("Load", [("Note", "coo")])]


def test_a_list_sets_its_parameter_once_for_each_value(provider: Provider, client: Client) -> None:
    """Lists and tuples, in the constructor and in set(); a str is one value, and empty ones among several stay."""
    request = Request("sendPigeon", Pigeon=["Grey", "White"], Loft="North")
    with request.set("Note", ("coo", "", "coo")).block("Load"):
        request.set("Grain", ["wheat"])
    client.send(request)
    assert received(provider) == [
        ("ACTION", "sendPigeon"), ("Pigeon", "Grey"), ("Pigeon", "White"), ("Loft", "North"), ("Note", "coo"),
        ("Note", ""), ("Note", "coo"), ("Load", [("Grain", "wheat")])]


def test_a_list_is_held_against_the_table_and_looked_through_first() -> None:
    """It counts as often as it has values; a constructor refuses by the parameter's name."""
    with pytest.raises(libsky.LimitError, match="^MMSID: given more than 1 times"):
        Request("deleteMMSID", MMSID=["4", "5"]).check()
    Request("deleteMMSID", MMSID=["4"]).check()
    with pytest.raises(TypeError, match=r"^MMSID\[1\] must be a str"):
        Request("deleteMMSID", MMSID=["4", 5])  # type: ignore[list-item]


def test_custom_texts_and_data_in_all_transports(provider: Provider) -> None:
    """Form field and raw body hold the same document; the query flattens what is nested."""
    request = Request.send_saved_mms("35674", NUMBER, "55502")
    request.custom_text(2, "Table 7").data({"FIRST_NAME": "Ada & Co"})
    expected = [("ACTION", "sendSavedMMS"), ("MMSID", "35674"), ("TO", NUMBER), ("FROM", "55502"),
                ("CUSTOMTEXT", [("VALUE", "Table 7"), ("SLIDE", "2")]), ("DATA", [("FIRST_NAME", "Ada & Co")])]
    for transport in Transport:
        with Client(KEY, url=provider.url, transport=transport) as client:
            client.send(request)
    assert received_raw(provider.bodies[0], True) == received_raw(provider.bodies[1], False) == expected
    query = dict(parse_qsl(urlsplit(provider.paths[-1]).query))
    assert query == {"action": "sendsavedmms", "api_key": KEY, "mmsid": "35674", "to": NUMBER, "from": "55502",
                     "customtext_2": "Table 7", "data_first_name": "Ada & Co"}


def received_raw(body: bytes, is_form: bool) -> Nested:
    """A document without its key."""
    document = parse_qs(body.decode("ascii"))["xml"][0] if is_form else body.decode("utf-8")
    return [item for item in outline(ElementTree.fromstring(document)) if item[0] != "API_KEY"]


def test_slides_and_attributes_have_no_form_over_get(provider: Provider) -> None:
    """They are refused with a reason before anything is sent, and go out by another transport."""
    slides = Request.save_mms("s", "n").slide("x")
    attributes = Request("sendPigeon").begin("A").attribute("b", "c").end()
    with Client(KEY, url=provider.url, transport=Transport.GET) as client:
        for request in (slides, attributes):
            with pytest.raises(libsky.ArgumentError, match="over GET"):
                client.send(request)
    assert provider.bodies == [] and provider.paths == []
    with Client(KEY, url=provider.url) as client:
        client.send(slides)
        client.send(attributes)
    assert len(provider.bodies) == 2


def test_a_request_ends_as_an_sms_does(provider: Provider, client: Client) -> None:
    """The same outcomes as send_sms(), each with the same exception; the request may be sent again."""
    request = Request.delete_mms_id("35674")
    provider.says(b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E241</ERRORCODE></RESPONSE>")
    with pytest.raises(libsky.RejectedError) as rejected:
        client.send(request)
    assert rejected.value.provider_code == "E241" and rejected.value.result is not None
    provider.says(b"slow down", status=429, Retry_After="2")
    with pytest.raises(libsky.ThrottledError):
        client.send(request)
    provider.says(b"<html>Bad gateway</html>", status=502)
    with pytest.raises(libsky.UnknownOutcomeError):
        client.send(request)
    provider.says(b"<RESPONSE><STATUS>Success</STATUS><MMSID>35674</MMSID></RESPONSE>")
    assert client.send(request).fields["MMSID"] == "35674"
    assert len(set(provider.bodies)) == 1 and len(provider.bodies) == 4
    with pytest.raises(libsky.NumberError):
        client.send(Request.send_sms("12", TEXT))
    client.close()
    with pytest.raises(libsky.ConfigError):
        client.send(request)
    for wrong in (None, "sendSMS", request.check):
        with pytest.raises(TypeError):
            client.send(wrong)  # type: ignore[arg-type]


def test_a_request_shows_and_copies_nothing() -> None:
    """repr and str have the action alone; neither copy nor pickle makes a second owner."""
    request = Request.send_sms(NUMBER, TEXT)
    assert repr(request) == str(request) == "<libsky.Request sendSMS>"
    for attempt in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            attempt(request)
    assert not hasattr(request, "__dict__")


def test_a_request_in_use_is_refused_to_another_thread(provider: Provider, client: Client) -> None:
    """While it is being sent nobody may change it; afterwards it is as it was."""
    request = Request("sendPigeon", Pigeon="Grey")
    provider.hold.clear()
    thread = threading.Thread(target=client.send, args=(request,))
    thread.start()
    while not provider.bodies:
        time.sleep(0.01)
    for attempt in (lambda: request.set("A", "b"), request.check, lambda: client.send(request)):
        with pytest.raises(libsky.ConfigError, match="another thread"):
            attempt()
    provider.hold.set()
    thread.join()
    client.send(request.set("A", "b"))
    assert received(provider) == [("ACTION", "sendPigeon"), ("Pigeon", "Grey"), ("A", "b")]


def test_a_request_is_freed_with_its_object() -> None:
    """Nothing else keeps it, also after a fault."""
    request = Request("sendPigeon", Pigeon="Grey")
    with pytest.raises(libsky.ArgumentError):
        request.set("A B", "x")
    watch = weakref.ref(request)
    del request
    gc.collect()
    assert watch() is None


@pytest.mark.parametrize("transport", Transport)
def test_a_login_goes_out_as_user_and_md5(provider: Provider, transport: Transport) -> None:
    """USER and PASS are beside the key, in SMS as well, and the password itself is nowhere."""
    digest = hashlib.md5("pässword".encode()).hexdigest()
    login = ("ada", "pässword")
    with Client(KEY, url=provider.url, transport=transport, login=login, default_sender="55501") as client:
        client.send(Request.get_mms_ids())
        client.send_sms(NUMBER, TEXT)
    for number in range(2):
        if transport is Transport.GET:
            values = dict(parse_qsl(urlsplit(provider.paths[number]).query))
            assert (values["user"], values["pass"], values["api_key"]) == ("ada", digest, KEY)
        else:
            content = dict(received_raw(provider.bodies[number], transport is Transport.FORM))
            assert (content["USER"], content["PASS"]) == ("ada", digest)


def test_a_login_that_is_none_is_refused() -> None:
    """By its name, and without showing it."""
    for login, kind in ((("", "p"), libsky.ArgumentError), (("u", ""), libsky.ArgumentError),
                        (("u\0", "p"), libsky.ArgumentError), (("u", "p\ud800"), libsky.Utf8Error),
                        (("x" * 257, "p"), libsky.LimitError), ((None, "p"), libsky.ArgumentError),
                        (("u", 5), TypeError), ("up", TypeError), (("u",), TypeError)):
        with pytest.raises(kind):
            Client(KEY, login=login)  # type: ignore[arg-type]
