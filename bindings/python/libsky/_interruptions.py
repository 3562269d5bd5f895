"""Ctrl-C during a send: signal handlers run while the library waits, as they do in Python's own calls (PEP 475).

Python runs them in the main thread and only while that runs Python code. So the library calls back while it waits,
which costs a send that does not wait nothing. A handler that returns lets the send go on; one that raises ends it, and
the exception comes out of the call.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import sys
from _thread import get_ident

from ._interface import sky_error, sky_interrupt
from ._library import LIBRARY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Generator, Optional

#: What was raised in Python code that the library called, by thread: it cannot pass through the library, so it is kept
#: until the call has returned.
kept: Dict[int, BaseException] = {}


def keep(interruption: BaseException) -> None:
    """Have this thread's call raise it."""
    kept[get_ident()] = interruption


def take() -> Optional[BaseException]:
    """What this thread's call has to raise. Ask `kept` first whether there is anything."""
    interruption = kept.pop(get_ident(), None)
    if getattr(_generator, "gi_frame", True) is None and _is_main_thread():
        # A second signal struck while the exception of the first one was being put away.
        _install()
    return interruption


def _answers(me: int) -> Generator[int, object, None]:
    """Run what signal handlers there are to run; gives 1 if the call is to end.

    A generator, because Python runs handlers at the very beginning of a function, where nothing inside of it could
    catch what they raise; a generator goes on in the middle. It belongs to the main thread, and the library never asks
    twice at once.
    """
    while True:
        try:
            while True:
                _run_handlers()
                yield int(me in kept)
        except GeneratorExit:
            return
        except BaseException as interruption:
            # No call in here: Python would run the next handler in it.
            kept[me] = interruption


#: Python sees to signals by itself when it goes on with the generator; not so 3.13 in a child that a thread forked.
_run_handlers: Any = ctypes.pythonapi.PyErr_CheckSignals if hasattr(ctypes, "pythonapi") else int

_generator: Optional[Generator[int, object, None]] = None
#: What the library calls; it must live as long.
_ask: Any = None


def install() -> None:
    """Have the library call back while it waits, if this is the main thread."""
    if _ask is None and _is_main_thread():
        _install()


def _is_main_thread() -> bool:
    """Whether Python runs signal handlers in this thread. Where nobody has loaded `threading`, there is no other."""
    threading = sys.modules.get("threading")
    return threading is None or threading.current_thread() is threading.main_thread()


def _install() -> None:
    global _ask, _generator
    _generator = _answers(get_ident())
    next(_generator)
    ask = sky_interrupt(_generator.send)
    if LIBRARY.sky_thread_set_interrupt(ask, None, sky_error()) == 0:
        _ask = ask


def _install_in_child() -> None:
    # The thread that forked is the main thread now, even if `threading` has not been told yet.
    kept.clear()
    _install()


def _uninstall() -> None:
    # The callback's memory goes with the interpreter; the process may go on.
    if _ask is not None and _is_main_thread():
        LIBRARY.sky_thread_set_interrupt(sky_interrupt(), None, sky_error())


install()
os.register_at_fork(after_in_child=_install_in_child)
atexit.register(_uninstall)
