"""Profiles: two to five planning profiles side by side, what each would offer, and what another value would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.shared.badges import segment_name
from pages.shared.dashboard import run_page
from pages.shared.downloads import offer_downloads
from pages.shared.fragments import guarded
from pages.shared.messages import say_what_is_wrong
from pages.shared.profile_figures import supply_figure
from pages.shared.profile_table import FIGURE_CONFIG, draw_table
from pages.shared.state import State, write_address
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.segments import EXISTING, NEW, PREMIUM, WEEKEND
from tutorcore.services.compare_profiles import (
    ComparedProfile,
    ProfileSupply,
    ProfileTrial,
    compared_profile,
    supply_of_profiles,
)
from tutorcore.services.know_profiles import know_profiles
from tutorcore.wording.doubts import doubt_texts
from tutorcore.wording.validation import problem_text

CHOSEN: Final = "profiles_chosen"
TUTOR: Final = "profiles_tutor"
USUAL: Final = (NEW, EXISTING, WEEKEND, PREMIUM)
FEWEST, MOST = 2, 5


def render(dashboard: Dashboard, state: State) -> None:
    """Choose, compare, and see what each offers."""
    say_what_is_wrong(state)
    _comparison(dashboard, state)


@st.fragment
@guarded
def _comparison(dashboard: Dashboard, state: State) -> None:
    """All of it: any change is seen everywhere on the page, and nowhere else."""
    known = know_profiles(dashboard.ports)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("### Profiles", width="content")
        names = _choose_profiles(state, list(known))
        tutor = _choose_tutor(dashboard, state)
        trials = state.profile_trials
        compared = [compared_profile(known[name], trials.get(name, ProfileTrial())) for name in names]
        if len(compared) >= FEWEST:
            offer_downloads({one.name: one.profile for one in compared})
    if len(compared) < FEWEST:
        st.info("Choose two to five profiles to compare.", icon=":material/compare_arrows:")
        return
    _say(compared)
    draw_table(state, compared)
    _supply(dashboard, compared, tutor)


def _choose_profiles(state: State, known: Sequence[str]) -> list[str]:
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
        width="stretch",
        on_change=_compare,
        args=(state,),
    )
    return chosen[:MOST]


def _compare(state: State) -> None:
    state.compared = tuple(st.session_state[CHOSEN])
    write_address(state)


def _choose_tutor(dashboard: Dashboard, state: State) -> str:
    names = [tutor.name for tutor in dashboard.ports.calendars.tutors()]
    if not names:
        return ""
    chosen = state.counted_tutor if state.counted_tutor in names else names[0]
    st.session_state[TUTOR] = chosen
    st.selectbox(
        "Count slots with",
        names,
        key=TUTOR,
        label_visibility="collapsed",
        width=150,
        on_change=_count_with,
        args=(state,),
    )
    return chosen


def _count_with(state: State) -> None:
    state.counted_tutor = st.session_state[TUTOR]
    write_address(state)


def _say(compared: Sequence[ComparedProfile]) -> None:
    """What is tried, what of it cannot be, and what is odd."""
    for one in compared:
        name = plain(one.name, longest=30)
        if one.problem:
            st.error(f"**{name}**: {plain(problem_text(one.problem), longest=600)} The last possible values are shown.")
        for warning in one.profile.warnings:
            st.warning(f"**{name}**: {plain(warning, longest=300)}", icon=":material/warning:")


def _supply(dashboard: Dashboard, compared: Sequence[ComparedProfile], tutor: str) -> None:
    if not tutor:
        st.info("No tutor has a calendar yet. Import one on the Data page.", icon=":material/event_busy:")
        return
    supply = supply_of_profiles(dashboard.ports, {one.name: one.profile for one in compared}, tutor=tutor)
    st.markdown(f"##### Slots per day with {plain(tutor, longest=60)}")
    _doubts(supply)
    st.plotly_chart(supply_figure(supply), key="supply", config=FIGURE_CONFIG, alt="Slots per day, a line a profile")


def _doubts(supply: ProfileSupply) -> None:
    texts = doubt_texts(supply.tutor)
    if texts:
        st.warning("  \n".join(plain(text, longest=400) for text in texts), icon=":material/help:")


if __name__ == "__main__":
    run_page(render)
