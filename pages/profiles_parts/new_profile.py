"""The dialog in which a profile of one's own begins: its name, and which other it is like at first."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.profiles_parts.desk import ProfilesDesk
from pages.shared.badges import segment_name
from pages.shared.dashboard import show_error
from pages.shared.state import State, write_address
from pages.shared.text import one_line
from tutorcore.bootstrap import Dashboard
from tutorcore.errors import TutorError
from tutorcore.services.profiles.drafting import draft_new_profile

NAME: Final = "new_profile_name"
LIKE: Final = "new_profile_like"
BEGIN: Final = "new_profile_begin"


def draw_new(dashboard: Dashboard, state: State, desk: ProfilesDesk, names: list[str]) -> None:
    """It begins as a draft, and is there once that is published."""
    index = names.index(desk.about) if desk.about in names else 0
    with st.form("new_profile", border=False):
        name = st.text_input("Name", key=NAME, max_chars=40, placeholder="evening", help="Small letters and digits.")
        like = st.selectbox("Like", names, index=index, key=LIKE, format_func=lambda one: one_line(segment_name(one)))
        st.caption("It begins as a draft with the values of that profile, and is there once you publish it.")
        begun = st.form_submit_button("Begin", key=BEGIN, type="primary")
    if begun:
        _begin(dashboard, state, desk, name=name or "", like=like)


def _begin(dashboard: Dashboard, state: State, desk: ProfilesDesk, *, name: str, like: str) -> None:
    try:
        draft = draft_new_profile(dashboard.ports, name, like=like, actor=state.actor)
    except TutorError as error:
        show_error(error)
        return
    state.shown_draft, desk.followed = draft.id, ""
    state.said = f"{draft.name} begins as a draft with the values of {like}."
    write_address(state)
    desk.leave()
    st.rerun()
