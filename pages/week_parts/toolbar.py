"""The head of the week page: whose week it is, the weeks to and fro, and which tutors count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared.badges import lesson_type_badge, segment_badge
from pages.shared.browser import is_mobile
from pages.shared.state import State, write_address
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.read_tutors import usual_tutors
from tutorcore.wording.dates import week_text

TUTORS: Final = "week_tutors"
TOGETHER: Final = "week_together"


def draw_toolbar(dashboard: Dashboard, state: State, opened: OpenContact, *, week: IsoWeek, this_week: IsoWeek) -> None:
    """Draw it on one line."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = plain(opened.contact.label, longest=60)
        badges = f"{segment_badge(opened.segment.segment)} {lesson_type_badge(opened.rules)}"
        st.markdown(f"#### {name} {badges}", width="stretch")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", wrap=is_mobile()):
            st.button(
                "Earlier", key="earlier", icon=":material/chevron_left:", on_click=_step, args=(state, this_week, -1)
            )
            st.markdown(f"**{week_text(week)}**", width="content")
            _step_button("Later", 1, state, this_week, icon=":material/chevron_right:")
            st.button("Today", key="today", on_click=_go, args=(state, this_week), disabled=week == this_week)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            _tutor_picker(dashboard, state, opened)


def _step_button(label: str, weeks: int, state: State, this_week: IsoWeek, *, icon: str) -> None:
    st.button(
        label,
        key=label.casefold(),
        icon=icon,
        icon_position="right" if weeks > 0 else "left",
        on_click=_step,
        args=(state, this_week, weeks),
    )


def _step(state: State, this_week: IsoWeek, weeks: int) -> None:
    """From the week that is shown when the click arrives: quick clicks add up, whatever was drawn between them."""
    _go(state, (state.week or this_week).shifted(weeks))


def _go(state: State, week: IsoWeek) -> None:
    state.show_week(week)
    state.question_problem = ""
    write_address(state)


def _tutor_picker(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    names = [tutor.name for tutor in dashboard.ports.calendars.tutors()]
    if not names:
        return
    usual = [tutor.name for tutor in usual_tutors(dashboard.ports, opened.contact)]
    chosen = usual if state.tutors is None else [name for name in names if name in state.tutors] or names
    st.session_state[TUTORS] = chosen
    st.pills(
        "Tutors", names, selection_mode="multi", key=TUTORS, label_visibility="collapsed", format_func=plain,
        on_change=_choose_tutors, args=(state, names), disabled=bool(state.moving),
    )  # fmt: skip
    if len(chosen) > 1:
        st.session_state[TOGETHER] = state.together
        st.toggle(
            "together",
            key=TOGETHER,
            help="Only times at which all of them are free",
            disabled=bool(state.moving),
            on_change=_choose_tutors,
            args=(state, names),
        )


def _choose_tutors(state: State, names: Sequence[str]) -> None:
    state.tutors = tuple(st.session_state[TUTORS] or names)  # nobody chosen: everybody counts
    state.together = bool(st.session_state.get(TOGETHER)) and len(state.tutors) != 1
    state.picked = None
    write_address(state)
