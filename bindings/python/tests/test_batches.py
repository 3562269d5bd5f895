"""Batches, against a real server on loopback."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import time
import weakref
from typing import Any, List, Optional

import pytest

import libsky
from conftest import ACCEPTED, KEY, NUMBER, TEXT, Provider, interrupt, texts_of, when
from libsky import Status

REFUSED = b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>E110</ERRORCODE></RESPONSE>"


def test_each_message_has_one_outcome_with_its_tag(provider: Provider, client: libsky.Client) -> None:
    """Tags are any objects and come back as the same; the index counts; each message goes out once."""
    tags: List[Any] = [object(), ("row", 2), None, [4], "five", 0]
    with client.batch() as batch:
        for number, tag in enumerate(tags):
            batch.add(NUMBER, f"text {number}", tag=tag)
        outcomes = list(batch)
        assert batch.pending == 0 and list(batch) == []
    assert sorted(outcome.index for outcome in outcomes) == list(range(len(tags)))
    for outcome in outcomes:
        assert outcome.tag is tags[outcome.index]
        assert outcome.accepted and outcome.status is Status.OK and outcome.error is None
        assert outcome.result is not None and outcome.result.fields["TRACKINGID"] == "SMS_500001"
        assert outcome.result.tries == 1 and outcome.result.raw == ACCEPTED
    assert sorted(texts_of(provider)) == [f"text {number}" for number in range(len(tags))]


def test_a_refused_message_has_its_error_and_result(provider: Provider, client: libsky.Client) -> None:
    """Nothing is raised: the outcome holds the exception that send_sms() would have raised."""
    provider.says(REFUSED)
    with client.batch() as batch:
        batch.add(NUMBER, TEXT, sender="55502", tag="t")
        (outcome,) = batch
    assert isinstance(outcome.error, libsky.RejectedError) and outcome.error.provider_code == "E110"
    assert not outcome.accepted and outcome.status is Status.E_REJECTED and outcome.error.result is outcome.result
    assert outcome.result is not None and outcome.result.code == "E110"
    assert repr(outcome) == "<libsky.Outcome 0, E_REJECTED>"


def test_what_is_refused_at_once_is_not_added(provider: Provider, client: libsky.Client) -> None:
    """add() raises what send_sms() does; the others keep their numbers and tags."""
    with client.batch() as batch:
        batch.add(NUMBER, TEXT, tag="a")
        for arguments, kind in ((("12", TEXT), libsky.NumberError), ((NUMBER, "\ud800"), libsky.Utf8Error),
                                ((NUMBER, "a\0"), libsky.ArgumentError)):
            with pytest.raises(kind):
                batch.add(*arguments, tag="no")
        with pytest.raises(TypeError):
            batch.add(5, TEXT)  # type: ignore[arg-type]
        batch.add(NUMBER, TEXT, tag="b")
        assert batch.pending == 2
        assert sorted((outcome.index, outcome.tag) for outcome in batch) == [(0, "a"), (1, "b")]


def test_requests_may_be_added(provider: Provider, client: libsky.Client) -> None:
    """Any action; the request can be changed and added again at once."""
    request = libsky.Request("sendSMS", TO=NUMBER, TEXT=TEXT)
    with client.batch() as batch:
        batch.add_request(request, tag=1)
        request.set("X", "y")
        batch.add_request(request, tag=2)
        with pytest.raises(libsky.SkyError):
            batch.add_request(libsky.Request("sendSMS"))
        with pytest.raises(TypeError):
            batch.add_request("sendSMS")  # type: ignore[arg-type]
        assert {outcome.tag for outcome in batch if outcome.accepted} == {1, 2}
    assert sorted(b"%3CX%3E" in body for body in provider.bodies) == [False, True]


def test_messages_may_be_added_while_iterating(provider: Provider, client: libsky.Client) -> None:
    """The iteration goes on until none is left; it can be begun again."""
    with client.batch() as batch:
        batch.add(NUMBER, TEXT, tag=5)
        seen = []
        for outcome in batch:
            seen.append(outcome.tag)
            if outcome.tag:
                batch.add(NUMBER, TEXT, tag=outcome.tag - 1)
        batch.add(NUMBER, TEXT, tag="more")
        seen += [outcome.tag for outcome in batch]
    assert seen == [5, 4, 3, 2, 1, 0, "more"]


def test_many_are_under_way_at_the_same_time(provider: Provider) -> None:
    """As many as the client's concurrency allows, and no more."""
    provider.hold.clear()
    with libsky.Client(KEY, url=provider.url, default_sender="55501", concurrency=4) as client:
        with client.batch() as batch:
            for _ in range(9):
                batch.add(NUMBER, TEXT)
            deadline = time.monotonic() + 10
            while len(provider.bodies) < 4 and time.monotonic() < deadline:
                assert batch.next(timeout=0.05) is None
            progress = batch.progress
            assert (len(provider.bodies), progress.in_flight, progress.waiting, progress.total) == (4, 4, 5, 9)
            assert progress.time_left is None and progress.done == 0 and progress.elapsed > 0
            provider.hold.set()
            assert len(list(batch)) == 9
            progress = batch.progress
            assert (progress.done, progress.accepted, progress.rejected, progress.unknown) == (9, 9, 0, 0)
            assert progress.rate > 0 and progress.time_left == 0


def test_next_waits_no_longer_than_it_is_told(provider: Provider, client: libsky.Client) -> None:
    """0 does not wait, a number waits so long, None until a message ends or none is left."""
    provider.hold.clear()
    with client.batch() as batch:
        assert batch.next() is None and batch.next(timeout=0) is None and batch.next(timeout=5) is None
        batch.add(NUMBER, TEXT)
        began = time.monotonic()
        assert batch.next(timeout=0) is None
        assert time.monotonic() - began < 3
        assert batch.next(timeout=0.35) is None
        assert 0.3 < time.monotonic() - began < 6
        provider.hold.set()
        outcome = batch.next()
        assert outcome is not None and outcome.accepted and batch.next() is None


def test_cancelling_says_of_every_message_whether_it_went(provider: Provider) -> None:
    """Those that were handed over are waited for, the others are CancelledErrors; the numbers agree with the
    provider's."""
    provider.hold.clear()
    with libsky.Client(KEY, url=provider.url, default_sender="55501", concurrency=3) as client:
        with client.batch() as batch:
            for _ in range(20):
                batch.add(NUMBER, TEXT)
            while len(provider.bodies) < 3:
                assert batch.next(timeout=0.05) is None
            canceller = threading.Thread(target=batch.cancel)
            canceller.start()
            canceller.join()
            provider.hold.set()
            outcomes = list(batch)
            went = [outcome for outcome in outcomes if outcome.accepted]
            assert len(outcomes) == 20 and len(went) == len(provider.bodies) == 3
            assert all(isinstance(outcome.error, libsky.CancelledError) and outcome.result is not None
                       for outcome in outcomes if not outcome.accepted)
            assert batch.progress.cancelled == 17


def test_cancelling_the_client_waits_for_nobody(provider: Provider) -> None:
    """Client.cancel() from another thread ends a batch within moments: handed over is unknown, the rest cancelled."""
    provider.hold.clear()
    with libsky.Client(KEY, url=provider.url, default_sender="55501", concurrency=3) as client:
        with client.batch() as batch:
            for _ in range(5):
                batch.add(NUMBER, TEXT)
            while len(provider.bodies) < 3:
                assert batch.next(timeout=0.05) is None
            timer = threading.Timer(0.2, client.cancel)
            timer.start()
            began = time.monotonic()
            kinds = sorted(type(outcome.error).__name__ for outcome in batch)
            assert time.monotonic() - began < 8
            timer.join()
    assert kinds == ["CancelledError"] * 2 + ["UnknownOutcomeError"] * 3


def test_a_time_out_ends_the_batch(provider: Provider) -> None:
    """Messages that have not begun are NotSentErrors, those under way unknown."""
    provider.hold.clear()
    with libsky.Client(KEY, url=provider.url, default_sender="55501", concurrency=2) as client:
        with client.batch(timeout=1) as batch:
            for _ in range(4):
                batch.add(NUMBER, TEXT)
            began = time.monotonic()
            kinds = sorted(type(outcome.error).__name__ for outcome in batch)
            assert 0.9 < time.monotonic() - began < 8
    # One more may begin in the last millisecond, in the place of one whose time is over.
    assert len(kinds) == 4 and kinds.count("UnknownOutcomeError") in (2, 3) and kinds[0] == "NotSentError"
    for wrong in (0, -1, float("nan"), 2**40):
        with libsky.Client(KEY, url=provider.url) as client, pytest.raises(libsky.ArgumentError):
            client.batch(timeout=wrong)


def test_a_batch_that_is_left_early_says_so(provider: Provider, client: libsky.Client) -> None:
    """Messages without an outcome are not forgotten silently, unless it was cancelled or closed, or an exception
    passes."""
    with pytest.raises(libsky.ConfigError, match="2 messages"):
        with client.batch() as batch:
            batch.add(NUMBER, TEXT)
            batch.add(NUMBER, TEXT)
    with client.batch() as batch:
        batch.add(NUMBER, TEXT)
        batch.cancel()
    with client.batch() as batch:
        batch.add(NUMBER, TEXT)
        batch.close()
    with pytest.raises(KeyError):
        with client.batch() as batch:
            batch.add(NUMBER, TEXT)
            raise KeyError
    assert provider.bodies == []


def test_a_closed_batch_says_so(client: libsky.Client) -> None:
    """Every use of it is a ConfigError; closing again is fine. The client may be closed before its batch."""
    batch = client.batch()
    assert repr(batch) == "<libsky.Batch, open>"
    client.close()
    batch.add(NUMBER, TEXT)
    assert [outcome.accepted for outcome in batch] == [True]
    batch.close()
    batch.close()
    assert repr(batch) == "<libsky.Batch, closed>"
    for use in (lambda: batch.add(NUMBER, TEXT), batch.next, lambda: list(batch), lambda: batch.pending,
                lambda: batch.progress, batch.cancel):
        with pytest.raises(libsky.ConfigError, match="closed"):
            use()


def test_a_second_thread_is_told(provider: Provider, client: libsky.Client) -> None:
    """While one thread waits for an outcome, another that uses the batch gets a ConfigError."""
    provider.hold.clear()
    with client.batch() as batch:
        batch.add(NUMBER, TEXT)
        outcomes: List[libsky.Outcome] = []
        thread = threading.Thread(target=lambda: outcomes.extend(batch))
        thread.start()
        while not provider.bodies:
            time.sleep(0.01)
        refused = 0
        for _ in range(100):
            try:
                batch.progress
            except libsky.ConfigError as error:
                assert "another thread" in str(error)
                refused += 1
        assert refused
        provider.hold.set()
        thread.join()
        assert len(outcomes) == 1


def test_a_batch_can_neither_be_pickled_nor_used_behind_a_fork(provider: Provider, client: libsky.Client) -> None:
    """A child is told so clearly, and the parent's batch goes on. The child may make one of its own."""
    with client.batch() as batch:
        with pytest.raises(TypeError):
            pickle.dumps(batch)
        batch.add(NUMBER, "parent")
        assert batch.next(timeout=0) is None
        child = os.fork()
        if child == 0:
            status = 1
            try:
                for use in (lambda: batch.add(NUMBER, TEXT), batch.next, lambda: list(batch), lambda: batch.pending,
                            lambda: batch.progress, batch.cancel):
                    with pytest.raises(libsky.ConfigError, match="fork"):
                        use()
                batch.close()
                with client.batch() as own:
                    own.add(NUMBER, "child")
                    status = 0 if [outcome.accepted for outcome in own] == [True] else 2
            finally:
                os._exit(status)
        assert os.waitpid(child, 0)[1] == 0
        assert [outcome.accepted for outcome in batch] == [True]
    assert sorted(texts_of(provider)) == ["child", "parent"]


def test_tags_and_results_are_let_go(provider: Provider, client: libsky.Client) -> None:
    """The batch keeps nothing of a message that has ended."""
    class Tag:
        """Something that can be watched."""

    tag: Optional[Tag] = Tag()
    watched = weakref.ref(tag)
    with client.batch() as batch:
        batch.add(NUMBER, TEXT, tag=tag)
        outcome: Optional[libsky.Outcome] = batch.next()
        assert outcome is not None and outcome.tag is tag
        outcome = tag = None
        gc.collect()
        assert watched() is None


def test_an_interrupted_iteration_loses_no_outcome(provider: Provider, client: libsky.Client) -> None:
    """Signals whose handler raises strike anywhere; the messages have one outcome each all the same."""
    class Struck(Exception):
        """What the handler raises."""

    is_armed = False

    def strike(*_: object) -> None:
        nonlocal is_armed
        if is_armed:
            is_armed = False
            raise Struck

    count = 400
    indices: List[int] = []
    struck = 0
    before = signal.signal(signal.SIGALRM, strike)
    try:
        with client.batch() as batch:
            for number in range(count):
                batch.add(NUMBER, TEXT, tag=number)
            while batch.pending:
                try:
                    is_armed = True
                    signal.setitimer(signal.ITIMER_REAL, 0.003)
                    for outcome in batch:
                        indices.append(outcome.index)
                        assert outcome.tag == outcome.index
                    is_armed = False
                except Struck:
                    struck += 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert sorted(indices) == list(range(count)) and struck > 3


def test_a_waiting_iteration_can_be_interrupted(provider: Provider, client: libsky.Client) -> None:
    """Ctrl-C ends a wait within moments; afterwards the batch can be cancelled and asked what went."""
    provider.hold.clear()
    with client.batch() as batch:
        batch.add(NUMBER, TEXT)
        began = time.monotonic()
        when(lambda: provider.bodies, interrupt)
        with pytest.raises(KeyboardInterrupt):
            list(batch)
        assert time.monotonic() - began < 6
        batch.cancel()
        provider.hold.set()
        assert [outcome.accepted for outcome in batch] == [True]


def test_a_handler_cannot_use_the_batch_that_it_interrupts(provider: Provider, client: libsky.Client) -> None:
    """A ConfigError; cancel() it may, as any thread."""
    provider.hold.clear()
    refused: List[libsky.ConfigError] = []

    def handler(*_: object) -> None:
        for use in (lambda: batch.add(NUMBER, TEXT), batch.next, lambda: batch.pending):
            with pytest.raises(libsky.ConfigError, match="handler interrupted") as caught:
                use()
            refused.append(caught.value)
        batch.cancel()
        provider.hold.set()

    before = signal.signal(signal.SIGALRM, handler)
    try:
        with client.batch() as batch:
            batch.add(NUMBER, TEXT)
            when(lambda: provider.bodies, lambda: interrupt(signal.SIGALRM))
            assert [outcome.accepted for outcome in batch] == [True]
    finally:
        signal.signal(signal.SIGALRM, before)
    assert len(refused) == 3
