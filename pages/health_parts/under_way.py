"""Bookings that are under way: what was begun in a calendar and is not known to be done, and for how long."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from pages.data_parts.listing import Row, listing
from pages.shared.beside import at_work, begin
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking
from tutorcore.errors import SourceUnavailable
from tutorcore.ports import Ports
from tutorcore.services.bookings import settle
from tutorcore.wording.bookings import state_text, when_text
from tutorcore.wording.dates import age_text, clock, counted

SETTLE: Final = "settle_now"


def draw_under_way(dashboard: Dashboard) -> None:
    """The list, oldest first, and the button that settles it."""
    ports = dashboard.ports
    found = ports.bookings.under_way()
    st.markdown("##### Bookings under way")
    if not found:
        st.caption("None: every booking is known to stand in its calendar, or to be gone from it.")
        return
    now = ports.clock.now()
    listing([_row(each, now, ports.zone) for each in found], key="under_way", alt="Bookings under way",
            file_name="under-way.csv", unit="booking")  # fmt: skip

    def settle_now() -> None:
        begin(lambda: _settled(ports), saying="Asking Google what became of them.")

    st.button("Settle now", key=SETTLE, icon=":material/published_with_changes:", on_click=settle_now,
              disabled=at_work())  # fmt: skip


def _row(booking: Booking, now: datetime, zone: ZoneInfo) -> Row:
    return {
        "lesson": when_text(booking.span, zone=zone),
        "for": booking.contact_name,
        "with": booking.tutor_name,
        "state": state_text(booking, now, zone=zone),
        "since": f"{age_text(now - booking.changed_at)} ago",
        "problem": booking.problem,
        "next step": _next_step(booking, now, zone),
    }


def _next_step(booking: Booking, now: datetime, zone: ZoneInfo) -> str:
    if booking.workable(now) or booking.lease_until is None:
        return "Settled by itself within a minute; “Settle now” asks at once."
    return f"Being worked on; taken over after {clock(booking.lease_until.astimezone(zone))}."


def _settled(ports: Ports) -> str:
    """What came of it, in a sentence. Raises `SourceUnavailable` where something is in doubt still."""
    settled = settle(ports)
    left = sum(booking.under_way for booking in settled)
    done = f"{counted(len(settled) - left, 'booking')} settled." if len(settled) > left else ""
    if left:
        said = f"{done} {counted(left, 'booking')} still under way: Google gave no answer.".lstrip()
        raise SourceUnavailable(said, hint="The time is kept; it is tried again by itself.")
    return done or "Nothing was left to settle."
