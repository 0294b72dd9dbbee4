"""Where a booking leads: to its contact, and to the week in which it stands."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from pages.shared.text import plain
from tutorcore.domain.bookings import Booking
from tutorcore.domain.weeks import IsoWeek


def contact_link(booking: Booking) -> None:
    """To the contact, by its name as it was when the booking was made."""
    name, params = plain(booking.contact_name, longest=60), {"contact": booking.contact_id}
    st.page_link("pages/contact.py", label=name, icon=":material/person:", query_params=params)


def week_link(booking: Booking, zone: ZoneInfo) -> None:
    """To the week of the lesson, with its contact in hand and its tutor chosen."""
    week = IsoWeek.of(booking.span.start.astimezone(zone).date())
    params = {"contact": booking.contact_id, "week": str(week), "tutors": booking.tutor_name}
    st.page_link("pages/week.py", label="Week", icon=":material/calendar_view_week:", query_params=params)
