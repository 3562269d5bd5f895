"""Signals during a send."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from typing import Any, Callable, Iterator, List

import pytest

import libsky
from conftest import KEY, NUMBER, TEXT, Provider, interrupt, when


@pytest.fixture
def handle() -> Iterator[Callable[[Any], None]]:
    """Sets a handler for SIGUSR1 until the test ends."""
    before = signal.getsignal(signal.SIGUSR1)
    yield lambda handler: signal.signal(signal.SIGUSR1, handler)
    signal.signal(signal.SIGUSR1, before)


def test_ctrl_c_ends_a_send(provider: Provider, client: libsky.Client) -> None:
    """KeyboardInterrupt comes at once, and says what became of the message; the client can be used again."""
    provider.hold.clear()
    began = time.monotonic()
    when(lambda: provider.bodies, interrupt)
    with pytest.raises(KeyboardInterrupt) as caught:
        client.send_sms(NUMBER, TEXT)
    assert time.monotonic() - began < 6, "not when its time is over"
    assert isinstance(caught.value.__cause__, libsky.UnknownOutcomeError)
    provider.hold.set()
    assert client.send_sms(NUMBER, TEXT).status is libsky.Status.OK


def test_ctrl_c_ends_the_wait_for_the_next_try(provider: Provider) -> None:
    """Nothing was sent then: the cause is a CancelledError."""
    provider.says(b"slow down", status=429, Retry_After="20")
    events: List[libsky.LogEvent] = []
    began = time.monotonic()
    when(lambda: any(event.kind is libsky.LogKind.WAIT for event in list(events)), interrupt)
    with libsky.Client(KEY, url=provider.url, default_sender="55501", logger=events.append) as client:
        with pytest.raises(KeyboardInterrupt) as caught:
            client.send_sms(NUMBER, TEXT)
    assert time.monotonic() - began < 10 and isinstance(caught.value.__cause__, libsky.CancelledError)


def test_a_handler_that_returns_lets_the_send_go_on(
        provider: Provider, client: libsky.Client, handle: Callable[[Any], None]) -> None:
    """It runs while the send waits, and not only afterwards; it may itself send."""
    provider.hold.clear()
    ran: List[float] = []

    def handler(*_: object) -> None:
        ran.append(time.monotonic())
        provider.hold.set()
        assert client.send_sms(NUMBER, "from the handler").status is libsky.Status.OK

    handle(handler)
    began = time.monotonic()
    when(lambda: provider.bodies, lambda: interrupt(signal.SIGUSR1))
    assert client.send_sms(NUMBER, TEXT).status is libsky.Status.OK
    assert len(ran) == 1 and ran[0] - began < 6 and len(provider.bodies) == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("settings", [{}, {"logger": lambda event: None}], ids=["silent", "logged"])
def test_a_handler_that_raises_is_heard(provider: Provider, settings: Any) -> None:
    """Wherever in a send a signal strikes, its exception comes out."""
    class Struck(BaseException):
        """What the handler raises."""

    raised = caught = 0

    def handler(*_: object) -> None:
        nonlocal raised
        raised += 1
        raise Struck

    signal.signal(signal.SIGALRM, handler)
    try:
        with libsky.Client(KEY, url=provider.url, default_sender="55501", **settings) as client:
            begin = time.monotonic()
            while time.monotonic() - begin < 3 or raised <= 50 and time.monotonic() - begin < 60:
                try:
                    signal.setitimer(signal.ITIMER_REAL, 0.002)
                    for _ in range(20):
                        client.send_sms(NUMBER, TEXT)
                    signal.setitimer(signal.ITIMER_REAL, 0)
                except Struck:
                    caught += 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # Python itself loses what strikes at the very beginning of a __del__ or of a callback.
    assert raised > 50 and caught >= raised * 0.95


def test_threads_are_not_asked(provider: Provider, client: libsky.Client) -> None:
    """Ctrl-C strikes the main thread only; a send in another one goes on."""
    provider.hold.clear()
    results: List[libsky.Result] = []
    thread = threading.Thread(target=lambda: results.append(client.send_sms(NUMBER, TEXT)))
    thread.start()
    while not provider.bodies:
        time.sleep(0.01)
    with pytest.raises(KeyboardInterrupt):
        threading.Timer(0.1, interrupt).start()
        time.sleep(20)
    provider.hold.set()
    thread.join()
    assert len(results) == 1


PROGRAM = """
    import os, signal, sys
    exec(sys.argv[3])
    client = libsky.Client("key", url=sys.argv[1], default_sender="55501")
    status = []
    def fork():
        child = os.fork()
        if child == 0:
            threading.Timer(0.4, os.kill, (os.getpid(), signal.SIGINT)).start()
            try:
                client.send_sms("15550100031", "x")
            except KeyboardInterrupt:
                os._exit(7)
            os._exit(1)
        status.append(os.waitpid(child, 0)[1] >> 8)
    if sys.argv[2] == "thread":
        thread = threading.Thread(target=fork)
        thread.start()
        thread.join()
    else:
        fork()
    print(status)
"""


@pytest.mark.parametrize("imports", ["import threading, libsky", "import libsky, threading"])
@pytest.mark.parametrize("where", ["main", "thread"])
def test_ctrl_c_ends_a_send_in_a_child(provider: Provider, where: str, imports: str) -> None:
    """The thread that forked is the child's main thread, whichever it was and whether or not `threading` knows yet."""
    provider.hold.clear()
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", textwrap.dedent(PROGRAM), provider.url, where, imports],
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True,
                          timeout=30)
    assert (done.stdout, done.stderr) == ("[7]\n", "")
    assert time.monotonic() - began < 10, "it ended when the answer came"
