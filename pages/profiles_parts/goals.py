"""A goal, stated in a sentence or by choice, and the smallest changes that reach it, each to be opened as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

import streamlit as st

from pages.profiles_parts.goals_desk import GoalsDesk, Search, goals_desk
from pages.shared.badges import segment_badge, segment_name
from pages.shared.dashboard import show_error
from pages.shared.fragments import guarded
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.goals import MOST_SLOTS, Answer, Goal, Reached, read_goal
from tutorcore.errors import InputError
from tutorcore.services.compare_profiles import ComparedProfile, ProfileTrial, try_value
from tutorcore.wording.goals import changes_text, effect_text, goal_text, moved_text, outcome_text

SENTENCE: Final = "goal_sentence"
WHO: Final = "goal_who"
SLOTS: Final = "goal_slots"
PERCENT: Final = "goal_percent"
FIND: Final = "goal_find"
STOP: Final = "goal_stop"
OPEN: Final = "goal_open_"
QUICK: Final = 0.4
"""Seconds that a run waits for the answer: of some hundred contacts it is there by then."""
LOOK_AGAIN: Final = 0.4
AT_FIRST: Final = 5
"""So many ways are shown at once, the others behind one click."""
_EXAMPLE: Final = "nobody in new without a slot · minstens 6 plekken voor 95 %"
_LONGEST: Final = 200

Profiles = Mapping[str, ComparedProfile]


def draw_goals(dashboard: Dashboard, state: State, compared: Profiles) -> None:
    """State a goal and find what reaches it, from the profiles as they are tried here."""
    desk = goals_desk()
    opened = desk.search is not None or bool(desk.problem)
    with st.expander("Reach a goal", icon=":material/flag:", expanded=opened, key="goals"):
        _part(dashboard, state, desk, compared)


@st.fragment
@guarded
def _part(dashboard: Dashboard, state: State, desk: GoalsDesk, compared: Profiles) -> None:
    """Drawn by itself: what is typed here leaves the rest of the page alone."""
    _ask(desk, list(compared))
    tried = {name: one.profile for name, one in compared.items()}
    if st.button("Find the smallest changes", key=FIND, icon=":material/search:", disabled=bool(desk.problem)):
        desk.begin(dashboard.ports, tried)
    if desk.search is not None:
        _outcome(state, desk.search, compared, tried)


def _ask(desk: GoalsDesk, names: list[str]) -> None:
    """The goal as a sentence and as three values, which always say the same."""
    goal = desk.goal
    st.session_state[SENTENCE] = desk.sentence or goal_text(goal)
    st.session_state[WHO] = goal.segment if goal.segment in names else ""
    st.session_state[SLOTS], st.session_state[PERCENT] = goal.slots, float(goal.percent)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Your wish", key=SENTENCE, placeholder=_EXAMPLE, max_chars=_LONGEST, on_change=_read, args=(desk, names)
        )
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="content"):
            st.selectbox("Of", ["", *names], key=WHO, format_func=_who, width=160, on_change=_choose, args=(desk,))
            st.number_input(
                "At least slots", 1, MOST_SLOTS, step=1, key=SLOTS, width=130, on_change=_choose, args=(desk,)
            )
            st.number_input(
                "For %", 0.1, 100.0, step=1.0, key=PERCENT, format="%g", width=130, on_change=_choose, args=(desk,)
            )
    if desk.problem:
        st.error(plain(desk.problem, longest=400), icon=":material/help:")


def _who(name: str) -> str:
    return one_line(segment_name(name), longest=30) if name else "everybody"


def _read(desk: GoalsDesk, names: list[str]) -> None:
    """What was typed; what is not understood stays as it was typed, and is told."""
    desk.sentence, desk.problem = st.session_state[SENTENCE], ""
    try:
        desk.goal, desk.sentence = read_goal(desk.sentence, names), ""
    except InputError as error:
        desk.problem = f"{error}. {error.hint}"


def _choose(desk: GoalsDesk) -> None:
    percent = Decimal(str(st.session_state[PERCENT]))
    desk.goal = Goal(slots=st.session_state[SLOTS], percent=percent, segment=st.session_state[WHO])
    desk.sentence = desk.problem = ""


def _outcome(state: State, search: Search, compared: Profiles, tried: Mapping[str, object]) -> None:
    """How far it is, then what came of it."""
    if not search.job.wait(QUICK):
        _watch(search)
        return
    if search.job.result is None:
        show_error(search.job.error or InputError("The goal could not be worked out"))
        return
    answer = search.job.result
    st.markdown(f"**{plain(goal_text(answer.goal))}**  \n{plain(outcome_text(answer), longest=400)}")
    if dict(search.tried) != dict(tried):
        st.caption(":material/update: The profiles were changed here since this was worked out; find again.")
    if answer.reached and not answer.complete:
        st.caption("The search was stopped, so there may be smaller changes.")
    _ways(state, search, answer, compared)


@st.fragment(run_every=LOOK_AGAIN)
def _watch(search: Search) -> None:
    """How far it is, a few times a second, and a way out; at the end the page is drawn anew."""
    if search.job.done:
        st.rerun()
    done, total = search.progress
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.progress(done / total if total else 0.0, text=f"Trying other values: {done} of {total}")
        if st.button("Stop", key=STOP, icon=":material/stop_circle:"):
            search.stop()


def _ways(state: State, search: Search, answer: Answer, compared: Profiles) -> None:
    ways = answer.reached or tuple(filter(None, (answer.nearest,)))
    for number, reached in enumerate(ways):
        if number == AT_FIRST:
            more = st.expander(f"{len(ways) - AT_FIRST} more")
        with st.container() if number < AT_FIRST else more:
            if _way(answer, reached, number=number, can_be_opened=reached.profile in compared):
                _open(state, search, compared[reached.profile], reached)
                st.rerun()


def _way(answer: Answer, reached: Reached, *, number: int, can_be_opened: bool) -> bool:
    """What changes, what it comes to, what else moves, and the way into the column. True where that was clicked."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        effect = plain(f"{effect_text(answer, reached)} · {moved_text(answer, reached)}", longest=300)
        said = f"{segment_badge(reached.profile)} **{plain(changes_text(reached.changes), longest=300)}**"
        st.markdown(f"{said}  \n:small[:gray[{effect}]]", width="stretch")
        return st.button("Open as draft", key=f"{OPEN}{number}", icon=":material/edit:", disabled=not can_be_opened)


def _open(state: State, search: Search, one: ComparedProfile, reached: Reached) -> None:
    """Try it in the profile's column, on what was tried there when it was worked out; nothing is stored."""
    wanted = search.tried[one.name].model_dump() | reached.values
    before, trial = state.profile_trials.get(one.name, ProfileTrial()), ProfileTrial()
    for field, value in wanted.items():
        trial = try_value(one.stored.profile, trial, field, value)
    state.profile_trials[one.name] = replace(trial, reset=before.reset - reached.values.keys())
    state.changing = frozenset({one.name})
    state.said = f"Tried in {one.name}: {changes_text(reached.changes)}. Nothing is published by it."
