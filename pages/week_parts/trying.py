"""Trying it otherwise: another length, profile, lesson type or wish for this view alone. Nothing of it is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.openings import Change, ChangedRule
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import Trial, WeekPlan
from tutorcore.wording.dates import length_text
from tutorcore.wording.lesson_types import NONE
from tutorcore.wording.openings import change_text

OPEN: Final = "try_open"
LENGTH: Final = "try_length"
PROFILE: Final = "try_profile"
LESSON_TYPE: Final = "try_lesson_type"
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
    _put(LESSON_TYPE, plan.rules.lesson_type_name)
    _put(LENGTH, plan.profile.duration_minutes)
    _put(WISH, _shown_wish(state, opened, plan))
    st.selectbox("Profile", profiles, key=PROFILE, on_change=_try, args=(state, opened, plan))
    st.selectbox(
        "Lesson type",
        ["", *know_lesson_types(dashboard.ports)],
        key=LESSON_TYPE,
        format_func=lambda name: name or NONE,
        on_change=_try,
        args=(state, opened, plan),
    )
    lengths = sorted({*LENGTHS, plan.profile.duration_minutes})
    st.selectbox("Length", lengths, key=LENGTH, format_func=length_text, on_change=_try, args=(state, opened, plan))
    st.text_input("Wish", key=WISH, max_chars=1000, on_change=_try, args=(state, opened, plan))
    st.button("As it is stored", key=STOP, disabled=not state.trial.changes_something, on_click=_stop, args=(state,))


def stop_what_is_gone(dashboard: Dashboard, state: State) -> None:
    """A profile that was retired while it was tried is tried no more, which is told once."""
    tried = state.trial.profile
    if tried and tried not in know_profiles(dashboard.ports):
        state.trial = replace(state.trial, profile=None)
        said = f"The profile {plain(tried, longest=40)} was retired meanwhile, and is tried no more."
        st.warning(said, icon=":material/archive:")


def trial_note(plan: WeekPlan) -> str:
    """What is tried, in a sentence."""
    tried = [f"profile {plan.trial.profile}"] if plan.trial.profile else []
    tried += [f"lesson type {plan.trial.lesson_type or NONE}"] if plan.trial.lesson_type is not None else []
    tried += [f"lesson of {length_text(plan.trial.duration_minutes)}"] if plan.trial.duration_minutes else []
    tried += [f"wish “{plan.preferences}”"] if plan.trial.wish is not None else []
    tried += [_in_a_sentence(change) for change in plan.trial.changes]
    return f"Trying {', '.join(tried)}: for this view only, nothing is stored."


def _in_a_sentence(change: Change) -> str:
    text = change_text(change)
    return text if change.weekday is not None else text[:1].lower() + text[1:]


def _put(key: str, value: object) -> None:
    st.session_state[key] = value


def _try(state: State, opened: OpenContact, plan: WeekPlan) -> None:
    """Take over what was chosen: what is as it was shown stays as it was tried; other rules begin afresh."""
    profile, lesson_type, length, wish = (st.session_state[key] for key in (PROFILE, LESSON_TYPE, LENGTH, WISH))
    state.picked = None
    if (profile, lesson_type) != (plan.profile_name, plan.rules.lesson_type_name):
        state.trial = Trial(
            profile=profile if profile != opened.profile.name else None,
            lesson_type=lesson_type if lesson_type != opened.rules.lesson_type_name else None,
            wish=state.trial.wish,
        )
    if length != plan.profile.duration_minutes:
        usual = plan.rules.profile.profile.duration_minutes
        state.trial = _without(state.trial, ChangedRule.DURATION, duration_minutes=length if length != usual else None)
    if wish.strip() != _shown_wish(state, opened, plan):
        state.trial = _without(
            state.trial, ChangedRule.PREFERENCE, wish=wish if wish.strip() != opened.wish.text else None
        )


def _without(trial: Trial, rule: ChangedRule, **chosen: Any) -> Trial:
    """The trial with what was chosen, which takes the place of a change of the same rule."""
    return replace(trial, changes=tuple(change for change in trial.changes if change.rule is not rule), **chosen)


def _shown_wish(state: State, opened: OpenContact, plan: WeekPlan) -> str:
    tried = state.trial.wish is not None or any(change.preferences for change in state.trial.changes)
    return str(plan.preferences) if tried else opened.wish.text


def _stop(state: State) -> None:
    state.trial, state.picked = Trial(), None
