"""Beside others that use libxml2 and libcurl, in one process: their state is theirs, and all give the right results."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import BUILD, HERE, ROOT, run
from recording_server import RecordingServer, repeated


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_a_host_that_uses_both_libraries_itself(both, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        assert run(both["neighbours"], server.url, authority if secure else "") == "good neighbours\n"


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_what_the_host_cleans_up_is_no_longer_touched(programs, authority, tls, secure):
    with RecordingServer(tls if secure else None) as server:
        printed = run("valgrind", "-q", "--error-exitcode=9", "--leak-check=full",
                      "--show-leak-kinds=definite,indirect", "--errors-for-leak-kinds=definite,indirect",
                      programs["neighbours"], server.url, authority if secure else "")
        assert printed == "good neighbours\n"


# Debian's lxml uses the libxml2 that libsky uses; the one in build/venv has another in itself, and so has its pycurl.
PYTHONS = {"the-systems": "/usr/bin/python3", "the-tests": sys.executable}


@pytest.mark.parametrize("order", ["libsky-first", "libsky-last"])
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
@pytest.mark.parametrize("python", PYTHONS)
def test_lxml_and_pycurl(authority, tls, secure, order, python):
    has_both = subprocess.run([PYTHONS[python], "-c", "import lxml, pycurl"], capture_output=True, check=False)
    if has_both.returncode != 0:
        pytest.skip("lxml or pycurl is not installed")
    with RecordingServer(tls if secure else None) as server:
        printed = run(PYTHONS[python], HERE / "python/neighbours.py", order, SKY_URL=server.url,
                      SKY_AUTHORITY=str(authority) if secure else "")
        assert printed == "good neighbours\n"
        sent = [text for text in server.texts if "libsky" in text and "thread" in text]
        assert len(sent) == 40 and not repeated(sent)


EXTENSIONS = ["ffi", "curl", "dom", "simplexml", "xml"]


@pytest.mark.parametrize("when", ["first", "second", "before-php"])
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
def test_extensions_of_php(authority, tls, secure, when):
    """libsky before the extensions are used, after, and in the process before PHP itself."""
    extensions = EXTENSIONS if when == "first" else EXTENSIONS[::-1]
    more = {"LD_PRELOAD": str(BUILD / "libsky.so.0")} if when == "before-php" else {}
    with RecordingServer(tls if secure else None) as server:
        printed = run("php", "-n", *(f"-dextension={name}" for name in extensions), "-ddisplay_errors=stderr",
                      HERE / "php/neighbours.php", ROOT / "bindings/php/autoload.php", SKY_URL=server.url,
                      SKY_AUTHORITY=str(authority) if secure else "", LIBSKY_WHEN=when, **more)
        assert printed == "good neighbours\n" and not repeated(server)
