"""One booking in full: what is the matter, what it rests on, what stands in the calendar, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from pages.bookings_parts.actions import draw_actions
from pages.bookings_parts.desk import BookingsDesk
from pages.bookings_parts.links import contact_link, week_link
from pages.shared.badges import segment_badge
from pages.shared.browser import is_mobile
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.wording.booking_troubles import trouble_text
from tutorcore.wording.bookings import exception_text, made_text
from tutorcore.wording.dates import counted


def draw_full(dashboard: Dashboard, state: State, desk: BookingsDesk, booking: Booking) -> None:
    """Draw it."""
    ports = dashboard.ports
    with st.container(border=True, gap="small", key="booking_full"):
        if trouble := trouble_text(booking, ports.clock.now(), zone=ports.zone):
            st.warning(plain(trouble, longest=600), icon=":material/warning:")
        if is_mobile():
            with st.container(horizontal=True, gap="small"):
                contact_link(booking)
                week_link(booking, ports.zone)
        for fact in _facts(dashboard, booking):
            st.markdown(fact)
        for exception in booking.exceptions:
            st.markdown(f":orange[:material/rule:] {plain(exception_text(exception), longest=300)}")
        with st.container(gap=None):
            if booking.takes_time(ports.clock.now()):
                st.caption(plain(_where(dashboard, booking), longest=200))
            for line in booking.description.splitlines()[:8]:
                st.caption(plain(line, longest=200))
        draw_actions(dashboard, state, desk, booking)


def _facts(dashboard: Dashboard, booking: Booking) -> Iterator[str]:
    version = f", version {booking.profile_version}" if booking.profile_version else ""
    yield (
        f"{segment_badge(booking.segment)} Profile {plain(booking.profile)}{version} · "
        f"kept free {counted(booking.buffer_before_min, 'minute')} before, {booking.buffer_after_min} after · "
        f"{plain(made_text(booking, zone=dashboard.ports.zone))}"
    )


def _where(dashboard: Dashboard, booking: Booking) -> str:
    """Where the event stands, and under which title."""
    names = {calendar.id: calendar.name for calendar in dashboard.ports.calendars.calendars()}
    if booking.calendar_id is None:
        return f"In this dashboard only, as “{booking.title}”"
    calendar = f"the calendar {names.get(booking.calendar_id, 'that was removed here')}, as “{booking.title}”"
    if booking.state is BookingState.HELD:
        return f"Nothing stands in a calendar yet; booked, it goes into {calendar}"
    return f"In {calendar}"
