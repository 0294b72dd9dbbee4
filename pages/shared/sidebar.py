"""The sidebar: the pages, the contact in hand, who works here, and whether this is demo data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.shared.badges import lesson_type_badge, segment_badge
from pages.shared.browser import is_mobile
from pages.shared.next_on_list import draw_next
from pages.shared.state import FIRST, State, write_address
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.errors import TutorError
from tutorcore.services.open_contact import open_contact

ACTOR: Final = "actor"
CLEAR: Final = "clear_contact"

Pages = Mapping[str, Sequence[st.Page]]


def draw_sidebar(dashboard: Dashboard, state: State, pages: Pages) -> None:
    """Draw it, top to bottom."""
    with st.sidebar:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown("#### TutorBot planning", width="content")
            if dashboard.demo:
                _demo_badge()
        state.linked = state.params()
        for heading, group in pages.items():
            st.caption(heading)
            for page in group:
                params = {} if page.url_path == FIRST else state.linked
                st.page_link(page, label=page.title, icon=page.icon, query_params=params, width="stretch")
        st.caption("Contact in hand")
        _contact_card(dashboard, state)
        _say_what_is_unsaved(state)
        _staff_picker(dashboard, state)

    if is_mobile():  # in the page: the sidebar of a phone is closed
        if dashboard.demo:
            _demo_badge()
        draw_next(dashboard, state)


def _demo_badge() -> None:
    st.badge("demo data", icon=":material/science:", color="gray")


def _contact_card(dashboard: Dashboard, state: State) -> None:
    if not state.contact_id:
        st.markdown("None yet: choose one on the work list, or search on the Contact page.")
        return
    with st.container(border=True, gap="xsmall"):
        try:
            opened = open_contact(dashboard.ports, state.contact_id)
        except TutorError:
            st.markdown(f"No contact {plain(state.contact_id, longest=30)} here.")
            badges = ""
        else:
            st.markdown(f"**{plain(opened.contact.label, longest=60)}**")
            badges = f"{segment_badge(opened.segment.segment)} {lesson_type_badge(opened.rules)}"
        if not is_mobile():
            draw_next(dashboard, state)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(badges, width="content")
            st.button("Clear", key=CLEAR, icon=":material/close:", type="tertiary", on_click=_clear, args=(state,))


def _say_what_is_unsaved(state: State) -> None:
    names = ", ".join(plain(draft.opened.contact.label, longest=40) for draft in state.unsaved())
    if names:
        st.caption(f":orange[:material/edit:] Wish not saved yet: {names}")


def _clear(state: State) -> None:
    state.open("")
    write_address(state)


def _staff_picker(dashboard: Dashboard, state: State) -> None:
    names = dashboard.ports.staff.names()
    if not names:
        st.caption("Nobody is on the staff list yet: add names on the Data page.")
        return
    index = names.index(state.actor) if state.actor in names else None
    chosen = st.selectbox("Who is working?", names, index=index, key=ACTOR, placeholder="Choose your name")
    state.actor = chosen or ""
