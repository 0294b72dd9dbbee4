"""What can be done with a picked slot: book or hold it with one of those who are free, or move a lesson to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

import streamlit as st

from pages.shared.booking_state import Asking, Verb
from pages.shared.state import State
from pages.shared.text import plain
from pages.week_parts.acts import hold_slots, request_of
from pages.week_parts.shown import ShownWeek
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.services.bookings import Request, move_request
from tutorcore.services.bookings.asking import FORBIDDING
from tutorcore.services.bookings.holding import A_DAY
from tutorcore.wording.doubts import doubt_texts

BOOK: Final = "book"
HOLD: Final = "hold"
MOVE_HERE: Final = "move_here"
TUTOR: Final = "book_with"
MANY: Final = 4
"""So many names stand side by side."""
NOBODY: Final = "Choose your name in the sidebar first: every booking says who made it."


def draw_verbs(dashboard: Dashboard, state: State, shown: ShownWeek, one: OfferedSlot, *, contact_id: str) -> None:
    """With whom, the buttons, and why they are off where they are."""
    tutor = _teacher(state, one)
    why_not = why_off(state, next((time for time in shown.plan.tutors if time.tutor.name == tutor), None))
    if shown.moving:
        _move_here(state, shown.moving, one, off=bool(why_not))
    else:
        request = request_of(one, contact_id=contact_id, tutor=tutor, trial=shown.plan.trial)
        _book_or_hold(dashboard, state, shown, request, off=bool(why_not))
    for text in why_not:
        st.caption(f":orange[:material/block:] {plain(text, longest=400)}")


def _teacher(state: State, one: OfferedSlot) -> str:
    """The tutor with whom it is to be; a choice where several are free."""
    if len(one.tutors) == 1:
        return one.tutors[0]
    if state.teacher not in one.tutors:
        state.teacher = one.tutors[0]
    st.session_state[TUTOR] = state.teacher
    if len(one.tutors) <= MANY:
        st.segmented_control(
            "With", one.tutors, key=TUTOR, format_func=plain, required=True, on_change=_choose, args=(state,)
        )
    else:
        st.selectbox("With", one.tutors, key=TUTOR, on_change=_choose, args=(state,))
    return state.teacher


def _choose(state: State) -> None:
    state.teacher = st.session_state[TUTOR] or state.teacher


def why_off(state: State, time: TutorTime | None) -> list[str]:
    """Why nothing can be booked with a tutor now; empty where it can."""
    found = [] if state.actor else [NOBODY]
    if time is not None and forbidding_texts(time):
        found.append(f"Booking is off: the time of {time.tutor.name} is not confirmed, for the reason at the top.")
    return found


def forbidding_texts(time: TutorTime) -> list[str]:
    """The doubts that forbid, in words; how far a calendar is known forbids nothing by itself."""
    texts = zip(time.doubts, doubt_texts(time), strict=True)
    return [text for doubted, text in texts if doubted.doubt in FORBIDDING]


def _book_or_hold(dashboard: Dashboard, state: State, shown: ShownWeek, request: Request, *, off: bool) -> None:
    """A slot that is held for this contact already is booked as that hold."""
    held = _held_already(shown, request)
    asking = Asking(Verb.BOOK, request, booking_id=held.id if held else "", version=held.version if held else 0)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Book…",
            key=BOOK,
            type="primary",
            icon=":material/event_available:",
            disabled=off,
            on_click=_ask,
            args=(state, asking),
        )
        st.button(
            "Held" if held else "Hold",
            key=HOLD,
            disabled=off or held is not None,
            help="Keeps it for this contact for 24 hours; others see it as held.",
            on_click=_hold,
            args=(dashboard, state, request),
        )


def _held_already(shown: ShownWeek, request: Request) -> Booking | None:
    wanted = (request.contact_id, request.tutor, request.start)
    return next((each for each in shown.bookings.values() if _is_hold(each, wanted)), None)


def _is_hold(booking: Booking, wanted: tuple[str, str, datetime]) -> bool:
    kept = (booking.contact_id, booking.tutor_name, booking.span.start)
    return booking.state is BookingState.HELD and kept == wanted


def _ask(state: State, asking: Asking) -> None:
    state.booking = asking


def _hold(dashboard: Dashboard, state: State, request: Request) -> None:
    """Once: the second click of a double click finds that nothing is picked any more."""
    if state.picked == request.start:
        hold_slots(dashboard, state, [request], lasting=A_DAY)


def _move_here(state: State, booking: Booking, one: OfferedSlot, *, off: bool) -> None:
    exceptions = request_of(one, contact_id=booking.contact_id, tutor=booking.tutor_name, trial=state.trial)
    request = replace(move_request(booking, one.slot.start), opening=exceptions.opening, rung=exceptions.rung)
    asking = Asking(Verb.MOVE, request, booking_id=booking.id, version=booking.version)
    st.button(
        "Move here…",
        key=MOVE_HERE,
        type="primary",
        icon=":material/event_repeat:",
        disabled=off,
        on_click=_ask,
        args=(state, asking),
    )
