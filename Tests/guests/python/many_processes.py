"""A client of the main process, used by processes and threads of every kind that Python has.

    many_processes.py fork|forkserver|spawn|executor|threads

Each message has the id of its process before its text. Prints how many were accepted.
"""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import sys

import libsky

client = None
MESSAGES = 120


def make_client() -> libsky.Client:
    """A client; its connections are shared with those of other clients of the process anyway."""
    return libsky.Client("key", url=os.environ["SKY_URL"], ca_file=os.environ["SKY_AUTHORITY"] or None)


def send(number: int) -> int:
    """Send one message with the client that there is, or that this process makes now."""
    global client
    if client is None:
        client = make_client()
    result = client.send_sms("+15557654321", f"{os.getpid()} number {number}", sender="55501")
    return int(result.fields["TRACKINGID"] == "SMS_1")


def main(way: str) -> int:
    """Send all messages; gives how many were accepted."""
    accepted = send(-1)
    if way == "threads":
        with concurrent.futures.ThreadPoolExecutor(16) as executor:
            accepted += sum(executor.map(send, range(MESSAGES)))
    elif way == "executor":
        # Processes that are forked while threads of this one send.
        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            by_threads = [threads.submit(send, 1000 + number) for number in range(MESSAGES)]
            context = multiprocessing.get_context("fork")
            with concurrent.futures.ProcessPoolExecutor(4, mp_context=context) as processes:
                accepted += sum(processes.map(send, range(MESSAGES)))
            accepted += sum(future.result() for future in by_threads)
    else:
        with multiprocessing.get_context(way).Pool(4) as pool:
            accepted += sum(pool.map(send, range(MESSAGES), chunksize=5))
            pool.close()
            pool.join()
    return accepted + send(-2)


if __name__ == "__main__":
    print(main(sys.argv[1]))
