"""Which changes the journal shows: about what is in hand, a contact, by whom, of which kind, with which words."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.journal_parts.desk import About, JournalDesk
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.records import EntryFilter
from tutorcore.errors import UnknownName
from tutorcore.services.read_journal import subjects_of_contact, subjects_of_search
from tutorcore.wording.bookings import booking_line
from tutorcore.wording.journal import Kind, actions_of

ABOUT: Final = "journal_about"
CONTACT: Final = "journal_contact"
WHO: Final = "journal_who"
KINDS: Final = "journal_kinds"
TEXT: Final = "journal_text"
_ANYBODY: Final = ""


def draw_filters(dashboard: Dashboard, state: State, desk: JournalDesk, *, head: DeltaGenerator) -> EntryFilter:
    """Draw them, what is in hand in `head`; what they ask for. A change of any of them shows the newest page."""
    with head:
        subjects = _about(dashboard, state, desk)
    with st.container(horizontal=True, gap="small", key="journal_filters"):
        contact = _words("Contact", CONTACT, "name, phone, e-mail or id", desk)
        who = st.selectbox(
            "Who",
            [_ANYBODY, *dashboard.ports.journal.actors()],
            key=WHO,
            format_func=lambda name: name or "anybody",
            width=150,
            on_change=desk.start,
        )
        kinds = st.multiselect(
            "Kind", list(Kind), key=KINDS, placeholder="every kind", width=210, on_change=desk.start,
            format_func=lambda kind: kind.value,
        )  # fmt: skip
        text = _words("Words", TEXT, "in what changed, or why", desk)
    if contact.strip():
        found = subjects_of_search(dashboard.ports, contact)
        subjects = found if subjects is None else subjects & found
    actions = frozenset().union(*(actions_of(kind) for kind in kinds))
    return EntryFilter(subjects=subjects, actor=who, actions=actions, text=text)


def _words(label: str, key: str, placeholder: str, desk: JournalDesk) -> str:
    typed = st.text_input(
        label, key=key, placeholder=placeholder, max_chars=200, width=205, on_change=desk.start, persist_state="session"
    )
    return typed or ""


def _about(dashboard: Dashboard, state: State, desk: JournalDesk) -> frozenset[str] | None:
    """Everything, or what is in hand; None is everything."""
    labels = _in_hand(dashboard, state)
    if len(labels) == 1:
        return None
    st.session_state[ABOUT] = desk.about if desk.about in labels else About.EVERYTHING

    def choose() -> None:
        desk.about = st.session_state[ABOUT]
        desk.start()

    chosen = st.segmented_control(
        "About",
        list(labels),
        key=ABOUT,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        required=True,
        on_change=choose,
    )
    if chosen is About.CONTACT:
        return subjects_of_contact(dashboard.ports, state.contact_id)
    return frozenset({f"booking:{state.shown_booking}"}) if chosen is About.BOOKING else None


def _in_hand(dashboard: Dashboard, state: State) -> dict[About, str]:
    """What may be asked about, each with its label."""
    ports, labels = dashboard.ports, {About.EVERYTHING: "Everything"}
    if state.contact_id:
        try:
            labels[About.CONTACT] = plain(ports.contacts.get(state.contact_id).label, longest=40)
        except UnknownName:
            labels[About.CONTACT] = plain(f"contact {state.contact_id}", longest=40)
    for booking in ports.bookings.with_ids({state.shown_booking} - {""}):
        labels[About.BOOKING] = plain(booking_line(booking, zone=ports.zone), longest=80)
    return labels
