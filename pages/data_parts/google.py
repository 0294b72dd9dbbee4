"""The calendars in Google that the settings name: whose each is, how fresh it is, giving it to a tutor, reading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.data_parts.listing import Row, listing
from pages.shared.beside import at_work, begin, begin_too, follow, what_was_read
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import Calendar, Tutor
from tutorcore.ports import Ports, RemoteCalendars
from tutorcore.services.read_remote import connect_calendar, refresh_calendar, remote_calendars
from tutorcore.wording.calendars import order_text, reading_text

CHOICE: Final = "google_calendar"
TUTOR: Final = "google_tutor"
GIVE: Final = "google_give"
READ: Final = "google_read"


def draw_google(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The table, and what can be done with one of them; where Google is not set up, how to do that."""
    st.markdown("##### Google Calendar")
    remote = dashboard.ports.remote
    if remote is None:
        said = "Google Calendar is not set up here, so calendars come from files and feeds only."
        st.caption(f"{said} How to set it up is told in docs/google\\.md.")
        return
    table = st.container()
    follow(state)
    tutors = {tutor.id: tutor for tutor in dashboard.ports.calendars.tutors()}
    given = {each.remote_id: each for each in remote_calendars(dashboard.ports)}
    _one_calendar(dashboard, state, desk, names=_names(remote, given), given=given, tutors=tutors)
    with table:
        now = dashboard.ports.clock.now()
        rows = [_row(name, given.get(name), tutors, now) for name in _names(remote, given)]
        listing(rows, key="google_calendars", alt="Calendars in Google", file_name="google-calendars.csv",
                unit="calendar")  # fmt: skip


def _names(remote: RemoteCalendars, given: Mapping[str, Calendar]) -> list[str]:
    """Those of the settings, then those that a tutor has and the settings name no more."""
    return list(dict.fromkeys((*remote.calendar_ids, *given)))


def _row(name: str, calendar: Calendar | None, tutors: Mapping[int, Tutor], now: datetime) -> Row:
    return {
        "calendar": name,
        "name": calendar.name if calendar else "",
        "tutor": _whose(calendar, tutors) or "nobody yet",
        "read": reading_text(calendar, now),
        "in order": order_text(calendar, now) if calendar else "not given to a tutor",
    }


def _whose(calendar: Calendar | None, tutors: Mapping[int, Tutor]) -> str:
    if calendar is None:
        return ""
    return tutors[calendar.tutor_id].name if calendar.tutor_id in tutors else "a tutor who left"


def _one_calendar(
    dashboard: Dashboard,
    state: State,
    desk: DataDesk,
    *,
    names: Sequence[str],
    given: Mapping[str, Calendar],
    tutors: Mapping[int, Tutor],
) -> None:
    """A calendar that nobody has is given to a tutor; one that somebody has is read."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Calendar in Google",
            names,
            key=desk.key(CHOICE),
            format_func=lambda name: one_line(
                f"{name} · {_whose(given.get(name), tutors) or 'nobody yet'}", longest=80
            ),
            width=320,
        )
        if chosen is None:
            return
        if chosen in given:
            _reading(dashboard.ports, given[chosen])
        else:
            _giving(dashboard, state, desk, name=chosen, tutors=tutors)
    if chosen not in given and tutors and not state.actor:
        st.caption("Choose your name in the sidebar to give it to a tutor.")


def _reading(ports: Ports, calendar: Calendar) -> None:
    def read() -> None:
        begin(lambda: what_was_read([refresh_calendar(ports, calendar)]), saying="Reading the calendar.")

    st.button("Read now", key=READ, icon=":material/refresh:", on_click=read, disabled=at_work())


def _giving(dashboard: Dashboard, state: State, desk: DataDesk, *, name: str, tutors: Mapping[int, Tutor]) -> None:
    """Given, and read for the first time at once."""
    if not tutors:
        st.caption("Add a tutor first, to whom it can be given.")
        return
    tutor = st.selectbox(
        "Tutor", [each.name for each in tutors.values()], key=desk.key(TUTOR), format_func=one_line, width=220
    )
    st.button(
        f"Give to {plain(tutor or '', longest=30)}",
        key=GIVE,
        icon=":material/person_add:",
        type="primary",
        disabled=not state.actor,
        on_click=_give,
        args=(dashboard.ports, state, desk),
        kwargs={"name": name, "tutor": tutor},
    )


def _give(ports: Ports, state: State, desk: DataDesk, *, name: str, tutor: str) -> None:
    """A callback, for the page may be drawn anew at the end of a reading before it comes to the button."""
    try:
        given = connect_calendar(ports, tutor, name, actor=state.actor)
    except Exception as error:  # noqa: BLE001 - a callback is an edge of the program: told on the page
        state.refused = error
        return
    begin_too(lambda: what_was_read([refresh_calendar(ports, given)]), saying="Reading the calendar.")
    state.said = f"{one_line(name)} belongs to {one_line(tutor)} now."
    desk.changes += 1
