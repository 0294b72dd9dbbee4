"""A fake Google, and the dashboard over it."""

from __future__ import annotations

import pytest

from tests.fake_google import running_google
from tests.proofs.shop import CALENDAR, shop


@pytest.fixture
def google():
    """A fake Google with two calendars; every request must be valid by Google's description."""
    with running_google(calendars=["primary", CALENDAR]) as running:
        yield running


@pytest.fixture
def desk(sqlite_url, google, tmp_path):
    """A planner's desk over SQLite and the fake Google."""
    with shop(sqlite_url, google, tmp_path / "var") as opened:
        yield opened
