"""Every sample document reads as expected through the C functions, in both flavours of the library."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(__file__).resolve().parent / "skycore"
DOCUMENTS = json.loads((SAMPLES / "expect.json").read_text("utf-8"))["documents"]
VERDICTS = {"unknown": 0, "success": 1, "failure": 2, "neutral": 3}
#: SKY_OK; SKY_E_REJECTED, SKY_E_THROTTLED and SKY_E_UNKNOWN (an internal error of the provider's); SKY_E_PARTIAL.
OUTCOMES = {"success": {0}, "failure": {9, 10}, "partial": {11}, "unknown": {13}}


@pytest.fixture(scope="module", params=["build", "build/runtime"])
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The C program, linked with one flavour."""
    made = tmp_path_factory.mktemp("samples") / "samples"
    library = ROOT / request.param
    subprocess.run(["gcc", "-std=c99", "-Wall", "-Wextra", "-Werror", f"-I{ROOT / 'include'}", "-o", str(made),
                    str(ROOT / "Tests/c/samples.c"), f"-L{library}", "-lsky", f"-Wl,-rpath,{library}"], check=True)
    return made


def rows(program: Path, kind: str, path: str, names: list[str]) -> list[tuple[int, list[str | None]]]:
    """What the program says: for each line its first number and the values."""
    done = subprocess.run([str(program), kind, str(SAMPLES / path), *names], capture_output=True, check=True, text=True)
    found = []
    for line in done.stdout.splitlines():
        numbers, *values = line.split("\t")
        found.append((int(numbers.split()[0]), [unquote(value[1:]) if value[0] == "=" else None for value in values]))
    return found


@pytest.mark.parametrize("path", [path for path, wanted in DOCUMENTS.items() if wanted["kind"] == "postback"])
def test_a_postback_reads_as_expected(program: Path, path: str) -> None:
    """Verdict, fields, attributes, files, and nothing that is not there."""
    notifications = DOCUMENTS[path]["notifications"]
    names = sorted({name for one in notifications for name in one["fields"]} - {"CODE", "STATUSCODE"})
    marks = sorted({name for one in notifications for name in one.get("attributes", {})}, key=str.upper)
    marks = list({mark.upper(): mark for mark in marks}.values())
    found = rows(program, "postback", path, ["CODE", *names, *("@" + mark for mark in marks)])
    assert len(found) == len(notifications)
    for (verdict, values), wanted in zip(found, notifications):
        attributes = {name.upper(): value for name, value in wanted.get("attributes", {}).items()}
        assert verdict == VERDICTS[wanted["verdict"]]
        assert values[0] == wanted["code"]
        for name, value in zip(names, values[1:]):
            # One that is absent may be found by its other name (rule T14).
            if name in wanted["fields"]:
                assert value == wanted["fields"][name]
        assert values[1 + len(names):][:len(marks)] == [attributes.get(mark.upper()) for mark in marks]
        assert values[1 + len(names) + len(marks):] == wanted.get("files", [])


@pytest.mark.parametrize("path", [path for path, wanted in DOCUMENTS.items() if wanted["kind"] == "response"])
def test_a_response_reads_as_expected(program: Path, path: str) -> None:
    """Outcome and fields of the whole and of each entry."""
    expected = DOCUMENTS[path]
    entries = expected.get("entries", [])
    names = sorted({name for part in [expected, *entries] for name in part["fields"]})
    found = rows(program, "response", path, names)
    assert len(found) == 1 + max(1, len(entries))
    for (status, values), wanted in zip(found, [expected, *entries]):
        assert status in OUTCOMES[wanted["outcome"]]
        for name, value in zip(names, values):
            if name in wanted["fields"]:
                assert value == wanted["fields"][name]
