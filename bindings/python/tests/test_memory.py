"""What reading and sending leave behind: nothing."""

from __future__ import annotations

import ctypes
import gc
import sys
from pathlib import Path
from typing import Callable, List, Tuple

import pytest

import libsky
from conftest import NUMBER, TEXT, Provider, body_of

REPORT = body_of("postbacks/SMS_MT-N202.xml")


class Mallinfo2(ctypes.Structure):
    """glibc's account of what malloc has given out."""

    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")]


def in_use() -> Tuple[int, int]:
    """Bytes that C code has of malloc, and the number of blocks that the interpreter has of its own allocator."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        pytest.skip("needs glibc 2.33 or later")
    libc.mallinfo2.restype = Mallinfo2
    gc.collect()
    account = libc.mallinfo2()
    return account.uordblks + account.hblkhd, sys.getallocatedblocks()


def leaks(work: Callable[[], object], rounds: int) -> bool:
    """Whether each round leaves something behind: malloc's smallest piece has 32 bytes, the interpreter's is a block.

    Allocators and caches settle late, so several attempts are made; what leaks grows in each of them.
    """
    bytes_before, blocks_before = in_use()
    for _ in range(8):
        for _ in range(rounds):
            work()
        bytes_after, blocks_after = in_use()
        if bytes_after - bytes_before < 24 * rounds and blocks_after - blocks_before < rounds // 2:
            return False
        bytes_before, blocks_before = bytes_after, blocks_after
    return True


def read() -> None:
    """Read documents of all kinds, in every way."""
    notification = libsky.parse_postback(REPORT)[0]
    assert notification.fields and notification.field("OPERATORID") and notification.fingerprint
    libsky.parse_postback(REPORT).json()
    result = libsky.parse_response(body_of("responses/success-sendSMS.xml"))
    assert result.json() and result.entries[0].fields and result.field("NOSUCH") is None
    libsky.normalize_msisdn("+1 774 319 9144")
    assert libsky.measure_text(TEXT).segments and libsky.split_text(TEXT * 20) and libsky.split_cost(TEXT)
    assert libsky.simplify_text("…" + TEXT) and libsky.simplify_report("…" + TEXT)
    for wrong in ("a\0", "\ud800"):
        with pytest.raises(libsky.SkyError):
            libsky.simplify_text(wrong)


def refuse() -> None:
    """Read what is refused."""
    for wrong in (b"<POSTBACK>", b"<RESPONSE/>", b"\xff", b"<A>" * 40, b"xml=%", b"<POSTBACK>" + b"<A/>" * 100_001):
        with pytest.raises(libsky.SkyError):
            libsky.parse_postback(wrong)
    with pytest.raises(libsky.SkyError):
        libsky.parse_response(body_of("responses/failure-plain.xml"))
    with pytest.raises(libsky.SkyError):
        libsky.normalize_msisdn("12")
    with pytest.raises(libsky.SkyError):
        libsky.Client("key", url="no url")
    libsky.Client("key", url="http://127.0.0.1:1/").close()


def test_reading_leaks_nothing() -> None:
    """Postbacks, results, their JSON and what is asked of the library again."""
    assert not leaks(read, 1000)


def test_refusing_leaks_nothing() -> None:
    """Documents, numbers and clients that are refused."""
    assert not leaks(refuse, 200)


def test_sending_leaks_nothing(provider: Provider, client: libsky.Client) -> None:
    """Messages that are accepted and refused."""
    def send() -> None:
        provider.says(b"<RESPONSE><TRACKINGID>1</TRACKINGID></RESPONSE>")
        client.send_sms(NUMBER, TEXT)
        provider.says(b"<RESPONSE><ERRORCODE>E110</ERRORCODE></RESPONSE>")
        with pytest.raises(libsky.RejectedError):
            client.send_sms(NUMBER, TEXT)
        provider.bodies.clear()
        provider.targets.clear()

    assert not leaks(send, 300)


def build() -> None:
    """Build requests, good ones and such as are refused, and read times."""
    request = libsky.Request.send_saved_mms("35674", NUMBER, "55501").custom_text(1, TEXT).data({"FIRST_NAME": "Ada"})
    request.check()
    libsky.Request("saveMMS", SUBJECT="s", NAME="n").slide("x", libsky.Media.IMAGE, "https://e.net/a.png", 5).check()
    for call in (lambda: request.set("A", "a\0"), lambda: request.set("A B", "x"), lambda: request.check(),
                 lambda: libsky.Request.delete_mms_id(""), lambda: libsky.Request("sendPigeon", A="a\x07"),
                 lambda: libsky.Client("key", login=("u", "")), lambda: libsky.parse_time("noon")):
        with pytest.raises(libsky.SkyError):
            call()
    libsky.Client("key", login=("u", "p"), postback_sources=["192.0.2.0/24"]).close()
    assert libsky.parse_time("2012-06-07 07:27:29").tzinfo is None


def test_building_requests_leaks_nothing() -> None:
    """Requests of all sorts, logins, sources and times."""
    assert not leaks(build, 300)


def test_sending_requests_leaks_nothing(provider: Provider, client: libsky.Client) -> None:
    """One request sent again and again, accepted and refused."""
    request = libsky.Request.send_sms(NUMBER, TEXT)

    def send() -> None:
        provider.says(b"<RESPONSE><TRACKINGID>1</TRACKINGID></RESPONSE>")
        client.send(request)
        provider.says(b"<RESPONSE><ERRORCODE>E110</ERRORCODE></RESPONSE>")
        with pytest.raises(libsky.RejectedError):
            client.send(request)
        provider.bodies.clear()
        provider.targets.clear()

    assert not leaks(send, 300)


def test_batches_leak_nothing(provider: Provider, client: libsky.Client) -> None:
    """Batches that end, are cancelled or left, with results that are read or not, and messages that are refused."""
    def send() -> None:
        with client.batch() as batch:
            for tag in (None, [1], "two"):
                batch.add(NUMBER, TEXT, tag=tag)
            with pytest.raises(libsky.NumberError):
                batch.add("12", TEXT, tag="no")
            assert [outcome.result.fields for outcome in batch if outcome.index == 1 and outcome.result]
            batch.add(NUMBER, TEXT)
            batch.cancel()
        provider.says(b"<RESPONSE><ERRORCODE>E110</ERRORCODE></RESPONSE>")
        assert not any(outcome.accepted for outcome in client.send_all([(NUMBER, TEXT), ("12", TEXT)]))
        provider.says(b"<RESPONSE><TRACKINGID>1</TRACKINGID></RESPONSE>")
        provider.bodies.clear()
        provider.targets.clear()

    assert not leaks(send, 100)


def test_loggers_leak_nothing(provider: Provider) -> None:
    """Clients with listeners that are told something."""
    def send() -> None:
        told: List[libsky.LogEvent] = []
        with libsky.Client("key", url=provider.url, default_sender="55501", logger=told.append) as client:
            client.send_sms(NUMBER, TEXT)
        assert [str(event) for event in told]
        provider.bodies.clear()
        provider.targets.clear()

    assert not leaks(send, 200)


def test_a_leak_would_be_seen() -> None:
    """The measure finds a postback of the C library that is not freed, and a Python object that is kept."""
    kept: List[object] = []
    assert leaks(lambda: kept.append(object()), 1000)
    assert leaks(lambda: _parse_without_freeing(), 1000)


def _parse_without_freeing() -> None:
    handle = ctypes.c_void_p()
    assert libsky._library.LIBRARY.sky_parse_postback(1, REPORT, len(REPORT), handle, None) == 0


def test_the_process_does_not_grow() -> None:
    """100,000 reports and 100 documents of 4 MiB leave the process about as large as it was."""
    large = b"<POSTBACK><CODE>1</CODE><TEXT>%s</TEXT></POSTBACK>" % (b"x" * (4 << 20))

    def resident() -> int:
        gc.collect()
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096

    def work(rounds: int) -> None:
        for number in range(rounds):
            assert libsky.parse_postback(REPORT)[0].fields["CODE"] == "N202"
            if number % 1000 == 0:
                libsky.parse_postback(large)

    work(2000)
    before = resident()
    work(100_000)
    assert resident() - before < 16 << 20
