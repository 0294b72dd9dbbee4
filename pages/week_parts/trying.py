"""Trying it otherwise: another length, profile or wish for this view alone. Nothing of it is stored."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import Trial, WeekPlan
from tutorcore.wording.dates import length_text

OPEN: Final = "try_open"
LENGTH: Final = "try_length"
PROFILE: Final = "try_profile"
WISH: Final = "try_wish"
STOP: Final = "try_stop"
LENGTHS: Final = (30, 45, 60, 75, 90, 120)


def draw_trial(dashboard: Dashboard, state: State, opened: OpenContact, plan: WeekPlan) -> None:
    """The button that opens it, and what can be tried."""
    popover = st.popover("Try otherwise", icon=":material/experiment:", key=OPEN, on_change="rerun")
    if popover.open:
        with popover:
            _draw_choices(dashboard, state, opened, plan)


def _draw_choices(dashboard: Dashboard, state: State, opened: OpenContact, plan: WeekPlan) -> None:
    st.caption("For this view only; nothing is stored.")
    profiles = list(know_profiles(dashboard.ports))
    _put(PROFILE, plan.profile_name)
    _put(LENGTH, plan.profile.duration_minutes)
    _put(WISH, str(plan.preferences) if state.trial.wish is not None else opened.wish.text)
    st.selectbox("Profile", profiles, key=PROFILE, on_change=_try, args=(state, opened))
    lengths = sorted({*LENGTHS, plan.profile.duration_minutes})
    st.selectbox("Length", lengths, key=LENGTH, format_func=length_text, on_change=_try, args=(state, opened))
    st.text_input("Wish", key=WISH, max_chars=1000, on_change=_try, args=(state, opened))
    st.button("As it is stored", key=STOP, disabled=not state.trial.changes_something, on_click=_stop, args=(state,))


def trial_note(plan: WeekPlan) -> str:
    """What is tried, in a sentence."""
    tried = [f"profile {plan.trial.profile}"] if plan.trial.profile else []
    tried += [f"lesson of {length_text(plan.trial.duration_minutes)}"] if plan.trial.duration_minutes else []
    tried += [f"wish “{plan.preferences}”"] if plan.trial.wish is not None else []
    return f"Trying {', '.join(tried)}: for this view only, nothing is stored."


def _put(key: str, value: object) -> None:
    st.session_state[key] = value


def _try(state: State, opened: OpenContact) -> None:
    """Keep only what differs from how it is stored."""
    profile, length, wish = (st.session_state[key] for key in (PROFILE, LENGTH, WISH))
    changed_profile = profile if profile != opened.profile.name else None
    usual = opened.profile.profile.duration_minutes
    state.trial = Trial(
        profile=changed_profile,
        duration_minutes=length if changed_profile or length != usual else None,
        wish=wish if wish.strip() != opened.wish.text else None,
    )
    state.picked = None


def _stop(state: State) -> None:
    state.trial, state.picked = Trial(), None
