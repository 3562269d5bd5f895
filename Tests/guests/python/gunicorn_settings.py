"""What gunicorn's master does with the client while it makes workers and buries them."""

from __future__ import annotations

import sys
from typing import Any


def pre_fork(_: Any, worker: Any) -> None:
    """Before each worker."""
    sys.modules["wsgi_application"].send(f"before worker {worker.age}")


def child_exit(_: Any, worker: Any) -> None:
    """After each worker."""
    sys.modules["wsgi_application"].send(f"after worker {worker.age}")
