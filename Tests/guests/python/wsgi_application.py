"""A WSGI application for gunicorn --preload: its client is made, and used, before any worker is forked."""

from __future__ import annotations

import os
import urllib.parse
from typing import Any, Callable, Iterable

import libsky

client = libsky.Client("key", url=os.environ["SKY_URL"], ca_file=os.environ["SKY_AUTHORITY"] or None)


def send(text: str) -> str:
    """Send a text with the id of this process before it."""
    return client.send_sms("+15557654321", f"{os.getpid()} {text}", sender="55501").fields["TRACKINGID"]


send("at import")


def application(environment: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Send the text of the query; answer with what became of it."""
    text = urllib.parse.parse_qs(environment["QUERY_STRING"])["text"][0]
    outcome = f"{os.getpid()} {send(text)}".encode()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(outcome)))])
    return [outcome]
