"""The wish as a grid of days and parts of the day, with clock ranges and exclusions.

Clicks that edit the same preference.
"""

from __future__ import annotations

from datetime import time
from typing import Final

import streamlit as st

from pages.shared.state import PreferenceDraft
from pages.shared.text import plain
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.wish_grid import Cell, DayPart, cells, with_cells
from tutorcore.wording.dates import weekday_name

ALL_DAYS: Final = tuple(range(7))
DAY_END: Final = 1440
PART_LABELS: Final = {
    DayPart.MORNING: "ochtend · until 12:00",
    DayPart.AFTERNOON: "middag · 12:00–18:00",
    DayPart.EVENING: "avond · from 18:00",
}
HOLDS: Final = {
    Hold.WHOLE: "the whole lesson between",
    Hold.START: "the start between",
    Hold.EXACT: "the start exactly at",
}


def draw_grid(preferences: Preferences, draft: PreferenceDraft) -> None:
    """Seven days by three parts; a click adds or takes away a cell."""
    st.markdown("##### Days and parts of the day")
    chosen = cells(preferences)
    for part in DayPart:
        key = f"grid_{part}"
        st.session_state[key] = [day for day in ALL_DAYS if (day, part) in chosen]
        st.segmented_control(
            PART_LABELS[part], ALL_DAYS, selection_mode="multi", format_func=weekday_name, key=key, width="stretch",
            on_change=_take_grid, args=(preferences, draft),
        )  # fmt: skip


def _take_grid(preferences: Preferences, draft: PreferenceDraft) -> None:
    chosen: set[Cell] = {(day, part) for part in DayPart for day in st.session_state[f"grid_{part}"]}
    draft.take(with_cells(preferences, chosen))


def draw_ranges(preferences: Preferences, draft: PreferenceDraft) -> None:
    """Add a clock range or an exact start."""
    with st.popover("Add a clock range", icon=":material/schedule:", key="range_open"):
        _days("range_days")
        hold = st.selectbox("Holds", list(HOLDS), format_func=HOLDS.__getitem__, key="range_hold")
        st.time_input("From", value=time(16), key="range_from", step=900)
        if hold is not Hold.EXACT:
            st.time_input("To", value=time(18), key="range_to", step=900)
        _problem(draft)
        st.button("Add", key="range_add", type="primary", on_click=_add_range, args=(preferences, draft))


def _add_range(preferences: Preferences, draft: PreferenceDraft) -> None:
    hold, start = st.session_state["range_hold"], _minute("range_from")
    end = start if hold is Hold.EXACT else _minute("range_to") or DAY_END
    draft.attempt(lambda: preferences.with_window(Window(_chosen_days("range_days"), start, end, hold)))


def draw_exclusions(preferences: Preferences, draft: PreferenceDraft) -> None:
    """Add something that no lesson may touch."""
    with st.popover("Add an exclusion", icon=":material/block:", key="exclude_open"):
        _days("exclude_days")
        if not st.toggle("The whole day", value=True, key="exclude_whole"):
            st.time_input("From", value=time(18), key="exclude_from", step=900)
            st.time_input("To", value=time(0), key="exclude_to", step=900)
        _problem(draft)
        st.button("Add", key="exclude_add", type="primary", on_click=_add_exclusion, args=(preferences, draft))


def _add_exclusion(preferences: Preferences, draft: PreferenceDraft) -> None:
    whole, days = st.session_state["exclude_whole"], _chosen_days("exclude_days")
    if whole and len(days) == len(ALL_DAYS):
        draft.problem = "That would exclude every day. Choose the days, or a part of the day."
        return
    start, end = (0, DAY_END) if whole else (_minute("exclude_from"), _minute("exclude_to") or DAY_END)
    draft.attempt(lambda: preferences.with_exclusion(Exclusion(days, start, end)))


def _problem(draft: PreferenceDraft) -> None:
    """Why the last click could not be carried out, where it was made."""
    if draft.problem:
        st.error(plain(draft.problem, longest=300), icon=":material/error:")


def _days(key: str) -> None:
    st.segmented_control("Days (none: any day)", ALL_DAYS, selection_mode="multi", format_func=weekday_name, key=key)


def _chosen_days(key: str) -> frozenset[int]:
    """The chosen days; none chosen is any day."""
    return frozenset(st.session_state[key] or ALL_DAYS)


def _minute(key: str) -> int:
    """The minute of the day in a time input. Midnight as an end is the end of the day: see who asks."""
    moment: time | None = st.session_state[key]
    return 0 if moment is None else moment.hour * 60 + moment.minute
