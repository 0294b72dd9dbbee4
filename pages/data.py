"""Data: bringing contacts and calendars in, and the lists that everything rests on. Not needed on a normal day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from pages.data_parts.calendar_import import draw_calendar_import
from pages.data_parts.calendars import draw_calendars
from pages.data_parts.contact_import import draw_contacts_import
from pages.data_parts.days_off import draw_days_off
from pages.data_parts.desk import DataDesk, data_desk
from pages.data_parts.staff import draw_staff
from pages.data_parts.store import draw_store
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard

Draw = Callable[[Dashboard, State, DataDesk], None]

KIND: Final = "import_kind"
IMPORT, CALENDARS, DAYS_OFF, STAFF, STORE = "Import", "Tutors and calendars", "Days off", "Staff", "In the store"
CONTACTS, CALENDAR = "Contacts", "A tutor’s calendar"


def render(dashboard: Dashboard, state: State) -> None:
    """Everything at once, so that a change of tab asks nobody."""
    desk = data_desk()
    st.markdown("### Data")
    with st.container():  # always there, so that the tabs below keep their place
        say_what_is_wrong(state)
        say_what_was_done(state)
    parts: dict[str, Draw] = {
        IMPORT: _import,
        CALENDARS: draw_calendars,
        DAYS_OFF: draw_days_off,
        STAFF: draw_staff,
        STORE: _store,
    }
    for tab, draw in zip(st.tabs(list(parts)), parts.values(), strict=True):
        with tab:
            draw(dashboard, state, desk)


def _import(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    kind = st.segmented_control(
        "What to import", [CONTACTS, CALENDAR], key=KIND, default=CONTACTS, required=True, label_visibility="collapsed"
    )
    if not state.actor:
        known = dashboard.ports.staff.names()
        st.caption(
            "Choose your name in the sidebar to import." if known else "Add your own name under Staff to import."
        )
    if kind == CALENDAR:
        draw_calendar_import(dashboard, state, desk)
    else:
        draw_contacts_import(dashboard, state, desk)


def _store(dashboard: Dashboard, _state: State, _desk: DataDesk) -> None:
    draw_store(dashboard)


if __name__ == "__main__":
    run_page(render)
