"""How long a session may take, and a wait that ends then, whatever the other side does."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import TypeVar

_Answer = TypeVar("_Answer")


class Deadline:
    """The instant until which something may take, on a clock that nobody sets."""

    def __init__(self, limit: timedelta) -> None:
        self._until = time.monotonic() + limit.total_seconds()

    def left(self) -> float:
        """Seconds that are left, never less than none."""
        return max(0.0, self._until - time.monotonic())

    def check(self) -> float:
        """Seconds that are left. Raises `TimeoutError` where none are."""
        left = self.left()
        if not left:
            raise TimeoutError("the time is over")
        return left


def within(deadline: Deadline, work: Callable[[], _Answer]) -> _Answer:
    """What `work` answers or raises, done in a thread of its own; raises `TimeoutError` when the time is over.

    A socket's own limit is for each read of it, so a server that sends a byte now and then would keep us for ever.
    """
    left = deadline.check()
    answers: list[_Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the one who waits is to get it
            errors.append(error)

    thread = Thread(target=run, name="google-calendar", daemon=True)  # a hung one does not keep the program from ending
    thread.start()
    thread.join(left)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeoutError("no answer within the time")
    return answers[0]
