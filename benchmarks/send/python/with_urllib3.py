#!/usr/bin/env python3
"""urllib3: a PoolManager."""

from __future__ import annotations

from urllib.parse import urlencode

import meter
import urllib3
from meter import Order, check, document


def pool(order: Order):
    """A pool, reused."""
    kept = urllib3.PoolManager(ca_certs=order.ca)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    def send_many(count: int) -> None:
        for _ in range(count):
            check(kept.request("POST", order.url, body=urlencode({"xml": document()}), headers=headers,
                               timeout=30).data)

    return send_many


if __name__ == "__main__":
    meter.measure({"pool": pool})
