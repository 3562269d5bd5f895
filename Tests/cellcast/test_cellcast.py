"""Cellcast's dialect over real connections: what goes out, and what becomes of answers, in both flavours of the
library."""

from __future__ import annotations

import base64
import http.server
import json
import os
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Callable, Iterator

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY, SECRET = "CELLCASTKEY1", "PLANTED-SECRET"
NUMBER = "0491 570 156"
BOTH, APPKEY, BASIC, BEARER = range(4)
SENT = {"meta": {"code": 200, "status": "SUCCESS"}, "msg": "Queued",
        "data": {"messages": [{"message_id": "A1", "to": "61491570156"}], "total_numbers": 1, "success_number": 1}}


class Provider:
    """A server that remembers requests and answers from a list; the last answer stays."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = [(200, {}, json.dumps(SENT).encode())]
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            """One connection."""

            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                """Take a request in and answer it."""
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                provider.requests.append((self.command, self.path, dict(self.headers), body))
                status, headers, content = provider.answers.pop(0) if len(provider.answers) > 1 else provider.answers[0]
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api/v3/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Listen no longer."""
        self.server.shutdown()
        self.server.server_close()

    def say(self, *answers: tuple[int, object]) -> None:
        """Set what is answered: a status and a document, or bytes."""
        self.answers = [(status, {}, body if isinstance(body, bytes) else json.dumps(body).encode())
                        for status, body in answers]


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider on loopback."""
    made = Provider()
    yield made
    made.close()


Send = Callable[..., list[list[str]]]


@pytest.fixture(scope="module", params=["build", "build/runtime"])
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C program, linked with one flavour."""
    library = ROOT / request.param
    made = tmp_path_factory.mktemp("cellcast") / "cellcast_send"
    subprocess.run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(made),
                    str(ROOT / "Tests/c/cellcast_send.c"), f"-L{library}", "-lsky", f"-Wl,-rpath,{library}"],
                    check=True)
    return made


@pytest.fixture
def send(program: Path, provider: Provider) -> Send:
    """Make a call; gives the words of each line of output."""
    def run(call: str, *parameters: str, mode: int = BOTH, tries: int = 1, url: str = "",
            proxy: str = "") -> list[list[str]]:
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        if proxy:
            environment["http_proxy"] = environment["all_proxy"] = proxy
        done = subprocess.run([str(program), url or provider.url, KEY, SECRET, str(mode), str(tries), call,
                               *parameters],
                              capture_output=True, text=True, timeout=60, env=environment, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return [line.split(" ") for line in done.stdout.splitlines()]
    return run


SMS = ("sms", f"to={NUMBER}", "text=PLANTED-TEXT")


@pytest.mark.parametrize("mode", [BOTH, APPKEY, BASIC, BEARER])
def test_credentials_travel_in_the_headers_of_their_mode_only(send: Send, provider: Provider, mode: int) -> None:
    """Never in the address or the body."""
    assert send(*SMS, mode=mode)[0][:4] == ["SKY_OK", "200", "1", "SUCCESS"]
    method, path, headers, body = provider.requests[0]
    pair = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
    assert headers.get("APPKEY") == (KEY if mode in (BOTH, APPKEY) else None)
    assert headers.get("Authorization") == {BOTH: pair, BASIC: pair, BEARER: f"Bearer {KEY}"}.get(mode)
    assert headers["Accept"] == "application/json" and headers["Content-Type"] == "application/json"
    assert "Expect" not in headers and headers["User-Agent"].startswith("libsky/")
    assert KEY not in path and SECRET not in path and KEY.encode() not in body and SECRET.encode() not in body
    assert (method, path) == ("POST", "/api/v3/v1/gateway" if mode == BEARER else "/api/v3/send-sms")
    names = ("message", "contacts") if mode == BEARER else ("sms_text", "numbers")
    assert json.loads(body) == {names[0]: "PLANTED-TEXT", names[1]: ["+61491570156"]}


@pytest.mark.parametrize("written, digits", [
    ("0061 491 570 156", "61491570156"), ("(00) 61-491-570-156", "61491570156"), ("0011 61 491 570 156", "61491570156"),
    ("001 774 319 9144", "17743199144"), ("001 415 555 0100", "14155550100"), ("0064 21 123 4567", "64211234567"),
    ("0011 1 774 319 9144", "17743199144"), ("0491 570 156", "61491570156"), ("491 570 156", "61491570156"),
    ("61491570156", "61491570156")])
def test_numbers_are_read_as_the_provider_reads_them(
        send: Send, provider: Provider, written: str, digits: str) -> None:
    """`00` and `0011` are international prefixes, a single zero is Australia's (docs/cellcast.md, section 3)."""
    send("sms", f"to={written}", "text=PLANTED-TEXT")
    send("send-sms", f"numbers={written}", "sms_text=PLANTED-TEXT")
    assert [json.loads(request[3])["numbers"] for request in provider.requests] == [["+" + digits]] * 2


@pytest.mark.parametrize("written", ["0061 49", "00", "000 491 570 156", "0099 491 570 156"])
def test_what_is_no_number_behind_an_international_prefix_is_none_of_the_country_s(
        send: Send, provider: Provider, written: str) -> None:
    assert send("sms", f"to={written}", "text=PLANTED-TEXT")[0][0] == "SKY_E_NUMBER" and not provider.requests


def test_no_proxy_sees_credentials_in_the_clear(send: Send, provider: Provider) -> None:
    """Plain HTTP goes to this machine itself, whatever proxy the environment names."""
    proxy = Provider()
    try:
        assert send(*SMS, proxy=proxy.url)[0][0] == "SKY_OK"
        assert len(provider.requests) == 1 and not proxy.requests
    finally:
        proxy.close()


def test_the_base_may_end_with_a_slash_or_not(send: Send, provider: Provider) -> None:
    """One slash stands between."""
    send(*SMS, url=provider.url.rstrip("/"))
    send(*SMS)
    assert {request[1] for request in provider.requests} == {"/api/v3/send-sms"}


def test_two_accounts_in_one_process_use_their_own_credentials(send: Send, provider: Provider) -> None:
    """Connections are kept for the process, headers are not."""
    send(*SMS, "key2=SECONDKEY")
    assert [request[2]["APPKEY"] for request in provider.requests] == [KEY, "SECONDKEY"]


def test_a_get_has_its_parameters_in_the_query_and_no_body(send: Send, provider: Provider) -> None:
    """And goes out as GET, between POSTs on the same connection."""
    provider.say((200, {"meta": {"status": "SUCCESS"}, "data": [{"to": "61491570156", "status": "Delivered"}]}))
    assert send("get-sms", "message_id=A&1")[0][:3] == ["SKY_OK", "200", "1"]
    method, path, headers, body = provider.requests[0]
    assert (method, path, body) == ("GET", "/api/v3/get-sms?message_id=A%261", b"")
    assert "Content-Type" not in headers and headers["APPKEY"] == KEY


def test_recipients_are_normalised_and_each_has_an_entry(send: Send, provider: Provider) -> None:
    """Doubles are dropped; who is not in the answer was not accepted."""
    found = send("send-sms", "sms_text=x", f"numbers={NUMBER}", "numbers=+61 491 570 157", "numbers=491570156")
    assert json.loads(provider.requests[0][3])["numbers"] == ["+61491570156", "+61491570157"]
    assert found[0][:6] == ["SKY_E_PARTIAL", "200", "2", "SUCCESS", "SKY_OK", "SKY_E_REJECTED"]


def test_new_zealand_has_its_own_country(send: Send, provider: Provider) -> None:
    """A number without a country code is one of New Zealand's there; others are refused."""
    provider.say((200, {**SENT, "data": {"messages": [{"message_id": "1", "to": "64211234567"}]}}))
    assert send("send-sms-nz", "sms_text=x", "numbers=021 123 4567", "from=1234")[0][0] == "SKY_OK"
    assert json.loads(provider.requests[0][3])["numbers"] == ["+64211234567"]
    assert send("send-sms-nz", "sms_text=x", "numbers=+61491570156", "from=1234")[0][0] == "SKY_E_NUMBER"
    assert len(provider.requests) == 1


def test_all_pages_are_asked_for_one_after_the_other(send: Send, provider: Provider) -> None:
    """Until the last; with the parameters of the first."""
    def page(number: int, count: int) -> tuple[int, object]:
        return 200, {"meta": {"status": "SUCCESS"}, "data": {"page": {"count": str(count), "number": number},
                                                             "responses": [{"body": "x"}] * 2}}
    provider.say(page(1, 3), page(2, 3), page(3, 3))
    assert [line[0] for line in send("get-responses", "pages", "type=sms")] == ["SKY_OK"] * 3
    assert [request[1].partition("?")[2] for request in provider.requests] == ["type=sms", "type=sms&page=2",
                                                                               "type=sms&page=3"]


def test_a_server_that_ignores_page_does_not_keep_the_program_going(send: Send, provider: Provider) -> None:
    """The second page says that it is the first."""
    provider.say((200, {"meta": {"status": "SUCCESS"}, "data": {"page": {"count": 9, "number": 1}, "responses": [{}]}}))
    assert len(send("get-responses", "pages")) == 2


@pytest.mark.parametrize("body", [b"", b"<html>slow down</html>", b"{}", b'{"meta":{"status":"OVER_LIMIT"}}'])
def test_throttled_calls_are_tried_again_and_nothing_else(send: Send, provider: Provider, body: bytes) -> None:
    """HTTP 429 with any body; the wait of Retry-After is kept."""
    provider.answers = [(429, {"Retry-After": "1"}, body), (200, {}, json.dumps(SENT).encode())]
    begin = time.monotonic()
    line = send(*SMS, tries=3)[0]
    assert line[0] == "SKY_OK" and "tries=2" in line and len(provider.requests) == 2
    assert time.monotonic() - begin >= 1


def test_over_limit_in_the_body_is_enough(send: Send, provider: Provider) -> None:
    """Whatever HTTP says."""
    provider.say((200, {"error": {"code": "OVER_LIMIT", "description": "x"}}))
    assert send(*SMS)[0][:4] == ["SKY_E_THROTTLED", "200", "1", "OVER_LIMIT"]


@pytest.mark.parametrize("status, body", [
    (500, SENT), (503, {"meta": {"status": "FIELD_EMPTY"}}), (200, b""), (200, b"<html></html>"),
    (200, b'{"meta":{"st'),
    (200, {"msg": "Queued", "data": {}}), (404, b"<html>no such page</html>"), (302, SENT),
    (200, {"meta": {"status": "SUCCESS"}, "msg": "Queued", "data": []})])
def test_what_nobody_knows_is_unknown_and_never_repeated(send: Send, provider: Provider, status: int,
                                                         body: object) -> None:
    """A 5xx, a broken answer, one of somebody in between, and SUCCESS that names no message."""
    provider.say((status, body))
    assert send(*SMS, tries=5)[0][0] == "SKY_E_UNKNOWN"
    assert len(provider.requests) == 1


def test_a_429_that_is_cut_off_is_unknown(send: Send, provider: Provider) -> None:
    """What is missing may have named a message."""
    cut = json.dumps(SENT).encode()[:-20]
    provider.answers = [(429, {"Content-Length": "5000", "Connection": "close"}, cut)]
    assert send(*SMS, tries=3)[0][:2] == ["SKY_E_UNKNOWN", "429"]
    assert len(provider.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(send: Send, provider: Provider, status: int) -> None:
    """A credential in a header of its own would go along."""
    elsewhere = Provider()
    provider.answers = [(status, {"Location": elsewhere.url}, b"")]
    assert send(*SMS)[0][:2] == ["SKY_E_UNKNOWN", str(status)]
    assert not elsewhere.requests
    elsewhere.close()


def test_a_refusal_is_refused_with_code_and_words(send: Send, provider: Provider) -> None:
    """By the body, with HTTP 200 as well."""
    provider.say((200, {"meta": {"code": 400, "status": "FIELD_EMPTY"}, "msg": "A field is empty", "data": []}))
    line = send(*SMS, tries=3)[0]
    assert line[:5] == ["SKY_E_REJECTED", "200", "1", "FIELD_EMPTY", "SKY_E_REJECTED"] and "tries=1" in line


def test_what_cannot_go_out_is_refused_before(send: Send, provider: Provider) -> None:
    """Texts that are too long, senders that are none, numbers that are none."""
    for parameters, status in [
            ((f"to={NUMBER}", "text=" + "x" * 919), "SKY_E_TEXT"),
            ((f"to={NUMBER}", "text=" + "č" * 403), "SKY_E_TEXT"),
            ((f"to={NUMBER}", "text=x", "from=Zoë"), "SKY_E_ARGUMENT"), (("to=12", "text=x"), "SKY_E_NUMBER"),
            ((f"to={NUMBER}", "text=x", "from=elevenchars+"), "SKY_E_ARGUMENT")]:
        assert send("sms", *parameters)[0][0] == status, parameters
    assert send("send-sms", "numbers=" + NUMBER)[0][0] == "SKY_E_ARGUMENT"
    assert not provider.requests
    assert send("sms", f"to={NUMBER}", "text=" + "x" * 918, "from=Clinic 1")[0][0] == "SKY_OK"


def test_any_call_by_name_goes_out(send: Send, provider: Provider) -> None:
    """One that no table has."""
    provider.say((200, {"status": True, "data": {"x": 1}}))
    assert send("v9/reseller/add-client", "name=x")[0][0] == "SKY_OK"
    assert send("GET v9/list", "q=1")[0][0] == "SKY_OK"
    assert [request[:2] for request in provider.requests] == [("POST", "/api/v3/v9/reseller/add-client"),
                                                              ("GET", "/api/v3/v9/list?q=1")]


def test_as_many_messages_as_could_not_be_read_back_are_not_sent(provider: Provider) -> None:
    """An answer larger than 8 MiB would leave all of them unknown."""
    sys.path.insert(0, str(ROOT / "bindings/python"))
    os.environ.setdefault("LIBSKY_LIBRARY", str(ROOT / "build/libsky.so.0"))
    import libsky

    def answer(messages: int, numbers: int, text: str) -> libsky.Result:
        request = libsky.Request("bulk-send-sms")
        for message in range(messages):
            request.begin("message").set("sms_text", text)
            for number in range(numbers):
                request.set("numbers", f"+6149{message * numbers + number:07}")
            request.end()
        envelopes = [{"meta": {"code": 200, "status": "SUCCESS"}, "msg": "Queued, all of them in good order.",
                      "data": {"messages": [{"message_id": str(uuid.uuid4()).upper(), "from": "55501", "body": text,
                                             "to": f"+6149{message * numbers + number:07}", "date": "2026-11-21 12:00:00",
                                             "custom_string": ""} for number in range(numbers)],
                               "total_numbers": numbers, "success_number": numbers, "credits_used": f"{numbers}.00"}}
                     for message in range(messages)]
        provider.say((200, envelopes))
        with libsky.Client(KEY, provider=libsky.Provider.CELLCAST, url=provider.url, rate=0) as client:
            return client.send(request)

    for messages, numbers, text in ((10_000, 1, "x" * 160), (20, 1000, "x" * 160), (10_000, 2, "Hi")):
        assert len(answer(messages, numbers, text).entries) == messages * numbers
    requests = len(provider.requests)
    for messages, numbers, text in ((10_000, 1, "x" * 600), (80, 1000, "Hi"), (40, 1000, "x" * 160),
                                    (6000, 1, "é" * 402)):
        with pytest.raises(libsky.LimitError, match="the answer could be larger"):
            answer(messages, numbers, text)
    assert len(provider.requests) == requests
