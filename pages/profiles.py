"""Profiles: two to five planning profiles side by side, what each would offer, and what another value would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.profiles_parts.choice import FEWEST, choose_profiles, choose_tutor, say_what_was_not_found
from pages.profiles_parts.downloads import offer_downloads
from pages.profiles_parts.figures import supply_figure
from pages.profiles_parts.table import FIGURE_CONFIG, draw_table
from pages.shared.fragments import guarded
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
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

NOT_STORED: Final = "What is tried counts on this page only. Storing it is a later step, not yet here."
LAST_POSSIBLE: Final = "The last values that were possible are shown."


def render(dashboard: Dashboard, state: State) -> None:
    """Choose, compare, and see what each offers."""
    say_what_is_wrong(state)
    _comparison(dashboard, state)


@st.fragment
@guarded
def _comparison(dashboard: Dashboard, state: State) -> None:
    """All of it: any change is seen everywhere on the page, and nowhere else."""
    known = know_profiles(dashboard.ports)
    tutors = [tutor.name for tutor in dashboard.ports.calendars.tutors()]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.markdown("### Profiles", width="content")
            names = choose_profiles(state, list(known))
        compared = [compared_profile(known[name], state.profile_trials.get(name, ProfileTrial())) for name in names]
        with st.container(horizontal=True, gap="small", width="content"):
            tutor = choose_tutor(state, tutors)
            if len(compared) >= FEWEST:
                offer_downloads({one.name: one.profile for one in compared})
    say_what_was_not_found(state, list(known), tutors)
    if len(compared) < FEWEST:
        st.info("Choose two to five profiles to compare.", icon=":material/compare_arrows:")
        return
    _say(state, compared)
    supply = _counted_slots(dashboard, compared, tutor) if tutor else None
    draw_table(state, compared, supply)
    _per_day(supply)


def _say(state: State, compared: Sequence[ComparedProfile]) -> None:
    """What is tried, what of it cannot be, and what is odd: one box, so that the table stays where it is."""
    wrong = [_about(one, f"{problem_text(one.problem)} {LAST_POSSIBLE}") for one in compared if one.problem]
    odd = [_about(one, warning) for one in compared for warning in one.profile.warnings]
    if wrong:
        st.error("  \n".join([*wrong, *odd]), icon=":material/block:")
    elif odd:
        st.warning("  \n".join(odd), icon=":material/warning:")
    elif state.changing or any(one.typed for one in compared):
        st.info(NOT_STORED, icon=":material/experiment:")


def _about(one: ComparedProfile, said: str) -> str:
    return f"**{plain(one.name, longest=30)}**: {plain(said, longest=600)}"


def _counted_slots(dashboard: Dashboard, compared: Sequence[ComparedProfile], tutor: str) -> ProfileSupply:
    return supply_of_profiles(
        dashboard.ports,
        {one.name: one.profile for one in compared},
        tutor=tutor,
        before={one.name: one.stored.profile for one in compared if one.tried},
    )


def _per_day(supply: ProfileSupply | None) -> None:
    if supply is None:
        st.info("No tutor has a calendar yet, so no slot can be counted. Import one on the Data page.")
        return
    st.markdown(f"**Slots per day with {plain(supply.tutor.tutor.name, longest=60)}**")
    _doubts(supply)
    totals = ", ".join(f"{one_line(name)} {supply.total(name)}" for name in supply.by_day)
    st.plotly_chart(
        supply_figure(supply),
        key="supply",
        config=FIGURE_CONFIG,
        alt=f"Slots per day, a line a profile. In all: {totals}.",
    )


def _doubts(supply: ProfileSupply) -> None:
    texts = doubt_texts(supply.tutor)
    if texts:
        st.warning("  \n".join(plain(text, longest=400) for text in texts), icon=":material/help:")


if __name__ == "__main__":
    run_page(render)
