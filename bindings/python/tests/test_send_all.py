"""send_all(): any number of messages through batches, against a real server on loopback."""

from __future__ import annotations

import threading
from typing import Any, Iterator, List, Set, Tuple

import pytest

import libsky
from conftest import KEY, NUMBER, TEXT, Provider, texts_of
from libsky import Status


def test_any_number_is_sent_with_few_kept(provider: Provider) -> None:
    """send_all() takes messages as there is room; each has one outcome, with its tag and its place."""
    taken = 0

    def messages() -> Iterator[Tuple[str, str]]:
        nonlocal taken
        for number in range(300):
            taken += 1
            yield NUMBER, f"text {number}"

    seen: Set[int] = set()
    with libsky.Client(KEY, url=provider.url, default_sender="55501", concurrency=5) as client:
        for outcome in client.send_all(messages()):
            assert outcome.accepted and outcome.tag == (NUMBER, f"text {outcome.index}")
            seen.add(outcome.index)
            assert taken - len(seen) <= 10
    assert seen == set(range(300))
    assert sorted(texts_of(provider)) == sorted(f"text {number}" for number in range(300))


def test_all_sorts_of_messages(provider: Provider, client: libsky.Client) -> None:
    """Tuples of two to four, Message, requests; the tag is the one given, else the message itself."""
    request = libsky.Request.send_sms(NUMBER, TEXT)
    items: List[Any] = [(NUMBER, TEXT), (NUMBER, TEXT, "55502"), (NUMBER, TEXT, None, "tag"),
                        libsky.Message(NUMBER, TEXT, tag=7), libsky.Message(NUMBER, TEXT), request]
    tags = {outcome.index: outcome.tag for outcome in client.send_all(items) if outcome.accepted}
    assert tags == {0: items[0], 1: items[1], 2: "tag", 3: 7, 4: items[4], 5: request}
    assert list(client.send_all([])) == []


def test_what_is_refused_at_once_has_an_outcome_among_the_others(provider: Provider, client: libsky.Client) -> None:
    """One bad number among many does not end the run."""
    items = [(NUMBER, TEXT), ("12", TEXT), (NUMBER, ""), (NUMBER, TEXT)]
    outcomes = {outcome.index: outcome for outcome in client.send_all(items)}
    assert [outcomes[i].status for i in range(4)] == [Status.OK, Status.E_NUMBER, Status.E_ARGUMENT, Status.OK]
    assert outcomes[1].result is None and isinstance(outcomes[1].error, libsky.NumberError)
    assert outcomes[1].tag == items[1] and not outcomes[1].accepted


def test_messages_that_raise_end_the_run_after_what_was_begun(provider: Provider, client: libsky.Client) -> None:
    """The exception comes when everything before it has its outcome."""
    def messages(end: Any) -> Iterator[Any]:
        yield from [(NUMBER, TEXT)] * 3
        if isinstance(end, Exception):
            raise end
        yield end

    for end, kind in ((KeyError("row"), KeyError), ("not a message", TypeError), ((NUMBER, 5), TypeError)):
        outcomes = []
        with pytest.raises(kind):
            for outcome in client.send_all(messages(end)):
                outcomes.append(outcome)
        assert len(outcomes) == 3
    assert len(provider.bodies) == 9


def test_threads_have_batches_of_their_own(provider: Provider, client: libsky.Client) -> None:
    """Four threads, four batches, one client."""
    accepted: List[int] = []

    def work() -> None:
        accepted.append(sum(outcome.accepted for outcome in client.send_all([(NUMBER, TEXT)] * 50)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert accepted == [50] * 4 and len(provider.bodies) == 200
