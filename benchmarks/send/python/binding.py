#!/usr/bin/env python3
"""libsky's Python binding: one message at a time, a client for each message, and batches."""

from __future__ import annotations

import meter
from meter import FROM, KEY, TEXT, TO, Order

import libsky


def _client(order: Order) -> libsky.Client:
    return libsky.Client(KEY, url=order.url, ca_file=order.ca)


def send(order: Order):
    """One client, reused."""
    client = _client(order)

    def send_many(count: int) -> None:
        for _ in range(count):
            assert client.send_sms(TO, TEXT, FROM).fields["TRACKINGID"]

    return send_many


def fresh(order: Order):
    """A client for each message."""

    def send_many(count: int) -> None:
        for _ in range(count):
            with _client(order) as client:
                assert client.send_sms(TO, TEXT, FROM).fields["TRACKINGID"]

    return send_many


def batch(order: Order):
    """One batch, to which messages are added again and again: it keeps its connections, as pycurl's multi does."""
    messages = _client(order).batch()

    def send_many(count: int) -> None:
        for number in range(count):
            messages.add(TO, TEXT, FROM, tag=number)
        done = 0
        for outcome in messages:
            assert outcome.result is not None and outcome.result.fields["TRACKINGID"]
            done += 1
        assert done == count

    return send_many


def send_all(order: Order):
    """Client.send_all: messages are taken from an iterable as there is room, outcomes given as they come."""
    client = _client(order)

    def send_many(count: int) -> None:
        done = 0
        for outcome in client.send_all((TO, TEXT, FROM) for _ in range(count)):
            assert outcome.result is not None and outcome.result.fields["TRACKINGID"]
            done += 1
        assert done == count

    return send_many


if __name__ == "__main__":
    meter.measure({"send": send, "client": fresh, "batch": batch, "all": send_all})
