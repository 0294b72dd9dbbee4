"""What the bookings page remembers of a session: how much of each list is shown, and what was done last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from pages.shared.booking_state import Level, Outcome
from pages.shared.dashboard import show_error
from pages.shared.state import State, write_address
from pages.shared.text import plain
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import TutorError
from tutorcore.wording.bookings import booked_text, cancelled_text, moved_text, refused_texts

_KEY: Final = "bookings_desk"
STEP: Final = 25
"""How many of a list are shown at first, and how many more by each click."""


@dataclass
class BookingsDesk:
    """`shown` is how many of each list are shown, by its name."""

    shown: dict[str, int] = field(default_factory=dict)
    opened_here: str = ""
    """The booking that was opened in a list last."""
    outcome: Outcome | None = None
    acted_on: tuple[str, int] = ("", 0)
    """The booking, by id and version, with which something was done last from here."""
    broken: Exception | None = None
    """What nobody expected of the last act."""
    acts: int = 0
    """How much was done here: part of the keys of its fields."""
    at_work: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Streamlit runs a second click while the first is still at work."""

    def count(self, name: str) -> int:
        """How many of a list are shown."""
        return self.shown.get(name, STEP)

    def more(self, name: str) -> None:
        """Show more of a list."""
        self.shown[name] = self.count(name) + STEP

    def toggle(self, state: State, booking_id: str) -> None:
        """Open a booking in its list, or close it."""
        self.opened_here = booking_id
        state.shown_booking = "" if state.shown_booking == booking_id else booking_id
        write_address(state)

    def act(self, booking: Booking, change: Callable[[], Booking], *, zone: ZoneInfo, cancelling: bool = False) -> None:
        """Do something with a booking as it was shown, and remember what came of it; `cancelling`: it was to go.

        Once for each version until what came of it was told: the second click of a double click does nothing but wait.
        """
        with self.at_work:
            if self.acted_on == (booking.id, booking.version):
                return
            self.acted_on = (booking.id, booking.version)
            try:
                done = change()
            except TutorError as error:
                self.outcome = Outcome(Level.REFUSED, tuple(refused_texts(error, zone=zone)), booking.id)
            except Exception as error:  # noqa: BLE001 - a callback is an edge of the program: told on the page
                self.acted_on, self.broken = ("", 0), error
            else:
                self.acts += 1
                said = _said(booking, done, zone, cancelling=cancelling)
                self.outcome = Outcome(_level(done), (said,), booking.id)


def _said(before: Booking, done: Booking, zone: ZoneInfo, *, cancelling: bool) -> str:
    """What came of it: another time, gone or not, or standing as it is told."""
    if done.span != before.span or done.moving:
        return moved_text(done, before, zone=zone)
    return cancelled_text(done, zone=zone) if cancelling else booked_text(done, zone=zone)


def _level(done: Booking) -> Level:
    if done.under_way:
        return Level.OPEN
    return Level.REFUSED if done.problem or done.state is BookingState.FAILED else Level.DONE


def say_outcome(desk: BookingsDesk) -> None:
    """Tell what came of the last act, in a toast and on the page; once."""
    if desk.broken:
        show_error(desk.broken)
        desk.broken = None
    if desk.outcome is None:
        return
    outcome, desk.outcome = desk.outcome, None
    if outcome.level is Level.REFUSED:
        desk.acted_on = ("", 0)  # it may be tried again
    said = "  \n".join(plain(text, longest=400) for text in outcome.texts)
    if outcome.level is Level.DONE:
        st.toast(said, icon=":material/check:")
        st.success(said, icon=":material/check:")
    elif outcome.level is Level.OPEN:
        st.warning(said, icon=":material/hourglass_top:")
    else:
        st.error(said, icon=":material/error:")


def bookings_desk() -> BookingsDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = BookingsDesk()
    desk: BookingsDesk = st.session_state[_KEY]
    return desk
