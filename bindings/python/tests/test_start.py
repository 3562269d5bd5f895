"""What a program loads that sends a message: the less, the sooner it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import List, Set

import pytest

import libsky
from conftest import Provider

#: Where each public name lies that is loaded when somebody asks for it.
LATER = libsky._LATER

#: Prints what has been loaded; what Python itself loads with ctypes and enum does not count.
PROGRAM = """
    import ctypes, enum, functools, sys
    before = set(sys.modules)
    import libsky
    with libsky.Client("key", url=sys.argv[1]) as client:
        assert client.send_sms("15550100031", "x", "55501").fields["TRACKINGID"] == "SMS_500001"
        try:
            client.send_sms("1", "x", "55501")
        except libsky.NumberError:
            pass
    print(*sorted(set(sys.modules) - before))
"""

#: Modules of Python's own that take long to load. Annotations are the only use that a send has for `typing`.
SLOW = {
    "asyncio", "contextlib", "dataclasses", "datetime", "importlib", "inspect", "logging", "pathlib", "re", "threading", "typing",
}


def run(program: str, *words: str) -> List[str]:
    """What a program prints. Without `site`, which in virtual environments loads what it likes."""
    done = subprocess.run([sys.executable, "-S", "-c", textwrap.dedent(program), *words], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(Path(libsky.__file__).parents[1])}, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_send_loads_only_what_it_needs(provider: Provider) -> None:
    """Neither Python's slow modules, nor parts of this package that do something else."""
    loaded = set(run(PROGRAM, provider.url))
    assert "libsky.client" in loaded
    assert not loaded & SLOW
    assert not loaded & {f"libsky.{module}" for module in LATER.values()}


def test_every_name_that_is_loaded_later_is_public() -> None:
    """Nobody could find another one."""
    assert set(LATER) <= set(libsky.__all__)
    with pytest.raises(AttributeError, match="module 'libsky' has no attribute 'text_limits'"):
        getattr(libsky, "text_limits")


@pytest.mark.parametrize("module", sorted(set(LATER.values())))
def test_each_part_may_be_the_first_that_is_used(module: str) -> None:
    """No part relies on another one having been loaded before; what is imported is the same thing each time."""
    names = [name for name, place in LATER.items() if place == module]
    run(f"from libsky import {', '.join(names)}\nimport libsky\nassert libsky.{names[0]} is {names[0]}")


def test_a_star_imports_everything() -> None:
    """`from libsky import *` gives what __all__ lists."""
    names: Set[str] = set(run("from libsky import *\nprint(*globals())"))
    assert set(libsky.__all__) <= names
