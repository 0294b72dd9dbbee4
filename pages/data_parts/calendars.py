"""Tutors and their calendars: how old each reading is, reading one again, taking one away."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.data_parts.google import draw_google
from pages.data_parts.listing import Row, listing
from pages.data_parts.sources import choose_source
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import Calendar, Tutor, shown_source
from tutorcore.services.import_calendar import import_calendar
from tutorcore.services.keep_house import add_tutor, remove_calendar
from tutorcore.wording.calendars import order_text, reading_text

NAME: Final = "tutor_name"
ADD: Final = "tutor_add"
CHOICE: Final = "calendar_choice"
REFRESH: Final = "calendar_refresh"
REMOVE: Final = "calendar_remove"


def draw_calendars(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The table and what can be done. What is done is done before the table is drawn, so that it shows it."""
    with (
        st.container(horizontal=True, horizontal_alignment="right"),
        st.popover("Add tutor", icon=":material/person_add:", key=desk.key("tutor_adding")),
    ):
        _new_tutor(dashboard, state, desk)
    table = st.container()
    _one_calendar(dashboard, state, desk)
    with table:
        _table(dashboard)
    draw_google(dashboard, state, desk)


def _table(dashboard: Dashboard) -> None:
    tutors, calendars = dashboard.ports.calendars.tutors(), dashboard.ports.calendars.calendars()
    if not tutors:
        said = "No tutors yet. Import a tutor’s calendar under Import; that makes the tutor too."
        st.info(said, icon=":material/school:")
        return
    now = dashboard.ports.clock.now().astimezone(dashboard.ports.zone)
    rows = [row for tutor in tutors for row in _rows(tutor, calendars, now)]
    listing(rows, key="calendars", alt="Tutors and their calendars", file_name="calendars.csv")


def _rows(tutor: Tutor, calendars: list[Calendar], now: datetime) -> list[Row]:
    """One row for each calendar; a tutor without one has a row that says so."""
    own = [calendar for calendar in calendars if calendar.tutor_id == tutor.id]
    return [_row(tutor.name, calendar, now) for calendar in own] or [_row(tutor.name, None, now)]


def _row(tutor: str, calendar: Calendar | None, now: datetime) -> Row:
    until = calendar.covers_until if calendar else None
    return {
        "tutor": tutor,
        "calendar": calendar.name if calendar else "",
        "source": shown_source(calendar.source) if calendar else "",
        "read": reading_text(calendar, now),
        "known until": until.astimezone(now.tzinfo).date() if until else "",
        "in order": order_text(calendar, now),
    }


def _one_calendar(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """What can be done with one calendar: a feed is read again, any is taken away."""
    calendars = {calendar.id: calendar for calendar in dashboard.ports.calendars.calendars()}
    if not calendars:
        return
    tutors = {tutor.id: tutor.name for tutor in dashboard.ports.calendars.tutors()}

    chosen, reading = choose_source(
        desk,
        calendars,
        lambda calendar: f"{tutors.get(calendar.tutor_id, '?')} · {calendar.name}",
        lambda calendar: _removal(dashboard, state, desk, calendar),
        keys=(CHOICE, REFRESH, "calendar_removing"),
    )
    if reading:
        _refresh(dashboard, state, chosen, tutors.get(chosen.tutor_id, ""))


def _refresh(dashboard: Dashboard, state: State, calendar: Calendar, tutor: str) -> None:
    ports = dashboard.ports

    def read() -> None:
        source = dashboard.calendar(calendar.source)
        import_calendar(source, ports.calendars, tutor=tutor, actor=state.actor, now=ports.clock.now())

    with st.spinner("Reading the feed."):
        done = attempt(read, done=f"{one_line(calendar.name)} was read again.")
    if done:
        st.rerun()


def _removal(dashboard: Dashboard, state: State, desk: DataDesk, calendar: Calendar) -> None:
    st.markdown(f"Remove **{plain(calendar.name)}**? Its events then no longer keep the tutor’s time busy.")
    wanted = st.button("Remove calendar", key=REMOVE, type="primary")

    def remove() -> None:
        remove_calendar(dashboard.ports, calendar.id, actor=state.actor)

    if wanted and attempt(remove, done=f"The calendar {one_line(calendar.name)} is removed."):
        desk.changes += 1
        st.rerun()


def _new_tutor(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    with st.form("tutor", border=False):
        name = st.text_input("Name", key=desk.key(NAME))
        wanted = st.form_submit_button("Add tutor", key=ADD, type="primary")

    def add() -> None:
        add_tutor(dashboard.ports, name, actor=state.actor)

    if wanted and attempt(add, done=f"{one_line(name)} is a tutor now."):
        desk.changes += 1
        st.rerun()
