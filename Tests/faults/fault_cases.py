"""Runs cases of the fault wire: one C program sends them in many threads, one event loop is at the other end."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import os
import socket
import ssl
from pathlib import Path
from typing import Callable, Optional, Sequence

from conftest import AMPLE_MS
from counting_service import Answer, CountingService, Service
from fault_gate import Fault, Gate, Tally
from faulty_wire import Connection

# What the C program hands to the library, plain and as it travels (base64, MD5). Nothing of the library's may repeat
# it.
SECRETS = ("PLANTED", "5557654321", "557-654", "4915701", "UExBTlRF", hashlib.md5(b"PLANTED-PASSWORD").hexdigest())
# Threads of the C program, and so cases at a time. Most of them wait for a stall to end; so many may be at work, for
# with more of them time-outs would come before faults.
THREADS, AT_WORK = 96, 8


@dataclasses.dataclass
class Sent:
    """How one send ended, as the C program printed it."""

    status: str
    transport_code: int
    http_status: int
    result_given: bool
    tries: int
    retry_after_ms: int
    elapsed_ms: int
    code: str
    message: str

    @classmethod
    def parse(cls, columns: Sequence[str]) -> "Sent":
        """A line of the C program without its first two columns."""
        status, transport, http, given, tries, wait, elapsed, code, message = columns
        return cls(status, int(transport), int(http), given == "1", int(tries), int(wait), int(elapsed), code, message)


@dataclasses.dataclass
class Logged:
    """What the logger was told, as the C program printed it."""

    level: int
    kind: int
    status: str
    attempt: int
    transport_code: int
    http_status: int
    wait_ms: int
    bytes_out: int
    code: str
    message: str

    ATTEMPT, WAIT, END, REFUSAL = 1, 2, 3, 4

    @classmethod
    def parse(cls, columns: Sequence[str]) -> "Logged":
        """A line of the C program without its first two columns."""
        level, kind, status, *numbers, code, message = columns
        return cls(int(level), int(kind), status, *map(int, numbers), code, message)  # type: ignore[call-arg]


@dataclasses.dataclass
class Case:
    """One client: how it is set up, what happens to its connections, and what came of it."""

    fault: Optional[Fault] = None
    transport: int = 0
    sends: int = 1
    # So many messages travel in each call; more than one go by a batch, and all of a call have one text.
    recipients: int = 1
    # So many requests go well on a connection before bytes are counted.
    warm_ups: int = 0
    # So many connections of the case meet the fault, the first ones.
    faulty_connections: int = 1
    timeout_ms: int = AMPLE_MS
    tries: int = 1
    settings: str = ""
    records: bool = False
    tally: Tally = dataclasses.field(default_factory=Tally)
    sent: list[Sent] = dataclasses.field(default_factory=list)
    logged: list[Logged] = dataclasses.field(default_factory=list)

    def __str__(self) -> str:
        outcomes = ", ".join(f"{one.status} {one.transport_code} {one.elapsed_ms} ms" for one in self.sent)
        return f"{self.fault} transport {self.transport} after {self.warm_ups}: {outcomes}; {self.tally}"


@dataclasses.dataclass
class Ground:
    """Where cases are played: the program, TLS if there is any, what is behind the wire."""

    program: Path
    context: Optional[ssl.SSLContext] = None
    authority: str = ""
    answer: Answer = dataclasses.field(default_factory=Answer.with_length)
    settings: str = ""
    threads: int = THREADS
    # Seconds that a message too many may take to arrive.
    settle: float = 0.02
    connection_type: type[Connection] = Connection
    # Whom to tell which tallies there are, by the name that is in a case's URL.
    tallies: dict[str, Tally] = dataclasses.field(default_factory=dict)
    # A server of its own kind that runs meanwhile, and its socket.
    backend: Optional[tuple[Callable[[], asyncio.Protocol], socket.socket]] = None
    make_service: Optional[Callable[[Tally, Answer], Service]] = None

    def service(self, tally: Tally) -> Service:
        """The server for one connection."""
        return self.make_service(tally, self.answer) if self.make_service else CountingService(tally, self.answer)

    def run(self, cases: Sequence[Case]) -> None:
        """Play all cases; each keeps what came of it."""
        asyncio.run(Play(self).run(cases))


class Play:
    """One run of the C program."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._output: dict[str, asyncio.Queue[list[str]]] = {}
        self._cases: dict[str, Case] = {}
        self._at_work = asyncio.Semaphore()

    async def run(self, cases: Sequence[Case]) -> None:
        """Play all cases, as many at a time as the program has threads."""
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        program = await asyncio.create_subprocess_exec(
            str(self.ground.program), str(self.ground.threads), stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, env=environment)
        assert program.stdin and program.stdout and program.stderr
        reading = asyncio.create_task(self._read(program.stdout))
        errors = asyncio.create_task(program.stderr.read())
        if self.ground.backend:
            make, listener = self.ground.backend
            await asyncio.get_running_loop().create_server(make, sock=listener.dup())
        gate = asyncio.Semaphore(self.ground.threads)
        self._at_work = asyncio.Semaphore(min(AT_WORK, self.ground.threads))
        # Names of one length, so that requests have one.
        waiting = {asyncio.create_task(self._play(f"{name:05}", case, program.stdin, gate))
                   for name, case in enumerate(cases)}
        while waiting:
            done, waiting = await asyncio.wait({*waiting, reading}, return_when=asyncio.FIRST_COMPLETED)
            waiting.discard(reading)
            if reading in done:
                for task in waiting:
                    task.cancel()
                raise AssertionError(f"the program ended: {await program.wait()}, {(await errors).decode()}")
            for task in done:
                task.result()
        program.stdin.close()
        await reading
        assert await program.wait() == 0
        assert await errors == b"", "the library writes nothing"

    async def _read(self, output: asyncio.StreamReader) -> None:
        while line := (await output.readline()).decode().rstrip("\n"):
            assert not any(secret.lower() in line.lower() for secret in SECRETS), f"a secret has come out: {line}"
            name, what, *columns = line.split("\t")
            if what == "log":
                self._cases[name].logged.append(Logged.parse(columns))
            else:
                self._output[name].put_nowait(columns)

    async def _play(self, name: str, case: Case, program: asyncio.StreamWriter, gate: asyncio.Semaphore) -> None:
        async with gate:
            connections: list[Connection] = []
            server = await asyncio.get_running_loop().create_server(
                lambda: self._connect(case, connections), "127.0.0.1", 0)
            self._output[name] = asyncio.Queue()
            self._cases[name] = case
            self.ground.tallies[name] = case.tally
            port = server.sockets[0].getsockname()[1]
            await self._at_work.acquire()
            case.tally.on_strike = self._once_released()
            program.write(self._line(name, case, port).encode())
            for _ in range(case.sends * case.recipients):
                case.sent.append(Sent.parse(await self._output[name].get()))
            case.tally.on_strike()
        # What is still under way arrives now: a message too many must be seen.
        await asyncio.sleep(self.ground.settle)
        server.close()
        for connection in connections:
            connection.service.end()
            if connection.transport:
                connection.transport.abort()

    def _once_released(self) -> Callable[[], None]:
        """Lets another case work, the first time that it is called."""
        released = False

        def release() -> None:
            nonlocal released
            if not released:
                self._at_work.release()
            released = True
        return release

    def _line(self, name: str, case: Case, port: int) -> str:
        scheme = "https" if self.ground.context else "http"
        words = [name, f"{scheme}://localhost:{port}/API/{name}/index.php", f"transport={case.transport}",
                 f"sends={case.sends}", f"recipients={case.recipients}", f"timeout={case.timeout_ms}",
                 f"tries={case.tries}", f"log={int(name) % 2}"]
        if self.ground.authority:
            words.append(f"ca={self.ground.authority}")
        return " ".join([*words, self.ground.settings, case.settings]) + "\n"

    def _connect(self, case: Case, connections: list[Connection]) -> Connection:
        case.tally.connections += 1
        is_faulty = case.tally.connections <= case.faulty_connections
        connection = self.ground.connection_type(
            self.ground.service(case.tally),
            Gate(case.fault if is_faulty else None, case.tally, case.records and is_faulty),
            self.ground.context, case.warm_ups if is_faulty else 0)
        connections.append(connection)
        return connection
