"""What can be done with the booking that is shown: book, release, move, cancel, undo, take over, settle.

Each button rests on the booking as it was shown: its callback keeps the version that the planner saw, so that a change
that somebody else made meanwhile is told and not overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from pages.bookings_parts.desk import BookingsDesk
from pages.journal_parts.desk import About, journal_desk
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, Deed
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.bookings import accept_theirs, book, cancel, release, settle, undo
from tutorcore.services.bookings.asked_again import request_again
from tutorcore.services.list_bookings import Possible, possible_with
from tutorcore.services.open_contact import open_contact

BOOK: Final = "booking_book"
RELEASE: Final = "booking_release"
MOVE: Final = "booking_move"
CANCEL: Final = "booking_cancel"
CANCEL_REASON: Final = "booking_cancel_reason"
CANCEL_DESPITE: Final = "booking_cancel_despite"
CANCEL_SURE: Final = "booking_cancel_sure"
UNDO: Final = "booking_undo"
ACCEPT: Final = "booking_accept"
SETTLE: Final = "booking_settle"
ASK_AGAIN: Final = "booking_ask_again"
JOURNAL: Final = "booking_journal"
_UNDO_WORDS: Final[Mapping[Deed | None, str]] = {
    Deed.BOOKED: "Undo the booking",
    Deed.MOVED: "Undo the move",
    Deed.CANCELLED: "Undo the cancelling",
}


def draw_actions(dashboard: Dashboard, state: State, desk: BookingsDesk, booking: Booking) -> None:
    """The buttons, the likeliest first; changes need a name."""
    possible, zone = possible_with(dashboard.ports, booking), dashboard.ports.zone
    with st.container(horizontal=True, gap="small", key="booking_actions"):
        for wanted, label, key, icon, act in (
            (possible.book, "Book", BOOK, "event_available", _book),
            (possible.accept_theirs, "Take over what Google says", ACCEPT, "sync_alt", _accept),
            (possible.settle, "Settle now", SETTLE, "published_with_changes", _settle),
            (possible.undo, _UNDO_WORDS.get(booking.deed, "Undo"), UNDO, "undo", _undo),
            (possible.release, "Release", RELEASE, "lock_open", _release),
        ):
            if wanted:
                st.button(
                    label,
                    key=key,
                    icon=f":material/{icon}:",
                    type="primary" if key in {BOOK, ACCEPT, SETTLE} else "secondary",
                    disabled=not state.actor and key != SETTLE,
                    on_click=partial(
                        desk.act,
                        booking,
                        partial(act, dashboard, state, booking),
                        zone=zone,
                        cancelling=key == UNDO and booking.deed is Deed.BOOKED,
                    ),
                )
        if possible.change:
            _draw_move(dashboard, state, booking)
            _draw_cancel(dashboard, state, desk, booking, possible=possible)
        if possible.ask_again:
            _draw_ask_again(dashboard, state, booking)
        if st.button("Journal", key=JOURNAL, icon=":material/history:", type="tertiary"):
            journal_desk().about = About.BOOKING
            journal_desk().start()
            st.switch_page("pages/journal.py")
    if not state.actor:
        st.caption("Choose your name in the sidebar to change anything.")


def _book(dashboard: Dashboard, state: State, booking: Booking) -> Booking:
    return book(dashboard.ports, request_again(booking), actor=state.actor, hold_id=booking.id)


def _release(dashboard: Dashboard, state: State, booking: Booking) -> Booking:
    return release(dashboard.ports, booking.id, actor=state.actor, expected_version=booking.version)


def _undo(dashboard: Dashboard, state: State, booking: Booking) -> Booking:
    return undo(dashboard.ports, booking.id, actor=state.actor, expected_version=booking.version)


def _accept(dashboard: Dashboard, state: State, booking: Booking) -> Booking:
    return accept_theirs(dashboard.ports, booking.id, actor=state.actor, expected_version=booking.version)


def _settle(dashboard: Dashboard, _state: State, booking: Booking) -> Booking:
    settle(dashboard.ports)
    return dashboard.ports.bookings.get(booking.id)


def _draw_move(dashboard: Dashboard, state: State, booking: Booking) -> None:
    if st.button("Move…", key=MOVE, icon=":material/drive_file_move:", help="Choose another time on the Week page"):
        _take_in_hand(dashboard, state, booking)
        state.moving = booking.id
        st.switch_page("pages/week.py")


def _draw_ask_again(dashboard: Dashboard, state: State, booking: Booking) -> None:
    if st.button("Find another time", key=ASK_AGAIN, icon=":material/calendar_view_week:", type="primary"):
        _take_in_hand(dashboard, state, booking)
        st.switch_page("pages/week.py")


def _take_in_hand(dashboard: Dashboard, state: State, booking: Booking) -> None:
    """The contact, its tutor and its week. Raises `UnknownName` where the contact is not here any more."""
    open_contact(dashboard.ports, booking.contact_id)
    state.open(booking.contact_id)
    state.show_week(IsoWeek.of(booking.span.start.astimezone(dashboard.ports.zone).date()))
    state.tutors = (booking.tutor_name,)


def _draw_cancel(
    dashboard: Dashboard, state: State, desk: BookingsDesk, booking: Booking, *, possible: Possible
) -> None:
    """Why, and where it is short notice an explicit word that it shall be so all the same."""
    with (
        st.popover("Cancel…", icon=":material/event_busy:", key=f"{CANCEL}_{desk.acts}"),
        st.form(f"cancel_{booking.id}", border=False, enter_to_submit=False),
    ):
        st.text_input("Reason (optional)", key=f"{CANCEL_REASON}_{booking.id}", max_chars=500)
        if possible.in_notice:
            st.checkbox("Cancel although the notice is over", key=f"{CANCEL_DESPITE}_{booking.id}")
        st.form_submit_button(
            "Cancel the lesson",
            key=CANCEL_SURE,
            type="primary",
            disabled=not state.actor,
            on_click=partial(
                desk.act,
                booking,
                partial(_cancel, dashboard, state, booking),
                zone=dashboard.ports.zone,
                cancelling=True,
            ),
        )


def _cancel(dashboard: Dashboard, state: State, booking: Booking) -> Booking:
    return cancel(
        dashboard.ports,
        booking.id,
        actor=state.actor,
        expected_version=booking.version,
        reason=str(st.session_state.get(f"{CANCEL_REASON}_{booking.id}") or ""),
        despite_notice=bool(st.session_state.get(f"{CANCEL_DESPITE}_{booking.id}")),
    )
