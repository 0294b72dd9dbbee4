"""Public holidays, each with its switch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.public_holidays import HolidaySwitch
from tutorcore.errors import TutorError
from tutorcore.services.switch_holidays import holiday_switches, switch_holiday
from tutorcore.wording.dates import long_day

SWITCH: Final = "holiday"
_COLUMNS: Final = 3


def draw_holidays(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """How many of them close the company, and the switches."""
    switches = holiday_switches(dashboard.ports)
    if not switches:
        return
    on = sum(switch.on for switch in switches)
    with st.expander("Public holidays", icon=":material/celebration:"):
        st.caption(f"{on} of {len(switches)} are days off: no lesson is offered on them, whoever the tutor is.")
        _grid(dashboard, state, desk, switches)


def _grid(dashboard: Dashboard, state: State, desk: DataDesk, switches: Sequence[HolidaySwitch]) -> None:
    """Row by row, so that they are read by day."""
    for begin in range(0, len(switches), _COLUMNS):
        row = switches[begin : begin + _COLUMNS]
        for column, switch in zip(st.columns(_COLUMNS), row, strict=False):
            with column:
                _switch(dashboard, state, desk, switch)


def _switch(dashboard: Dashboard, state: State, desk: DataDesk, switch: HolidaySwitch) -> None:
    """One switch. Where the change is refused it goes back to what is stored."""
    optional = " (optional)" if switch.optional else ""
    wanted = st.toggle(
        f"{plain(switch.name)}{optional} · {long_day(switch.next)}",
        value=switch.on,
        key=desk.key(f"{SWITCH}_{switch.key.replace(' ', '-')}"),
        help="A day that only some take off between two lustrum years." if switch.optional else None,
    )
    if wanted is switch.on:
        return
    try:
        switch_holiday(dashboard.ports, switch.key, on=wanted, actor=state.actor)
    except TutorError as error:
        state.refused = error
    else:
        is_now = "a day off" if wanted else "no day off any more: lessons can be offered"
        state.said = f"{one_line(switch.name)} is {is_now}."
    desk.changes += 1
    st.rerun()
