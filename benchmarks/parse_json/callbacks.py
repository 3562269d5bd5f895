#!/usr/bin/env python3
"""Read JSON callbacks from Python: libsky against json and orjson, the same documents, all fields into a dict.

    callbacks.py WAY ROUNDS FILE

Prints nanoseconds a document. Every way is first held to giving the same fields as json. A way with "-page" at its end
reads an answer instead: libsky into a result with its entries, the others into dicts and lists.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict

Way = Callable[[bytes], Any]


def first(value: Any) -> Any:
    """A callback is an object or an array of them."""
    return value[0] if type(value) is list else value  # pylint: disable=unidiomatic-typecheck


def libsky_way() -> Way:
    """libsky; it finds kind, verdict and fingerprint too."""
    import libsky

    parse, cellcast = libsky.parse_postback, libsky.Provider.CELLCAST
    return lambda document: parse(document, cellcast)[0].fields


def libsky_page() -> Way:
    """libsky, for answers."""
    import libsky

    parse, cellcast = libsky.parse_response, libsky.Provider.CELLCAST
    return lambda document: parse(document, 200, cellcast)


def json_way() -> Way:
    """json, of Python itself."""
    loads = json.loads
    return lambda document: first(loads(document))


def orjson_way() -> Way:
    """orjson."""
    from orjson import loads

    return lambda document: first(loads(document))


WAYS: Dict[str, Callable[[], Way]] = {
    "libsky": libsky_way, "json": json_way, "orjson": orjson_way,
    "libsky-page": libsky_page, "json-page": json_way, "orjson-page": orjson_way}


def main(way: str, rounds: str, file: str) -> None:
    """Check one way, and measure it."""
    documents = Path(file).read_bytes().split(b"\0")[:-1]
    read = WAYS[way]()
    if not way.endswith("-page"):
        for document in documents:
            assert dict(read(document)) == first(json.loads(document)), document
    start = time.perf_counter_ns()
    for _ in range(int(rounds)):
        for document in documents:
            read(document)
    print(f"{(time.perf_counter_ns() - start) / int(rounds) / len(documents):.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
