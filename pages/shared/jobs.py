"""Work that takes longer than a click: done beside the page, which stays usable and shows how far it is.

A page's own run ends at the next click; an import must not. So the work has a thread of its own, and the page looks
in on it.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import streamlit as st

from pages.shared.dashboard import show_error
from pages.shared.text import plain
from tutorcore.errors import TutorError
from tutorcore.services.import_report import ImportStopped, Progress
from tutorcore.wording.imports import progress_text

Result = TypeVar("Result")
OnProgress = Callable[[Progress], None]

QUICK: Final = 0.5
"""Seconds that a page waits before it shows progress: most work is done by then."""
LOOK_AGAIN: Final = 0.4
_LOG: Final = logging.getLogger("tutorcore.pages")


class Job(Generic[Result]):
    """One piece of work, begun when it is made. Afterwards either `result` or `error` is there."""

    def __init__(self, work: Callable[[OnProgress], Result]) -> None:
        self.progress: Progress | None = None
        self.result: Result | None = None
        self.error: TutorError | None = None
        self._work = work
        self._done = threading.Event()
        threading.Thread(target=self._run, name="page job", daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end, at most so long. True where it has ended."""
        return self._done.wait(seconds)

    def _run(self) -> None:
        try:
            self.result = self._work(self._take)
        except Exception as error:  # noqa: BLE001 - the edge of a thread: told on the page
            self.error = _sentence(error)
        finally:
            self._done.set()

    def _take(self, progress: Progress) -> None:
        self.progress = progress


def wait_for(job: Job[Result], *, saying: str) -> bool:
    """True where the job has ended; else draw how far it is, and draw the page anew at its end."""
    if job.wait(QUICK):
        return True
    _watch(job, saying)
    return False


def result_of(job: Job[Result], *, saying: str, failed: str) -> Result | None:
    """What a job that reads something found; None while it runs, and where it failed, which is told."""
    if not wait_for(job, saying=saying):
        return None
    if job.result is None:
        show_error(job.error or TutorError(failed))
        st.caption("Nothing was changed.")
    return job.result


@st.fragment(run_every=LOOK_AGAIN)
def _watch(job: Job[Any], saying: str) -> None:
    """The progress bar, drawn a few times a second by itself."""
    if job.done:
        st.rerun()
    progress = job.progress
    if progress is None:
        st.progress(0.0, text=plain(saying, longest=200))
        return
    part = progress.done / progress.total if progress.total and progress.phase == "writing" else 0.0
    said = progress_text(progress.phase, progress.done, progress.total, progress.unit)
    st.progress(min(1.0, part), text=plain(f"{saying} {said}"))


def _sentence(error: Exception) -> TutorError:
    """The error for people. What nobody expected gets a number, under which the log has the rest."""
    if isinstance(error, TutorError) and not isinstance(error, ImportStopped):
        return error
    if isinstance(error, ImportStopped) and isinstance(error.__cause__, TutorError):
        return error
    number = uuid.uuid4().hex[:8]
    _LOG.error("job failed, error %s", number, exc_info=error)
    if isinstance(error, ImportStopped):
        error.hint += f" Number {number} is in the log."
        return error
    return TutorError("Something went wrong here", hint=f"Try again; number {number} is in the log.")
