"""Asking Google by hand: done beside the page, which stays usable, and told on it at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from pages.shared.jobs import Job, wait_for
from pages.shared.state import State
from pages.shared.text import one_line
from tutorcore.errors import SourceUnavailable, TutorError
from tutorcore.services.read_remote import Outcome, Refreshed

_KEY: Final = "asked_beside"


@dataclass
class Beside:
    """What a session has asked for and was not told yet: each of the `jobs` gives a sentence for the end."""

    jobs: list[Job[str]] = field(default_factory=list)
    saying: str = ""


def at_work() -> bool:
    """Whether something that was asked for goes on."""
    return bool(_beside().jobs)


def begin(work: Callable[[], str], *, saying: str) -> None:
    """Ask for something, as long as nothing goes on: the second click of a double click asks nothing."""
    if not at_work():
        begin_too(work, saying=saying)


def begin_too(work: Callable[[], str], *, saying: str) -> None:
    """Ask for something beside what goes on already; `follow` tells what came of all of it."""
    beside = _beside()
    beside.jobs.append(Job(lambda _on_progress: work()))
    beside.saying = saying


def follow(state: State) -> None:
    """Show that something goes on; at its end draw the page anew, which then tells what came of it."""
    beside = _beside()
    if not beside.jobs or not all(wait_for(job, saying=beside.saying) for job in beside.jobs):
        return
    ended, beside.jobs = beside.jobs, []
    state.said = " ".join(job.result for job in ended if job.result)
    state.refused = _together([job.error for job in ended if job.error is not None])
    st.rerun()


def _together(errors: Sequence[TutorError]) -> TutorError | None:
    """One error that says what all of them say."""
    if not errors[1:]:
        return errors[0] if errors else None
    return TutorError(" ".join(f"{str(each).rstrip('.')}." for each in errors), hint=errors[-1].hint)


def what_was_read(done: Sequence[Refreshed]) -> str:
    """What came of reading calendars, in a sentence. Raises `SourceUnavailable` with every fault there was."""
    failed = [f"{_name(each)} could not be read: {each.error.rstrip('.')}." for each in done if each.error]
    if failed:
        raise SourceUnavailable(" ".join(failed), hint="What was read of it last is shown, and not confirmed.")
    said = [f"{_name(each)} was read." for each in done if each.outcome is Outcome.READ]
    waiting = [_name(each) for each in done if each.outcome is Outcome.NOT_NOW]
    if waiting:
        said.append(f"{', '.join(waiting)}: read less than a minute ago, or being read right now.")
    return " ".join(said) or "There is nothing to read."


def _name(done: Refreshed) -> str:
    return one_line(done.calendar.name or done.calendar.remote_id, longest=60)


def _beside() -> Beside:
    """Of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Beside()
    found: Beside = st.session_state[_KEY]
    return found
