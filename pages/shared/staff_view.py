"""The staff list: whoever stands on it can be chosen as the person who works here."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.dashboard import attempt
from pages.shared.data_desk import DataDesk
from pages.shared.listing import listing
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.services.acting import require_actor
from tutorcore.services.keep_house import add_staff, remove_staff

NAME: Final = "staff_name"
ADD: Final = "staff_add"
CHOICE: Final = "staff_choice"
REMOVE: Final = "staff_remove"


def draw_staff(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The names at the left, what can be done at the right."""
    names = dashboard.ports.staff.names()
    left, right = st.columns([1.6, 1], gap="large")
    with right:
        _add(dashboard, state, desk, names)
        if names:
            _remove(dashboard, state, desk, names)
    with left:
        if names:
            listing([{"name": name} for name in names], key="staff", alt="Staff", file_name="staff.csv", unit="name")
        else:
            st.info("Nobody is on the staff list yet. Add your own name first.", icon=":material/badge:")


def _add(dashboard: Dashboard, state: State, desk: DataDesk, names: list[str]) -> None:
    def add() -> None:
        actor = require_actor(state.actor) if names else ""
        added = add_staff(dashboard.ports, name, actor=actor)
        state.actor = state.actor if names else added

    with st.form("staff", border=False):
        name = st.text_input("New name", key=NAME, max_chars=200)
        if st.form_submit_button("Add name", key=ADD, icon=":material/person_add:") and attempt(
            add, done=f"{name.strip()} is on the staff list."
        ):
            desk.emptied.add(NAME)
            st.rerun()


def _remove(dashboard: Dashboard, state: State, desk: DataDesk, names: list[str]) -> None:
    def remove() -> None:
        remove_staff(dashboard.ports, chosen, actor=state.actor)
        state.actor = "" if state.actor == chosen else state.actor

    with st.popover("Remove…", icon=":material/person_remove:", key="staff_remove_open"):
        chosen = st.selectbox("Name", names, key=CHOICE)
        st.caption("What this person did stays in the journal.")
        if st.button("Remove name", key=REMOVE, type="primary") and attempt(
            remove, done=f"{chosen} is off the staff list."
        ):
            desk.emptied.add(CHOICE)
            st.rerun()
