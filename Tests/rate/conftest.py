"""What the tests of the rate share: the C program that sends within one, in both flavours of the library."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLAVOURS = {"embedded": ROOT / "build", "runtime": ROOT / "build" / "runtime"}


class Program:
    """Tests/c/rate.c, linked with a flavour of the library."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def start(self, mode: str, url: str, rate: float, burst: int, file: object = "-", name: str = "x",
              amount: int = 1, timeout_ms: int = 30_000) -> subprocess.Popen[str]:
        """Start it; what it prints can be read once it has ended."""
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        return subprocess.Popen([self.path, mode, url, str(rate), str(burst), str(file), name, str(amount),
                                 str(timeout_ms)], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=environment)

    def run(self, *arguments: object, **options: object) -> list[str]:
        """Run it to its end; gives the lines that it printed."""
        process = self.start(*arguments, **options)  # type: ignore[arg-type]
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0 and errors == "", output + errors
        return output.splitlines()


@pytest.fixture(scope="session", params=FLAVOURS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The C program."""
    flavour = FLAVOURS[request.param]
    assert (flavour / "libsky.so.0").exists(), f"build {flavour} first"
    path = tmp_path_factory.mktemp("rate") / "rate"
    subprocess.run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(path),
                    str(ROOT / "Tests/c/rate.c"), f"-L{flavour}", "-lsky", f"-Wl,-rpath,{flavour}"], check=True)
    return Program(path)
