"""Parts of a page that run by themselves: an error in one is told like an error of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from pages.shared.dashboard import show_error

Arguments = ParamSpec("Arguments")


def guarded(part: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """The part, with every error of it told in a sentence."""

    @wraps(part)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            part(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - the edge of the program: no traceback reaches a planner
            show_error(error)

    return run
