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
from pages.week_parts.confirming import draw_dialog
from pages.week_parts.figure import shown_hours, week_figure
from pages.week_parts.lesson import draw_lesson
from pages.week_parts.lessons import LESSON
from pages.week_parts.mark import MARK_CONFIG, mark_figure
from pages.week_parts.offer import draw_offer_button
from pages.week_parts.picked import draw_picked
from pages.week_parts.shown import ShownWeek
from pages.week_parts.slot_list import draw_lessons, draw_slots
from pages.week_parts.why import draw_answer
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.refused_times import refused_half_hours
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import week_text
from tutorcore.wording.doubts import freshness_text

CALENDAR: Final = "week_calendar"
MARK: Final = "week_mark"
Clicked = datetime | str
"""The start of a time, or the booking of a lesson."""
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
    if (state.trial, state.exception, state.moving, state.acts) != shown.planned_for:
        st.rerun()  # another rule holds now, or something was booked: the week is planned anew
    answer, calendar, slots, chosen = _places(typed=state.asked is None or state.asked != state.selected)
    with calendar:
        _calendar(state, shown, figure)
    with chosen:
        _head(shown.plan)
        if not state.moving:
            draw_offer_button(dashboard, state, opened, shown)
    with answer:
        draw_answer(state, shown.plan, dashboard.ports.zone)
    with chosen:
        draw_picked(dashboard, state, shown, contact_id=opened.contact.id)
        draw_lesson(dashboard, state, shown)
    with slots:
        draw_slots(state, shown)
        draw_lessons(state, shown)
    draw_dialog(dashboard, state)


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
        if state.picked or state.asked or state.lesson:
            mark = mark_figure(shown, picked=state.picked, asked=state.asked, lesson=state.lesson)
            st.plotly_chart(mark, key=MARK, config=MARK_CONFIG)


def _take_click(state: State, shown: ShownWeek) -> None:
    """A click on a slot picks it, on a refused time asks why, on a lesson looks at it; a second one lets go."""
    clicked = _clicked(state)
    if clicked is None:
        return
    if isinstance(clicked, str):
        state.look_at("" if clicked == state.lesson else clicked)
    elif shown.at(clicked):
        state.pick(None if clicked == state.picked else clicked)
    else:
        state.ask(None if clicked == state.asked else clicked)


def _clicked(state: State) -> Clicked | None:
    selection: Any = st.session_state[CALENDAR]
    found = [point["customdata"] for point in selection.selection.points if point.get("customdata")]
    told = [_of_point(each if isinstance(each, str) else each[0]) for each in found]
    clicked = clicked_start(told, before=state.selected)
    state.selected = clicked if told else None
    return clicked


def _of_point(customdata: str) -> Clicked:
    """The booking of a lesson, else the start of a time."""
    if customdata.startswith(LESSON):
        return customdata.removeprefix(LESSON)
    return datetime.fromisoformat(customdata)


def clicked_start(selected: Sequence[Clicked], *, before: Clicked | None) -> Clicked | None:
    """The start or lesson that was clicked, of those that the chart now holds as selected; `before`: the one it held.

    The chart keeps its selection while it stays: the bar that it holds, clicked again, empties it; with a key held
    down, another is added to it.
    """
    if not selected:
        return before
    return next((start for start in selected if start != before), selected[0])
