"""Opening a week has calendars in Google read again; the page follows when that is done, and never waits for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import streamlit as st

from pages.shared.dashboard import the_background
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.services.plan_week import WeekPlan
from tutorcore.services.read_remote import AT_MOST_EVERY

LOOK_AGAIN: Final = 1.0
"""Seconds between two looks at whether the reading is done."""
_KEY: Final = "week_waits"


@dataclass
class _Waiting:
    """Whether the week in the browser is older than a reading that was asked for."""

    on: bool = False


def keep_fresh(dashboard: Dashboard, state: State, plan: WeekPlan) -> None:
    """Ask for what is older than a minute, and draw the page anew once that was read."""
    if dashboard.ports.remote is None:
        return
    background, waiting = the_background(), _waiting()
    background.ask(_due(plan.tutors, plan.now))
    shown = frozenset(time.tutor.id for time in plan.tutors)
    waiting.on = waiting.on or background.reading_for(shown)
    st.fragment(_look, run_every=LOOK_AGAIN if waiting.on else None)(state, shown)


def _due(tutors: Iterable[TutorTime], now: datetime) -> set[int]:
    """The tutors of whom a calendar in Google was not read for a minute."""
    return {
        time.tutor.id
        for time in tutors
        for calendar in time.calendars
        if calendar.remote_id and (calendar.read_at is None or now - calendar.read_at >= AT_MOST_EVERY)
    }


def _look(state: State, tutor_ids: frozenset[int]) -> None:
    """Drawn a few times by itself. What is just being confirmed in a dialog is not taken away by it."""
    waiting = _waiting()
    if waiting.on and state.booking is None and not the_background().reading_for(tutor_ids):
        waiting.on = False
        st.rerun()


def _waiting() -> _Waiting:
    """Of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _Waiting()
    found: _Waiting = st.session_state[_KEY]
    return found
