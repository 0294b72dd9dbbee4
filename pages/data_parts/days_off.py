"""Days off of the company or of one tutor: coming and past ones, adding, taking away, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from pages.data_parts.closure_feeds import draw_closure_feeds
from pages.data_parts.closure_import import draw_closure_import
from pages.data_parts.desk import DataDesk
from pages.data_parts.holidays import draw_holidays
from pages.data_parts.listing import Row, listing
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.text import one_line
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import DayOff, DayOffKind
from tutorcore.errors import InputError
from tutorcore.services.keep_house import add_day_off, remove_day_off
from tutorcore.services.list_days_off import DaysOffList, list_days_off
from tutorcore.wording.closures import period_text
from tutorcore.wording.dates import short_day

SHOWN: Final = "days_off_shown"
FIRST: Final = "day_off_first"
LAST: Final = "day_off_last"
NAME: Final = "day_off_name"
WHO: Final = "day_off_who"
ADD: Final = "day_off_add"
CHOICE: Final = "day_off_choice"
REMOVE: Final = "day_off_remove"
COMING, PAST = "Coming", "Past"
EVERYBODY: Final = "everybody"
_ALL: Final = 0  # no tutor has this id

Names = Mapping[int, str]


def draw_days_off(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The list, then what closes without being entered here. What is brought in is there before the list is drawn."""
    names = {tutor.id: tutor.name for tutor in dashboard.ports.calendars.tutors()}
    table, others = st.container(), st.container()
    draw_closure_import(dashboard, state, desk, names=names)
    with others:
        draw_holidays(dashboard, state, desk)
        draw_closure_feeds(dashboard, state, desk, names=names)
    with table:
        _draw_list(dashboard, state, desk, names=names)


def _draw_list(dashboard: Dashboard, state: State, desk: DataDesk, *, names: Names) -> None:
    days = list_days_off(dashboard.ports)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        with st.container(width="stretch"):
            shown = _shown(days)
        with st.popover("Add days off", icon=":material/add:", key=desk.key("day_off_adding")):
            _new(dashboard, state, desk, names=names)
        entered = {day.id: day for day in shown if _can_be_removed(day)}
        if entered:
            with st.popover("Remove…", icon=":material/delete:", key=desk.key("day_off_removing")):
                _removal(dashboard, state, desk, days=entered, names=names)
    if not any(day.kind is not DayOffKind.HOLIDAY for day in (*days.coming, *days.past)):
        said = "No days off yet beside public holidays. Add holidays and closures: no lesson is offered on them."
        st.info(said, icon=":material/event_busy:")
    if shown:
        listing([_cells(day, names) for day in shown], key="days_off", alt="Days off", file_name="days-off.csv",
                unit="period")  # fmt: skip


def _shown(days: DaysOffList) -> Sequence[DayOff]:
    """Those that are not over yet; or the others, the newest first."""
    if not days.past:
        return days.coming
    labels = {COMING: f"{COMING} ({len(days.coming)})", PAST: f"{PAST} ({len(days.past)})"}
    choice = st.segmented_control(
        "Which days off", [COMING, PAST], key=SHOWN, default=COMING, required=True, label_visibility="collapsed",
        format_func=labels.__getitem__,
    )  # fmt: skip
    return days.past if choice == PAST else days.coming


def _cells(day: DayOff, names: Names) -> Row:
    return {"from": day.first, "to": day.last, "name": day.name, "for": _who(day, names), "source": _source(day)}


def _who(day: DayOff, names: Names) -> str:
    return EVERYBODY if day.tutor_id is None else names.get(day.tutor_id, "a tutor who left")


def _source(day: DayOff) -> str:
    return f"{day.kind.value}: {day.origin}" if day.origin else day.kind.value


def _can_be_removed(day: DayOff) -> bool:
    """What a calendar brings would come again, and a public holiday has a switch."""
    return day.kind is not DayOffKind.HOLIDAY and day.feed_id is None


def _new(dashboard: Dashboard, state: State, desk: DataDesk, *, names: Names) -> None:
    with st.form("day_off", border=False, enter_to_submit=False):
        name = st.text_input("Name", key=desk.key(NAME), placeholder="herfstvakantie")
        first = st.date_input("First day", value=None, key=desk.key(FIRST), format="DD-MM-YYYY")
        last = st.date_input("Last day (empty: the same day)", value=None, key=desk.key(LAST), format="DD-MM-YYYY")
        who = st.selectbox(
            "For", [_ALL, *names], key=desk.key(WHO), format_func=lambda tutor: names.get(tutor, EVERYBODY)
        )
        wanted = st.form_submit_button("Add days off", key=ADD, type="primary")

    def add() -> None:
        if first is None:
            raise InputError("The first day is missing", hint="Choose a date.")
        add_day_off(dashboard.ports, first, last or first, name, tutor_id=who or None, actor=state.actor)

    if wanted and attempt(add, done=f"No lessons {_span(first, last)}: {one_line(name)}."):
        desk.changes += 1
        st.rerun()


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return ""
    return f"on {period_text(first, first)}" if last in (None, first) else f"from {period_text(first, last)}"


def _removal(dashboard: Dashboard, state: State, desk: DataDesk, *, days: Mapping[int, DayOff], names: Names) -> None:
    def label(day_id: int) -> str:
        day = days[day_id]
        return one_line(f"{short_day(day.first)} · {day.name} · {_who(day, names)}", longest=70)

    chosen = st.selectbox("Days off", list(days), key=desk.key(CHOICE), format_func=label)
    wanted = st.button("Remove days off", key=REMOVE, type="primary")

    def remove() -> None:
        remove_day_off(dashboard.ports, chosen, actor=state.actor)

    if wanted and attempt(remove, done=f"{one_line(days[chosen].name)} is removed: lessons can be offered again."):
        desk.changes += 1
        st.rerun()
