"""Asking Google by hand: done beside the page, which stays usable, and told on it at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from pages.shared.jobs import Job, wait_for
from pages.shared.state import State
from pages.shared.text import one_line
from tutorcore.errors import SourceUnavailable
from tutorcore.services.read_remote import Outcome, Refreshed

_KEY: Final = "asked_beside"


@dataclass
class Beside:
    """What a session has asked for, one thing at a time: its `job` gives the sentence that is told at the end."""

    job: Job[str] | None = None
    saying: str = ""


def at_work() -> bool:
    """Whether something that was asked for goes on."""
    return _beside().job is not None


def begin(work: Callable[[], str], *, saying: str) -> None:
    """Ask for something; `follow` tells what came of it."""
    beside = _beside()
    beside.job, beside.saying = Job(lambda _on_progress: work()), saying


def follow(state: State) -> None:
    """Show that something goes on; at its end draw the page anew, which then tells what came of it."""
    beside = _beside()
    if beside.job is None or not wait_for(beside.job, saying=beside.saying):
        return
    ended, beside.job = beside.job, None
    if ended.error is not None:
        state.refused = ended.error
    else:
        state.said = ended.result or ""
    st.rerun()


def what_was_read(done: Sequence[Refreshed]) -> str:
    """What came of reading calendars, in a sentence. Raises `SourceUnavailable` with every fault there was."""
    failed = [f"{_name(each)} could not be read: {each.error.rstrip('.')}." for each in done if each.error]
    if failed:
        raise SourceUnavailable(" ".join(failed), hint="What was read of it last is shown, and not confirmed.")
    said = [f"{_name(each)} was read again." for each in done if each.outcome is Outcome.READ]
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
