#!/usr/bin/env python3
"""pycurl: one handle, reused; and a multi handle, 50 in flight."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

import meter
import pycurl
from meter import IN_FLIGHT, Order, check, document


def _handle(order: Order) -> pycurl.Curl:
    easy = pycurl.Curl()
    easy.setopt(pycurl.URL, order.url)
    easy.setopt(pycurl.NOSIGNAL, 1)
    easy.setopt(pycurl.TIMEOUT_MS, 30000)
    if order.ca:
        easy.setopt(pycurl.CAINFO, order.ca)
    return easy


def _prepare(easy: pycurl.Curl) -> BytesIO:
    answer = BytesIO()
    easy.setopt(pycurl.POSTFIELDS, urlencode({"xml": document()}))
    easy.setopt(pycurl.WRITEDATA, answer)
    return answer


def reused(order: Order):
    """One handle."""
    easy = _handle(order)

    def send_many(count: int) -> None:
        for _ in range(count):
            answer = _prepare(easy)
            easy.perform()
            check(answer.getvalue())

    return send_many


def multi(order: Order):
    """A multi handle, its easy handles reused."""
    driver = pycurl.CurlMulti()
    handles = [_handle(order) for _ in range(IN_FLIGHT)]
    answers: dict[pycurl.Curl, BytesIO] = {}

    def begin(easy: pycurl.Curl) -> None:
        answers[easy] = _prepare(easy)
        driver.add_handle(easy)

    def send_many(count: int) -> None:
        first = handles[:count]
        for easy in first:
            begin(easy)
        begun, done = len(first), 0
        while done < count:
            driver.perform()
            left = 1
            while left:
                left, good, bad = driver.info_read()
                assert not bad
                for easy in good:
                    driver.remove_handle(easy)
                    check(answers[easy].getvalue())
                    done += 1
                    if begun < count:
                        begin(easy)
                        begun += 1
            if done < count:
                driver.select(1.0)

    return send_many


if __name__ == "__main__":
    meter.measure({"reused": reused, "multi": multi})
