#!/usr/bin/env python3
"""httpx: a Client, reused."""

from __future__ import annotations

import ssl

import httpx
import meter
from meter import Order, check, document


def client(order: Order):
    """A Client, reused."""
    kept = httpx.Client(verify=ssl.create_default_context(cafile=order.ca) if order.ca else True, timeout=30)

    def send_many(count: int) -> None:
        for _ in range(count):
            check(kept.post(order.url, data={"xml": document()}).content)

    return send_many


if __name__ == "__main__":
    meter.measure({"client": client})
