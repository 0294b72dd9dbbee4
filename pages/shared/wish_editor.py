"""The wish as a grid of days and parts of the day, with clock ranges and exclusions.

Clicks that edit the same preference.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Final

import streamlit as st

from pages.shared.dashboard import show_error
from tutorcore.domain.preferences import Exclusion, Hold, Preferences, Window
from tutorcore.domain.wish_grid import Cell, DayPart, cells, with_cells
from tutorcore.errors import InputError
from tutorcore.wording.dates import weekday_name

Edit = Callable[[Preferences], None]

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


def draw_grid(preferences: Preferences, edit: Edit) -> None:
    """Seven days by three parts; a click adds or takes away a cell."""
    st.markdown("##### Days and parts of the day")
    chosen = cells(preferences)
    for part in DayPart:
        key = f"grid_{part}"
        st.session_state[key] = [day for day in ALL_DAYS if (day, part) in chosen]
        st.segmented_control(
            PART_LABELS[part], ALL_DAYS, selection_mode="multi", format_func=weekday_name, key=key, width="stretch",
            on_change=_take_grid, args=(preferences, edit),
        )  # fmt: skip


def _take_grid(preferences: Preferences, edit: Edit) -> None:
    chosen: set[Cell] = {(day, part) for part in DayPart for day in st.session_state[f"grid_{part}"]}
    edit(with_cells(preferences, chosen))


def draw_ranges(preferences: Preferences, edit: Edit) -> None:
    """Add a clock range or an exact start."""
    with st.popover("Add a clock range", icon=":material/schedule:", key="range_open"):
        days = _days("range_days")
        hold = st.selectbox("Holds", list(HOLDS), format_func=HOLDS.__getitem__, key="range_hold")
        start = st.time_input("From", value=time(16), key="range_from", step=900)
        end = start if hold is Hold.EXACT else st.time_input("To", value=time(18), key="range_to", step=900)
        if st.button("Add", key="range_add", type="primary"):
            _try(lambda: preferences.with_window(Window(days, _minute(start), _end(end, hold), hold)), edit)


def draw_exclusions(preferences: Preferences, edit: Edit) -> None:
    """Add something that no lesson may touch."""
    with st.popover("Add an exclusion", icon=":material/block:", key="exclude_open"):
        days = _days("exclude_days")
        whole = st.toggle("The whole day", value=True, key="exclude_whole")
        start = time(0) if whole else st.time_input("From", value=time(18), key="exclude_from", step=900)
        end = time(0) if whole else st.time_input("To", value=time(0), key="exclude_to", step=900)
        if st.button("Add", key="exclude_add", type="primary"):
            exclusion = (days, _minute(start), _minute(end) or DAY_END)
            _try(lambda: preferences.with_exclusion(Exclusion(*exclusion)), edit)


def _days(key: str) -> frozenset[int]:
    """The chosen days; none chosen is any day."""
    chosen = st.segmented_control(
        "Days (none: any day)", ALL_DAYS, selection_mode="multi", format_func=weekday_name, key=key
    )
    return frozenset(chosen or ALL_DAYS)


def _minute(moment: time | None) -> int:
    return 0 if moment is None else moment.hour * 60 + moment.minute


def _end(moment: time | None, hold: Hold) -> int:
    """Midnight as an end is the end of the day."""
    return _minute(moment) if hold is Hold.EXACT else _minute(moment) or DAY_END


def _try(change: Callable[[], Preferences], edit: Edit) -> None:
    try:
        edit(change())
    except InputError as error:
        show_error(error)
    else:
        st.rerun(scope="fragment")
