"""What came of the last act with a booking, with undo for ten minutes; and that another time is being looked for."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.booking_state import Level, Outcome
from pages.shared.dashboard import show_error
from pages.shared.state import State, write_address
from pages.shared.text import plain
from pages.week_parts.acts import stop_moving, undo_last
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import UnknownName
from tutorcore.services.bookings import can_undo, move_request
from tutorcore.wording.bookings import booking_line

SHOW: Final = "outcome_show"
UNDO: Final = "outcome_undo"
CLOSE: Final = "outcome_close"
STOP: Final = "stop_moving"


def draw_outcome(dashboard: Dashboard, state: State) -> None:
    """Draw it; nothing where nothing was done."""
    if state.refused:
        show_error(state.refused)
        state.refused = None
    outcome = state.outcome
    if outcome is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="outcome"):
        _say(outcome)
        booking = booking_or_none(dashboard, outcome.booking_id)
        if booking is not None:
            act = (dashboard, state, booking)
            st.button("Show it", key=SHOW, icon=":material/visibility:", on_click=_show, args=act)
            if state.actor and can_undo(booking, dashboard.ports.clock.now()):
                st.button("Undo", key=UNDO, icon=":material/undo:", on_click=undo_last, args=act)
        st.button("Close", key=CLOSE, type="tertiary", on_click=_close, args=(state,))


def _say(outcome: Outcome) -> None:
    said = "  \n".join(plain(text, longest=500) for text in outcome.texts)
    if outcome.level is Level.REFUSED:
        st.error(said, icon=":material/block:", width="stretch")
    elif outcome.level is Level.OPEN:
        st.warning(said, icon=":material/hourglass_top:", width="stretch")
    else:
        st.success(said, icon=":material/check:", width="stretch")
    if not outcome.told:
        st.toast(plain(outcome.texts[0]))
        outcome.told = True


def _show(dashboard: Dashboard, state: State, booking: Booking) -> None:
    state.show_week(IsoWeek.of(booking.span.start.astimezone(dashboard.ports.zone).date()))
    state.look_at(booking.id)
    write_address(state)


def _close(state: State) -> None:
    state.outcome = None


def moved_lesson(dashboard: Dashboard, state: State) -> Booking | None:
    """The lesson for which another time is looked for, by its own rules; it ends where that is not booked any more."""
    booking = booking_or_none(dashboard, state.moving)
    if booking is not None and booking.state is BookingState.BOOKED and not booking.under_way:
        state.trial = move_request(booking, booking.span.start).trial
        return booking
    if state.moving:
        stop_moving(state)
    return None


def draw_moving(dashboard: Dashboard, state: State, booking: Booking) -> None:
    """That another time is looked for, and the way out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="moving"):
        line = plain(booking_line(booking, zone=dashboard.ports.zone), longest=200)
        st.info(f"Pick the new time for: {line}.", icon=":material/event_repeat:", width="stretch")
        st.button("Stop moving", key=STOP, on_click=stop_moving, args=(state,))


def booking_or_none(dashboard: Dashboard, booking_id: str) -> Booking | None:
    """A booking by its id; None for no id, or none that is there."""
    try:
        return dashboard.ports.bookings.get(booking_id) if booking_id else None
    except UnknownName:
        return None
