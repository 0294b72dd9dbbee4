"""One profile, open for change: its values at the left, what they would do at the right, at once."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.profiles_parts.effect import draw_effect
from pages.profiles_parts.inputs import draw_inputs
from pages.profiles_parts.table import offered_text
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.services.compare_profiles import ComparedProfile, ProfileSupply

PANES: Final = (5, 7)


def draw_editing(dashboard: Dashboard, state: State, one: ComparedProfile, supply: ProfileSupply | None) -> None:
    """Both sides; on a phone the second stands below the first."""
    left, right = st.columns(PANES, gap="medium")
    with left, st.container(gap=None, key="profile_values"):
        draw_inputs(state, one)
    with right:
        if supply is not None:
            st.markdown(f"Slots with {plain(supply.tutor.tutor.name, longest=30)}: {offered_text(one, supply)}")
        draw_effect(dashboard, state, one)


def put_back(state: State, name: str) -> None:
    """Try nothing of a profile any more."""
    state.profile_trials.pop(name, None)
