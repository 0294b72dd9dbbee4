"""Which bookings are listed: by contact, tutor, state and days, past ones too."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import BookingState
from tutorcore.services.list_bookings import Wanted
from tutorcore.wording.bookings import state_word

CONTACT: Final = "bookings_contact"
TUTOR: Final = "bookings_tutor"
STATES: Final = "bookings_states"
FIRST: Final = "bookings_first"
LAST: Final = "bookings_last"
PAST: Final = "bookings_past"
_ANYBODY: Final = 0  # no tutor has this id


def draw_filters(dashboard: Dashboard) -> Wanted:
    """Draw them on one line; what they ask for."""
    names = {tutor.id: tutor.name for tutor in dashboard.ports.calendars.tutors()}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="bookings_filters"):
        contact = st.text_input(
            "Contact", key=CONTACT, placeholder="name or id", max_chars=200, width=150, persist_state="session"
        )
        tutor = st.selectbox(
            "Tutor",
            [_ANYBODY, *names],
            key=TUTOR,
            format_func=lambda tutor_id: names.get(tutor_id, "anybody"),
            width=140,
            persist_state="session",
        )
        states = st.multiselect(
            "State", list(BookingState), key=STATES, placeholder="every state", format_func=state_word, width=190,
            persist_state="session",
        )  # fmt: skip
        first, last = _day("From", FIRST), _day("To", LAST)
        past = st.toggle("Past too", key=PAST, width="content")
    return Wanted(
        states=frozenset(states),
        tutor_id=tutor or None,
        contact=contact or "",
        first=first,
        last=last,
        past=past,
    )


def _day(label: str, key: str) -> date | None:
    chosen = st.date_input(label, value=None, key=key, format="DD-MM-YYYY", width=130, persist_state="session")
    return chosen if isinstance(chosen, date) else None
