"""A fake Google, and Google's own client asking it."""

from __future__ import annotations

import pytest

from tests.fake_google import running_google
from tests.fake_google.client import client_of


@pytest.fixture
def google():
    """A fake Google with two calendars; every request must be valid by Google's description."""
    with running_google(calendars=["primary", "tutor-2"]) as running:
        yield running


@pytest.fixture
def client(google):
    """Google's client for the fake."""
    with client_of(google.endpoint, google.token) as service:
        yield service
