#!/usr/bin/env python3
"""requests: a Session, and requests.post for each message."""

from __future__ import annotations

import meter
import requests
from meter import Order, check, document


def session(order: Order):
    """A Session, reused."""
    kept = requests.Session()
    kept.verify = order.ca

    def send_many(count: int) -> None:
        for _ in range(count):
            check(kept.post(order.url, data={"xml": document()}, timeout=30).content)

    return send_many


def post(order: Order):
    """requests.post: a connection for each message."""

    def send_many(count: int) -> None:
        for _ in range(count):
            check(requests.post(order.url, data={"xml": document()}, timeout=30, verify=order.ca).content)

    return send_many


if __name__ == "__main__":
    meter.measure({"session": session, "post": post})
