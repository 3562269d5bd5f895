"""API key, user, password, number and text are in nothing that the library says, whatever goes wrong.

`lone_driver.run` and `Play` look for them in each run of each test; here are failures that no other test has, and proof
that the search would find something.
"""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from conftest import compile_program
from fault_cases import SECRETS
from fault_server import FaultServer, Peer, answer_with, die_at, http_answer, stall
from lone_driver import run

# An answer that repeats what was sent: all of it the provider's words, none of it the library's.
ECHO = (b"<RESPONSE><STATUS>Failure</STATUS><ERRORCODE>%s</ERRORCODE><ERRORINFO>PLANTED-KEY PLANTED-TEXT 15557654321"
        b"</ERRORINFO><TO>15557654321</TO></RESPONSE>")


def test_what_is_refused_before_anything_is_sent_is_not_repeated(flavour: Path, tmp_path: Path) -> None:
    program = compile_program("secrets", flavour, tmp_path)
    done = subprocess.run([str(program)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    assert len(done.stdout.splitlines()) > 50
    assert not any(secret in done.stdout for secret in SECRETS), done.stdout


@pytest.mark.parametrize("transport", [0, 1, 2], ids=["form", "raw", "get"])
@pytest.mark.parametrize("login", [0, 1], ids=["key", "login"])
def test_no_failure_tells_a_secret(driver: Path, transport: int, login: int) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        settings = {"transport": transport, "login": login, "timeout": 800, "tries": 2}
        for url in (nobody, nobody.replace("http:", "https:"), "http://no-such-host.invalid/"):
            assert run(driver, url, **settings).only.status == "SKY_E_NOT_SENT"
            run(driver, url, proxy=nobody, **settings)
    answers = [answer_with(http_answer(ECHO % code)) for code in (b"E110", b"E777", b"E113", b"E503", b"15557654321",
                                                                        b"PLANTED-KEY", b"PLANTED", b"planted-text",
                                                                        b"")]
    answers += [answer_with(http_answer(b"PLANTED-KEY", status)) for status in ("200 PLANTED", "403 No", "429 Slow")]
    answers += [die_at(1, Peer.reset), die_at(1, Peer.close), stall]
    for behaviour in answers:
        with FaultServer(behaviour) as server:
            assert run(driver, server.url, **settings).only.status != "SKY_OK"


@pytest.mark.parametrize("words", ["PLANTED", "+15557654321", "UExBTlRFRC1QUk9YWS1VU0VS"])
def test_the_search_finds_what_there_is(tmp_path: Path, words: str) -> None:
    program = tmp_path / "blabber"
    program.write_text(f"#!/bin/sh\ncat >/dev/null\necho '{words}'\n")
    program.chmod(0o755)
    with pytest.raises(AssertionError, match="a secret has come out"):
        run(program, "http://localhost/")
