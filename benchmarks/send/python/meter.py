"""What the Python programs share: the message, the command line and the figures. They mirror c/meter.h.

    PROGRAM WAY WARM COUNT URL [CA]      WARM messages that are not counted, then COUNT that are

Each prints messages a second, microseconds of CPU time a message, and the nanosecond of CLOCK_MONOTONIC in which the
last one was answered. Imports that a way does not need are left out or made late: the same programs show how long a
start takes.
"""

from __future__ import annotations

import sys
import time

KEY = "0123456789abcdef0123456789abcdef"
TO = "15550100031"
FROM = "55501"
TEXT = "Your table is ready. See you at 7 pm!"
IN_FLIGHT = 50


class Order:
    """The command line."""

    def __init__(self, words: list[str]) -> None:
        self.way = words[1]
        self.warm = int(words[2])
        self.count = int(words[3])
        self.url = words[4]
        #: The file of trusted certificates; None for plain HTTP.
        self.ca = words[5] if len(words) > 5 else None


def measure(ways: dict) -> None:
    """Run the way that the command line names: a function of the order that gives a function which sends so many
    messages."""
    order = Order(sys.argv)
    send_many = ways[order.way](order)
    if order.warm:
        send_many(order.warm)
    before, start = time.process_time_ns(), time.monotonic_ns()
    send_many(order.count)
    stop, after = time.monotonic_ns(), time.process_time_ns()
    print(f"{order.count * 1e9 / (stop - start):.1f} {(after - before) / 1e3 / order.count:.2f} {stop}")


def document() -> str:
    """The request, as a program writes it that knows the protocol's one document."""
    return ('<?xml version="1.0" encoding="UTF-8"?><REQUEST><ACTION>sendSMS</ACTION>'
            f"<API_KEY>{KEY}</API_KEY><TO>{TO}</TO><FROM>{FROM}</FROM><TEXT>{TEXT}</TEXT></REQUEST>")


def check(answer: bytes) -> None:
    """Read an answer; anything but an acceptance ends the program."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(answer)
    assert root.findtext("STATUS") == "Success" and root.findtext("TRACKINGID")
