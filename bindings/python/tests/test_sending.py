"""Sending, against a real server on loopback."""

from __future__ import annotations

import gc
import os
import pickle
import threading
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple
from urllib.parse import parse_qs

import pytest

import libsky
from conftest import ACCEPTED, KEY, NUMBER, TEXT, Provider
from libsky import Status, Transport


def sent(provider: Provider) -> List[str]:
    """The documents that the provider received in form fields."""
    return [parse_qs(body.decode("ascii"))["xml"][0] for body in provider.bodies]


def test_an_accepted_message_gives_a_result(provider: Provider, client: libsky.Client) -> None:
    """The provider gets the number in international form, the sender and the text; the caller gets the tracking id."""
    result = client.send_sms("+1 (555) 010-0031", "Ünïcode & <markup> 🍣", sender="55502")
    assert result.status is Status.OK and result.fields["TRACKINGID"] == "SMS_500001"
    assert (result.http_status, result.tries, result.retry_after, result.code) == (200, 1, None, None)
    assert 0 <= result.elapsed < 10 and result.raw == ACCEPTED
    assert [entry.status for entry in result.entries] == [Status.OK]
    (document,) = sent(provider)
    assert "<TO>15550100031</TO>" in document and "<FROM>55502</FROM>" in document and KEY in document
    assert "Ünïcode &amp; &lt;markup&gt; 🍣" in document


def test_the_clients_sender_is_used_if_none_is_named(provider: Provider, client: libsky.Client) -> None:
    """default_sender is the sender of messages that name none."""
    client.send_sms(NUMBER, TEXT)
    assert "<FROM>55501</FROM>" in sent(provider)[0]


def test_a_refusal_is_rejected(provider: Provider, client: libsky.Client) -> None:
    """RejectedError has the code, the HTTP status and the answer."""
    provider.says(b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E110</ERRORCODE>"
                  b"<ERRORINFO>Bad 15550100031</ERRORINFO></RESPONSE>")
    with pytest.raises(libsky.RejectedError) as caught:
        client.send_sms(NUMBER, TEXT)
    error = caught.value
    assert (error.status, error.provider_code, error.http_status) == (Status.E_REJECTED, "E110", 200)
    assert error.result is not None and error.result.message == "Bad 15550100031" and error.result.code == "E110"
    assert NUMBER not in str(error) + repr(error)


@pytest.mark.parametrize("status, body", [
    (200, b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E113</ERRORCODE></RESPONSE>"), (429, b"slow down")])
def test_throttling_is_throttled(provider: Provider, client: libsky.Client, status: int, body: bytes) -> None:
    """ThrottledError comes for a code and for HTTP 429, with the wait in seconds."""
    provider.says(body, status=status, Retry_After="7")
    with pytest.raises(libsky.ThrottledError) as caught:
        client.send_sms(NUMBER, TEXT)
    result = caught.value.result
    assert result is not None and result.retry_after is not None and 7 <= result.retry_after < 8
    assert result.raw == body and result.tries == 1


def test_what_was_throttled_is_tried_again(provider: Provider) -> None:
    """Within max_tries and the time-out; the result counts the tries and the time."""
    provider.queue = [(429, {}, b"slow down"), (429, {}, b"slow down")]
    with libsky.Client(KEY, url=provider.url, default_sender="55501", timeout=20) as client:
        result = client.send_sms(NUMBER, TEXT)
    assert result.status is Status.OK and result.tries == 3 and 0 < result.elapsed < 20
    assert len(provider.bodies) == 3 and len(set(provider.bodies)) == 1


def test_a_wait_beyond_the_time_out_is_not_begun(provider: Provider) -> None:
    """The call returns at once, with the wait."""
    provider.says(b"slow down", status=429, Retry_After="60")
    began = time.monotonic()
    with libsky.Client(KEY, url=provider.url, default_sender="55501", timeout=20) as client:
        with pytest.raises(libsky.ThrottledError) as caught:
            client.send_sms(NUMBER, TEXT)
    assert time.monotonic() - began < 8 and caught.value.result is not None
    assert caught.value.result.retry_after is not None and caught.value.result.retry_after >= 60


def test_a_rate_that_reports_gives_the_wait(provider: Provider, tmp_path: Path) -> None:
    """RateMode.REPORT: the second message of a slow rate is a ThrottledError, for two clients of one file as well."""
    settings: Dict[str, Any] = {"url": provider.url, "default_sender": "55501", "rate": 0.1, "max_tries": 1,
                                "rate_file": tmp_path / "rate", "rate_mode": libsky.RateMode.REPORT}
    with libsky.Client(KEY, **settings) as one, libsky.Client(KEY, **settings) as other:
        one.send_sms(NUMBER, TEXT)
        for client in (one, other):
            with pytest.raises(libsky.ThrottledError) as caught:
                client.send_sms(NUMBER, TEXT)
            assert caught.value.result is not None and 5 < (caught.value.result.retry_after or 0) <= 10
    assert len(provider.bodies) == 1


def test_a_proxy_gets_the_requests_and_the_password(provider: Provider) -> None:
    """Requests go to the proxy, with a user and a password if they are given."""
    for proxy, credentials in ((provider.url, None), ((provider.url, "ada", "pass"), "Basic YWRhOnBhc3M=")):
        with libsky.Client(KEY, url="http://provider.example/x", default_sender="55501", proxy=proxy) as client:
            client.send_sms(NUMBER, TEXT)
        target, headers = provider.targets[-1]
        assert target == "http://provider.example/x" and headers.get("Proxy-Authorization") == credentials


def begin_send(client: libsky.Client) -> Tuple[threading.Thread, List[libsky.SkyError]]:
    """Send in a thread of its own; what the send raises comes into the list."""
    raised: List[libsky.SkyError] = []

    def send() -> None:
        try:
            client.send_sms(NUMBER, TEXT)
        except libsky.SkyError as error:
            raised.append(error)

    thread = threading.Thread(target=send)
    thread.start()
    return thread, raised


def test_cancelling_ends_a_send_in_another_thread(provider: Provider, client: libsky.Client) -> None:
    """A send whose request was handed over ends as unknown, at once; later ones are not touched."""
    provider.hold.clear()
    thread, raised = begin_send(client)
    while not provider.bodies:
        time.sleep(0.01)
    began = time.monotonic()
    client.cancel()
    thread.join()
    assert time.monotonic() - began < 6 and isinstance(raised[0], libsky.UnknownOutcomeError)
    provider.hold.set()
    assert client.send_sms(NUMBER, TEXT).status is Status.OK


def test_cancelling_a_wait_is_cancelled(provider: Provider) -> None:
    """A send that waits for its next try, of which nothing went, ends with a CancelledError."""
    provider.says(b"slow down", status=429, Retry_After="20")
    events: List[libsky.LogEvent] = []
    with libsky.Client(KEY, url=provider.url, default_sender="55501", logger=events.append) as client:
        thread, raised = begin_send(client)
        while not any(event.kind is libsky.LogKind.WAIT for event in list(events)):
            time.sleep(0.01)
        began = time.monotonic()
        client.cancel()
        thread.join()
    assert time.monotonic() - began < 8
    (error,) = raised
    assert isinstance(error, libsky.CancelledError) and error.status is Status.E_CANCELLED
    assert error.result is not None and error.result.tries == 1


def test_kept_connections_can_be_closed(provider: Provider) -> None:
    """close_connections() closes what clients of this process keep; they connect anew."""
    with libsky.Client(KEY, url=provider.url, default_sender="55501") as client:
        client.send_sms(NUMBER, TEXT)
        assert connections(provider.server_port) == 1
        libsky.close_connections()
        assert connections(provider.server_port) == 0
        assert client.send_sms(NUMBER, TEXT).status is Status.OK


def connections(port: int) -> int:
    """Connections of this machine that lead to a port and are not closed."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    return sum(row[3] == "01" and row[2].endswith(f":{port:04X}") for row in rows)


def test_an_answer_that_says_nothing_is_unknown(provider: Provider, client: libsky.Client) -> None:
    """A page of some server in between is UnknownOutcomeError with the page; the message went out once."""
    provider.says(b"<html>Bad gateway</html>", status=502)
    with pytest.raises(libsky.UnknownOutcomeError) as caught:
        client.send_sms(NUMBER, TEXT)
    result = caught.value.result
    assert result is not None and result.raw == b"<html>Bad gateway</html>" and result.http_status == 502
    assert (result.code, result.message, dict(result.fields), result.field("STATUS")) == (None, None, {}, None)
    assert pickle.loads(pickle.dumps(result)).json() == result.json()
    assert len(provider.bodies) == 1


def test_a_stall_is_unknown_within_the_deadline(provider: Provider) -> None:
    """A provider that takes the request and says nothing is UnknownOutcomeError when the time is over."""
    provider.hold.clear()
    began = time.monotonic()
    with libsky.Client(KEY, url=provider.url, timeout=0.7, default_sender="55501") as client:
        with pytest.raises(libsky.UnknownOutcomeError) as caught:
            client.send_sms(NUMBER, TEXT)
    assert 0.6 < time.monotonic() - began < 8 and caught.value.transport_code != 0
    result = caught.value.result
    assert result is not None and result.raw == b"" and (result.status, result.tries) == (Status.E_UNKNOWN, 1)
    assert 0.6 < result.elapsed < 8 and result.http_status == 0
    while not provider.bodies and time.monotonic() - began < 20:
        time.sleep(0.01)
    assert len(provider.bodies) == 1


def test_nobody_there_is_not_sent(nowhere: str) -> None:
    """Connection refused is NotSentError: safe to send again. Its result has the tries, and nothing of an answer."""
    with libsky.Client(KEY, url=nowhere, default_sender="55501", max_tries=2) as client:
        with pytest.raises(libsky.NotSentError) as caught:
            client.send_sms(NUMBER, TEXT)
    result = caught.value.result
    assert caught.value.transport_code == 7 and result is not None
    assert (result.status, result.tries, result.http_status, result.raw) == (Status.E_NOT_SENT, 2, 0, b"")
    assert (result.code, result.message, dict(result.fields), result.field("STATUS")) == (None, None, {}, None)
    again = pickle.loads(pickle.dumps(caught.value)).result
    assert again.tries == 2 and again.json() == result.json() and again.field("STATUS") is None


@pytest.mark.parametrize("arguments, kind, begins", [
    (("12", TEXT), libsky.NumberError, "to"),
    (("", TEXT), libsky.ArgumentError, "to"),
    ((NUMBER, ""), libsky.ArgumentError, "text"),
    ((NUMBER, "x" * 65537), libsky.LimitError, "text"),
    ((NUMBER, "a\0b"), libsky.ArgumentError, "text"),
    ((NUMBER + "\0", TEXT), libsky.ArgumentError, "to"),
    ((NUMBER, TEXT, "555\0"), libsky.ArgumentError, "sender"),
    ((NUMBER, "é\udcff"), libsky.Utf8Error, "text"),
    (("\ud800", TEXT), libsky.Utf8Error, "to"),
    ((NUMBER, TEXT, "\ud800"), libsky.Utf8Error, "sender"),
])
def test_bad_input_is_refused_before_anything_is_sent(
        provider: Provider, client: libsky.Client, arguments: Any, kind: Any, begins: str) -> None:
    """Each argument that cannot be sent is an exception that names it; the provider hears nothing."""
    with pytest.raises(kind) as caught:
        client.send_sms(*arguments)
    assert type(caught.value) is kind and str(caught.value).startswith(begins)
    assert provider.bodies == []
    assert caught.value.__context__ is None, "the encoder's exception holds the text"


def test_offsets_count_bytes(client: libsky.Client) -> None:
    """The offset of a lone surrogate or a NUL counts bytes of UTF-8."""
    for text, kind in (("é\udcff", libsky.Utf8Error), ("é\0", libsky.ArgumentError)):
        with pytest.raises(kind) as caught:
            client.send_sms(NUMBER, text)
        assert caught.value.offset == 2


def test_an_argument_error_is_a_value_error_and_a_wrong_type_is_a_type_error(client: libsky.Client) -> None:
    """Programs that catch ValueError and TypeError catch these."""
    with pytest.raises(ValueError):
        client.send_sms(NUMBER, "a\0b")
    for arguments in ((15550100031, TEXT), (NUMBER, b"bytes"), (None, TEXT), (NUMBER, None), (NUMBER, TEXT, 55501)):
        with pytest.raises((TypeError, libsky.ArgumentError)):
            client.send_sms(*arguments)


def test_every_setting_reaches_the_library(provider: Provider, tmp_path: Path) -> None:
    """Each keyword is taken, and each is refused if it is wrong, by its name."""
    authority = tmp_path / "ca.pem"
    authority.write_text("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")
    good: Dict[str, Any] = {
        "provider": libsky.Provider.SKYCORE, "url": provider.url, "transport": Transport.RAW, "timeout": 5,
        "connect_timeout": 0.5, "ca_file": authority, "ca_path": tmp_path, "user_agent": "diner/2",
        "default_region": "US", "default_sender": "55501", "max_tries": 2, "rate": 1000, "burst": 5,
        "rate_file": tmp_path / "rate", "rate_mode": libsky.RateMode.REPORT, "proxy": "", "http2": True,
        "address_family": libsky.AddressFamily.IPV4, "concurrency": 7}
    with libsky.Client(KEY, **good) as client:
        client.send_sms("(555) 010-0031", TEXT)
    assert b"<TO>15550100031</TO>" in provider.bodies[0]
    wrong: Dict[str, List[Any]] = {
        "provider": [3], "url": ["ftp://x", "", "http://a b/", "\0"], "transport": [3, -1],
        "timeout": [0, -1, float("nan"), float("inf"), 2**31, 2.0**80], "connect_timeout": [0, 1e300],
        "ca_file": [tmp_path / "none.pem", "a\0b"], "user_agent": ["a\nb", "a\0b", "ü"],
        "default_region": ["USA", "XX", "us\0"], "default_sender": ["x" * 33, "\0"], "max_tries": [0, 11, 2**40],
        "rate": [-1, 1e7, float("nan")], "burst": [0, 2**40], "rate_file": [tmp_path, "a\0b"], "rate_mode": [2],
        "proxy": ["ftp://x", "\0", ("http://p", "u\0", "p")], "address_family": [5], "concurrency": [0, 1001],
        "ca_path": [authority, "a\0b"]}
    for name, values in wrong.items():
        for value in values:
            with pytest.raises(libsky.SkyError) as caught:
                libsky.Client(KEY, **{**good, name: value})
            permitted = (libsky.ArgumentError, libsky.LimitError, libsky.ConfigError)
            assert isinstance(caught.value, permitted), (name, value)
    for name, value in {"proxy": ("http://p", "u"), "http2": 1, "logger": 1, "login": "u"}.items():
        with pytest.raises(TypeError):
            libsky.Client(KEY, **{**good, name: value})
    with pytest.raises(libsky.ArgumentError):
        libsky.Client(KEY, burst=2)
    for key in ("", "a\0b", "x" * 257):
        with pytest.raises((libsky.ArgumentError, libsky.LimitError)):
            libsky.Client(key)


def test_a_time_out_below_a_millisecond_is_rounded_up(provider: Provider) -> None:
    """Half a millisecond is a time-out, not none."""
    libsky.Client(KEY, url=provider.url, timeout=0.0005, connect_timeout=0.0001).close()


def test_a_closed_client_says_so(client: libsky.Client) -> None:
    """close() may be called twice; a send afterwards is a ConfigError."""
    assert not client.closed and repr(client) == "<libsky.Client SKYCORE, open>"
    client.close()
    client.close()
    assert client.closed and repr(client) == "<libsky.Client SKYCORE, closed>"
    for use in (lambda: client.send_sms(NUMBER, TEXT), client.cancel, client.batch):
        with pytest.raises(libsky.ConfigError):
            use()


def test_a_client_cannot_be_pickled(client: libsky.Client) -> None:
    """An API key and connections do not go into a pickle."""
    with pytest.raises(TypeError):
        pickle.dumps(client)


def test_closing_waits_for_nobody_and_harms_nobody(provider: Provider, client: libsky.Client) -> None:
    """A send that is under way in another thread when the client is closed ends as it would have."""
    provider.hold.clear()
    outcome: List[libsky.Result] = []
    thread = threading.Thread(target=lambda: outcome.append(client.send_sms(NUMBER, TEXT)))
    thread.start()
    while not provider.bodies:
        time.sleep(0.01)
    client.close()
    gc.collect()
    provider.hold.set()
    thread.join()
    assert outcome[0].status is Status.OK


def test_threads_may_share_a_client(provider: Provider, client: libsky.Client) -> None:
    """Eight threads send 40 messages each over one client: every one arrives once."""
    failures: List[BaseException] = []

    def send(number: int) -> None:
        try:
            for i in range(40):
                assert client.send_sms(NUMBER, f"<{number}/{i}>").fields["TRACKINGID"] == "SMS_500001"
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    texts = [document.split("<TEXT>")[1].split("</TEXT>")[0] for document in sent(provider)]
    assert sorted(texts) == sorted(f"&lt;{number}/{i}&gt;" for number in range(8) for i in range(40))


def test_a_client_works_on_both_sides_of_a_fork(provider: Provider, client: libsky.Client) -> None:
    """Parent and child send over the same client, also after the parent has connected; each message arrives once."""
    client.send_sms(NUMBER, "before")
    children = []
    for number in range(3):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for i in range(3):
                    client.send_sms(NUMBER, f"child {number}/{i}")
                client.close()
                report = libsky.parse_postback(b"<POSTBACK><CODE>N202</CODE></POSTBACK>")
                status = 0 if report[0].is_final else 2
            finally:
                os._exit(status)
        children.append(child)
    for i in range(3):
        client.send_sms(NUMBER, f"parent {i}")
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    client.send_sms(NUMBER, "after")
    texts = [document.split("<TEXT>")[1].split("</TEXT>")[0] for document in sent(provider)]
    wanted = [f"child {number}/{i}" for number in range(3) for i in range(3)] + [f"parent {i}" for i in range(3)]
    assert sorted(texts) == sorted(wanted + ["before", "after"])


def test_nothing_shows_key_number_or_text(provider: Provider, client: libsky.Client) -> None:
    """str and repr of everything that a send involves are free of the API key, the number and the text."""
    shown = [repr(client), str(client), repr(client.send_sms(NUMBER, TEXT))]
    secrets = f"{KEY} {NUMBER} {TEXT}"
    refusal = f"<RESPONSE><ERRORCODE>E110</ERRORCODE><ERRORINFO>{secrets}</ERRORINFO></RESPONSE>"
    for body, status in ((refusal, 200), (secrets, 500)):
        provider.says(body.encode(), status=status)
        with pytest.raises(libsky.SkyError) as caught:
            client.send_sms(NUMBER, TEXT)
        shown += [str(caught.value), repr(caught.value), repr(caught.value.result)]
    for arguments in ((NUMBER + "x", TEXT), (NUMBER, TEXT + "\ud800"), (NUMBER + "\0", TEXT)):
        with pytest.raises(libsky.SkyError) as caught:
            client.send_sms(*arguments)
        shown += [str(caught.value), repr(caught.value)]
    for text in shown:
        assert KEY not in text and NUMBER not in text and TEXT not in text
