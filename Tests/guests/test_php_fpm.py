"""A real php-fpm behind a real nginx: every request sends one message."""

from __future__ import annotations

import collections
import concurrent.futures
import os
import threading
from pathlib import Path
from typing import Any, Optional

import pytest

from host import HERE
from php_site import PHP, PhpSite
from recording_server import RecordingServer, repeated

# What bindings/php/README.md says of php-fpm. FOLDER stands for the site's folder.
PRELOADED = {"ffi.enable": "preload", "opcache.enable": "1", "opcache.preload": str(PHP / "preload.php"),
             "ffi.preload": "FOLDER/sky_scope.h"}
PRELOADED_WITHOUT_SCOPE = {name: value for name, value in PRELOADED.items() if name != "ffi.preload"}
ALLOWED_TO_ALL = {"ffi.enable": "true", "opcache.enable": "0"}
CLIENTS = 8


def site(folder: Path, server: RecordingServer, authority: Optional[Path], ini: dict[str, str],
         **pool: str) -> PhpSite:
    """A site with these settings; in the names of the pool's a dot is written as two underscores."""
    settings = {name: value.replace("FOLDER", str(folder)) for name, value in ini.items()}
    return PhpSite(folder, server.url, authority, settings,
                   {name.replace("__", "."): value for name, value in pool.items()})


def send_many(site: PhpSite, name: str, messages: int) -> dict[str, Any]:
    """Have so many messages sent by clients at the same time; gives the site's answer for each text, None for none."""
    def work(client: int) -> dict[str, Optional[dict[str, Any]]]:
        connection = site.connect()
        texts = [f"{name} client {client} message {number}" for number in range(messages // CLIENTS)]
        answers = {text: site.ask(connection, text) for text in texts}
        connection.close()
        return answers
    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as clients:
        return {text: answer for answers in clients.map(work, range(CLIENTS)) for text, answer in answers.items()}


def require_once_each(site: PhpSite, server: RecordingServer, answers: dict[str, Any]) -> None:
    """Every text was accepted, and came exactly once."""
    failed = {text: answer for text, answer in answers.items() if answer is None or answer["outcome"] != "SMS_1"}
    assert not failed, f"{failed}\n{site.logs()}"
    assert not repeated(server)
    assert {text for text in server.texts if not text.startswith("master")} == set(answers)


def require_a_connection_for_each_worker(server: RecordingServer, answers: dict[str, Any]) -> None:
    """No worker uses the connection of another, and none makes a second one."""
    worker_of = {text: answer["pid"] for text, answer in answers.items()}
    users = [{worker_of.get(text, "master") for text in heard.texts} for heard in server.connections]
    assert all(len(who) == 1 for who in users), "each connection has one process"
    used = collections.Counter(worker for who in users for worker in who)
    assert set(used.values()) == {1} and set(worker_of.values()) <= set(used)


@pytest.mark.parametrize("ini", [PRELOADED, PRELOADED_WITHOUT_SCOPE, ALLOWED_TO_ALL],
                         ids=["preloaded", "without-scope", "allowed-to-all"])
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_each_request_sends_once_over_the_one_connection_of_its_worker(tmp_path, authority, tls, secure, ini):
    with RecordingServer(tls if secure else None) as server:
        with site(tmp_path, server, authority if secure else None, ini) as php:
            warm = send_many(php, "warm", 80)
            held = {worker: len(os.listdir(f"/proc/{worker}/fd")) for worker in php.workers()}
            answers = send_many(php, "then", 400)
            for worker, descriptors in held.items():
                # One may be that of a request that is just beginning or ending.
                assert abs(len(os.listdir(f"/proc/{worker}/fd")) - descriptors) <= 1
        require_once_each(php, server, {**warm, **answers})
        require_a_connection_for_each_worker(server, {**warm, **answers})
        assert {answer["threads"] for answer in answers.values()} == {1}
        require_no_growth(answers)


def require_no_growth(answers: dict[str, Any]) -> None:
    """What PHP and the process hold at the end of a request is the same from request to request of a worker."""
    memory, descriptors = collections.defaultdict(list), collections.defaultdict(set)
    for answer in answers.values():
        memory[answer["pid"]].append(answer["memory"])
        descriptors[answer["pid"]].add(answer["descriptors"])
    assert all(len(counts) == 1 for counts in descriptors.values()), descriptors
    for amounts in memory.values():
        assert max(amounts[len(amounts) // 2:]) <= max(amounts[:len(amounts) // 2]) + 1024


def test_workers_that_are_replaced_after_some_requests_lose_no_message(tmp_path, authority, tls):
    """A message went out while PHP preloaded, from the master, or from a process of its own if PHP was started as root.
    """
    ini = {**PRELOADED, "opcache.preload": str(HERE / "php/preload_and_send.php")}
    with RecordingServer(tls) as server:
        with site(tmp_path, server, authority, ini, pm__max_requests="20") as php:
            answers = send_many(php, "worker", 400)
            server.settle(0.1)
            first = next(heard for heard in server.connections if heard.texts[0].startswith("master"))
            assert first.requests == 1 and first.rest == b"", "workers leave connections alone that they inherited"
            if first.texts == [f"master {php.master}"]:
                assert first.state == "open" and not first.said_goodbye
        require_once_each(php, server, answers)
        assert len({answer["pid"] for answer in answers.values()}) >= 400 // 20
        require_a_connection_for_each_worker(server, answers)


def test_a_graceful_reload_while_requests_send_doubles_no_message(tmp_path, authority, tls):
    with RecordingServer(tls, delay=0.001) as server:
        with site(tmp_path, server, authority, PRELOADED) as php:
            first = set(php.workers())
            reloads = [threading.Timer(seconds, php.reload) for seconds in (0.1, 0.6)]
            for reload in reloads:
                reload.start()
            answers: dict[str, Any] = {}
            rounds = 0
            while any(reload.is_alive() for reload in reloads) or first & set(php.workers()) or rounds < 10:
                answers.update(send_many(php, f"round {rounds}", 80))
                rounds += 1
                assert rounds < 400, php.logs()
        assert not repeated(server)
        answered = {text: answer for text, answer in answers.items() if answer is not None}
        assert {answer["outcome"] for answer in answered.values()} == {"SMS_1"}
        assert set(answered) <= set(server.texts), "what was accepted has come"
        assert len(answered) > 0.5 * len(answers), php.logs()
        assert len({answer["pid"] for answer in answered.values()}) > 4, "old workers and new ones have sent"
