"""Find the C library, load it, and make sure that it is the one this package was written for."""

from __future__ import annotations

import ctypes
import os

from ._interface import ABI_VERSION, declare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Optional, Tuple

FILE_NAME = "libsky.so.0"
VARIABLE = "LIBSKY_LIBRARY"


class LibraryError(ImportError):
    """The C library was not found, or is another one than this package was written for."""


def candidates(explicit: Optional[str]) -> List[Tuple[str, str]]:
    """Where to look, in order: pairs of what to call the place in a message, and what to load.

    A file that somebody named is the only candidate: another one in its place would be a surprise. Otherwise a library
    that lies with this package is preferred to the system's, because the two were built together.
    """
    if explicit:
        return [(explicit, explicit)]
    named = os.environ.get(VARIABLE)
    if named:
        return [(f"{VARIABLE}={named}", named)]
    # Without pathlib, which takes longer to import than the library to load.
    package = os.path.dirname(os.path.realpath(__file__))
    places = [os.path.join(package, FILE_NAME)]
    repository = os.path.normpath(os.path.join(package, "..", "..", ".."))
    if os.path.isfile(os.path.join(repository, "include", "sky.h")):
        places.append(os.path.join(repository, "build", FILE_NAME))
    return [(place, place) for place in places] + [(f"the system's {FILE_NAME}", FILE_NAME)]


def load(explicit: Optional[str] = None) -> ctypes.CDLL:
    """Load the library from the first place that has the right one; LibraryError says what each place lacked."""
    failures = []
    for place, file in candidates(explicit):
        try:
            library = ctypes.CDLL(file)
            found = library.sky_abi_version()
            if found == ABI_VERSION:
                declare(library)
                return library
            failures.append(f"{place}: has interface {found}, this package was written for interface {ABI_VERSION}")
        except (OSError, AttributeError) as error:
            # The loader's words begin with the file's name where it has one, and so does ours.
            reason = str(error)
            failures.append(reason if reason.startswith(place) else f"{place}: {reason}")
    raise LibraryError(
        "libsky's shared library could not be loaded. Tried:\n  " + "\n  ".join(failures) + "\n"
        f"Build it with `make all`, install it with `make install`, or name its file in {VARIABLE}."
    )


LIBRARY = load()

#: The same library, but calls keep the interpreter's lock: for short ones, which are over before it would change hands.
QUICK = ctypes.PyDLL(LIBRARY._name, handle=LIBRARY._handle)
