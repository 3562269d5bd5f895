"""The JSON documents that all ways of reading are measured with: shaped as Cellcast's, with made-up content.

"report" is a callback with one delivery report in an array, "inbound" one with an inbound message, with line breaks,
escaped slashes and characters that are not ASCII as PHP's json_encode writes them. "page" is one page of replies, some
220 KB. No document holds a NUL, so one stands behind each in the file.
"""

from __future__ import annotations

import json
from pathlib import Path

COUNT = 2000
REPLIES = 790


def report(number: int) -> object:
    """A delivery report."""
    return [{"message_id": f"A41D7702-55C8-4E0B-9F63-2C8E{number:08X}", "status": ("Delivered", "Expired")[number % 2],
             "recipient": f"6149157{number % 10000:04}", "custom_string": f"door-list-{number}",
             "source": "front-desk"}]


def inbound(number: int) -> object:
    """An inbound message."""
    return {"from": f"+6149157{number % 10000:04}",
            "body": ("Yes, see you then", "Café at 5?\r\nBring the maps", "👍 ok/thanks")[number % 3],
            "received_at": f"2031-03-11 11:{number % 60:02}:12", "message_id": str(8_100_000_000 + number),
            "custom_string": "door-list", "type": "SMS",
            "original_message_id": f"A41D7702-55C8-4E0B-9F63-2C8E{number:08X}",
            "original_body": "Doors open at 6.\r\nBring your ticket."}


def page(replies: int) -> object:
    """A page of replies."""
    return {"meta": {"code": 200, "status": "SUCCESS"}, "msg": "Here are your replies",
            "data": {"page": {"count": 3, "number": 1}, "total": str(replies * 3),
                     "responses": [inbound(number) for number in range(replies)]}}


def text(document: object) -> str:
    """A document as PHP's json_encode writes it."""
    return json.dumps(document, separators=(",", ":")).replace("/", "\\/")


def write(folder: Path) -> dict[str, Path]:
    """Write all files; gives their paths by name."""
    files = {}
    for name, documents in (("report", map(report, range(COUNT))), ("inbound", map(inbound, range(COUNT))),
                            ("page", [page(REPLIES)])):
        files[name] = folder / f"{name}.json-documents"
        files[name].write_text("".join(text(document) + "\0" for document in documents), "utf-8")
    return files
