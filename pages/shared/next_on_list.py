"""The way through the work list from the pages about one contact: where one is in it, and one click to the next."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.state import State, write_address
from pages.shared.work_desk import WorkDesk, work_desk
from tutorcore.bootstrap import Dashboard
from tutorcore.wording.work import place_text

NEXT: Final = "work_next"
_PAGES: Final = frozenset({"contact", "preferences", "week"})


def draw_next(dashboard: Dashboard, state: State) -> None:
    """Draw it where the contact in hand stands on the list that was seen last."""
    desk = work_desk()
    place = desk.places.get(state.contact_id)
    if place is None or state.page not in _PAGES:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="work_place"):
        st.caption(place_text(place + 1, len(desk.seen)), width="stretch")
        if len(desk.seen) > 1:
            st.button(
                "Next",
                key=NEXT,
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=_go_on,
                args=(dashboard, state, desk),
            )


def _go_on(dashboard: Dashboard, state: State, desk: WorkDesk) -> None:
    """Take the next one in hand, on the same page. One click later than another, it is one further."""
    try:
        following = desk.next_one(dashboard.ports, state.contact_id)
    except Exception as error:  # noqa: BLE001 - a callback is an edge of the program: no traceback reaches a planner
        state.refused = error
        return
    if following is None:
        state.said = "Nobody else on the list needs planning any more."
        return
    state.open(following.contact_id)
    write_address(state)
