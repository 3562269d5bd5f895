"""What a client tells of its sends."""

from __future__ import annotations

import gc
import json
import logging
import pickle
import sys
import threading
import weakref
from typing import Any, Iterator, List

import pytest

import libsky
from conftest import KEY, NUMBER, TEXT, Provider
from libsky import LogEvent, LogKind, LogLevel, Status

SLOW = (429, {"Retry-After": "0"}, b"slow down")


class Kept(logging.Handler):
    """Keeps what it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.records: List[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """A logger of its own, with a handler that keeps."""
    made = logging.getLogger(f"test.libsky.{id(object())}")
    made.propagate = False
    made.addHandler(Kept())
    yield made
    made.handlers.clear()


def records(logger: logging.Logger) -> List[logging.LogRecord]:
    """What a logger's handler kept."""
    return [record for handler in logger.handlers if isinstance(handler, Kept) for record in handler.records]


def client_of(provider: Provider, **settings: Any) -> libsky.Client:
    """A client that tries twice."""
    return libsky.Client(KEY, url=provider.url, default_sender="55501", max_tries=2, **settings)


def test_a_logger_gets_each_try_each_wait_and_the_end(provider: Provider, logger: logging.Logger) -> None:
    """With the levels of `logging`; the event itself is the record's attribute `sky`."""
    logger.setLevel(logging.DEBUG)
    provider.queue = [SLOW]
    with client_of(provider, logger=logger) as client:
        client.send_sms(NUMBER, TEXT)
    assert [(record.levelno, record.sky.kind, record.sky.status) for record in records(logger)] == [
        (logging.WARNING, LogKind.ATTEMPT, Status.E_THROTTLED), (logging.INFO, LogKind.WAIT, Status.E_THROTTLED),
        (logging.DEBUG, LogKind.ATTEMPT, Status.OK), (logging.INFO, LogKind.END, Status.OK)]
    lines = [record.getMessage() for record in records(logger)]
    assert lines[0].startswith("try 1: ") and "E_THROTTLED, HTTP 429, " in lines[0]
    assert lines[1].startswith("wait: ") and lines[3].startswith("send: accepted (OK, ") and "2 tries" in lines[3]


def test_a_callable_gets_everything_with_the_times(provider: Provider) -> None:
    """Times are in seconds, in order; phases that did not come are None."""
    events: List[LogEvent] = []
    with client_of(provider, logger=events.append) as client:
        client.send_sms(NUMBER, TEXT)
        client.send_sms(NUMBER, TEXT)
        with pytest.raises(libsky.NumberError):
            client.send_sms("12", TEXT)
    first, end, second, _, refusal = events
    assert (first.kind, first.level, first.attempt) == (LogKind.ATTEMPT, LogLevel.DEBUG, 1)
    assert first.is_new_connection and not second.is_new_connection and first.tls_time is None
    times = [first.connect_time, first.sent_time, first.first_byte_time, first.done_time]
    assert None not in times and times == sorted(times) and 0 < times[-1] < 10  # type: ignore[type-var, operator]
    assert first.bytes_out == len(provider.bodies[0]) and first.bytes_in == len(provider.answer[2])
    assert (end.kind, end.done_time, refusal.kind, refusal.status) == (
        LogKind.END, None, LogKind.REFUSAL, Status.E_NUMBER)
    assert pickle.loads(pickle.dumps(first)).connect_time == first.connect_time
    assert repr(refusal) == "<libsky.LogEvent REFUSAL, E_NUMBER>"


def test_the_level_is_the_loggers_or_the_one_that_is_given(provider: Provider, logger: logging.Logger) -> None:
    """What a Logger would not take is not told; log_level decides for a callable."""
    logger.setLevel(logging.WARNING)
    with client_of(provider, logger=logger) as client:
        client.send_sms(NUMBER, TEXT)
    assert records(logger) == []
    for level, kinds in ((LogLevel.OFF, []), (LogLevel.ERROR, []), (LogLevel.INFO, [LogKind.END]),
                         (LogLevel.DEBUG, [LogKind.ATTEMPT, LogKind.END])):
        events: List[LogEvent] = []
        with client_of(provider, logger=events.append, log_level=level) as client:
            client.send_sms(NUMBER, TEXT)
        assert [event.kind for event in events] == kinds
    for wrong in (5, -1, 10):
        with pytest.raises(libsky.ArgumentError):
            client_of(provider, logger=logger, log_level=wrong)


def test_an_exception_of_the_listener_does_not_disturb_the_send(
        provider: Provider, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A callable's goes to sys.unraisablehook, a handler's to logging.Handler.handleError."""
    unraisable: List[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: unraisable.append(told.exc_type))

    def fail(_: object) -> None:
        raise ZeroDivisionError

    with client_of(provider, logger=fail) as client:
        assert client.send_sms(NUMBER, TEXT).status is Status.OK
    assert unraisable == [ZeroDivisionError] * 2

    class Broken(logging.Handler):
        """A handler that handles its exceptions as those of `logging` do."""

        def emit(self, record: logging.LogRecord) -> None:
            """Fail."""
            try:
                raise OSError("disk full")
            except OSError:
                self.handleError(record)

    monkeypatch.setattr(logging, "raiseExceptions", False)
    logger.addHandler(Broken())
    logger.setLevel(logging.DEBUG)
    with client_of(provider, logger=logger) as client:
        assert client.send_sms(NUMBER, TEXT).status is Status.OK
    assert len(unraisable) == 2


def test_an_interruption_in_the_listener_comes_behind_the_send(provider: Provider) -> None:
    """KeyboardInterrupt and SystemExit are not swallowed."""
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with client_of(provider, logger=interrupt, log_level=LogLevel.INFO) as client:
        with pytest.raises(KeyboardInterrupt):
            client.send_sms(NUMBER, TEXT)
        with client.batch() as batch:
            batch.add(NUMBER, TEXT)
            with pytest.raises(KeyboardInterrupt):
                batch.next()
            outcome = batch.next()
            assert outcome is not None and outcome.accepted
    assert len(provider.bodies) == 2


def test_batches_and_threads_tell_as_well(provider: Provider) -> None:
    """Each event comes in the thread that sends."""
    threads: List[int] = []
    with client_of(provider, logger=lambda _: threads.append(threading.get_ident()), log_level=LogLevel.INFO) as client:
        assert sum(outcome.accepted for outcome in client.send_all([(NUMBER, TEXT)] * 5)) == 5
        assert threads == [threading.get_ident()] * 5
        thread = threading.Thread(target=lambda: client.send_sms(NUMBER, TEXT))
        thread.start()
        thread.join()
    assert threads[-1] == thread.ident


def test_the_listener_lives_as_long_as_it_may_be_called(provider: Provider) -> None:
    """It is kept by the client, and by a batch of a client that was closed; then it is let go."""
    class Listener:
        """Counts."""

        count = 0

        def __call__(self, event: LogEvent) -> None:
            """Count."""
            self.count += 1

    listener = Listener()
    watched = weakref.ref(listener)
    client = client_of(provider, logger=listener)
    del listener
    gc.collect()
    client.send_sms(NUMBER, TEXT)
    batch = client.batch()
    client.close()
    del client
    gc.collect()
    batch.add(NUMBER, TEXT)
    assert [outcome.accepted for outcome in batch] == [True]
    kept = watched()
    assert kept is not None and kept.count == 4
    del kept
    batch.close()
    gc.collect()
    assert watched() is None


def test_nothing_that_is_told_shows_key_number_or_text(provider: Provider) -> None:
    """Events of all kinds, as text."""
    told: List[str] = []
    refusal = f"<RESPONSE><ERRORCODE>E110</ERRORCODE><ERRORINFO>{KEY} {NUMBER} {TEXT}</ERRORINFO></RESPONSE>"
    provider.queue = [SLOW, (200, {}, refusal.encode()), (500, {}, f"{KEY} {NUMBER} {TEXT}".encode())]

    def listen(event: LogEvent) -> None:
        told.extend([str(event), repr(event), repr(pickle.dumps(event))])

    with client_of(provider, logger=listen) as client:
        for text in (TEXT, TEXT, TEXT + "\a"):
            with pytest.raises(libsky.SkyError):
                client.send_sms(NUMBER, text)
    assert len(told) >= 3 * 7
    for line in told:
        assert KEY not in line and NUMBER not in line and TEXT not in line


@pytest.mark.parametrize("secret", ["PLANTED_KEY", "planted_key", "KEY_PART", "TEXT_WORD", "PLANTED_SECRET"])
@pytest.mark.parametrize("other", [False, True], ids=["Skycore", "Cellcast"])
def test_what_was_sent_is_no_code(provider: Provider, secret: str, other: bool) -> None:
    """A server that repeats it where codes stand makes no error of it; codes that are new are told."""
    of = libsky.Provider.CELLCAST if other else libsky.Provider.SKYCORE
    told: List[str] = []
    settings = {"secret": "PLANTED_SECRET"} if other else {}
    with libsky.Client("THE_PLANTED_KEY_PARTS", provider=of, url=provider.url, max_tries=1, rate=1000,
                       logger=lambda event: told.append(repr(event)), **settings) as client:
        for code in (secret, "NEW_CODE"):
            answer = f"<RESPONSE><ERRORCODE>{code}</ERRORCODE></RESPONSE>"
            body = json.dumps({"error": {"code": code}}) if other else answer
            provider.says(body.encode())
            with pytest.raises(libsky.RejectedError) as refusal:
                client.send_sms("+61491570156" if other else NUMBER, "a TEXT_WORD b", sender="55501")
            is_new = code == "NEW_CODE" or secret == "PLANTED_SECRET" and not other
            assert refusal.value.provider_code == (code if is_new else ""), code
            if not is_new:
                assert secret.upper() not in "".join(told).upper()
