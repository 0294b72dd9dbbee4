"""What a page says before anything else: what was done, what of its address cannot be used, what is missing."""

from __future__ import annotations

import streamlit as st

from pages.shared.dashboard import show_error
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.errors import UnknownName
from tutorcore.services.open_contact import OpenContact, open_contact


def say_what_is_wrong(state: State) -> None:
    """Tell what could not be used of the address."""
    if state.link_problem:
        st.warning(plain(state.link_problem, longest=300), icon=":material/link_off:")


def say_what_was_done(state: State) -> None:
    """Confirm the last change, in a toast and on the page, or say why it was not made; once."""
    if state.refused:
        show_error(state.refused)
        state.refused = None
    if state.said:
        st.toast(plain(state.said, longest=300), icon=":material/check:")
        st.success(plain(state.said, longest=300), icon=":material/check:")
        state.said = ""


def contact_in_hand(dashboard: Dashboard, state: State) -> OpenContact | None:
    """The contact that this page is about; where there is none, what to do next."""
    if not state.contact_id:
        st.info("Choose a contact first: this page is about one person.", icon=":material/person_search:")
        st.page_link("pages/contact.py", label="Find a contact", icon=":material/search:")
        return None
    try:
        return open_contact(dashboard.ports, state.contact_id)
    except UnknownName:
        st.warning(
            f"This link cannot be used: there is no contact {plain(state.contact_id, longest=40)} here.",
            icon=":material/link_off:",
        )
        st.page_link("pages/contact.py", label="Find a contact", icon=":material/search:")
        return None
