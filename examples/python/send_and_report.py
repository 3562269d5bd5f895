#!/usr/bin/env python3
"""Send an SMS and read its delivery report.

Environment: SKY_URL (the provider's address), SKY_API_KEY, SKY_TO, SKY_FROM, and SKY_POSTBACK_PORT: the port on
loopback to which the provider posts delivery reports. `make demo` starts a provider to try it with.
"""

import os
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import libsky

postbacks: "queue.Queue[bytes]" = queue.Queue()


class PostbackHandler(BaseHTTPRequestHandler):
    """Takes what the provider posts."""

    def do_POST(self) -> None:
        """Keep the body, then answer 200: what was answered never comes again, so a real service stores it first."""
        postbacks.put(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the library's own output is what this program shows."""


def setting(name: str) -> str:
    """A setting from the environment."""
    return os.environ.get(name) or sys.exit(f"{name} is not set")


def wait_for_report(tracking_id: str, seconds: float) -> None:
    """Print each report about the message, until nothing more is to be expected; queue.Empty if that takes too long."""
    deadline = time.monotonic() + seconds
    while True:
        for report in libsky.parse_postback(postbacks.get(timeout=max(0, deadline - time.monotonic()))):
            if report.field("TRACKINGID") != tracking_id:
                continue
            state = "final" if report.is_final else "more may follow"
            print(f"delivery report: {report.verdict.name.lower()}, {state} ({report.field('STATUS')})")
            if report.is_final:
                return


def main() -> int:
    """Send one message and wait for its report."""
    server = HTTPServer(("127.0.0.1", int(setting("SKY_POSTBACK_PORT"))), PostbackHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with libsky.Client(setting("SKY_API_KEY"), url=setting("SKY_URL")) as client:
            result = client.send_sms(setting("SKY_TO"), "Your table is ready.", sender=setting("SKY_FROM"))
        tracking_id = result.field("TRACKINGID") or ""
        print(f"tracking id: {tracking_id}")
        wait_for_report(tracking_id, seconds=30)
        return 0
    except libsky.SkyError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    except queue.Empty:
        print("no delivery report came within 30 seconds", file=sys.stderr)
    finally:
        server.shutdown()
        server.server_close()
    return 1


if __name__ == "__main__":
    sys.exit(main())
