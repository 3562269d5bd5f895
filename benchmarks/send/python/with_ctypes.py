#!/usr/bin/env python3
"""ctypes straight on libcurl, without any package: what a start with libcurl costs at least."""

from __future__ import annotations

import ctypes
from urllib.parse import quote_plus

import meter
from meter import Order, check, document

# Numbers of curl/curl.h.
POSTFIELDS, URL, CAINFO, WRITEFUNCTION, NOSIGNAL = 10015, 10002, 10065, 20011, 99
TAKE = ctypes.CFUNCTYPE(ctypes.c_size_t, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_void_p)


def easy(order: Order):
    """One easy handle, reused."""
    curl = ctypes.CDLL("libcurl.so.4")
    curl.curl_easy_init.restype = ctypes.c_void_p
    curl.curl_global_init(3)
    handle = ctypes.c_void_p(curl.curl_easy_init())
    answer = bytearray()

    def take(start: int, size: int, count: int, _: int) -> int:
        answer.extend(ctypes.string_at(start, size * count))
        return size * count

    taker = TAKE(take)
    curl.curl_easy_setopt(handle, NOSIGNAL, ctypes.c_long(1))
    curl.curl_easy_setopt(handle, URL, order.url.encode())
    curl.curl_easy_setopt(handle, WRITEFUNCTION, taker)
    if order.ca:
        curl.curl_easy_setopt(handle, CAINFO, order.ca.encode())

    def send_many(count: int) -> None:
        for _ in range(count):
            body = b"xml=" + quote_plus(document()).encode("ascii")
            answer.clear()
            curl.curl_easy_setopt(handle, POSTFIELDS, body)
            # libcurl has no reference to the callback that Python would know of.
            assert taker and curl.curl_easy_perform(handle) == 0
            check(bytes(answer))

    return send_many


if __name__ == "__main__":
    meter.measure({"easy": easy})
