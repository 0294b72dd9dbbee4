"""Why a time is offered or not: the question, typed or clicked, and the answer with where each rule is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from pages.shared.state import State, write_address
from pages.shared.text import plain
from pages.week_parts.openings import draw_openings
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.reasons import Reason
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import InputError
from tutorcore.services.explain_time import TimeExplained, explain_in, time_asked
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.lesson_types import impossible_text
from tutorcore.wording.why import WhyLine, free_texts, verdict_text, why_lines

TIME: Final = "why_time"
SHOWN: Final = "why_shown"
CLOSE: Final = "why_close"


@dataclass(frozen=True, slots=True)
class _Place:
    """A page on which a rule can be changed."""

    page: str
    label: str
    icon: str


PROFILE: Final = _Place("pages/profiles.py", "Profiles", ":material/tune:")
LESSON_TYPE: Final = _Place("pages/lesson_types.py", "Lesson types", ":material/layers:")
WISH: Final = _Place("pages/preferences.py", "Preferences", ":material/event_available:")
CALENDARS: Final = _Place("pages/data.py", "Calendars", ":material/database:")
DAYS_OFF: Final = _Place("pages/data.py", "Days off", ":material/event_busy:")
PLACES: Final[Mapping[Reason, _Place]] = {
    Reason.HORIZON: PROFILE,
    Reason.WEEKDAY: PROFILE,
    Reason.HOURS: PROFILE,
    Reason.GRID: PROFILE,
    Reason.NOTICE: PROFILE,
    Reason.BUFFER_BEFORE: PROFILE,
    Reason.BUFFER_AFTER: PROFILE,
    Reason.CLOSURE: DAYS_OFF,
    Reason.BUSY: CALENDARS,
    Reason.PREFERENCE: WISH,
    Reason.EXCLUDED: WISH,
}
"""Where the rule behind a reason is changed; the clock's own reasons cannot be."""


def draw_question(dashboard: Dashboard, state: State) -> None:
    """The field for a day and time, and the switch that shows every refused half hour.

    The field is empty once its question was taken: it sends nothing that it sent before, and the answer names the time.
    """
    if not state.question_problem:
        st.session_state[TIME] = ""
    st.text_input(
        "Why not at this time?",
        key=TIME,
        placeholder="Why not… wo 25 nov 16:00",
        max_chars=100,
        width=210,
        label_visibility="collapsed",
        on_change=_ask,
        args=(dashboard, state),
    )
    st.session_state[SHOWN] = state.why_shown
    st.toggle("Why not", key=SHOWN, on_change=_show, args=(state,))


def _ask(dashboard: Dashboard, state: State) -> None:
    """Take the typed time as asked, and show its week; a text that is no time is told in the answer's place."""
    state.asked, state.question_problem = None, ""
    text = str(st.session_state[TIME]).strip()
    if not text:
        return
    today = dashboard.ports.clock.now().astimezone(dashboard.ports.zone).date()
    try:
        asked = time_asked(dashboard.ports, text, week=state.week or IsoWeek.of(today))
    except InputError as error:
        state.question_problem = f"{error}. {error.hint}"
        return
    state.show_week(IsoWeek.of(asked.date()))
    state.ask(asked)
    write_address(state)


def _show(state: State) -> None:
    state.why_shown = bool(st.session_state[SHOWN])


def draw_answer(state: State, plan: WeekPlan, zone: ZoneInfo) -> None:
    """All the reasons for the asked time, or what is wrong with the question; nothing where nothing was asked."""
    if state.question_problem:
        st.warning(plain(state.question_problem, longest=300), icon=":material/help:")
    asked = state.asked
    if asked is None:
        return
    answer = explain_in(plan, asked)
    with st.container(border=True, key="answer", gap="xsmall"):
        _verdict(state, asked, answer)
        _reasons(answer, zone)
        for text in free_texts(answer.free_events):
            st.caption(plain(text, longest=200))
        if not answer.offered_by:
            draw_openings(state, plan, asked)


def _verdict(state: State, asked: datetime, answer: TimeExplained) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
        st.markdown(f"**{plain(verdict_text(asked, answer.offered_by))}**", width="stretch")
        st.button("Close", key=CLOSE, type="tertiary", on_click=_close, args=(state,))


def _close(state: State) -> None:
    state.asked, state.question_problem = None, ""


def _reasons(answer: TimeExplained, zone: ZoneInfo) -> None:
    """The sentences, and after those that are changed at one place a link to it."""
    lines, impossible = why_lines(answer.by_tutor, zone=zone), answer.plan.rules.impossible
    if impossible:
        st.text(impossible_text(impossible))
    elif not answer.by_tutor:
        st.text("No tutor has a calendar, so nothing is known to be free.")
    for place, group in groupby(lines, key=_place):
        for line in group:
            st.text(line.text)
        if place is not None:
            st.page_link(place.page, label=place.label, icon=place.icon)


def _place(line: WhyLine) -> _Place | None:
    if line.of_event:
        return CALENDARS
    return LESSON_TYPE if line.lesson_type else PLACES.get(line.reason)
