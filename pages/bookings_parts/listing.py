"""The bookings as rows in their groups; the one that is chosen is shown in full beneath its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from pages.bookings_parts.desk import BookingsDesk
from pages.bookings_parts.full import draw_full
from pages.bookings_parts.links import contact_link, week_link
from pages.shared.browser import is_mobile
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.bookings.troubles import Trouble, trouble_of
from tutorcore.wording.booking_troubles import WHAT_IT_IS
from tutorcore.wording.bookings import state_text, when_text

_WHEN: Final = 178
_WHO: Final = 185
_TUTOR: Final = 70
"""Widths in pixels, so that rows stand below each other like a table."""
_TONES: Final = {
    BookingState.HELD: "yellow",
    BookingState.BOOKING: "blue",
    BookingState.BOOKED: "green",
    BookingState.CANCELLING: "blue",
    BookingState.CANCELLED: "gray",
    BookingState.FAILED: "red",
}


def draw_group(
    dashboard: Dashboard, state: State, desk: BookingsDesk, bookings: Sequence[Booking], *, title: str
) -> None:
    """A heading and its rows; nothing where there are none."""
    if not bookings:
        return
    st.markdown(f"##### {title} :gray[{len(bookings)}]")
    shown = desk.count(title)
    gap: Literal["small", "xsmall"] = "small" if is_mobile() else "xsmall"
    with st.container(border=True, gap=gap, key=f"group_{title.replace(' ', '_').casefold()}"):
        for booking in bookings[:shown]:
            _row(dashboard, state, desk, booking)
            if booking.id == state.shown_booking:
                draw_full(dashboard, state, desk, booking)
        if len(bookings) > shown:
            left = len(bookings) - shown
            st.button(f"Show more ({left} left)", key=f"more_{title}", type="tertiary", on_click=desk.more,
                      args=(title,))  # fmt: skip


def _row(dashboard: Dashboard, state: State, desk: BookingsDesk, booking: Booking) -> None:
    """When, for whom, with whom, where it stands; the first opens it, the second leads on."""
    when, name = when_text(booking.span, zone=dashboard.ports.zone), plain(booking.contact_name, longest=40)
    stands = f":small[{plain(booking.tutor_name, longest=30)}]", _badges(booking, dashboard)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"row_{booking.id}"):
        if is_mobile():  # the links are in what opens
            _opener(state, desk, booking, f"{when} · {name}")
            st.markdown(" ".join(stands))
            return
        with st.container(width=_WHEN):
            _opener(state, desk, booking, when)
        with st.container(width=_WHO):
            contact_link(booking)
        st.markdown(stands[0], width=_TUTOR)
        st.markdown(stands[1], width="stretch")
        week_link(booking, dashboard.ports.zone)


def _opener(state: State, desk: BookingsDesk, booking: Booking, label: str) -> None:
    opened = booking.id == state.shown_booking
    st.button(
        label,
        key=f"booking_{booking.id}",
        icon=":material/expand_less:" if opened else ":material/expand_more:",
        type="tertiary",
        on_click=desk.toggle,
        args=(state, booking.id),
    )


def _badges(booking: Booking, dashboard: Dashboard) -> str:
    """Where it stands, and what is the matter with it."""
    now = dashboard.ports.clock.now()
    said = f":{_TONES[booking.state]}-badge[{plain(state_text(booking, now, zone=dashboard.ports.zone))}]"
    trouble = trouble_of(booking, now)
    if trouble is None or trouble is Trouble.FAILED:  # that its state says
        return said
    return f"{said} :orange-badge[:material/warning: {WHAT_IT_IS[trouble]}]"
