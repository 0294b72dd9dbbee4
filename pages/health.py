"""Health: what is under way and for how long, how fresh each calendar is, and whether Google is set up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import streamlit as st

from pages.data_parts.listing import Row, listing
from pages.health_parts.set_up import draw_set_up
from pages.health_parts.under_way import draw_under_way
from pages.shared.beside import at_work, begin, follow, what_was_read
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import Calendar, Tutor, shown_source
from tutorcore.ports import Ports
from tutorcore.services.read_remote import refresh_due, remote_calendars
from tutorcore.wording.calendars import next_step_text, order_text, reading_text

READ_ALL: Final = "read_all_now"


def render(dashboard: Dashboard, state: State) -> None:
    """Everything at once; what was asked for goes on beside it."""
    st.markdown("### Health")
    with st.container():  # always there, so that what is below keeps its place
        say_what_is_wrong(state)
        say_what_was_done(state)
        follow(state)
    draw_under_way(dashboard)
    _calendars(dashboard)
    draw_set_up(dashboard)


def _calendars(dashboard: Dashboard) -> None:
    ports = dashboard.ports
    st.markdown("##### Calendars")
    now, calendars = ports.clock.now(), ports.calendars.calendars()
    rows = [row for tutor in ports.calendars.tutors() for row in _rows(tutor, calendars, now, ports)]
    if not rows:
        st.caption("No tutors yet: the Data page brings them in.")
        return
    listing(rows, key="health_calendars", alt="Calendars and their readings", file_name="readings.csv")
    if ports.remote is not None and remote_calendars(ports):
        st.button(
            "Read all now",
            key=READ_ALL,
            icon=":material/refresh:",
            help="All calendars in Google. Files and feeds are read on the Data page.",
            on_click=_read_all,
            args=(ports,),
            disabled=at_work(),
        )


def _rows(tutor: Tutor, calendars: Sequence[Calendar], now: datetime, ports: Ports) -> list[Row]:
    """One row for each calendar; a tutor without one has a row that says so."""
    own: list[Calendar | None] = [each for each in calendars if each.tutor_id == tutor.id]
    return [_row(tutor.name, each, now, set_up=ports.remote is not None) for each in own or [None]]


def _row(tutor: str, calendar: Calendar | None, now: datetime, *, set_up: bool) -> Row:
    return {
        "tutor": tutor,
        "calendar": calendar.name if calendar else "",
        "source": shown_source(calendar.source) if calendar else "",
        "last good reading": reading_text(calendar, now),
        "in order": order_text(calendar, now),
        "next step": next_step_text(calendar, now, set_up=set_up),
    }


def _read_all(ports: Ports) -> None:
    begin(lambda: what_was_read(refresh_due(ports, older_than=timedelta())), saying="Reading the calendars.")


if __name__ == "__main__":
    run_page(render)
