"""What the profiles page is about: which profiles stand side by side, and with whom their slots are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared.badges import segment_name
from pages.shared.state import State, write_address
from pages.shared.text import one_line, plain
from tutorcore.domain.segments import EXISTING, NEW, PREMIUM, WEEKEND

CHOSEN: Final = "profiles_chosen"
TUTOR: Final = "profiles_tutor"
USUAL: Final = (NEW, EXISTING, WEEKEND, PREMIUM)
"""Without the returning ones, who have the rules of the existing ones unless somebody sets them otherwise."""
FEWEST: Final = 2
MOST: Final = 5


def choose_profiles(state: State, known: Sequence[str]) -> list[str]:
    """The names of those to be compared, at most five."""
    wanted = USUAL if state.compared is None else state.compared
    chosen = [name for name in known if name in wanted]
    st.session_state[CHOSEN] = chosen
    st.pills(
        "Profiles to compare",
        known,
        key=CHOSEN,
        selection_mode="multi",
        label_visibility="collapsed",
        format_func=lambda name: plain(segment_name(name), longest=30),
        wrap=True,
        on_change=_compare,
        args=(state,),
    )
    if len(chosen) > MOST:
        st.caption(f"At most five fit side by side; {len(chosen)} are chosen, the first five are shown.")
    return chosen[:MOST]


def _compare(state: State) -> None:
    state.compared = tuple(st.session_state[CHOSEN])
    write_address(state)


def choose_tutor(state: State, tutors: Sequence[str]) -> str:
    """With whom slots are counted; blank where there is no tutor."""
    if not tutors:
        return ""
    chosen = state.counted_tutor if state.counted_tutor in tutors else tutors[0]
    st.session_state[TUTOR] = chosen
    st.selectbox(
        "Count slots with",
        tutors,
        key=TUTOR,
        format_func=lambda name: f"Slots with {one_line(name, longest=60)}",
        label_visibility="collapsed",
        width=180,
        on_change=_count_with,
        args=(state,),
    )
    return chosen


def _count_with(state: State) -> None:
    state.counted_tutor = st.session_state[TUTOR]
    write_address(state)


def say_what_was_not_found(state: State, known: Sequence[str], tutors: Sequence[str]) -> None:
    """Tell which names of the address are nobody's here."""
    unknown = [f"profile {plain(name, longest=40)}" for name in state.compared or () if name not in known]
    if state.counted_tutor and state.counted_tutor not in tutors:
        unknown.append(f"tutor {plain(state.counted_tutor, longest=40)}")
    if unknown:
        said = f"This link cannot be used as it is: there is no {', no '.join(unknown)} here."
        st.warning(said, icon=":material/link_off:")
