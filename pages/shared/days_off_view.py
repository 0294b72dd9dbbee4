"""Days off of the company or of one tutor: coming and past ones, adding, taking away."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from pages.shared.dashboard import attempt
from pages.shared.data_desk import DataDesk
from pages.shared.listing import listing
from pages.shared.state import State
from pages.shared.text import one_line
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import DayOff
from tutorcore.errors import InputError
from tutorcore.services.keep_house import add_day_off, remove_day_off
from tutorcore.wording.dates import long_day, short_day

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
_NEXT: Final = "Add holidays and closures, and no lesson is offered on them."


def draw_days_off(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The list with what can be done beside it."""
    ports = dashboard.ports
    names = {tutor.id: tutor.name for tutor in ports.calendars.tutors()}
    today = ports.clock.now().astimezone(ports.zone).date()
    left, right = st.columns([2.2, 1], gap="large")
    with right:
        _new(dashboard, state, desk, names=names)
    with left:
        shown = _shown(ports.closures.days_off(), today)
        if shown:
            rows = [{"from": d.first, "to": d.last, "name": d.name, "for": _who(d, names)} for d in shown]
            listing(rows, key="days_off", alt="Days off", file_name="days-off.csv", unit="line")
            _removal(dashboard, state, desk, days={day.id: day for day in shown}, names=names)


def _shown(days: list[DayOff], today: date) -> list[DayOff]:
    """Those that are not over yet, or the others, the newest first."""
    coming = [day for day in days if day.last >= today]
    past = [day for day in reversed(days) if day.last < today]
    if not days:
        st.info(
            "No days off yet. Add holidays and closures, and no lesson is offered on them.",
            icon=":material/event_busy:",
        )
        return []
    choice = COMING
    if past:
        labels = {COMING: f"{COMING} ({len(coming)})", PAST: f"{PAST} ({len(past)})"}
        choice = st.segmented_control(
            "Which", [COMING, PAST], key=SHOWN, default=COMING, required=True, format_func=labels.__getitem__,
            label_visibility="collapsed",
        )  # fmt: skip
    chosen = past if choice == PAST else coming
    if not chosen:
        st.caption(f"No days off are coming. {_NEXT}")
    return chosen


def _who(day: DayOff, names: dict[int, str]) -> str:
    return EVERYBODY if day.tutor_id is None else names.get(day.tutor_id, "a tutor who left")


def _new(dashboard: Dashboard, state: State, desk: DataDesk, *, names: dict[int, str]) -> None:
    with st.form("day_off"):
        st.markdown("##### Add days off")
        name = st.text_input("Name", key=NAME, max_chars=200, placeholder="herfstvakantie")
        first = st.date_input("First day", value=None, key=FIRST, format="DD-MM-YYYY")
        last = st.date_input("Last day (empty: the same day)", value=None, key=LAST, format="DD-MM-YYYY")
        who = st.selectbox(
            "For", [None, *names], key=WHO, format_func=lambda tutor: EVERYBODY if tutor is None else names[tutor]
        )
        wanted = st.form_submit_button("Add days off", key=ADD, type="primary")

    def add() -> None:
        if first is None:
            raise InputError("The first day is missing", hint="Choose a date.")
        add_day_off(dashboard.ports, first, last or first, name, tutor_id=who, actor=state.actor)

    if wanted and attempt(add, done=f"No lessons {_span(first, last)}: {name.strip()}."):
        desk.emptied |= {NAME, FIRST, LAST, WHO}
        st.rerun()


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return ""
    return f"on {long_day(first)}" if last in (None, first) else f"from {short_day(first)} to {long_day(last)}"


def _removal(
    dashboard: Dashboard, state: State, desk: DataDesk, *, days: dict[int, DayOff], names: dict[int, str]
) -> None:
    def label(day_id: int) -> str:
        day = days[day_id]
        return one_line(f"{short_day(day.first)} · {day.name} · {_who(day, names)}", longest=70)

    with st.popover("Remove…", icon=":material/delete:", key="day_off_remove_open"):
        chosen = st.selectbox("Days off", list(days), key=CHOICE, format_func=label)
        if st.button("Remove days off", key=REMOVE, type="primary"):
            day = days[chosen]
            change = lambda: remove_day_off(dashboard.ports, chosen, actor=state.actor)  # noqa: E731
            if attempt(change, done=f"{day.name} is removed: lessons can be offered again."):
                desk.emptied.add(CHOICE)
                st.rerun()
