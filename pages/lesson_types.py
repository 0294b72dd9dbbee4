"""Lesson types: what each sets over the profile of a contact, and what results on every profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from pages.lesson_types_parts.desk import LessonTypesDesk, Open, the_desk
from pages.lesson_types_parts.editing import begin, draw_editing
from pages.lesson_types_parts.table import draw_others, draw_results, draw_types
from pages.lesson_types_parts.versions import draw_retiring, draw_versions
from pages.shared.dashboard import show_error
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_versions import RulesKind
from tutorcore.errors import TutorError
from tutorcore.services.lesson_types.knowing import know_lesson_types, not_there_now
from tutorcore.services.profiles.standing import standing_of

ADD: Final = "add_type"
WHAT_IT_IS: Final = (
    "What a conversation is about (`lesson_type`) replaces single fields of the contact’s profile, weekdays included; "
    "the other fields stay as the profile has them."
)
_DIALOGS: Final[Mapping[Open, Callable[[Dashboard, State, LessonTypesDesk], None]]] = {
    Open.ADD: draw_editing,
    Open.CHANGE: draw_editing,
    Open.VERSIONS: draw_versions,
    Open.RETIRE: draw_retiring,
}


def render(dashboard: Dashboard, state: State) -> None:
    """The lesson types side by side, what results, and the dialog that is open."""
    say_what_is_wrong(state)
    desk, types = the_desk(), list(know_lesson_types(dashboard.ports).values())
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("### Lesson types", width="content")
        st.button("Add…", key=ADD, icon=":material/add:", on_click=begin, args=(desk, Open.ADD, None, 0))
    say_what_was_done(state)
    st.caption(WHAT_IT_IS)
    standings = {one.name: standing_of(dashboard.ports, one.name, kind=RulesKind.LESSON_TYPE) for one in types}
    draw_types(desk, types, standings)
    draw_others(desk, not_there_now(dashboard.ports))
    draw_results(dashboard, types)
    _dialog(dashboard, state, desk)


def _dialog(dashboard: Dashboard, state: State, desk: LessonTypesDesk) -> None:
    if desk.dialog is None:
        return
    opened = st.dialog(desk.dialog.value, width="large", on_dismiss=desk.leave)
    opened(_draw)(dashboard, state, desk)


def _draw(dashboard: Dashboard, state: State, desk: LessonTypesDesk) -> None:
    if desk.dialog is None:
        st.rerun()
    try:
        _DIALOGS[desk.dialog](dashboard, state, desk)
    except TutorError as error:
        show_error(error)


if __name__ == "__main__":
    run_page(render)
