#!/usr/bin/env python3
"""libsky's Python binding: one message at a time, a client for each message, and a batch."""

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
    """A batch."""
    import ctypes

    from libsky import _desk
    from libsky._library import LIBRARY
    from libsky.result import adopt

    client = _client(order)
    to, origin, text = TO.encode(), FROM.encode(), TEXT.encode()

    def send_many(count: int) -> None:
        desk = _desk.make()
        batch = ctypes.c_void_p()
        assert LIBRARY.sky_batch_new(client._open().address, ctypes.byref(batch), None) == 0
        for tag in range(count):
            assert LIBRARY.sky_batch_add(batch, to, origin, text, tag, None) == 0
        done = 0
        tag = ctypes.c_uint64()
        reference = ctypes.byref(tag)
        while done < count:
            assert LIBRARY.sky_batch_next(batch, 1000, reference, desk.handle_reference, desk.error_reference) == 0
            result = adopt(desk.handle, desk)
            if result is not None:
                assert result.fields["TRACKINGID"] and tag.value < count
                done += 1
        LIBRARY.sky_batch_free(batch)

    return send_many


if __name__ == "__main__":
    meter.measure({"send": send, "client": fresh, "batch": batch})
