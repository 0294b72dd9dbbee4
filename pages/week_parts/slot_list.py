"""The week's slots as a list by day, for keyboard, screen reader and phone.

A browser draws hundreds of pills more slowly than the calendar itself, so a very full week is listed a day at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final

import streamlit as st

from pages.shared.state import State
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import clock, short_day

DAY: Final = "slots_of_day"
MANY: Final = 60
"""So many slots a week are listed all together."""


def draw_slots(state: State, plan: WeekPlan) -> None:
    """Pills with the start times, under each day that has any."""
    starts = [one.slot.start for one in plan.offered]
    days = {day: list(group) for day, group in groupby(starts, key=datetime.date)}
    if not days:
        st.caption("No slots this week.")
    shown = days if len(starts) <= MANY else _one_day(state, days)
    for day, times in shown.items():
        key = f"slots_{day.isoformat()}"
        st.session_state[key] = state.picked if state.picked in times else None
        st.pills(short_day(day), times, format_func=clock, key=key, wrap=True, on_change=_pick, args=(state, key))


def _one_day(state: State, days: Mapping[date, Sequence[datetime]]) -> Mapping[date, Sequence[datetime]]:
    """The day that was chosen, or that of the picked slot, else the first."""
    wanted = state.picked.date() if state.picked else st.session_state.get(DAY)
    st.session_state[DAY] = wanted if wanted in days else next(iter(days))
    day = st.selectbox("Day", list(days), format_func=short_day, key=DAY, on_change=_let_go, args=(state,))
    return {day: days[day]}


def _let_go(state: State) -> None:
    """Another day is looked at: what was picked on the former one is not meant any more."""
    state.picked = None


def _pick(state: State, key: str) -> None:
    state.picked = st.session_state[key]
