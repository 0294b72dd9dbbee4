"""The calendar of a planned week, the same slots as a list, and what is picked or asked: a click runs only this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.browser import is_mobile
from pages.shared.fragments import guarded
from pages.shared.state import State
from pages.shared.text import plain
from pages.week_parts.figure import shown_hours, week_figure
from pages.week_parts.mark import MARK_CONFIG, mark_figure
from pages.week_parts.slot_list import draw_slots
from pages.week_parts.why import draw_answer
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.refused_times import refused_half_hours
from tutorcore.services.explain_time import explain_in
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import short_day, span_text, week_text
from tutorcore.wording.doubts import freshness_text
from tutorcore.wording.picked import kept_free_text, why_it_fits
from tutorcore.wording.why import free_texts

CALENDAR: Final = "week_calendar"
MARK: Final = "week_mark"
CHART_CONFIG: Final = {"displayModeBar": False, "doubleClick": False, "doubleClickDelay": 1}


def figure_of(plan: WeekPlan, zone: ZoneInfo, *, why: bool) -> go.Figure:
    """The calendar's figure; with `why` the refused half hours too."""
    refused = refused_half_hours(plan.table, plan.week, hours=shown_hours(plan)) if why and plan.table else []
    return go.Figure(week_figure(plan, zone=zone, refused=refused))


@st.fragment
@guarded
def draw_board(state: State, plan: WeekPlan, figure: go.Figure, zone: ZoneInfo) -> None:
    """Draw it. The figure is made before, for it stays the same whatever is picked."""
    calendar, slots, chosen = _places()
    with chosen:
        _head(plan)
        draw_answer(state, plan, zone)
        _picked(state, plan)
    with calendar:
        _calendar(state, plan, figure)
    with slots:
        draw_slots(state, plan)


def _head(plan: WeekPlan) -> None:
    age = freshness_text(plan.read_at, plan.now)
    st.markdown(f"**{len(plan.offered)}** of {plan.candidates} fit  \n:small[:gray[{plain(age)}]]")


def _places() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Where the calendar, the list and the answer go.

    Side by side, the answer above the list, where it moves nothing under the pointer. On a phone two tabs, the list
    first, and the answer below both.
    """
    if is_mobile():
        tabs = st.tabs(["Slots", "Calendar"])
        return tabs[1], tabs[0], st.container()
    columns = st.columns([3.3, 1], gap="medium")
    chosen = columns[1].container()
    return columns[0], columns[1], chosen


def _calendar(state: State, plan: WeekPlan, figure: go.Figure) -> None:
    with st.container(key="calendar"):
        st.plotly_chart(
            figure,
            key=CALENDAR,
            on_select=lambda: _take_click(state, plan),
            selection_mode="points",
            config=CHART_CONFIG,
            alt=f"Calendar of {week_text(plan.week)}; the same slots are in the list beside it.",
        )
        if state.picked or state.asked:
            st.plotly_chart(mark_figure(plan, picked=state.picked, asked=state.asked), key=MARK, config=MARK_CONFIG)


def _take_click(state: State, plan: WeekPlan) -> None:
    """A click on a slot picks it, a second one lets go; a click on a refused time asks why."""
    clicked = _clicked(state)
    if clicked is None:
        return
    if any(one.slot.start == clicked for one in plan.offered):
        state.picked, state.asked = (None if clicked == state.picked else clicked), None
    else:
        state.picked, state.asked = None, (None if clicked == state.asked else clicked)


def _clicked(state: State) -> datetime | None:
    selection: Any = st.session_state[CALENDAR]
    found = [point["customdata"] for point in selection.selection.points if point.get("customdata")]
    starts = [datetime.fromisoformat(each if isinstance(each, str) else each[0]) for each in found]
    clicked = clicked_start(starts, before=state.selected)
    state.selected = clicked if starts else None
    return clicked


def clicked_start(selected: Sequence[datetime], *, before: datetime | None) -> datetime | None:
    """The start that was clicked, of those that the chart now holds as selected; `before` is the one it held.

    The chart keeps its selection while it stays: the bar that it holds, clicked again, empties it; with a key held
    down, another is added to it.
    """
    if not selected:
        return before
    return next((start for start in selected if start != before), selected[0])


def _picked(state: State, plan: WeekPlan) -> None:
    one = next((one for one in plan.offered if one.slot.start == state.picked), None)
    if one is None:
        return
    with st.container(border=True, key="picked", gap="xsmall"):
        start, end = one.slot.start, one.slot.end
        st.markdown(f"**Picked: {short_day(start.date())} {span_text(start, end)}**{_who(one, plan)}")
        st.caption(plain(kept_free_text(one.slot, plan.profile)))
        st.caption(plain(why_it_fits(plan.profile, plan.preferences), longest=400))
        for text in free_texts(explain_in(plan, start).free_events):
            st.caption(plain(text, longest=200))
        st.caption("Booking comes with Google Calendar: not yet here.")


def _who(one: OfferedSlot, plan: WeekPlan) -> str:
    names = " and ".join(one.tutors) if plan.table and plan.table.together else " or ".join(one.tutors)
    return f" with {plain(names)}" if names else ""
