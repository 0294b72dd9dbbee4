"""What is listed, to take along: as a table for a spreadsheet, and as a calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.wording.bookings import exception_text, state_word
from tutorcore.wording.dates import clock

COLUMNS: Final = (
    "date", "from", "to", "contact", "contact id", "tutor", "state", "expires", "segment", "profile", "exceptions",
    "booked by", "booked at", "problem", "booking id",
)  # fmt: skip


def offer_downloads(dashboard: Dashboard, bookings: Sequence[Booking]) -> None:
    """Both of them, made when they are asked for."""
    zone = dashboard.ports.zone
    with st.popover("Download", icon=":material/download:", key="bookings_download"):
        st.caption("What is listed here now.")
        st.download_button(
            "Table (CSV)",
            lambda: bookings_csv(bookings, zone),
            "bookings.csv",
            "text/csv",
            key="bookings_csv",
            icon=":material/table:",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "Calendar (.ics)",
            lambda: dashboard.calendar_of(bookings),
            "bookings.ics",
            "text/calendar",
            key="bookings_ics",
            icon=":material/calendar_month:",
            on_click="ignore",
            width="stretch",
            help="Lessons and holds; what is cancelled or not booked is left out.",
        )


def bookings_csv(bookings: Sequence[Booking], zone: ZoneInfo) -> bytes:
    """The table, every cell defused; times on the company's clock."""
    return csv_text([_row(each, zone) for each in bookings], COLUMNS).encode("utf-8-sig")


def _row(booking: Booking, zone: ZoneInfo) -> Sequence[object]:
    start, end = booking.span.start.astimezone(zone), booking.span.end.astimezone(zone)
    expires = booking.expires_at
    return (
        start.date(),
        clock(start),
        clock(end),
        booking.contact_name,
        booking.contact_id,
        booking.tutor_name,
        state_word(booking.state),
        "" if expires is None else expires.astimezone(zone).isoformat(" ", "minutes"),
        booking.segment,
        booking.profile,
        "; ".join(exception_text(each) for each in booking.exceptions),
        booking.actor,
        booking.made_at.astimezone(zone).isoformat(" ", "minutes"),
        booking.problem,
        booking.id,
    )
