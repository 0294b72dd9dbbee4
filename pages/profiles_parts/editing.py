"""One profile, open for change: its values at the left, what they would do at the right, at once."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.profiles_parts.figures import opening_hours_figure, supply_figure
from pages.profiles_parts.inputs import draw_inputs
from pages.profiles_parts.table import FIGURE_CONFIG, offered_text
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.services.compare_profiles import ComparedProfile, ProfileSupply

AS_IT_HOLDS: Final = "as it holds now"
PANES: Final = (5, 7)


def draw_editing(state: State, one: ComparedProfile, supply: ProfileSupply | None) -> None:
    """Both sides; on a phone the second stands below the first."""
    left, right = st.columns(PANES, gap="medium")
    with left, st.container(gap=None):
        draw_inputs(state, one)
    with right:
        _weeks(one)
        _slots(one, supply)


def put_back(state: State, name: str) -> None:
    """Try nothing of a profile any more."""
    state.profile_trials.pop(name, None)


def _weeks(one: ComparedProfile) -> None:
    """The week as it holds, and as it would be."""
    st.plotly_chart(
        opening_hours_figure({AS_IT_HOLDS: one.stored.profile, one.name: one.profile}, labelled=True),
        key="opening_hours",
        config=FIGURE_CONFIG,
        alt="The hours of the week as they hold now, and as they would be; the same as the values beside it.",
    )


def _slots(one: ComparedProfile, supply: ProfileSupply | None) -> None:
    if supply is None:
        return
    st.markdown(f"Slots with {plain(supply.tutor.tutor.name, longest=30)}: {offered_text(one, supply)}")
    totals = ", ".join(f"{one_line(name)} {supply.total(name)}" for name in supply.by_day)
    st.plotly_chart(
        supply_figure(supply),
        key="supply",
        config=FIGURE_CONFIG,
        alt=f"Slots per day, as it holds and as it would be. In all: {totals}.",
    )
