"""Any day and time, typed, and why it is offered or not: the keyboard's way to every minute of the calendar."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.dashboard import show_error
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.errors import InputError
from tutorcore.services.explain_time import explain_time
from tutorcore.services.open_contact import OpenContact
from tutorcore.wording.why import why_texts

TIME: Final = "why_time"


def draw_why_not(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """The button that opens it, the field, and the answer in sentences."""
    with st.popover("Why not…?", icon=":material/help:", key="why_open"):
        text = st.text_input("Day and time", key=TIME, placeholder="wo 25 nov 16:00", max_chars=100)
        if not text or not text.strip():
            st.caption("Type any time, on the grid or not.")
            return
        try:
            answer = explain_time(
                dashboard.ports, opened, text, tutors=state.tutors, together=state.together, trial=state.trial
            )
        except InputError as error:
            show_error(error)
            return
        verdict, *reasons = why_texts(answer.start, answer.by_tutor, answer.offered_by, zone=dashboard.ports.zone)
        st.markdown(f"**{plain(verdict)}**")
        for reason in reasons:
            st.text(reason)
