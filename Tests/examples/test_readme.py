"""The examples in README.md do what they say, against the sandbox."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Iterator

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    """The address of a sandbox that knows the README's key."""
    command = [str(BUILD / "sky"), "sandbox", "--port", "0", "--api-key", "your-api-key"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().removeprefix("sandbox: listening on ").strip()
        process.terminate()


def example(language: str, number: int = 0) -> str:
    """A code block of a language."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)[number]


def output_of(command: list[str], url: str) -> str:
    """What an example prints."""
    environment = dict(os.environ, SKY_URL=url, LIBSKY_LIBRARY=str(BUILD / "libsky.so.0"),
                       PYTHONPATH=str(ROOT / "bindings/python"))
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and done.stderr == "", done.stdout + done.stderr
    return done.stdout


def command_for(language: str, folder: Path) -> list[str]:
    """The example of a language, ready to run."""
    source = folder / f"example.{language}"
    source.write_text(example(language).replace("'bindings/", f"'{ROOT}/bindings/"), "utf-8")
    if language != "c":
        return [{"python": "python3"}.get(language, language), str(source)]
    program = folder / "example"
    subprocess.run(["cc", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(program), str(source),
                    f"-L{BUILD}", "-lsky", f"-Wl,-rpath,{BUILD}"], check=True)
    return [str(program)]


@pytest.mark.parametrize("language", ["c", "python", "php"])
def test_an_example_sends_and_prints_the_tracking_id(language, sandbox, tmp_path):
    assert re.fullmatch(r"tracking id: SMS_\d+\n", output_of(command_for(language, tmp_path), sandbox))


@pytest.mark.parametrize("language", ["c", "python", "php"])
def test_without_a_provider_an_example_says_that_it_was_not_sent(language, tmp_path):
    words = output_of(command_for(language, tmp_path), "http://127.0.0.1:9/")
    assert "not sent" in words.lower() or "SKY_E_NOT_SENT" in words


def test_the_request_is_refused_by_a_provider_that_has_no_such_mms(sandbox, tmp_path):
    source = tmp_path / "request.c"
    source.write_text("#include <sky.h>\n#include <stdio.h>\n#include <stdlib.h>\n\nint main(void)\n{\n"
                      "sky_client *client = NULL;\nsky_result *result = NULL;\nsky_error error;\n"
                      'if (sky_client_new(SKY_PROVIDER_SKYCORE, "your-api-key", &client, &error) != SKY_OK ||\n'
                      '    sky_client_set_url(client, getenv("SKY_URL"), &error) != SKY_OK)\n    return 1;\n'
                      + example("c", 1) + "sky_result_free(result);\nsky_client_free(client);\nreturn 0;\n}\n", "utf-8")
    program = tmp_path / "request"
    subprocess.run(["cc", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(program), str(source),
                    f"-L{BUILD}", "-lsky", f"-Wl,-rpath,{BUILD}"], check=True)
    assert output_of([str(program)], sandbox).startswith("SKY_E_REJECTED E241: ")
