"""The second provider, against a server on loopback that answers with its sample documents."""

from __future__ import annotations

import base64
import json
import pickle
from typing import Any, Iterator, List

import pytest

import libsky
from conftest import KEY, ROOT, TEXT, Provider
from libsky import CredentialMode, Status

SAMPLES = ROOT / "Tests" / "samples" / "cellcast"
NUMBER = "+61491570156"
BASIC = "Basic azN5LXRoYXQtbm9ib2R5LW1heS1zZWU6czNjcmV0"


def sample(name: str) -> bytes:
    """A sample document."""
    return (SAMPLES / f"{name}.json").read_bytes()


@pytest.fixture
def client(provider: Provider) -> Iterator[libsky.Client]:
    """A client of Cellcast with a rate that does not hold tests up."""
    with client_of(provider) as made:
        yield made


def client_of(provider: Provider, **settings: Any) -> libsky.Client:
    """A client of Cellcast."""
    return libsky.Client(KEY, provider=libsky.Provider.CELLCAST, url=provider.url, default_sender="FrontDesk",
                         rate=1000, **settings)


def test_a_message_goes_out_as_json(provider: Provider, client: libsky.Client) -> None:
    """The same call as with Skycore; the result has the provider's fields."""
    provider.says(sample("01-send-ok"))
    result = client.send_sms(NUMBER, TEXT)
    assert json.loads(provider.bodies[0]) == {"sms_text": TEXT, "numbers": [NUMBER], "from": "FrontDesk"}
    assert provider.targets[0][0] == "/send-sms" and result.provider is libsky.Provider.CELLCAST
    assert result.field("message_id") == result.entries[0].fields["message_id"]
    assert repr(client) == "<libsky.Client CELLCAST, open>"


def test_credentials_travel_in_the_headers_that_are_wanted(provider: Provider) -> None:
    """Never elsewhere; a secret and a mode are Cellcast's only."""
    provider.says(sample("01-send-ok"))
    for mode, headers in ((None, (KEY, BASIC)), (CredentialMode.BOTH, (KEY, BASIC)),
                          (CredentialMode.APPKEY, (KEY, None)), (CredentialMode.BASIC, (None, BASIC)),
                          (CredentialMode.BEARER, (None, f"Bearer {KEY}"))):
        with client_of(provider, secret="s3cret", credential_mode=mode) as client:
            try:
                client.send_sms(NUMBER, TEXT)
            except libsky.UnknownOutcomeError:
                assert mode is CredentialMode.BEARER, "the newer platform answers otherwise"
        path, sent = provider.targets[-1]
        assert (sent.get("APPKEY"), sent.get("Authorization")) == headers
        assert KEY not in path and KEY.encode() not in provider.bodies[-1]
    for wrong in ({"secret": "a\n"}, {"secret": "x" * 257}, {"credential_mode": 9}):
        with pytest.raises((libsky.ArgumentError, libsky.LimitError)):
            client_of(provider, **wrong)
    for wrong in ({"secret": "s"}, {"credential_mode": CredentialMode.BASIC}):
        with pytest.raises(libsky.ConfigError):
            libsky.Client(KEY, **wrong)


def test_some_recipients_refused_is_partial(provider: Provider, client: libsky.Client) -> None:
    """One entry for each recipient."""
    provider.says(sample("02-send-partial-low-credit"))
    numbers = [NUMBER, "+61491570157", "+61491570158"]
    with pytest.raises(libsky.PartialError) as caught:
        client.send(libsky.Request("send-sms", sms_text=TEXT, numbers=numbers))
    assert json.loads(provider.bodies[0])["numbers"] == numbers
    assert caught.value.result is not None
    assert [entry.status for entry in caught.value.result.entries][:2] == [Status.OK, Status.OK]


def test_pages_are_asked_for_one_after_the_other(provider: Provider, client: libsky.Client) -> None:
    """pages() gives each page's result; the last has no next request, nor has one that was pickled."""
    pages = [sample("12-responses-page-1-of-2"), sample("13-responses-page-2-of-2")]
    provider.queue = [(200, {}, body) for body in pages]
    seen: List[libsky.Result] = list(client.pages(libsky.Request("get-responses")))
    assert [(page.page_number, page.page_count, len(page.entries)) for page in seen] == [(1, 2, 25), (2, 2, 4)]
    assert [path for path, _ in provider.targets] == ["/get-responses", "/get-responses?page=2"]
    following = seen[0].next_request()
    assert following is not None and seen[1].next_request() is None
    assert pickle.loads(pickle.dumps(seen[0])).next_request() is None
    provider.queue = [(200, {}, pages[1])]
    assert client.send(following).page_number == 2
    read = libsky.parse_response(pages[0], provider=libsky.Provider.CELLCAST)
    assert read.page_count == 2 and read.next_request() is None


def test_what_has_no_pages_is_one_page(provider: Provider, client: libsky.Client) -> None:
    """And a page that is refused raises."""
    provider.says(sample("17-account"))
    (page,) = client.pages(libsky.Request("account"))
    assert (page.page_number, page.page_count, page.next_request()) == (None, None, None)
    provider.says(sample("03-auth-failed"), status=401)
    with pytest.raises(libsky.RejectedError):
        list(client.pages(libsky.Request("account")))


def test_a_file_goes_with_a_request(provider: Provider, client: libsky.Client) -> None:
    """Bytes of any sort; a str is a TypeError."""
    provider.says(sample("22-mms-send-ok"))
    picture = b"\x89PNG\r\n\x1a\n" + bytes(300)
    request = libsky.Request("send-mms", mms_text=TEXT, subject="Menu", numbers=NUMBER).file("mms_file", picture)
    with pytest.raises(libsky.UnknownOutcomeError):
        client.send(request)
    assert picture in provider.bodies[0] or base64.b64encode(picture) in provider.bodies[0]
    with pytest.raises(TypeError):
        libsky.Request("send-mms").file("mms_file", "text")
    with pytest.raises(libsky.ArgumentError):
        libsky.Request("send-mms").file("no name", b"x")


def test_a_batch_gives_each_message_its_outcome(provider: Provider, client: libsky.Client) -> None:
    """As with Skycore."""
    provider.says(sample("01-send-ok"))
    outcomes = list(client.send_all([(NUMBER, TEXT, None, tag) for tag in "abc"]))
    assert sorted(outcome.tag for outcome in outcomes if outcome.accepted) == ["a", "b", "c"]


def test_messages_of_one_text_share_calls_of_a_thousand(provider: Provider, client: libsky.Client) -> None:
    """send_all() takes in enough of them for that."""
    provider.says(sample("01-send-ok"))
    outcomes = list(client.send_all((f"+614{number:08}", TEXT) for number in range(2500)))
    sizes = [len(json.loads(body)["numbers"]) for body in provider.bodies]
    assert len(outcomes) == sum(sizes) == 2500 and sizes[:2] == [1000, 1000]


def test_callbacks_are_read(provider: Provider) -> None:
    """Arrays of reports through the same parse_postback()."""
    reports = libsky.parse_postback(sample("21-callback-dlr"), provider=libsky.Provider.CELLCAST)
    assert len(reports) and all(report.kind is libsky.PostbackKind.SMS_DELIVERY for report in reports)
