"""Days off of the company or of one tutor: coming and past ones, adding, taking away."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.data_parts.listing import listing
from pages.shared.dashboard import attempt
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
_ALL: Final = 0  # no tutor has this id


def draw_days_off(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """What can be done, and the list."""
    ports = dashboard.ports
    names = {tutor.id: tutor.name for tutor in ports.calendars.tutors()}
    days = ports.closures.days_off()
    today = ports.clock.now().astimezone(ports.zone).date()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        with st.container(width="stretch"):
            shown = _shown(days, today)
        with st.popover("Add days off", icon=":material/add:", key=desk.key("day_off_adding")):
            _new(dashboard, state, desk, names=names)
        if shown:
            with st.popover("Remove…", icon=":material/delete:", key=desk.key("day_off_removing")):
                _removal(dashboard, state, desk, days={day.id: day for day in shown}, names=names)
    if shown:
        rows = [{"from": d.first, "to": d.last, "name": d.name, "for": _who(d, names)} for d in shown]
        listing(rows, key="days_off", alt="Days off", file_name="days-off.csv", unit="period")
    else:
        said = "No days off are coming." if days else "No days off yet."
        st.info(f"{said} Add holidays and closures: no lesson is offered on them.", icon=":material/event_busy:")


def _shown(days: list[DayOff], today: date) -> list[DayOff]:
    """Those that are not over yet; or the others, the newest first."""
    coming = [day for day in days if day.last >= today]
    past = [day for day in reversed(days) if day.last < today]
    if not past:
        return coming
    labels = {COMING: f"{COMING} ({len(coming)})", PAST: f"{PAST} ({len(past)})"}
    choice = st.segmented_control(
        "Which days off", [COMING, PAST], key=SHOWN, default=COMING, required=True, label_visibility="collapsed",
        format_func=labels.__getitem__,
    )  # fmt: skip
    return past if choice == PAST else coming


def _who(day: DayOff, names: dict[int, str]) -> str:
    return EVERYBODY if day.tutor_id is None else names.get(day.tutor_id, "a tutor who left")


def _new(dashboard: Dashboard, state: State, desk: DataDesk, *, names: dict[int, str]) -> None:
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
    return f"on {long_day(first)}" if last in (None, first) else f"from {short_day(first)} to {long_day(last)}"


def _removal(
    dashboard: Dashboard, state: State, desk: DataDesk, *, days: dict[int, DayOff], names: dict[int, str]
) -> None:
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
