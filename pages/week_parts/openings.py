"""What would open a refused time or an empty week: each change with its buttons, to try it or for one lesson only."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.domain.openings import Opening
from tutorcore.services.open_time import LessonException, TutorOpening, openings_at, openings_for_week
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.openings import nothing_opens_texts, opening_text

MOST: Final = 4
"""So many changes are told; they come in order, the least first."""


def draw_openings(state: State, plan: WeekPlan, start: datetime) -> None:
    """What would open a start; or why nothing here can. A lesson that is moved keeps its rules: nothing to be tried."""
    found = openings_at(plan, start)
    if found.openings:
        st.markdown("**What would open it**")
        for number, each in enumerate(found.openings[:MOST]):
            _one(state, each, start, number, several=len(plan.tutors) > 1)
        return
    for text in nothing_opens_texts(found.by_tutor):
        st.caption(plain(text, longest=300))


def _one(state: State, each: TutorOpening, start: datetime, number: int, *, several: bool) -> None:
    who = f" ({', '.join(each.tutors)})" if several else ""
    st.text(f"{opening_text(each.opening)}{who}")
    with st.container(horizontal=True, gap="xsmall"):
        if not state.moving:
            st.button("Try it", key=f"try_opening_{number}", on_click=_try, args=(state, each.opening, start))
        exception = LessonException(start=start, opening=each.opening)
        st.button("This lesson only", key=f"only_this_{number}", on_click=_only_this, args=(state, exception))


def draw_openings_of_week(state: State, plan: WeekPlan) -> None:
    """What would open an empty week."""
    openings = openings_for_week(plan)[:MOST]
    for number, opening in enumerate(openings):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.text(opening_text(opening), width="content")
            if not state.moving:
                st.button("Try it", key=f"try_week_{number}", on_click=_try, args=(state, opening, None))


def _try(state: State, opening: Opening, start: datetime | None) -> None:
    """Try the rules changed in this view, and pick the start that they open."""
    state.trial = state.trial.with_changes(opening.changes)
    state.pick(start)


def _only_this(state: State, exception: LessonException) -> None:
    state.exception = exception
    state.pick(exception.start)
