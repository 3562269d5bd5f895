#!/usr/bin/env python3
"""urllib of Python itself: a connection for each message."""

from __future__ import annotations

from urllib.parse import urlencode
from urllib.request import urlopen

import meter
from meter import Order, check, document


def open_each(order: Order):
    """urlopen for each message."""

    def context():
        if order.ca is None:
            return None
        import ssl

        return ssl.create_default_context(cafile=order.ca)

    def send_many(count: int) -> None:
        for _ in range(count):
            body = urlencode({"xml": document()}).encode("ascii")
            with urlopen(order.url, body, 30, context=context()) as answer:
                check(answer.read())

    return send_many


if __name__ == "__main__":
    meter.measure({"open": open_each})
