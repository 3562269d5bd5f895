"""Cellcast's URLs of `sky sandbox`, over loopback, with the library as the client: from Python, and the example in C.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Iterator

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
os.environ.setdefault("LIBSKY_LIBRARY", str(BUILD / "libsky.so.0"))
sys.path.insert(0, str(ROOT / "bindings" / "python"))

import libsky  # noqa: E402  (it looks for the library when it is imported)

CELLCAST = libsky.Provider.CELLCAST


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted to it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.callbacks: queue.Queue[tuple[str, str, bytes]] = queue.Queue()

    def next(self) -> tuple[str, str, bytes]:
        """Path, type and body of the next callback."""
        return self.callbacks.get(timeout=20)


class Handler(BaseHTTPRequestHandler):
    """One connection of the sandbox."""

    server: Receiver

    def do_POST(self) -> None:
        """Keep it, answer 200."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.callbacks.put((self.path, self.headers["Content-Type"], body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


class Sandbox:
    """A running sandbox."""

    def __init__(self, *options: str) -> None:
        command = [str(BUILD / "sky"), "sandbox", "--port", "0", "--api-key", "key", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.url = self.process.stdout.readline().removeprefix("sandbox: Cellcast on ").strip()

    def client(self, **settings: Any) -> libsky.Client:
        """A client of it."""
        return libsky.Client("key", provider=CELLCAST, url=self.url, **settings)

    def receive(self, form: str) -> None:
        """Let a message come in."""
        url = self.url.replace("/api/v3/", "/cellcast/inbound")
        with urllib.request.urlopen(urllib.request.Request(url, form.encode())) as answer:
            assert answer.status == 200

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Where callbacks go."""
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_message_is_sent_reported_and_answered(receiver):
    base = f"http://127.0.0.1:{receiver.server_port}"
    with Sandbox("--report-url", base + "/reports", "--inbound-url", base + "/inbound") as sandbox:
        with sandbox.client() as client:
            result = client.send_sms("0491 570 181", "Coming?", sender="Clinic")
        message = result.fields["message_id"]
        seen = {}
        for path, kind, body in (receiver.next(), receiver.next()):
            assert kind == "application/json"
            (seen[path],) = libsky.parse_postback(body, CELLCAST)
    report, reply = seen["/reports"], seen["/inbound"]
    assert report.field("message_id") == message and report.verdict is libsky.Verdict.SUCCESS and report.is_final
    assert reply.kind is libsky.PostbackKind.INBOUND_SMS and reply.field("body") == "Yes"
    assert reply.field("original_message_id") == message


def test_outcomes_arrive_as_the_number_asks_for():
    with Sandbox("--cellcast-calls-per-second", "0") as sandbox, sandbox.client(rate=0, max_tries=1) as client:
        for ending, error in (("97", libsky.RejectedError), ("94", libsky.RejectedError),
                              ("87", libsky.RejectedError), ("92", libsky.ThrottledError),
                              ("91", libsky.ThrottledError), ("93", libsky.UnknownOutcomeError)):
            with pytest.raises(error) as caught:
                client.send_sms(f"+614915701{ending}", "x")
            if ending == "91":
                assert caught.value.result.retry_after == pytest.approx(2, abs=0.5)
    with Sandbox() as sandbox, libsky.Client("other", provider=CELLCAST, url=sandbox.url) as client:
        with pytest.raises(libsky.RejectedError, match="wrong credential"):
            client.send_sms("+61491570101", "x")


def test_calls_that_come_too_fast_are_throttled_and_go_through_when_they_are_tried_again():
    with Sandbox() as sandbox:
        with sandbox.client(rate=0, max_tries=1) as client:
            accepted = 0
            with pytest.raises(libsky.ThrottledError):
                for accepted in range(200):
                    client.send_sms("+61491570101", "x")
        assert accepted >= 15
        with sandbox.client(rate=0) as patient:
            patient.send_sms("+61491570101", "x")


def test_at_the_usual_rate_no_message_is_lost():
    with Sandbox() as sandbox, sandbox.client() as client:
        begun = time.monotonic()
        for number in range(40):
            client.send_sms(f"+614915702{number:02}", "x")
        assert time.monotonic() - begun > 39 / 15


def test_each_message_of_a_batch_has_its_own_outcome_however_they_travel():
    with Sandbox() as sandbox, sandbox.client() as client, client.batch() as batch:
        for number in range(80):
            batch.add(f"+614915701{number:02}", "the same for all", tag=number)
        for number in range(3):
            batch.add(f"+614915702{number:02}", f"for {number}", tag=100 + number)
        batch.add("+61491570197", "the same for all", tag=97)
        outcomes = {outcome.tag: outcome for outcome in batch}
    assert len(outcomes) == 84
    assert [tag for tag, outcome in outcomes.items() if not outcome.accepted] == [97]
    assert isinstance(outcomes[97].error, libsky.RejectedError)
    ids = {outcome.result.entries[0].fields["message_id"] for tag, outcome in outcomes.items() if tag != 97}
    assert len(ids) == 83


def test_an_error_block_and_not_found_are_a_matter_of_options():
    with Sandbox("--error-block", "--empty-is-not-found", "--secret", "s") as sandbox:
        for headers, status, word in (({"APPKEY": "key"}, 400, b'{"error":{"code":"NOT_FOUND"'),
                                      ({"Authorization": "Basic a2V5OnM="}, 400, b'"NOT_FOUND"'),
                                      ({"Authorization": "Basic a2V5Og=="}, 401, b'"AUTH_FAILED"'),
                                      ({}, 401, b'"AUTH_FAILED_NO_DATA"')):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(urllib.request.Request(sandbox.url + "get-responses", headers=headers))
            assert caught.value.code == status and word in caught.value.read()


def test_the_example_in_c_sends_asks_and_reads_all_pages(tmp_path):
    program = tmp_path / "cellcast"
    subprocess.run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(program),
                    str(ROOT / "examples/c/cellcast.c"), f"-L{BUILD}", "-lsky", f"-Wl,-rpath,{BUILD}"], check=True)
    with Sandbox() as sandbox:
        for number in range(60):
            sandbox.receive(f"text=Reply+{number}")
        settings = dict(os.environ, SKY_URL=sandbox.url, SKY_API_KEY="key", SKY_TO="0491 570 101",
                        SKY_TO_2="+61 491 570 197")
        done = subprocess.run([str(program)], env=settings, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("SKY_OK: 5A4DB0C5-") and lines[1] == "SKY_E_REJECTED: no message"
    assert lines[2] == "state: Queued" and lines[3] == "replies: 60 on 3 pages"
