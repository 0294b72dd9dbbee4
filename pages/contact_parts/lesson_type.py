"""What the contact's conversations say of the lesson type, what that means, and another one for it.

As for segments, a change rests on the contact as it was shown: what somebody else changed meanwhile is told.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.services.lesson_types.choosing import choose_lesson_type
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.open_contact import OpenContact
from tutorcore.wording.lesson_types import NONE, notes_on, said_where_text, sets_text

OPEN: Final = "lesson_type_open"
CHOSEN: Final = "lesson_type_chosen"
SAVE: Final = "lesson_type_save"


def draw_lesson_type_choice(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """The button behind which another one is chosen."""
    with st.popover("Lesson type…", icon=":material/layers:", key=OPEN):
        _choice(dashboard, state, opened)


def draw_lesson_type(dashboard: Dashboard, opened: OpenContact) -> None:
    """The lesson type, its source and what it sets; what cannot be used of it below."""
    st.markdown(_said(dashboard, opened))
    for note in notes_on(opened.rules):
        if opened.rules.impossible:
            st.error(plain(note, longest=600), icon=":material/block:")
        else:
            st.caption(f":orange[:material/warning:] {plain(note, longest=300)}")


def _said(dashboard: Dashboard, opened: OpenContact) -> str:
    said, lesson_type = opened.said, opened.lesson_type
    if not said.text:
        return "Lesson type: none, no conversation names one."
    where = f":small[:gray[{plain(said_where_text(said, zone=dashboard.ports.zone))}]]"
    if lesson_type is None:
        return f"Lesson type: {plain(said.text, longest=60)} {where}"
    sets = plain(sets_text(lesson_type), longest=400)
    return f"Lesson type **{plain(lesson_type.name, longest=60)}** {where}  \n:small[It sets: {sets}.]"


def _choice(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """A form of its own for each contact and for what is stored: nothing chosen for one is saved for another."""
    names = ["", *know_lesson_types(dashboard.ports)]
    key = f"{CHOSEN}_{opened.contact.id}_{opened.said.text[:60]}"
    with st.form(f"lesson_type_{opened.contact.id}", border=False):
        st.selectbox(
            "Lesson type of the conversation",
            names,
            index=names.index(opened.rules.lesson_type_name),
            format_func=lambda name: plain(name, longest=60) or NONE,
            key=key,
        )
        st.caption("Saved in the conversation here, not yet in Chatwoot.")
        st.form_submit_button(
            "Save lesson type", key=SAVE, type="primary", on_click=_save, args=(dashboard, state, opened, key)
        )


def _save(dashboard: Dashboard, state: State, opened: OpenContact, key: str) -> None:
    """Once for what was shown: the second click of a double click does nothing."""
    chosen, said = str(st.session_state[key] or ""), opened.said.conversation
    shown = (f"lesson type of {opened.contact.id}", said.version if said else opened.contact.version)
    if state.acted_on == shown:
        return
    try:
        choose_lesson_type(dashboard.ports, opened, chosen, actor=state.actor)
    except Exception as error:  # noqa: BLE001 - a callback is an edge of the program: no traceback reaches a planner
        state.refused = error
    else:
        state.acted_on = shown
        state.said = f"The lesson type is {chosen or NONE} now; saved here, not yet in Chatwoot."
