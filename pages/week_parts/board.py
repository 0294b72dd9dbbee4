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
from pages.week_parts.offer import draw_offer_button
from pages.week_parts.picked import draw_picked
from pages.week_parts.shown import ShownWeek
from pages.week_parts.slot_list import draw_slots
from pages.week_parts.why import draw_answer
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.refused_times import refused_half_hours
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import week_text
from tutorcore.wording.doubts import freshness_text

CALENDAR: Final = "week_calendar"
MARK: Final = "week_mark"
CHART_CONFIG: Final = {"displayModeBar": False, "doubleClick": False, "doubleClickDelay": 1}


def figure_of(shown: ShownWeek, zone: ZoneInfo, *, why: bool) -> go.Figure:
    """The calendar's figure; with `why` the refused half hours too."""
    plan = shown.plan
    refused = refused_half_hours(plan.table, plan.week, hours=shown_hours(plan)) if why and plan.table else []
    return go.Figure(week_figure(shown, zone=zone, refused=refused))


@st.fragment
@guarded
def draw_board(dashboard: Dashboard, state: State, opened: OpenContact, *, shown: ShownWeek, figure: go.Figure) -> None:
    """Draw it. The figure is made before, for it stays the same whatever is picked."""
    if (state.trial, state.exception) != (shown.plan.trial, shown.asked_exception):
        st.rerun()  # another rule holds now: the week is planned anew
    answer, calendar, slots, chosen = _places(typed=state.asked is None or state.asked != state.selected)
    with calendar:
        _calendar(state, shown, figure)
    with chosen:
        _head(shown.plan)
        draw_offer_button(dashboard, opened, shown.plan)
    with answer:
        draw_answer(state, shown.plan, dashboard.ports.zone)
    with chosen:
        draw_picked(state, shown)
    with slots:
        draw_slots(state, shown)


def _head(plan: WeekPlan) -> None:
    age = freshness_text(plan.read_at, plan.now)
    st.markdown(f"**{len(plan.offered)}** of {plan.candidates} fit  \n:small[:gray[{plain(age)}]]")


def _places(*, typed: bool) -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Where the answer, the calendar, the list and what is chosen go.

    Side by side, the answer above the list, where it moves nothing under the pointer. On a phone two tabs, the list
    first, and what is chosen below both; there the answer to a typed question stands right under its field.
    """
    if is_mobile():
        under_field = st.container()
        tabs = st.tabs(["Slots", "Calendar"])
        chosen = st.container()
        return under_field if typed else chosen, tabs[1], tabs[0], chosen
    columns = st.columns([2.9, 1], gap="medium")
    chosen = columns[1].container()
    return chosen, columns[0], columns[1], chosen


def _calendar(state: State, shown: ShownWeek, figure: go.Figure) -> None:
    with st.container(key="calendar"):
        st.plotly_chart(
            figure,
            key=CALENDAR,
            on_select=lambda: _take_click(state, shown),
            selection_mode="points",
            config=CHART_CONFIG,
            alt=f"Calendar of {week_text(shown.plan.week)}; the same slots are in the list beside it.",
        )
        if state.picked or state.asked:
            st.plotly_chart(mark_figure(shown, picked=state.picked, asked=state.asked), key=MARK, config=MARK_CONFIG)


def _take_click(state: State, shown: ShownWeek) -> None:
    """A click on a slot picks it, a second one lets go; a click on a refused time asks why."""
    clicked = _clicked(state)
    if clicked is None:
        return
    state.question_problem = ""
    if shown.at(clicked):
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
