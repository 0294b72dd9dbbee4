"""A desk over a SQLite file and an outside calendar in memory."""

from __future__ import annotations

import pytest

from tests.services.bookings.desk import Desk


@pytest.fixture
def desk(sqlite_store):
    """Noor's calendar is read, nothing stands in it."""
    return Desk(sqlite_store)
