"""Messages within a rate: one process, many over one file, processes that are killed, a provider that says "slower"."""

from __future__ import annotations

import collections
import os
import signal
import time

import pytest

from rate_server import Arrival, RateServer, answer, most_within, rate_of

# On a machine that has other things to do, messages are read late, and so seem to come closer together than they left:
# by how much more there may seem to be in a second. The exact rule is held in virtual time (RateLimiterTests).
CROWDED = 1.2


def is_kept(rate: float, arrivals: list[Arrival]) -> bool:
    """Whether messages came at a rate: not more than 1 % above it, and not more than 4 % below. (Who sends alone and is
    not given the processor in time loses a slot.)"""
    print(f"{rate_of(arrivals):.2f} of {rate} a second")
    return 0.96 * rate <= rate_of(arrivals) <= 1.01 * rate


def between(arrivals: list[Arrival], start: float, end: float) -> list[Arrival]:
    """Those that came in a span of time."""
    return [arrival for arrival in arrivals if start <= arrival.when < end]


def test_one_process_keeps_the_rate_and_loses_none_of_it(program):
    with RateServer() as server:
        # The burst lets it make good for times in which it was not given the processor.
        assert program.run("send", server.url, 100, 10, amount=4) == [f"accepted {len(server.arrivals)}"]
        assert is_kept(100, server.arrivals[50:])
        assert most_within(server.arrivals[50:], 1.0) <= 100 * CROWDED


def test_a_burst_goes_at_once_then_the_rate_holds(program):
    with RateServer() as server:
        program.run("send", server.url, 50, 40, amount=2)
        assert server.arrivals[39].when - server.arrivals[0].when < 0.3
        assert is_kept(50, server.arrivals[45:])


def test_a_batch_keeps_the_rate(program):
    with RateServer() as server:
        assert program.run("batch", server.url, 200, 1, amount=600) == ["accepted 600"]
        assert is_kept(200, server.arrivals)
        assert most_within(server.arrivals, 0.5) <= 100 * CROWDED


def test_processes_forked_from_one_client_keep_one_rate(program):
    with RateServer() as server:
        lines = program.run("fork", server.url, 100, 1, amount=3)
        accepted = [int(line.split()[1]) for line in lines]
        assert len(accepted) == 4 and sum(accepted) == len(server.arrivals)
        assert min(accepted) >= sum(accepted) / 4 * 0.6, "none starves"
        assert is_kept(100, server.arrivals)


def test_64_processes_over_one_file_keep_one_rate_and_none_starves(program, tmp_path):
    rate, file = 400, tmp_path / "rate"
    with RateServer() as server:
        processes = [program.start("send", server.url, rate, 10, file, f"p{number}", 9) for number in range(64)]
        outputs = [process.communicate(timeout=60)[0] for process in processes]
        assert [len(output.splitlines()) for output in outputs] == [1] * 64, "every message was accepted"
        start = server.arrivals[0].when + 2
        steady = between(server.arrivals, start, start + 6)
        assert rate_of(steady) == pytest.approx(rate, rel=0.01)
        assert most_within(server.arrivals, 1.0) <= rate * CROWDED
        counts = collections.Counter(arrival.name for arrival in steady)
        print(f"{rate_of(steady):.2f} a second of {rate}, at most {most_within(server.arrivals, 1.0)} in one second; "
              f"each process sent from {min(counts.values())} to {max(counts.values())} messages")
        assert len(counts) == 64 and min(counts.values()) >= 0.8 * len(steady) / 64
        assert max(counts.values()) <= 1.2 * len(steady) / 64


def test_processes_may_be_killed_at_any_moment(program, tmp_path):
    rate, file = 200, tmp_path / "rate"
    with RateServer() as server:
        processes = [program.start("send", server.url, rate, 1, file, f"p{number}", 6) for number in range(32)]
        time.sleep(2)
        for process in processes[::2]:
            os.kill(process.pid, signal.SIGKILL)
        killed = time.monotonic()
        outputs = [process.communicate(timeout=60)[0] for process in processes]
        assert all(len(output.splitlines()) == 1 for output in outputs[1::2])
        # Each of those that were killed had taken a slot at most; the others go on as if nothing had happened.
        after = between(server.arrivals, killed + 0.3, killed + 3.3)
        assert is_kept(rate, after)
        assert {arrival.name for arrival in after} == {f"p{number}" for number in range(1, 32, 2)}
        assert len(between(server.arrivals, killed, killed + 1)) >= (rate - 16) / CROWDED
    file.unlink()


def test_a_rate_outlives_its_processes(program, tmp_path):
    with RateServer() as server:
        for _ in range(3):
            program.run("report", server.url, 1, 1, tmp_path / "rate", amount=1)
        assert len(server.arrivals) == 1


def test_the_reporting_mode_never_waits_and_names_the_wait(program):
    with RateServer() as server:
        begin = time.monotonic()
        lines = program.run("report", server.url, 0.5, 2, amount=5)
        assert time.monotonic() - begin < 1
        assert len(server.arrivals) == 2 and lines[-1] == "accepted 2"
        for line in lines[:-1]:
            status, retry_after, elapsed, message = line.split(" ", 3)
            assert status == "SKY_E_THROTTLED" and int(elapsed) < 100, line
            assert 1500 <= int(retry_after) <= 2000
            assert "rate" in message


def test_a_throttled_answer_holds_all_messages_and_slows_them_down_for_a_while(program, tmp_path):
    told: list[float] = []

    def policy(arrival: Arrival) -> bytes:
        if not told and len(server.arrivals) >= 50:
            told.append(arrival.when)
            return answer(b"slower", "429 Too Many Requests", "Retry-After: 1\r\n")
        return answer()

    with RateServer(policy) as server:
        processes = [program.start("send", server.url, 100, 1, tmp_path / "rate", f"p{number}", 9)
                     for number in range(8)]
        for process in processes:
            output, _ = process.communicate(timeout=60)
            assert len(output.splitlines()) == 1, f"the throttled message was tried again: {output}"
        begin = told[0]
        assert len(between(server.arrivals, begin + 0.05, begin + 1)) == 0, "the provider's wait"
        # One second of the five is over when the first may go; the interval falls from 1.8 times to once.
        slow = between(server.arrivals, begin + 1, begin + 2)
        assert 100 / 2 < len(slow) < 100 / 1.4, "slowed down"
        recovered = between(server.arrivals, begin + 5.2, begin + 7.2)
        assert is_kept(100, recovered), "recovered"


def test_a_message_whose_turn_comes_after_its_deadline_is_not_waited_for(program, tmp_path):
    with RateServer() as server:
        file = tmp_path / "rate"
        program.run("count", server.url, 0.02, 1, file, amount=1)
        refusal, last = program.run("count", server.url, 0.02, 1, file, amount=1)
        status, retry_after, elapsed, _ = refusal.split(" ", 3)
        assert status == "SKY_E_THROTTLED" and int(elapsed) < 100 and last == "accepted 0"
        assert 49_000 < int(retry_after) <= 50_000
        assert len(server.arrivals) == 1


def test_in_a_batch_neither_a_try_nor_the_end_of_a_message_comes_after_its_deadline(program):
    def policy(_: Arrival) -> bytes:
        return answer() if len(server.arrivals) > 1 else answer(b"slower", "429 Too Many Requests")

    with RateServer(policy) as server:
        begin = time.monotonic()
        # The next turn is ten seconds off or more.
        refusal, last = program.run("batch", server.url, 0.1, 1, amount=1, timeout_ms=2000)
        assert time.monotonic() - begin < 2.5
        status, retry_after, _, message = refusal.split(" ", 3)
        assert status == "SKY_E_THROTTLED" and "429" in message and last == "accepted 0"
        assert 5000 < int(retry_after) <= 20_000 and len(server.arrivals) == 1


def test_truncating_and_replacing_the_file_ends_no_process(program, tmp_path):
    file = tmp_path / "rate"
    with RateServer() as server:
        processes = [program.start("send", server.url, 200, 1, file, f"p{number}", 4) for number in range(8)]
        time.sleep(0.5)
        for size in (0, 0, 64, 0):
            os.truncate(file, size)
            time.sleep(0.3)
        file.unlink()
        time.sleep(0.3)
        # Another process makes it again; all follow it.
        program.run("report", server.url, 200, 1, file, amount=1)
        outputs = [process.communicate(timeout=60) for process in processes]
        assert [process.returncode for process in processes] == [0] * 8, outputs
        assert all(len(output.splitlines()) == 1 for output, _ in outputs), outputs
        last = server.arrivals[-1].when
        assert is_kept(200, between(server.arrivals, last - 1, last))
