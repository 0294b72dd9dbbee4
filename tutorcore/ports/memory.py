"""What a process remembers between two questions: values that cost much to make, and nothing that is not stored."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

_T = TypeVar("_T")


class Memory:
    """Values by name, for all the threads of a process. One thread at a time works on a value; others wait for it."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def renewed(self, name: str, renew: Callable[[_T | None], _T]) -> _T:
        """The value that `renew` makes from the last one (None: there is none yet), and remember it."""
        with self._lock:
            mine = self._locks.setdefault(name, threading.Lock())
        with mine:
            value = renew(cast("_T | None", self._values.get(name)))
            self._values[name] = value
            return value
