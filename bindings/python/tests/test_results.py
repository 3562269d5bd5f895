"""Reading answers."""

from __future__ import annotations

import copy
import ctypes
import json
import pickle
from typing import Any, Dict

import pytest

import libsky
from conftest import body_of, samples
from libsky import Status
from libsky._library import LIBRARY

RESPONSES = samples("response")
OUTCOMES = {"success": {Status.OK}, "failure": {Status.E_REJECTED, Status.E_THROTTLED}, "partial": {Status.E_PARTIAL},
            "unknown": {Status.E_UNKNOWN}}


def read(body: bytes) -> libsky.Result:
    """The result of a body, whether or not it is an acceptance."""
    try:
        return libsky.parse_response(body)
    except libsky.SkyError as error:
        assert error.result is not None and error.status == error.result.status
        return error.result


@pytest.mark.parametrize("path, expected", RESPONSES, ids=[path for path, _ in RESPONSES])
def test_every_sample_reads_as_expected(path: str, expected: Dict[str, Any]) -> None:
    """Outcome, fields and entries of every sample are what the protocol's description expects."""
    result = read(body_of(path))
    assert result.status in OUTCOMES[expected["outcome"]]
    assert result.fields == expected["fields"]
    if "entries" in expected:
        assert [entry.fields for entry in result.entries] == [wanted["fields"] for wanted in expected["entries"]]
        for entry, wanted in zip(result.entries, expected["entries"]):
            assert entry.status in OUTCOMES[wanted["outcome"]]
    else:
        assert [entry.fields for entry in result.entries] == [result.fields]


@pytest.mark.parametrize("path", [path for path, _ in RESPONSES])
def test_reading_in_one_piece_equals_asking_field_by_field(path: str) -> None:
    """The packed form gives exactly what the C library's getters give."""
    body = body_of(path)
    handle = ctypes.c_void_p()
    LIBRARY.sky_parse_response(1, 200, body, len(body), handle, None)
    result = read(body)
    assert LIBRARY.sky_result_status(handle) == result.status
    assert LIBRARY.sky_result_count(handle) == len(result.entries)
    assert LIBRARY.sky_result_retry_after_ms(handle) == (result.retry_after or 0) * 1000
    names = [*result.fields, "trackingid", "ERROR-CODE", "SPID", "OPERATORID", "NOSUCH"]
    for name in names:
        value = LIBRARY.sky_result_field(handle, name.encode(), 0)
        assert result.field(name) == (None if value is None else value.decode())
        for i, entry in enumerate(result.entries):
            assert LIBRARY.sky_result_entry_status(handle, i) == entry.status
            value = LIBRARY.sky_result_entry_field(handle, i, name.encode(), 0)
            assert entry.field(name) == (None if value is None else value.decode())
    LIBRARY.sky_result_free(handle)


def test_a_refusal_is_an_exception_with_the_providers_words() -> None:
    """RejectedError has the code's meaning as message, and the provider's own words in its result only."""
    with pytest.raises(libsky.RejectedError) as caught:
        libsky.parse_response(body_of("responses/failure-code-info-to.xml"), http_status=200)
    result = caught.value.result
    assert result is not None and (result.code, result.message) == ("E713", "Billing problem")
    assert result.http_status == 200 and result.tries == 0 and result.elapsed == 0 and result.retry_after is None


def test_throttling_names_the_wait_in_seconds() -> None:
    """The seconds that the answer names are in retry_after."""
    with pytest.raises(libsky.ThrottledError) as caught:
        libsky.parse_response(body_of("responses/failure-throttled-E106.xml"))
    assert caught.value.result is not None and caught.value.result.retry_after == 3.0


def test_a_partial_answer_has_an_entry_for_each_recipient() -> None:
    """PartialError says who was accepted and who was not."""
    with pytest.raises(libsky.PartialError) as caught:
        libsky.parse_response(body_of("responses/multi-sending-legacy-partial.xml"))
    assert caught.value.result is not None
    assert [entry.status for entry in caught.value.result.entries] == [Status.OK, Status.E_REJECTED]
    assert [repr(entry) for entry in caught.value.result.entries] == ["<libsky.Entry OK>", "<libsky.Entry E_REJECTED>"]


@pytest.mark.parametrize("body, kind", [(b"", libsky.DocumentError), (b"<html></html>", libsky.ProtocolError),
                                        (b"<RESPONSE>\xff</RESPONSE>", libsky.Utf8Error)])
def test_what_is_no_answer_gives_no_result(body: bytes, kind: Any) -> None:
    """A body that cannot be read is an exception without a result."""
    with pytest.raises(kind) as caught:
        libsky.parse_response(body)
    assert caught.value.result is None


def test_an_http_status_that_does_not_exist_is_refused() -> None:
    """What is no HTTP status would be cut to 32 bits by the border, so it is an ArgumentError."""
    for wrong in (-1, 1000, 2**40):
        with pytest.raises(libsky.ArgumentError):
            libsky.parse_response(b"<RESPONSE/>", wrong)


@pytest.mark.parametrize("path", [path for path, _ in RESPONSES])
def test_results_and_errors_can_be_copied_and_pickled(path: str) -> None:
    """Worker processes hand results and exceptions over; the twin says the same, after the first is gone, too."""
    result = read(body_of(path))
    said = [result.status, result.fields, result.code, result.message, result.json(), result.raw, result.field("spid")]
    twins = [copy.copy(result), copy.deepcopy(result), pickle.loads(pickle.dumps(result))]
    del result
    for twin in twins:
        assert said == [twin.status, twin.fields, twin.code, twin.message, twin.json(), twin.raw, twin.field("spid")]
        for entry in twin.entries:
            assert entry.field("trackingid") == entry.fields.get("TRACKINGID")


def test_an_error_survives_pickling() -> None:
    """Type, message, and every detail come out as they went in."""
    with pytest.raises(libsky.RejectedError) as caught:
        libsky.parse_response(body_of("responses/failure-plain.xml"))
    error, twin = caught.value, pickle.loads(pickle.dumps(caught.value))
    assert type(twin) is libsky.RejectedError and str(twin) == str(error)
    assert {**vars(twin), "result": None} == {**vars(error), "result": None}
    assert twin.result.fields == error.result.fields  # type: ignore[union-attr]


def test_an_entry_outlives_its_result() -> None:
    """Entries keep alive what they read from."""
    entry = libsky.parse_response(body_of("responses/success-sendSMS.xml")).entries[0]
    assert entry.field("Tracking-Id") == entry.fields["TRACKINGID"] and entry.field("NOSUCH") is None


def test_json_holds_everything() -> None:
    """The JSON has the outcome and the fields."""
    read_back = json.loads(libsky.parse_response(body_of("responses/success-sendSMS.xml")).json())
    assert read_back["provider"] == "skycore" and "TRACKINGID" in read_back["fields"]


def test_repr_shows_no_content() -> None:
    """repr says how it ended and nothing of the fields."""
    for path, _ in RESPONSES:
        assert repr(read(body_of(path))) in {f"<libsky.Result {status.name}, HTTP 200>" for status in Status}
