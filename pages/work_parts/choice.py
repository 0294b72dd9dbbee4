"""How the work list is sorted, and which reasons it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from pages.shared.work_desk import WorkDesk
from tutorcore.domain.work import Why
from tutorcore.domain.work_list import Order
from tutorcore.wording.dates import counted
from tutorcore.wording.work import WHY_NAMES

ORDER: Final = "work_order"
WHYS: Final = "work_whys"


def draw_order(desk: WorkDesk) -> None:
    """What to sort by."""
    st.session_state[ORDER] = desk.order
    st.segmented_control(
        "Sort by", list(Order), key=ORDER, required=True, format_func=str, label_visibility="collapsed",
        on_change=_choose, args=(desk,),
    )  # fmt: skip


def draw_whys(desk: WorkDesk, counts: Mapping[Why, int]) -> None:
    """The reasons that there are, each with how many contacts have it; none chosen: all of them."""
    offered = [why for why in Why if why in counts or why in desk.whys]
    st.session_state[WHYS] = [why for why in offered if why in desk.whys]
    st.pills(
        "Reasons",
        offered,
        selection_mode="multi",
        key=WHYS,
        format_func=lambda why: f"{WHY_NAMES[why]} :gray[{_number(counts.get(why, 0))}]",
        label_visibility="collapsed",
        on_change=_choose,
        args=(desk,),
    )


def _number(count: int) -> str:
    return counted(count, "contact").split()[0]


def _choose(desk: WorkDesk) -> None:
    desk.choose(st.session_state[ORDER], frozenset(st.session_state.get(WHYS, ())))
