"""The staff list: whoever stands on it can be chosen as the person who works here."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.data_parts.listing import listing
from pages.shared.dashboard import attempt
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.services.acting import require_actor
from tutorcore.services.keep_house import add_staff, remove_staff

NAME: Final = "staff_name"
ADD: Final = "staff_add"
CHOICE: Final = "staff_choice"
REMOVE: Final = "staff_remove"


def draw_staff(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """What can be done, and the names."""
    names = dashboard.ports.staff.names()
    with st.container(width=560):
        if not names:
            st.info("Nobody is on the staff list yet. Add your own name first.", icon=":material/badge:")
            _add(dashboard, state, desk, names)
            return
        with st.container(horizontal=True, horizontal_alignment="right"):
            with st.popover("Add name", icon=":material/person_add:", key=desk.key("staff_adding")):
                _add(dashboard, state, desk, names)
            with st.popover("Remove…", icon=":material/person_remove:", key=desk.key("staff_removing")):
                _remove(dashboard, state, desk, names)
        listing([{"name": name} for name in names], key="staff", alt="Staff", file_name="staff.csv", unit="name")


def _add(dashboard: Dashboard, state: State, desk: DataDesk, names: list[str]) -> None:
    """The first name may add itself; whoever comes later is added by somebody."""
    with st.form("staff", border=False):
        name = st.text_input("Name", key=desk.key(NAME))
        wanted = st.form_submit_button("Add name", key=ADD, type="primary")

    def add() -> None:
        added = add_staff(dashboard.ports, name, actor=require_actor(state.actor) if names else "")
        state.actor = state.actor if names else added

    if wanted and attempt(add, done=f"{name.strip()} is on the staff list."):
        desk.changes += 1
        st.rerun()


def _remove(dashboard: Dashboard, state: State, desk: DataDesk, names: list[str]) -> None:
    chosen = st.selectbox("Name", names, key=desk.key(CHOICE))
    st.caption("What this person did stays in the journal.")
    wanted = st.button("Remove name", key=REMOVE, type="primary")

    def remove() -> None:
        remove_staff(dashboard.ports, chosen, actor=state.actor)
        state.actor = "" if state.actor == chosen else state.actor

    if wanted and attempt(remove, done=f"{chosen} is off the staff list."):
        desk.changes += 1
        st.rerun()
