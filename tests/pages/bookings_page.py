"""Driving the pages about bookings and changes: what their tests have in common."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.booking_builders import a_booking
from tests.builders import a_row, an_entry, bring
from tests.pages.data_page import store, texts
from tutorcore.domain.bookings import Booking, Span
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.bookings import Request
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week


def now():
    return datetime.now(UTC)


def a_lesson(booking_id="b1", *, hours=100, **values):
    """A lesson so many hours from now; the time of day does not matter."""
    start = (now() + timedelta(hours=hours)).replace(second=0, microsecond=0)
    usual = {"span": Span(start, start + timedelta(hours=1)), "made_at": now(), "changed_at": now()}
    return a_booking(booking_id, **(usual | values))


def furnish(*bookings: Booking):
    """Anouk and Bram work here; Eva's empty calendar was read just now; Sanne and Zoë are contacts."""
    with store() as dashboard:
        ports = dashboard.ports
        for name in ("Anouk", "Bram"):
            ports.staff.add(name, entry=an_entry("staff added", f"staff:{name}", at=now()))
        eva = ports.calendars.add_tutor("Eva", entry=an_entry("tutor added", "tutor:Eva", at=now()))
        reading = CalendarReading(
            name="Eva", source="eva.ics", events=(), bad=(),
            covers_from=now() - timedelta(days=30), covers_until=now() + timedelta(days=90),
        )  # fmt: skip
        ports.calendars.store_reading(eva.id, reading, read_at=now(), entry=an_entry("calendar read", at=now()))
        bring(dashboard.store, a_row("1", "Sanne"), a_row("2", "Zoë *x*"), moment=now())
    add(*bookings)


def add(*bookings: Booking):
    """Put bookings into the store as they are."""
    entries = [an_entry("lesson booked", f"booking:{each.id}", at=now()) for each in bookings]
    with store() as dashboard:
        dashboard.ports.bookings.reserve(bookings, now=now(), entries=entries)


def stored(booking_id="b1"):
    with store() as dashboard:
        return dashboard.ports.bookings.get(booking_id)


def said(page):
    """What a planner reads on the page, without the signs that keep it from being markdown."""
    return texts(page).replace("\\", "")


def a_free_request(ports, contact_id="1"):
    """The first slot that may be booked for a contact."""
    opened = open_contact(ports, contact_id)
    week = IsoWeek.of(now().astimezone(AMSTERDAM).date())
    plans = (plan_week(ports, opened, week.shifted(weeks), tutors=["Eva"]) for weeks in range(4))
    start = next(slot.slot.start for plan in plans for slot in plan.table.offered())
    return Request(contact_id=contact_id, tutor="Eva", start=start)
