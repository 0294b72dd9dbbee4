"""The bookings page: clicks that come twice, without a name, or to something that is not in its list any more."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread

import pytest

from pages.bookings_parts.desk import BookingsDesk, say_outcome
from pages.shared.booking_state import Level
from tests.pages.bookings_page import a_lesson, add, now, said, stored
from tests.pages.google_pages import NOOR, given, google_in
from tests.pages.test_bookings import cancel, headings, opened
from tutorcore.domain.bookings import BookingState, Deed
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import Cause, Refused


@pytest.fixture
def google(own, monkeypatch):
    with google_in(monkeypatch) as running:
        yield running


def test_without_a_name_nothing_can_be_done(own, open_page):
    page = opened(open_page, a_lesson(deed=Deed.BOOKED, deed_at=now()), who="", booking="b1")
    off = {button.key for button in page.button if button.disabled}
    assert off == {"booking_undo", "booking_cancel_sure"}
    assert "Choose your name in the sidebar" in said(page)


def test_what_was_cancelled_from_its_list_stays_in_sight_to_be_undone(own, open_page):
    page = opened(open_page, a_lesson())
    page.button(key="booking_b1").click().run()
    cancel(page)
    assert headings(page) == ["Just changed"]
    page.button(key="booking_undo").click().run()
    assert headings(page) == ["Coming lessons"]
    assert stored().state is BookingState.BOOKED


def test_a_hold_says_that_nothing_stands_in_the_calendar_yet(google, open_page):
    noor = given("Noor", NOOR)
    add(a_lesson("h1", state=BookingState.HELD, expires_at=now() + timedelta(hours=5), calendar_id=noor.id,
                 tutor_id=noor.tutor_id))  # fmt: skip
    page = open_page("bookings", booking="h1")
    assert "Nothing stands in a calendar yet; booked, it goes into" in said(page)


def test_the_second_click_of_a_double_click_waits_for_the_first_and_does_nothing():
    desk, go_on, done = BookingsDesk(), Event(), []
    lesson = a_lesson()

    def change():
        assert go_on.wait(5)
        done.append(1)
        return lesson

    clicks = [Thread(target=desk.act, args=(lesson, change), kwargs={"zone": AMSTERDAM}) for _ in range(2)]
    for click in clicks:
        click.start()
    clicks[1].join(0.2)
    waited = clicks[1].is_alive()
    go_on.set()
    for click in clicks:
        click.join(5)
    assert (waited, len(done), desk.outcome.level) == (True, 1, Level.DONE)


def test_what_was_refused_is_not_asked_twice_by_a_double_click_and_can_be_tried_again():
    desk, asked = BookingsDesk(), []

    def change():
        asked.append(1)
        raise Refused("Google takes no more requests", cause=Cause.QUOTA)

    for _ in range(2):
        desk.act(a_lesson(), change, zone=AMSTERDAM)
    assert len(asked) == 1
    say_outcome(desk)
    desk.act(a_lesson(), change, zone=AMSTERDAM)
    assert len(asked) == 2


def test_what_nobody_expected_is_told_and_can_be_tried_again():
    desk, lesson = BookingsDesk(), a_lesson()
    desk.act(lesson, lambda: 1 / 0, zone=AMSTERDAM)
    assert isinstance(desk.broken, ZeroDivisionError)
    desk.act(lesson, lambda: lesson, zone=AMSTERDAM)
    assert desk.outcome.level is Level.DONE
