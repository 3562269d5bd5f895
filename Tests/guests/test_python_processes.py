"""Python's own ways to have many processes, and gunicorn: a client made and used before the fork."""

from __future__ import annotations

import collections
import concurrent.futures
import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import pytest

from host import HERE, plain_environment, reserved_port, run
from recording_server import RecordingServer, repeated

PROGRAMS = HERE / "python"
WORKERS = 4


def speakers(server: RecordingServer) -> dict[str, int]:
    """For each process the number of its connections; no connection may have two processes."""
    of_connection = [{text.split()[0] for text in heard.texts} for heard in server.connections]
    assert all(len(who) == 1 for who in of_connection), of_connection
    assert all(heard.rest == b"" for heard in server.connections)
    return collections.Counter(process for who in of_connection for process in who)


@pytest.mark.parametrize("way", ["fork", "forkserver", "spawn"])
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_processes_of_a_pool_have_a_connection_each(authority, tls, secure, way):
    with RecordingServer(tls if secure else None) as server:
        printed = run(sys.executable, PROGRAMS / "many_processes.py", way, SKY_URL=server.url,
                      SKY_AUTHORITY=str(authority) if secure else "")
        assert printed == "122\n" and server.received == 122 and not repeated(server)
        connections = speakers(server)
        assert set(connections.values()) == {1} and 2 <= len(connections) <= 5


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_threads_of_an_executor_share_a_client(authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = run(sys.executable, PROGRAMS / "many_processes.py", "threads", SKY_URL=server.url,
                      SKY_AUTHORITY=str(authority) if secure else "")
        assert printed == "122\n" and server.received == 122 and not repeated(server)
        assert sum(speakers(server).values()) <= 17


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_processes_forked_while_threads_send_have_connections_of_their_own(authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = run(sys.executable, "-W", "ignore::DeprecationWarning", PROGRAMS / "many_processes.py", "executor",
                      SKY_URL=server.url, SKY_AUTHORITY=str(authority) if secure else "")
        assert printed == "242\n" and server.received == 242 and not repeated(server)
        assert len(speakers(server)) >= 2


@contextlib.contextmanager
def gunicorn(folder: Path, server: RecordingServer, authority: Path, *options: str) -> Iterator[tuple[int, int]]:
    """Debian's gunicorn with the application preloaded; gives its port and its master process."""
    reserved = reserved_port()
    port = reserved.getsockname()[1]
    environment = plain_environment(SKY_URL=server.url, SKY_AUTHORITY=str(authority))
    environment["PYTHONPATH"] += os.pathsep + str(PROGRAMS)
    with open(folder / "gunicorn.log", "wb") as log:
        process = subprocess.Popen(["/usr/bin/gunicorn", "--preload", "--workers", str(WORKERS), "--bind",
                                    f"127.0.0.1:{port}", "--config", str(PROGRAMS / "gunicorn_settings.py"),
                                    "--worker-tmp-dir", str(folder), *options, "wsgi_application:application"],
                                   env=environment, cwd=folder, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 60
        while len(children(process.pid)) < WORKERS and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert process.poll() is None, (folder / "gunicorn.log").read_text()
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reserved.close()
    assert process.returncode == 0 and "Traceback" not in (folder / "gunicorn.log").read_text()


def children(process: int) -> list[int]:
    """The processes that a process has made."""
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def ask_many(port: int, name: str, requests: int) -> dict[str, str]:
    """Many requests at the same time; gives the worker that sent each text."""
    def ask(text: str) -> tuple[str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/?text=" + text)
        answer = connection.getresponse()
        worker, _, outcome = answer.read().decode().partition(" ")
        connection.close()
        assert answer.status == 200 and outcome == "SMS_1"
        return text, worker
    with concurrent.futures.ThreadPoolExecutor(8) as clients:
        return dict(clients.map(ask, (f"{name}-{number}" for number in range(requests))))


@pytest.mark.skipif(not Path("/usr/bin/gunicorn").exists(), reason="gunicorn is not installed")
@pytest.mark.parametrize("options", [(), ("--worker-class", "gthread", "--threads", "4")], ids=["sync", "threads"])
def test_gunicorn_with_preload_uses_one_client_in_master_and_workers(authority, tls, tmp_path, options):
    with RecordingServer(tls) as server:
        with gunicorn(tmp_path, server, authority, *options) as (port, master):
            answers = ask_many(port, "first", 200)
            # A worker dies, the master sends because of it and makes another.
            before = children(master)
            os.kill(before[0], signal.SIGTERM)
            deadline = time.monotonic() + 60
            while (before[0] in children(master) or len(children(master)) < WORKERS) and time.monotonic() < deadline:
                time.sleep(0.05)
            answers.update(ask_many(port, "second", 200))
        server.settle(0.1)
        came = {tuple(text.split(maxsplit=1)) for text in server.texts}
        assert {(worker, text) for text, worker in answers.items()} <= came and not repeated(server)
        connections = speakers(server)
        of_master = [heard for heard in server.connections if heard.texts[0].startswith(f"{master} ")]
        # gunicorn buries workers in a signal handler, which may interrupt a send: that is when a second one is needed.
        assert 1 <= len(of_master) <= 2, "the master goes on with its connection after each fork"
        words = [[text.split(maxsplit=1)[1] for text in heard.texts] for heard in of_master]
        assert words[0][:WORKERS + 1] == ["at import", *(f"before worker {age + 1}" for age in range(WORKERS))]
        said = [word for of_one in words for word in of_one]
        assert f"before worker {WORKERS + 1}" in said
        assert len([word for word in said if word.startswith("after worker")]) >= WORKERS
        most = 4 if options else 1
        assert max(count for process, count in connections.items() if process != str(master)) <= most
        assert len(set(answers.values())) >= 2, "several workers have sent"
