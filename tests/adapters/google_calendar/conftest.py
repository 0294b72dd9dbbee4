"""A fake Google, and the adapter asking it."""

from __future__ import annotations

import pytest

from tests.adapters.google_calendar.google_builders import AMPLE, CALENDAR, a_way_to
from tests.fake_google import running_google


@pytest.fixture
def google():
    """A fake Google with two calendars; every request must be valid by Google's description."""
    with running_google(calendars=["primary", CALENDAR]) as running:
        yield running


@pytest.fixture
def session(google):
    """A session with more time than anything takes."""
    with a_way_to(google).session(limit=AMPLE) as opened:
        yield opened
