"""The bookings as rows in their groups; the one that is chosen is shown in full beneath its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from pages.bookings_parts.desk import BookingsDesk, show
from pages.bookings_parts.full import draw_full
from pages.shared.state import State, write_address
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.bookings.troubles import Trouble, trouble_of
from tutorcore.domain.weeks import IsoWeek
from tutorcore.wording.booking_troubles import WHAT_IT_IS
from tutorcore.wording.bookings import state_text, when_text

_TONES = {
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
    with st.container(border=True, gap="xsmall", key=f"group_{title.replace(' ', '_').casefold()}"):
        for booking in bookings[:shown]:
            _row(dashboard, state, booking)
            if booking.id == state.shown_booking:
                draw_full(dashboard, state, desk, booking)
        if len(bookings) > shown:
            left = len(bookings) - shown
            st.button(f"Show more ({left} left)", key=f"more_{title}", type="tertiary", on_click=desk.more,
                      args=(title,))  # fmt: skip


def _row(dashboard: Dashboard, state: State, booking: Booking) -> None:
    """When, for whom, with whom, where it stands; the first opens it, the second leads on."""
    ports = dashboard.ports
    now, zone = ports.clock.now(), ports.zone
    chosen = booking.id == state.shown_booking
    day = booking.span.start.astimezone(zone).date()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"row_{booking.id}"):
        st.button(
            when_text(booking.span, zone=zone),
            key=f"booking_{booking.id}",
            icon=":material/expand_less:" if chosen else ":material/expand_more:",
            type="tertiary",
            width=220,
            on_click=_choose,
            args=(state, booking.id),
        )
        st.page_link(
            "pages/contact.py",
            label=plain(booking.contact_name, longest=60),
            icon=":material/person:",
            query_params={"contact": booking.contact_id},
            width=230,
        )
        st.markdown(plain(booking.tutor_name, longest=40), width=110)
        st.markdown(_badges(booking, now, dashboard), width="stretch")
        params = {"contact": booking.contact_id, "week": str(IsoWeek.of(day)), "tutors": booking.tutor_name}
        st.page_link("pages/week.py", label="Week", icon=":material/calendar_view_week:", query_params=params)


def _badges(booking: Booking, now: datetime, dashboard: Dashboard) -> str:
    """Where it stands, and what is the matter with it."""
    said = f":{_TONES[booking.state]}-badge[{plain(state_text(booking, now, zone=dashboard.ports.zone))}]"
    trouble = trouble_of(booking, now)
    if trouble is None or trouble is Trouble.FAILED:  # that its state says
        return said
    return f"{said} :orange-badge[:material/warning: {WHAT_IT_IS[trouble]}]"


def _choose(state: State, booking_id: str) -> None:
    show(state, booking_id)
    write_address(state)
