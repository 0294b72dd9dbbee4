"""The lesson or hold that is looked at: whose it is, why it stands there, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import streamlit as st

from pages.shared.booking_state import Asking, Verb
from pages.shared.state import State, write_address
from pages.shared.text import plain
from pages.week_parts.acts import let_go, take_theirs, undo_last
from pages.week_parts.shown import ShownWeek
from pages.week_parts.verbs import NOBODY
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import UnknownName
from tutorcore.services.bookings import can_undo
from tutorcore.services.bookings.asked_again import request_again
from tutorcore.wording.bookings import exception_text, made_text, state_text, theirs_text, when_text

BOOK: Final = "lesson_book"
RELEASE: Final = "lesson_release"
MOVE: Final = "lesson_move"
CANCEL: Final = "lesson_cancel"
UNDO: Final = "lesson_undo"
THEIRS: Final = "lesson_theirs"
CLOSE: Final = "lesson_close"


def draw_lesson(dashboard: Dashboard, state: State, shown: ShownWeek) -> None:
    """Draw it; nothing where none is looked at."""
    booking = _looked_at(dashboard, state, shown)
    if booking is None:
        return
    now, zone = shown.plan.now, shown.zone
    with st.container(border=True, key="lesson", gap="xsmall"):
        held = "Held for" if booking.state is BookingState.HELD else "Lesson of"
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
            st.markdown(f"**{held} {plain(booking.contact_name, longest=60)}**", width="stretch")
            st.button("Close", key=CLOSE, type="tertiary", on_click=state.look_at, args=("",))
        state_badge = f":blue-badge[{plain(state_text(booking, now, zone=zone))}]"
        when = f"{plain(when_text(booking.span, zone=zone))} with {plain(booking.tutor_name)}"
        st.markdown(f"{when}  \n{state_badge}")
        st.page_link(
            "pages/contact.py",
            label="Open the contact",
            icon=":material/person:",
            query_params={"contact": booking.contact_id},
        )
        _troubles(booking, shown)
        _buttons(dashboard, state, booking, shown)
        st.caption("  \n".join(plain(line, longest=300) for line in _why_there(booking, shown)))


def _looked_at(dashboard: Dashboard, state: State, shown: ShownWeek) -> Booking | None:
    """As it was planned with, else as it is stored: one that was cancelled is not on the calendar any more."""
    if not state.lesson or state.lesson in shown.bookings:
        return shown.bookings.get(state.lesson)
    try:
        return dashboard.ports.bookings.get(state.lesson)
    except UnknownName:
        st.warning("This link cannot be used: there is no such lesson here.", icon=":material/link_off:")
        return None


def _troubles(booking: Booking, shown: ShownWeek) -> None:
    if booking.problem:
        st.warning(plain(booking.problem, longest=400), icon=":material/warning:")
    if booking.theirs is not None:
        st.warning(plain(theirs_text(booking.theirs, zone=shown.zone), longest=300), icon=":material/edit_calendar:")
    if booking.under_way:
        st.caption(":orange[:material/sync:] It is being settled: the time is kept until that is known.")


def _why_there(booking: Booking, shown: ShownWeek) -> Iterator[str]:
    """By whom and by which rules it stands there."""
    made = made_text(booking, zone=shown.zone)
    yield f"{made[:1].upper()}{made[1:]}"
    version = f", version {booking.profile_version}" if booking.profile_version else " (never published)"
    yield f"Segment {booking.segment} · profile {booking.profile}{version}"
    yield f"Kept free: {booking.buffer_before_min} minutes before, {booking.buffer_after_min} after"
    for exception in booking.exceptions:
        yield f"Exception: {exception_text(exception)}"
    if booking.calendar_id is None:
        yield "Kept in this dashboard only"


def _buttons(dashboard: Dashboard, state: State, booking: Booking, shown: ShownWeek) -> None:
    now, off = shown.plan.now, not state.actor
    with st.container(horizontal=True, gap="small"):
        if booking.theirs is not None:
            act = (dashboard, state, booking)
            st.button(
                "Take over what Google says", key=THEIRS, type="primary", disabled=off, on_click=take_theirs, args=act
            )
        elif booking.state is BookingState.HELD and booking.takes_time(now):
            _of_a_hold(dashboard, state, booking)
        elif booking.state is BookingState.BOOKED and not booking.under_way and booking.span.start > now:
            _of_a_lesson(state, booking)
        if can_undo(booking, now):
            st.button("Undo", key=UNDO, disabled=off, on_click=undo_last, args=(dashboard, state, booking))
    if off:
        st.caption(f":orange[:material/block:] {NOBODY}")


def _of_a_hold(dashboard: Dashboard, state: State, booking: Booking) -> None:
    asking = Asking(Verb.BOOK, request_again(booking), booking_id=booking.id, version=booking.version)
    off = not state.actor
    st.button("Book…", key=BOOK, type="primary", disabled=off, on_click=_ask, args=(state, asking))
    st.button("Release", key=RELEASE, disabled=off, on_click=let_go, args=(dashboard, state, booking))


def _of_a_lesson(state: State, booking: Booking) -> None:
    asking = Asking(Verb.CANCEL, booking_id=booking.id, version=booking.version)
    off = not state.actor
    st.button("Move…", key=MOVE, disabled=off, on_click=_begin_move, args=(state, booking))
    st.button("Cancel…", key=CANCEL, disabled=off, on_click=_ask, args=(state, asking))


def _ask(state: State, asking: Asking) -> None:
    state.booking = asking


def _begin_move(state: State, booking: Booking) -> None:
    """Look for another time, with its contact in hand."""
    state.open(booking.contact_id)
    state.look_at("")
    state.moving, state.exception, state.outcome = booking.id, None, None
    write_address(state)
