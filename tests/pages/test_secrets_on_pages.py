"""No page shows a token, whatever Google answers."""

from __future__ import annotations

import pytest

from tests.fake_google import faults
from tests.fake_google.errors import GoogleError
from tests.fake_google.faults import Fault
from tests.pages.data_page import store
from tests.pages.google_pages import NOOR, given, google_in, read_earlier
from tutorcore.services.read_remote import Outcome, refresh_calendar

PAGES = ("work", "contact", "week", "bookings", "journal", "data", "health")


@pytest.fixture
def google(own, monkeypatch):
    with google_in(monkeypatch) as running:
        yield running


def echo(secret):
    """An answer that repeats what it was sent."""
    return Fault(name="echo", applied=False, error=GoogleError(400, secret, f"What is {secret}?"))


def shown(page):
    """Everything that a page sends to the browser."""
    sent = [str(element.proto) for element in page._tree if getattr(element, "proto", None) is not None]
    return "\n".join([*sent, repr(page.session_state)])


@pytest.mark.parametrize("fault", ["401", "echo"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_token(google, open_page, name, fault):
    noor = given("Noor", NOOR)
    read_earlier(noor, seconds=3600)
    google.fail("*", faults.revoked() if fault == "401" else echo(google.token), times=None)
    with store() as dashboard:
        assert refresh_calendar(dashboard.ports, noor).outcome is Outcome.FAILED
    page = open_page(name).run()
    assert not page.exception
    assert google.token not in shown(page)


def test_what_is_searched_holds_what_the_page_says(google, open_page):
    google.fail("*", faults.revoked(), times=None)
    given("Noor", NOOR)
    assert "Noor" in shown(open_page("health"))
