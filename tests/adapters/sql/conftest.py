"""What tests of bookings begin with."""

from __future__ import annotations

import pytest

from tests.builders import NOW, an_entry


@pytest.fixture
def two_tutors(store):
    """Sanne and Bram, with the ids 1 and 2."""
    return [store.calendars.add_tutor(name, entry=an_entry("tutor")).id for name in ("Sanne", "Bram")]


@pytest.fixture
def reserve(store):
    """Reserve; the bookings as stored."""

    def reserving(*wanted, now=NOW):
        return store.bookings.reserve(wanted, now=now, entries=[an_entry("booked") for _ in wanted])

    return reserving
