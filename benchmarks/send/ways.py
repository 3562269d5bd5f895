"""The ways to send that are compared: which program, called how, in which table."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import measuring
from measuring import ROOT, VENV

HERE = ROOT / "benchmarks" / "send"
#: The bindings find the library here, and nothing else is set that could lead a peer astray (proxies, certificates).
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LIBSKY_LIBRARY": str(measuring.BUILD / "libsky.so.0"),
               "PYTHONPATH": str(ROOT / "bindings" / "python")}


class Messages(NamedTuple):
    """How many messages one measurement sends: some to warm up, then those that count."""

    warm: int
    count: int


class Effort(NamedTuple):
    """How many messages are sent to each kind of target, and how many (and three times as many) under strace."""

    plain: Messages
    tls: Messages
    #: Without a warm-up: what the first connections cost is part of the figure.
    bundle: Messages
    traced: int


#: One after the other over a connection that is kept; a connection for each message; many in flight.
KEPT = Effort(Messages(200, 3000), Messages(200, 3000), Messages(0, 1000), 100)
EACH = Effort(Messages(50, 500), Messages(10, 100), Messages(0, 20), 20)
BULK = Effort(Messages(1000, 10000), Messages(1000, 10000), Messages(0, 1000), 1000)


class Way(NamedTuple):
    """One row of a table."""

    title: str
    #: The program and the name of its way; a measurement's figures and the target follow.
    command: list[str]
    effort: Effort = KEPT


class Table(NamedTuple):
    """Rows that are compared with one of them."""

    title: str
    ways: list[Way]
    base: str


def tables(folder: Path) -> list[Table]:
    """All of them; the C programs are compiled into a folder."""
    curl = str(measuring.compile_program("send/c/curl.c", folder, "libcurl", "libxml-2.0"))
    libsky = str(measuring.compile_program("send/c/libsky.c", folder))
    batch = str(measuring.compile_program("send/c/batch.c", folder))

    def python(program: str, way: str) -> list[str]:
        return [str(VENV / "bin" / "python"), str(HERE / "python" / program), way]

    def php(program: str, way: str) -> list[str]:
        return ["php", str(HERE / "php" / program), way]

    return [
        Table("C, one after the other", [
            Way("libsky: sky_send_sms, one client", [libsky, "send"]),
            Way("libsky: a client for each message", [libsky, "client"]),
            Way("libsky: another thread than before", [libsky, "other"]),
            Way("libsky: a thread for each message", [libsky, "thread"]),
            Way("libcurl: easy handle, reused", [curl, "easy"]),
            Way("libcurl: the same, a thread for each message", [curl, "thread"]),
            Way("libcurl: handles over a CURLSH", [curl, "share"]),
            Way("libcurl: a handle for each message", [curl, "fresh"], EACH),
            Way("*floor: libcurl, no encoding, no reading*", [curl, "easy-lean"]),
        ], "libcurl: easy handle, reused"),
        Table("C, 50 in flight", [
            Way("libsky: sky_batch", [batch, "batch"], BULK),
            Way("libcurl: multi and poll", [curl, "multi"], BULK),
            Way("*floor: libcurl, no encoding, no reading*", [curl, "multi-lean"], BULK),
        ], "libcurl: multi and poll"),
        Table("Python, one after the other", [
            Way("libsky: one client", python("binding.py", "send")),
            Way("libsky: a client for each message", python("binding.py", "client")),
            Way("pycurl: handle, reused", python("with_pycurl.py", "reused")),
            Way("urllib3: pool", python("with_urllib3.py", "pool")),
            Way("httpx.Client", python("with_httpx.py", "client")),
            Way("requests.Session", python("with_requests.py", "session")),
            Way("requests.post", python("with_requests.py", "post"), EACH),
        ], "pycurl: handle, reused"),
        Table("Python, 50 in flight", [
            Way("libsky: Batch", python("binding.py", "batch"), BULK),
            Way("libsky: Client.send_all", python("binding.py", "all"), BULK),
            Way("pycurl: multi", python("with_pycurl.py", "multi"), BULK),
            Way("aiohttp", python("with_aiohttp.py", "many"), BULK),
        ], "pycurl: multi"),
        Table("PHP, one after the other", [
            Way("libsky: one client", php("binding.php", "send")),
            Way("libsky: a client for each message", php("binding.php", "client")),
            Way("curl: handle, reused", php("curl.php", "reused")),
            Way("curl: a handle for each message", php("curl.php", "fresh"), EACH),
            Way("Guzzle", php("guzzle.php", "reused")),
        ], "curl: handle, reused"),
        Table("PHP, 50 in flight", [
            Way("libsky: Batch", php("binding.php", "batch"), BULK),
            Way("libsky: Client::sendAll", php("binding.php", "all"), BULK),
            Way("curl_multi", php("curl.php", "multi"), BULK),
            Way("Guzzle: pool", php("guzzle.php", "pool"), BULK),
        ], "curl_multi"),
    ]


def starts(folder: Path) -> list[Table]:
    """What a start is compared with; a command without a way prints the nanosecond in which it has started."""
    curl = str(measuring.compile_program("send/c/curl.c", folder, "libcurl", "libxml-2.0"))
    libsky = str(measuring.compile_program("send/c/libsky.c", folder))
    python, scripts = str(VENV / "bin" / "python"), HERE / "python"
    return [
        Table("C", [
            Way("libsky", [libsky, "send"]),
            Way("libcurl and libxml2", [curl, "easy"]),
        ], "libcurl and libxml2"),
        Table("Python", [
            Way("*interpreter alone*", [python, "-c", "import time; print(0, 0, time.monotonic_ns())"]),
            Way("libsky", [python, str(scripts / "binding.py"), "send"]),
            Way("ctypes straight on libcurl", [python, str(scripts / "with_ctypes.py"), "easy"]),
            Way("urllib", [python, str(scripts / "with_urllib.py"), "open"]),
            Way("requests", [python, str(scripts / "with_requests.py"), "post"]),
        ], "ctypes straight on libcurl"),
        Table("PHP", [
            Way("*interpreter alone*", ["php", "-r", "echo '0 0 ', hrtime(true);"]),
            Way("libsky", ["php", str(HERE / "php" / "binding.php"), "send"]),
            Way("curl", ["php", str(HERE / "php" / "curl.php"), "reused"]),
        ], "curl"),
    ]
