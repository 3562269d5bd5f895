#!/usr/bin/env python3
"""Send a text to two numbers through Cellcast, ask what became of it, and read all replies, page by page.

Environment:
    SKY_API_KEY           the account's key
    SKY_TO, SKY_TO_2      the two numbers
    SKY_URL               the provider's address; without it Cellcast's own
    SKY_POSTBACK_PORT     the port on loopback to which the provider posts delivery reports; without it none is
                          waited for

To try it: sky sandbox --api-key my-key --report-url http://127.0.0.1:9000/, then SKY_API_KEY=my-key SKY_TO=0491570156
SKY_TO_2=0491570157 SKY_URL=http://127.0.0.1:8077/api/v3/ SKY_POSTBACK_PORT=9000.
"""

import os
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import List, Optional

import libsky

callbacks: "queue.Queue[bytes]" = queue.Queue()


class CallbackHandler(BaseHTTPRequestHandler):
    """Takes what the provider posts."""

    def do_POST(self) -> None:
        """Keep the body, then answer 200: what was answered never comes again, so a real service stores it first."""
        callbacks.put(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the library's own output is what this program shows."""


def setting(name: str) -> str:
    """A setting from the environment."""
    return os.environ.get(name) or sys.exit(f"{name} is not set")


def listen(port: Optional[str]) -> Optional[HTTPServer]:
    """Take callbacks from now on, if there is a port for them."""
    if not port:
        return None
    server = HTTPServer(("127.0.0.1", int(port)), CallbackHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def send_text(client: libsky.Client) -> List[str]:
    """Send to both numbers in one call; the ids of the messages that came of it."""
    numbers = [setting("SKY_TO"), setting("SKY_TO_2")]
    request = libsky.Request("send-sms", sms_text="Your table is ready.", numbers=numbers, custom_string="table-7")
    try:
        entries = client.send(request).entries
    except libsky.PartialError as error:  # one of the numbers was refused
        entries = error.result.entries if error.result else ()
    message_ids = []
    for entry in entries:
        message_id = entry.field("message_id")
        print(f"{entry.status.name}: {message_id or 'no message'}")
        if message_id:
            message_ids.append(message_id)
    return message_ids


def show_state(client: libsky.Client, message_id: str) -> None:
    """Ask what became of a message."""
    for entry in client.send(libsky.Request("get-sms", message_id=message_id)).entries:
        print("state:", entry.field("status"))


def show_replies(client: libsky.Client) -> None:
    """Go through all pages."""
    replies = pages = 0
    for page in client.pages(libsky.Request("get-responses")):
        pages += 1
        replies += len(page.entries)
    print(f"replies: {replies} on {pages} pages")


def wait_for_reports(message_ids: List[str], seconds: float) -> None:
    """Print each report about the messages, until all have their last one; queue.Empty if that takes too long."""
    waiting = set(message_ids)
    deadline = time.monotonic() + seconds
    while waiting:
        body = callbacks.get(timeout=max(0, deadline - time.monotonic()))
        for report in libsky.parse_postback(body, libsky.Provider.CELLCAST):
            message_id = report.field("message_id")
            if message_id in waiting:
                print(f"delivery report: {message_id} {report.verdict.name.lower()} ({report.field('status')})")
                if report.is_final:
                    waiting.remove(message_id)


def main() -> int:
    """Send, ask, read replies, and wait for the reports if they come here."""
    url = os.environ.get("SKY_URL")
    server = listen(os.environ.get("SKY_POSTBACK_PORT"))
    try:
        with libsky.Client(setting("SKY_API_KEY"), provider=libsky.Provider.CELLCAST, url=url) as client:
            message_ids = send_text(client)
            if message_ids:
                show_state(client, message_ids[0])
            show_replies(client)
        if server:
            wait_for_reports(message_ids, seconds=30)
        return 0
    except libsky.SkyError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    except queue.Empty:
        print("not all delivery reports came within 30 seconds", file=sys.stderr)
    finally:
        if server:
            server.shutdown()
            server.server_close()
    return 1


if __name__ == "__main__":
    sys.exit(main())
