"""The demo's bookings: something to see to on each day, brought once, and nobody's booking in its way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import ports_over
from tutorcore.adapters.demo import DemoData
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.work import Why
from tutorcore.services.demo import refresh_demo
from tutorcore.services.demo_bookings import bring_bookings
from tutorcore.services.work_list import work_list

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
OFFER = "1183"
FAILED = "1172"


def at(store, now):
    """What services work with at a moment, the demo brought to its day."""
    ports = ports_over(store, now=now)
    demo = DemoData(DATA, now.date())
    parts = {name: getattr(ports, name) for name in ("contacts", "calendars", "closures", "staff")}
    refresh_demo(demo, **parts, now=now)
    return ports


def bring(ports):
    now = ports.clock.now()
    wanted = DemoData(DATA, now.date()).bookings(now)
    stored = {"bookings": ports.bookings, "contacts": ports.contacts, "calendars": ports.calendars}
    return bring_bookings(wanted, **stored, now=now)


@pytest.fixture
def ports(sqlite_store):
    return at(sqlite_store, NOW)


def states(ports):
    listed = ports.bookings.listed()
    return sorted((booking.contact_id, booking.state.value) for booking in listed)


def test_an_offer_is_held_and_a_lesson_is_not_booked(ports):
    assert bring(ports) == 3
    assert states(ports) == [(FAILED, "failed"), (OFFER, "held"), (OFFER, "held")]
    assert all(booking.span.start > NOW + DAY and booking.contact_name for booking in ports.bookings.listed())


def test_the_same_day_brings_them_once(ports):
    bring(ports)
    assert bring(ports) == 0


def test_the_next_day_brings_a_new_offer_and_no_second_failure(sqlite_store, ports):
    bring(ports)
    assert bring(at(sqlite_store, NOW + DAY)) == 2
    assert states(ports).count((FAILED, "failed")) == 1


def test_what_somebody_let_go_stays_so_for_the_day(ports):
    bring(ports)
    for held in ports.bookings.listed(states={BookingState.HELD}):
        gone = {"state": BookingState.CANCELLED}
        ports.bookings.save(type(held)(**{**vars(held), **gone}), now=NOW)
    assert bring(ports) == 0


def test_a_removed_tutor_or_contact_has_none(sqlite_store):
    assert bring(ports_over(sqlite_store, now=NOW)) == 0


def test_the_demo_has_every_reason_to_plan_but_what_is_not_known(ports):
    bring(ports)
    found = {cause.why for item in work_list(ports).items for cause in item.causes}
    assert found == set(Why) - {Why.LESSONS_NOT_KNOWN}
