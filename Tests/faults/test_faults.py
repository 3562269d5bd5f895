"""Every send ends in exactly one outcome, and no fault of the network makes a message go out twice."""

from __future__ import annotations

import socket
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree

import pytest

from conftest import BUSY_MS, PROMPT_MS
from fault_server import ACCEPTED, FaultServer, Peer, accept, answer_with, die_at, http_answer, refusing_port, stall

TRANSPORTS = [0, 1, 2]
FORM, RAW, GET = TRANSPORTS
REFUSED = (b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>%s</ERRORCODE>"
           b"<ERRORINFO>about 15557654321: PLANTED-TEXT</ERRORINFO></RESPONSE>")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_send_that_is_accepted_is_one_message(sender, transport):
    with FaultServer(accept) as server:
        sent = sender.send(server.url, transport, count=5)
        assert [one.status for one in sent] == ["SKY_OK"] * 5
        assert server.received == 5
        assert server.connections == 1, "the connection is kept"


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("how", [Peer.close, Peer.reset], ids=["FIN", "RST"])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_connection_that_dies_after_the_request_was_read_is_one_message_and_unknown(sender, transport, how, number):
    with FaultServer(die_at(number, how)) as server:
        sent = sender.send(server.url, transport, count=5)
        expected = ["SKY_OK"] * 5
        expected[number - 1] = "SKY_E_UNKNOWN"
        assert [one.status for one in sent] == expected
        assert server.received == 5, "each message arrived once, the one of unknown outcome included"


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("how", [Peer.close, Peer.reset], ids=["FIN", "RST"])
@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_request_on_a_connection_that_dies_is_one_message_and_unknown(sender, transport, how, number):
    with FaultServer(die_at(number, how)) as server:
        sent = sender.send(server.url, transport, count=5, by_request=True)
        expected = ["SKY_OK"] * 5
        expected[number - 1] = "SKY_E_UNKNOWN"
        assert [one.status for one in sent] == expected
        assert all(one.result_given for one in sent)
        assert server.received == 5, "each message arrived once, the one of unknown outcome included"
        messages = server.heads if transport == GET else server.bodies
        assert len(messages) == 5 and len(set(messages)) == 1, "sending does not change the request"


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_request_that_nobody_answers_is_unknown_and_one_that_nobody_takes_is_not_sent(sender, transport):
    with FaultServer(stall) as server:
        sent = sender.send(server.url, transport, timeout_ms=1000, by_request=True)
        assert sent[0].status == "SKY_E_UNKNOWN" and server.wait_for(1) == 1
    with refusing_port() as unused:
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert sender.send(url, transport, by_request=True)[0].status == "SKY_E_NOT_SENT"


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_an_sms_by_request_is_the_sms_that_goes_out_in_one_call(sender, transport):
    with FaultServer(accept) as server:
        sender.send(server.url, transport)
        sender.send(server.url, transport, by_request=True)
    if transport == GET:
        queries = [head.split(b" ")[1].split(b"?")[1].decode() for head in server.heads]
        fields = [sorted(urllib.parse.parse_qsl(query)) for query in queries]
    else:
        documents = [body.decode() if transport == RAW else urllib.parse.parse_qs(body.decode())["xml"][0]
                     for body in server.bodies]
        fields = [sorted((element.tag, element.text) for element in ElementTree.fromstring(document))
                  for document in documents]
    assert fields[0] == fields[1] and len(fields[0]) == 5


@pytest.mark.parametrize("how", [Peer.close, Peer.reset], ids=["FIN", "RST"])
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_the_same_over_tls(sender, certificates, transport, how):
    context, authority = certificates
    with FaultServer(die_at(2, how), context) as server:
        sent = sender.send(server.url, transport, count=4, ca_file=authority)
        assert [one.status for one in sent] == ["SKY_OK", "SKY_E_UNKNOWN", "SKY_OK", "SKY_OK"]
        assert server.received == 4


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_connection_that_was_closed_while_idle_is_replaced(sender, transport):
    def answer_then_close(peer: Peer, _: int) -> bool:
        peer.send(http_answer())
        peer.close()
        return False
    with FaultServer(answer_then_close) as server:
        sent = sender.send(server.url, transport, count=4)
        assert {one.status for one in sent} <= {"SKY_OK", "SKY_E_UNKNOWN"}
        assert sent[0].status == "SKY_OK"
        assert server.received <= 4, "never more messages than sends"


def test_a_refused_connection_is_not_sent(sender):
    with refusing_port() as unused:
        sent = sender.send(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert sent[0].status == "SKY_E_NOT_SENT"
    assert sent[0].transport_code == 7 and sent[0].result_given


def test_a_name_that_cannot_be_resolved_is_not_sent(sender):
    sent = sender.send("http://no-such-host.invalid/", timeout_ms=5000)
    assert sent[0].status == "SKY_E_NOT_SENT"
    assert sent[0].transport_code == 6 or sent[0].transport_code == 28


def test_a_certificate_that_nobody_vouches_for_is_not_sent_and_the_remedy_is_named(sender, certificates):
    context, _ = certificates
    with FaultServer(accept, context) as server:
        sent = sender.send(server.url)
        assert sent[0].status == "SKY_E_NOT_SENT"
        assert "sky_client_set_ca_file" in sent[0].message
        assert server.received == 0


def test_a_certificate_for_another_host_is_not_sent(sender, certificates):
    context, authority = certificates
    with FaultServer(accept, context) as server:
        sent = sender.send(server.url.replace("localhost", "127.0.0.1"), ca_file=authority)
        assert sent[0].status == "SKY_E_NOT_SENT"
        assert server.received == 0


def test_a_server_that_does_not_speak_tls_is_not_sent(sender):
    with FaultServer(accept) as server:
        sent = sender.send(server.url.replace("http://", "https://"), timeout_ms=1000)
        assert sent[0].status == "SKY_E_NOT_SENT"
        assert server.received == 0


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_stall_is_unknown_within_the_deadline(sender, transport):
    with FaultServer(stall) as server:
        sent = sender.send(server.url, transport, timeout_ms=700)
        assert sent[0].status == "SKY_E_UNKNOWN" and sent[0].transport_code == 28
        assert 600 <= sent[0].elapsed_ms < 700 + BUSY_MS
        assert server.wait_for(1) == 1


def test_a_server_that_accepts_connections_and_never_reads_is_unknown_within_the_deadline(sender):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        sent = sender.send(f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout_ms=700)
    assert sent[0].status == "SKY_E_UNKNOWN" and sent[0].elapsed_ms < 700 + BUSY_MS


def test_a_tls_handshake_that_stalls_is_not_sent_within_the_deadline(sender):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        sent = sender.send(f"https://127.0.0.1:{listener.getsockname()[1]}/", timeout_ms=700)
    assert sent[0].status == "SKY_E_NOT_SENT" and sent[0].elapsed_ms < 700 + BUSY_MS


@pytest.mark.parametrize("cut", range(0, len(http_answer()), 7))
def test_an_answer_that_is_cut_off_is_never_taken_for_a_refusal(sender, cut):
    with FaultServer(answer_with(http_answer()[:cut])) as server:
        sent = sender.send(server.url)
        assert sent[0].status == "SKY_E_UNKNOWN"
        assert server.received == 1


def test_a_whole_document_counts_though_the_answer_promised_more(sender):
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + ACCEPTED
    with FaultServer(answer_with(answer)) as server:
        assert sender.send(server.url)[0].status == "SKY_OK"
        assert server.received == 1


@pytest.mark.parametrize("code, status", [("E110", "SKY_E_REJECTED"), ("E777", "SKY_E_REJECTED"),
                                          ("E113", "SKY_E_THROTTLED"), ("E106", "SKY_E_THROTTLED"),
                                          ("E120", "SKY_E_THROTTLED"), ("E503", "SKY_E_UNKNOWN")])
def test_a_refusal_has_its_outcome_and_a_result(sender, code, status):
    with FaultServer(answer_with(http_answer(REFUSED % code.encode()), close=False)) as server:
        sent = sender.send(server.url)
        assert sent[0].status == status and sent[0].result_given
        assert server.received == 1


@pytest.mark.parametrize("http", ["400 Bad Request", "404 Not Found", "500 Oops", "502 Bad Gateway", "204 No Content",
                                  "301 Moved\r\nLocation: http://127.0.0.1:1/"])
def test_a_page_that_is_not_from_the_provider_is_unknown(sender, http):
    with FaultServer(answer_with(http_answer(b"<html><body>Sorry</body></html>", http), close=False)) as server:
        sent = sender.send(server.url)
        assert sent[0].status == "SKY_E_UNKNOWN" and sent[0].result_given
        assert sent[0].http_status == int(http[:3])
        assert server.received == 1, "redirects are not followed"


def test_http_429_is_throttled(sender):
    answer = http_answer(b"slow down", "429 Too Many Requests", b"Retry-After: 7\r\n")
    with FaultServer(answer_with(answer, close=False)) as server:
        assert sender.send(server.url)[0].status == "SKY_E_THROTTLED"


@pytest.mark.parametrize("http", ["400 Bad Request", "500 Oops"])
def test_the_provider_s_document_counts_whatever_the_http_status(sender, http):
    with FaultServer(answer_with(http_answer(ACCEPTED, http), close=False)) as server:
        assert sender.send(server.url)[0].status == "SKY_OK"


def test_an_endless_answer_ends_at_the_cap(sender):
    def flood(peer: Peer, _: int) -> bool:
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        for _ in range(20):
            peer.send(b" " * (1 << 20))
        return False
    with FaultServer(flood) as server:
        sent = sender.send(server.url)
        assert sent[0].status == "SKY_E_UNKNOWN" and "8 MiB" in sent[0].message


def test_an_endless_header_ends_at_the_cap(sender):
    def flood(peer: Peer, _: int) -> bool:
        peer.send(b"HTTP/1.1 200 OK\r\n")
        for number in range(20000):
            peer.send(b"X-%d: %s\r\n" % (number, b"x" * 1000))
        return False
    with FaultServer(flood) as server:
        sent = sender.send(server.url)
        assert sent[0].status == "SKY_E_UNKNOWN" and sent[0].elapsed_ms < PROMPT_MS


@pytest.mark.parametrize("garbage", [b"", b"\0" * 100, b"HTTP/0.9\r\n\r\n", b"not http at all\r\n\r\n",
                                     b"HTTP/1.1 100 Continue\r\n\r\n" * 500, b"HTTP/1.1 200 OK\r\n\r\n<RESPONSE>"])
def test_garbage_is_unknown(sender, garbage):
    with FaultServer(answer_with(garbage)) as server:
        assert sender.send(server.url)[0].status == "SKY_E_UNKNOWN"
        assert server.received == 1


def test_secrets_are_in_no_error(sender):
    outputs = []
    for code in (b"E110", b"E777", b"E113", b"E503"):
        with FaultServer(answer_with(http_answer(REFUSED % code), close=False)) as server:
            sender.send(server.url)
            outputs.append(sender.output)
    with FaultServer(die_at(1, Peer.reset)) as server:
        sender.send(server.url, GET)
        outputs.append(sender.output)
    for secret in ("PLANTED-KEY", "PLANTED-TEXT", "5557654321"):
        assert not any(secret in output for output in outputs)


def test_the_transports_are_as_documented(sender):
    with FaultServer(accept) as server:
        sender.send(server.url, FORM)
        sender.send(server.url, RAW)
        sender.send(server.url, GET)
    form, raw, get = server.heads
    assert form.startswith(b"POST ") and b"\r\nContent-Type: application/x-www-form-urlencoded" in form
    assert urllib.parse.parse_qs(server.bodies[0].decode())["xml"][0].encode() == server.bodies[1]
    assert raw.startswith(b"POST ") and b"\r\nContent-Type: text/xml; charset=utf-8" in raw
    assert server.bodies[1].startswith(b'<?xml version="1.0" encoding="UTF-8"?><REQUEST><ACTION>sendSMS</ACTION>')
    assert get.startswith(b"GET ") and b"?action=sendsms&api_key=PLANTED-KEY&to=15557654321&from=55501&text=" in get
    for head in server.heads:
        assert b"\r\nUser-Agent: libsky/" in head and b"Expect:" not in head


def test_a_slow_trickle_does_not_outlive_the_deadline(sender):
    def trickle(peer: Peer, _: int) -> bool:
        for byte in http_answer():
            peer.send(bytes([byte]))
            time.sleep(0.05)
        return False
    with FaultServer(trickle) as server:
        sent = sender.send(server.url, timeout_ms=800)
        assert sent[0].status == "SKY_E_UNKNOWN" and sent[0].elapsed_ms < 800 + BUSY_MS
