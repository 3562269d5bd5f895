"""Reading postbacks."""

from __future__ import annotations

import copy
import ctypes
import ipaddress
import json
import pickle
import threading
from typing import Any, Dict, List, Optional
from urllib.parse import quote_plus

import pytest

import libsky
from conftest import KEY, ROOT, body_of, samples
from libsky import Client, PostbackKind, Verdict, _reading
from libsky._library import LIBRARY
from libsky._shape import SHAPES, Shape

POSTBACKS = samples("postback")
VERDICTS = {"success": Verdict.SUCCESS, "failure": Verdict.FAILURE, "neutral": Verdict.PENDING,
            "unknown": Verdict.UNKNOWN}
REPORT = body_of("postbacks/SMS_MT-N202.xml")
KNOWN = [line for line in (ROOT / "tools/data/skycore/source-addresses.tsv").read_text("ascii").splitlines()
         if line[0].isdigit()]


@pytest.mark.parametrize("path, expected", POSTBACKS, ids=[path for path, _ in POSTBACKS])
def test_every_sample_reads_as_expected(path: str, expected: Dict[str, Any]) -> None:
    """Verdict, code, plain fields, attributes and files of every sample are what the protocol's description expects."""
    postback = libsky.parse_postback(body_of(path))
    assert len(postback) == len(expected["notifications"])
    for notification, wanted in zip(postback, expected["notifications"]):
        assert notification.fields == wanted["fields"]
        assert notification.verdict == VERDICTS[wanted["verdict"]]
        assert (notification.field("CODE") or notification.field("STATUSCODE")) == wanted["code"]
        assert notification.files == tuple(wanted.get("files", ()))
        attributes = {name.upper(): value for name, value in wanted.get("attributes", {}).items()}
        assert attributes.items() <= notification.attributes.items()


@pytest.mark.parametrize("path", [path for path, _ in POSTBACKS])
def test_reading_in_one_piece_equals_asking_field_by_field(path: str) -> None:
    """The packed form gives exactly what the C library's getters give."""
    body = body_of(path)
    handle = ctypes.c_void_p()
    assert LIBRARY.sky_parse_postback(1, body, len(body), handle, None) == 0
    postback = libsky.parse_postback(body)
    assert LIBRARY.sky_postback_count(handle) == len(postback)
    for i, notification in enumerate(postback):
        assert LIBRARY.sky_postback_kind(handle, i) == notification.kind
        assert LIBRARY.sky_postback_verdict(handle, i) == notification.verdict
        assert LIBRARY.sky_postback_is_final(handle, i) == notification.is_final
        assert LIBRARY.sky_postback_fingerprint(handle, i).decode() == notification.fingerprint
        count = LIBRARY.sky_postback_file_count(handle, i)
        assert tuple(LIBRARY.sky_postback_file(handle, i, j).decode() for j in range(count)) == notification.files
        names = [*notification.fields, *("@" + name for name in notification.attributes)]
        names += [name.lower() for name in names] + [
            "RECEIVED", "timestamp", "OPERATORID", "spid", "ID", "created", "CONTENT/FILE", "BODY/TO", "status@text",
            "FROM-MASK", "frommask", "NOSUCH", "ß", "", "/", "@",
        ]
        for name in names:
            for index in range(4):
                value = LIBRARY.sky_postback_field(handle, i, name.encode(), index)
                assert notification.field(name, index) == (None if value is None else value.decode()), (name, index)
    LIBRARY.sky_postback_free(handle)


def test_kind_of_each_sample() -> None:
    """A notification says what it is about."""
    kinds = {path.split("/")[1].split("-")[0]: libsky.parse_postback(body_of(path))[0].kind
             for path, expected in POSTBACKS if expected["notifications"]}
    assert kinds["SMS_MT"] is PostbackKind.SMS_DELIVERY
    assert kinds["SMS_MO"] is PostbackKind.INBOUND_SMS
    assert kinds["MMS_MO"] is PostbackKind.INBOUND_MMS
    assert kinds["SUB"] is PostbackKind.SUBSCRIPTION
    assert kinds["EMAIL_SUB"] is PostbackKind.EMAIL_SUBSCRIPTION
    assert kinds["GENERATE_PASS"] is PostbackKind.PASS
    assert kinds["unknown"] is PostbackKind.OTHER


def test_a_delivery_report_is_success_and_final() -> None:
    """N202 says that the message arrived and that nothing follows; N201 that it is on its way."""
    last, first = libsky.parse_postback(REPORT)[0], libsky.parse_postback(body_of("postbacks/SMS_MT-N201.xml"))[0]
    assert (last.verdict, last.is_final) == (Verdict.SUCCESS, True)
    assert (first.verdict, first.is_final) == (Verdict.PENDING, False)


@pytest.mark.parametrize("make", [bytes, bytearray, memoryview, lambda body: body.decode()],
                         ids=["bytes", "bytearray", "memoryview", "str"])
def test_a_body_may_be_of_any_kind_of_bytes(make: Any) -> None:
    """bytes, bytearray, memoryview and str give the same."""
    postback = libsky.parse_postback(make(REPORT))
    assert postback[0].fields == libsky.parse_postback(REPORT)[0].fields
    assert postback.raw == REPORT and type(postback.raw) is bytes


def test_every_second_byte_of_a_memoryview() -> None:
    """A memoryview with gaps is read as what it shows."""
    spread = bytes(byte for pair in zip(REPORT, b"#" * len(REPORT)) for byte in pair)
    assert libsky.parse_postback(memoryview(spread)[::2]).raw == REPORT


def test_a_form_body_is_unpacked() -> None:
    """A form with the field xml gives the same as the document; raw is the form."""
    form = b"xml=" + quote_plus(REPORT).encode()
    postback = libsky.parse_postback(form)
    assert postback[0].fields == libsky.parse_postback(REPORT)[0].fields
    assert postback.raw == form and postback[0].raw == form
    assert postback[0].field("OPERATORID") == "0009990"


def test_a_number_is_not_a_body() -> None:
    """What is neither bytes nor str is a TypeError: bytes(5) would be five NUL bytes."""
    for wrong in (5, None, ["<POSTBACK/>"]):
        with pytest.raises(TypeError):
            libsky.parse_postback(wrong)  # type: ignore[arg-type]


def test_an_unknown_provider_is_refused() -> None:
    """A provider that this version does not speak is an ArgumentError, whatever it is."""
    for wrong in (3, 77, "skycore"):
        with pytest.raises(libsky.ArgumentError):
            libsky.parse_postback(REPORT, wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("body, kind, offset", [
    (b"", libsky.DocumentError, 0),
    (b"<POSTBACK><A>1</B></POSTBACK>", libsky.DocumentError, None),
    (b"<!DOCTYPE a><POSTBACK/>", libsky.DocumentError, None),
    (b"<POSTBACK/>\0", libsky.DocumentError, 11),
    (b"<RESPONSE/>", libsky.ProtocolError, None),
    (b"<POSTBACK>\xff</POSTBACK>", libsky.Utf8Error, 10),
    (b"<POSTBACK>" + b"<A>" * 40 + b"</A>" * 40 + b"</POSTBACK>", libsky.LimitError, None),
    ("<POSTBACK>é\ud800</POSTBACK>", libsky.Utf8Error, 12),
    ("<?xml version='1.0' encoding='ISO-8859-1'?><POSTBACK/>", libsky.ArgumentError, None),
])
def test_what_cannot_be_read_says_why(body: Any, kind: Any, offset: Optional[int]) -> None:
    """A body that cannot be read is an exception of its kind, with the offset in bytes where there is one."""
    with pytest.raises(kind) as caught:
        libsky.parse_postback(body)
    assert type(caught.value) is kind
    assert caught.value.message.startswith("body: ") and str(caught.value) == caught.value.message
    if offset is not None:
        assert caught.value.offset == offset


def test_a_truncated_document_is_refused_at_every_byte() -> None:
    """No part of a report passes for a report, and none harms the process."""
    end = REPORT.rindex(b">")
    for length in range(end):
        with pytest.raises((libsky.DocumentError, libsky.ProtocolError)):
            libsky.parse_postback(REPORT[:length])


def test_rubbish_of_ten_megabytes_is_refused() -> None:
    """Large rubbish is refused, also by the way for large bodies."""
    for rubbish in (b"\0" * 10_000_000, b"<" * 10_000_000, b"<A>" * 3_000_000, b"x" * 10_000_000):
        with pytest.raises(libsky.SkyError):
            libsky.parse_postback(rubbish)


def test_large_and_small_bodies_read_alike() -> None:
    """300 notifications come in order, however the call is made; 301 are too many."""
    def bundle(count: int) -> bytes:
        return b"<POSTBACK>%s</POSTBACK>" % b"".join(
            b"<NOTIFICATION ID='%d'><CODE>N202</CODE><TO>%s</TO></NOTIFICATION>" % (i, b"1" * 80) for i in range(count))
    for count in (0, 1, 2, 100, 300):
        assert [n.attributes["ID"] for n in libsky.parse_postback(bundle(count))] == [str(i) for i in range(count)]
    with pytest.raises(libsky.LimitError):
        libsky.parse_postback(bundle(301))


def test_a_postback_is_a_sequence() -> None:
    """It has a length, indices from both ends, slices, membership; a wrong index is an IndexError."""
    postback = libsky.parse_postback(body_of("postbacks/legacy-bundle.xml"))
    assert len(postback) == 3 and postback[-1] is postback[2] and list(postback[1:]) == [postback[1], postback[2]]
    assert postback[1] in postback and postback.index(postback[1]) == 1
    with pytest.raises(IndexError):
        postback[3]
    assert not libsky.parse_postback(b"<POSTBACK/>")


def test_fields_holds_plain_names_and_field_reads_the_rest() -> None:
    """fields has neither attributes nor nested fields; field() finds them, and repeated ones by index."""
    notification = libsky.parse_postback(
        b"<POSTBACK><NOTIFICATION id='7'><CODE>N401</CODE><T>a</T><T s='x'>b</T><C><F>1</F><F>2</F></C></NOTIFICATION>"
        b"</POSTBACK>")[0]
    assert notification.fields == {"CODE": "N401", "T": "a"}
    assert notification.attributes == {"ID": "7"}
    assert [notification.field("t", i) for i in range(3)] == ["a", "b", None]
    assert [notification.field("c/f", i) for i in range(3)] == ["1", "2", None]
    assert notification.field("T@S") == "x" and notification.field("@id") == "7" and notification.field("ID") == "7"
    assert notification.field("T", -1) is None and notification.field("NOSUCH") is None
    assert notification.field("T\0X") is None
    with pytest.raises(libsky.Utf8Error):
        notification.field("\ud800")


def test_fields_stay_the_same_when_their_maker_is_compiled() -> None:
    """The function that a frequent shape gets gives the same dict, in the same order, for any names there may be."""
    body = ("<POSTBACK><CODE>N1</CODE><L>1</L><X a='q'>2</X><È>3</È><A-B.c>4</A-B.c><L>5</L><Y><Z>6</Z></Y>"
            "<None>7</None><E/></POSTBACK>").encode()
    SHAPES.clear()
    first = libsky.parse_postback(body)[0].fields
    assert first == {"CODE": "N1", "L": "1", "X": "2", "È": "3", "AB.C": "4", "NONE": "7", "E": ""}
    for _ in range(2 * Shape.USES_THAT_PAY):
        again = libsky.parse_postback(body)[0].fields
        assert list(again.items()) == list(first.items())
    (shape,) = SHAPES.values()
    assert shape.make_fields != shape._make_fields, "no function was compiled, so nothing was compared"


def test_strangers_names_do_not_fill_the_memory() -> None:
    """What is kept for names is bounded, in number and in size."""
    for i in range(3000):
        body = b"<POSTBACK><CODE>1</CODE><F%d>v</F%d></POSTBACK>" % (i, i)
        assert libsky.parse_postback(body)[0].fields[f"F{i}"] == "v"
    libsky.parse_postback(b"<POSTBACK><CODE>1</CODE><%s>v</%s></POSTBACK>" % (b"N" * 9000, b"N" * 9000))[0].fields
    assert len(SHAPES) <= 1024 and max(map(len, SHAPES)) <= 4096


def test_the_fingerprint_is_equal_for_a_redelivery_only() -> None:
    """Equal for one event in another layout, different for another event; equality of notifications follows it."""
    one = libsky.parse_postback(REPORT)[0]
    same = libsky.parse_postback(REPORT.replace(b"\n    ", b""))[0]
    other = libsky.parse_postback(REPORT.replace(b"15550100031", b"15550100032"))[0]
    assert one.fingerprint == same.fingerprint != other.fingerprint
    assert len(one.fingerprint) == 32 and int(one.fingerprint, 16)
    assert one == same != other and len({one, same, other}) == 2 and one != "x"


def test_json_holds_everything() -> None:
    """The JSON has the kind, the verdict and the nested fields of every notification."""
    read = json.loads(libsky.parse_postback(body_of("postbacks/MMS_MO-N401.xml")).json())
    (notification,) = read["notifications"]
    assert notification["kind"] == "inbound_mms" and len(notification["fields"]["CONTENT"]["FILE"]) == 3


def test_nothing_shows_numbers_or_texts_by_itself() -> None:
    """repr and str show what a notification is, not whom it is about."""
    for path, _ in POSTBACKS:
        postback = libsky.parse_postback(body_of(path))
        for shown in (repr(postback), str(postback), *map(repr, postback), *map(str, postback)):
            assert "555" not in shown and "example" not in shown
    assert repr(libsky.parse_postback(REPORT)[0]) == "<libsky.Notification SMS_DELIVERY, SUCCESS, final>"


def test_a_postback_can_be_copied_and_pickled() -> None:
    """Work queues hand postbacks over to other processes."""
    postback = libsky.parse_postback(body_of("postbacks/legacy-bundle.xml"))
    for twin in (copy.copy(postback), copy.deepcopy(postback), pickle.loads(pickle.dumps(postback))):
        assert [n.fields for n in twin] == [n.fields for n in postback] and twin.raw == postback.raw
        assert twin[2].field("TIMESTAMP") == postback[2].field("TIMESTAMP") and twin.json() == postback.json()


def test_threads_may_read_at_once() -> None:
    """Eight threads that read different postbacks each get their own."""
    wrong = []

    def read(number: int) -> None:
        large = number % 2 * 20_000
        for i in range(400):
            value = f"{number}-{i}-" + "x" * large
            body = f"<POSTBACK><CODE>N202</CODE><TO>{value}</TO></POSTBACK>".encode()
            if libsky.parse_postback(body)[0].fields["TO"] != value:
                wrong.append(value)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_source_is_known_or_not() -> None:
    """Published addresses are known, in each notation; others and rubbish are not."""
    assert KNOWN
    for ip in KNOWN:
        assert libsky.source_is_known(ip)
        assert libsky.source_is_known("::ffff:" + ip) and libsky.source_is_known(ipaddress.ip_address(ip))
    for ip in ("192.0.2.1", "", "rubbish", "::1"):
        assert not libsky.source_is_known(ip)
    with pytest.raises(libsky.ArgumentError):
        libsky.source_is_known(KNOWN[0] + "\0")


def test_the_memory_for_reading_is_kept_and_bounded() -> None:
    """One thread uses one desk, whatever it reads: small and large blocks, refused bodies; large buffers are not kept.
    """
    bundle = b"<POSTBACK>%s</POSTBACK>" % (b"<NOTIFICATION><CODE>N202</CODE></NOTIFICATION>" * 300)
    _reading._free_desks.clear()
    for body in (REPORT, bundle, b"<RESPONSE/>", b"<A" * 50_000, REPORT + b" " * 20_000):
        for _ in range(20):
            try:
                libsky.parse_postback(body)
            except libsky.SkyError:
                pass
    (desk,) = _reading._free_desks
    assert len(desk.buffer) == _reading.USUAL_SIZE


def test_postback_sources_replace_the_published_ones() -> None:
    """Addresses and prefixes, as texts or as objects of ipaddress."""
    with Client(KEY) as client:
        assert not client.is_postback_source("192.0.2.1")
        assert not client.is_postback_source("no address")
    sources = ["192.0.2.1", ipaddress.ip_network("198.51.100.0/25"), ipaddress.ip_address("203.0.113.9")]
    with Client(KEY, postback_sources=sources) as client:
        for known in ("192.0.2.1", "::ffff:198.51.100.127", ipaddress.ip_address("203.0.113.9")):
            assert client.is_postback_source(known)
        for unknown in ("192.0.2.2", "198.51.100.128", "", "::1", "203.0.113.9/32"):
            assert not client.is_postback_source(unknown)
        with pytest.raises(libsky.ArgumentError):
            client.is_postback_source("192.0.2.1\0")
    with pytest.raises(libsky.ConfigError):
        client.is_postback_source("192.0.2.1")
    wrong: Dict[type, List[Any]] = {
        libsky.ArgumentError: [[], [""], ["192.0.2"], ["192.0.2.1/33"], ["::1"], ["192.0.2.1\0"]],
        libsky.LimitError: [["192.0.2.1"] * 65], TypeError: ["192.0.2.1", b"192.0.2.1", 5]}
    for kind, values in wrong.items():
        for value in values:
            with pytest.raises(kind):
                Client(KEY, postback_sources=value)
