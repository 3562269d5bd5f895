#!/usr/bin/env python3
"""Read postbacks from Python: libsky against lxml, xml.etree and xmltodict, the same documents, all fields into a dict.

    parse.py WAY ROUNDS FILE

Prints nanoseconds a document. Every way is first held to giving the same fields as xml.etree.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Callable, Dict, Mapping
from xml.etree import ElementTree

Way = Callable[[bytes], Mapping[str, str]]


def etree(document: bytes) -> Dict[str, str]:
    """xml.etree, of Python itself."""
    root = ElementTree.fromstring(document)
    if root[0].tag == "NOTIFICATION":
        root = root[0]
    return {element.tag: element.text or "" for element in root}


def libsky_way() -> Way:
    """libsky; it finds kind, verdict and fingerprint too."""
    import libsky

    parse = libsky.parse_postback
    return lambda document: parse(document)[0].fields


def lxml_way() -> Way:
    """lxml."""
    from lxml.etree import fromstring

    def read(document: bytes) -> Dict[str, str]:
        root = fromstring(document)
        if root[0].tag == "NOTIFICATION":
            root = root[0]
        return {element.tag: element.text or "" for element in root}

    return read


def xmltodict_way() -> Way:
    """xmltodict."""
    from xmltodict import parse

    def read(document: bytes) -> Dict[str, str]:
        root = parse(document)["POSTBACK"]
        root = root.get("NOTIFICATION", root)
        return {name: value or "" for name, value in root.items() if name[0] != "@"}

    return read


WAYS: Dict[str, Callable[[], Way]] = {
    "libsky": libsky_way, "lxml": lxml_way, "etree": lambda: etree, "xmltodict": xmltodict_way}


def main(way: str, rounds: str, file: str) -> None:
    """Check one way, and measure it."""
    documents = Path(file).read_bytes().split(b"\0")[:-1]
    read = WAYS[way]()
    for document in documents:
        assert dict(read(document)) == etree(document), document
    start = time.perf_counter_ns()
    for _ in range(int(rounds)):
        for document in documents:
            read(document)
    print(f"{(time.perf_counter_ns() - start) / int(rounds) / len(documents):.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
