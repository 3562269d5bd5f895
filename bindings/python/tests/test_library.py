"""Finding and loading the C library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import libsky
from libsky import _library
from libsky._library import LIBRARY, LibraryError, candidates, load

PACKAGE = Path(libsky.__file__).resolve().parent


def test_a_named_file_is_the_only_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    """What LIBSKY_LIBRARY or the caller names is loaded or nothing; another library would be a surprise."""
    monkeypatch.setenv("LIBSKY_LIBRARY", "/nowhere/libsky.so.0")
    assert [file for _, file in candidates(None)] == ["/nowhere/libsky.so.0"]
    assert [file for _, file in candidates("/other/libsky.so.0")] == ["/other/libsky.so.0"]
    with pytest.raises(LibraryError, match=r"LIBSKY_LIBRARY=/nowhere/libsky.so.0: .*No such file"):
        load()


def test_the_package_comes_before_the_repository_and_both_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that was built with this package is preferred."""
    monkeypatch.delenv("LIBSKY_LIBRARY", raising=False)
    files = [file for _, file in candidates(None)]
    assert files[0] == str(PACKAGE / "libsky.so.0") and files[-1] == "libsky.so.0"
    assert str(PACKAGE.parents[2] / "build" / "libsky.so.0") in files[1:-1]


def test_failing_to_load_says_everything_that_was_tried(tmp_path: Path) -> None:
    """`import libsky` without a library is an ImportError that names each place, its reason, and the remedy."""
    shutil.copytree(PACKAGE, tmp_path / "libsky", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "libsky" / "libsky.so.0").write_text("no library")
    unwanted = ("LIBSKY_LIBRARY", "LD_LIBRARY_PATH")
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    program = "try:\n    import libsky\nexcept ImportError as error:\n    print(type(error).__name__, error)"
    done = subprocess.run([sys.executable, "-B", "-c", program], cwd=tmp_path, env=environment,
                          capture_output=True, text=True)
    if "LibraryError" not in done.stdout:
        pytest.skip("the system has a libsky.so.0 of its own")
    lines = done.stdout.splitlines()
    assert str(tmp_path / "libsky" / "libsky.so.0") in lines[1]
    assert "file too short" in lines[1] or "invalid ELF" in lines[1]
    assert "system's libsky.so.0" in done.stdout or "libsky.so.0: cannot open" in done.stdout
    assert "LIBSKY_LIBRARY" in lines[-1]


def test_a_library_with_another_interface_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interface's number is compared when the library is loaded."""
    monkeypatch.setattr(_library, "ABI_VERSION", 99)
    with pytest.raises(LibraryError, match="interface 0, this package was written for interface 99"):
        load(LIBRARY._name)


def test_a_library_that_is_not_libsky_is_refused() -> None:
    """A library without the functions is named as such."""
    with pytest.raises(LibraryError, match="sky_abi_version"):
        load("libc.so.6")


def test_a_library_error_is_an_import_error() -> None:
    """Programs that can do without libsky catch ImportError."""
    assert issubclass(libsky.LibraryError, ImportError)


def test_the_runtime_flavour_reads_alike() -> None:
    """The library with the Swift runtime inside works with this package, where it has been built."""
    other = PACKAGE.parents[2] / "build" / "runtime" / "libsky.so.0"
    if not other.exists():
        pytest.skip("make EMBEDDABLE=no builds it")
    program = ("import libsky; n = libsky.parse_postback(b'<POSTBACK><CODE>N202</CODE><TO>1</TO></POSTBACK>')[0];"
               "print(n.fields, n.field('to'), libsky.normalize_msisdn('+1 774 319 9144'))")
    environment: Any = {**os.environ, "LIBSKY_LIBRARY": str(other), "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run([sys.executable, "-B", "-c", program], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "{'CODE': 'N202', 'TO': '1'} 1 17743199144", done.stderr
