"""Lessons and holds on the week page: whose they are, why they stand there, moved, cancelled, undone."""

from __future__ import annotations

import pytest

from tests.pages.test_week_booking import SANNE, all_of, at_work, booked_by_the_page, look_at, texts, there
from tests.pages.test_week_page import slots, this_week
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.bookings import BookingState
from tutorcore.services.bookings import cancel
from tutorcore.settings import Settings


@pytest.fixture
def store(demo):
    """The store beneath the page, as another process sees it."""
    dashboard = open_dashboard(Settings.read())
    yield dashboard.ports
    dashboard.close()


@pytest.fixture
def week(demo, open_page):
    """Next week of Sanne, with somebody at work."""
    return at_work(open_page("week", contact=SANNE, week=str(this_week().shifted(1))))


def test_a_lesson_of_the_list_tells_whose_it_is_and_why_it_stands_there(week, store):
    booked_by_the_page(week)
    (booking,) = all_of(store)
    look_at(week, booking)
    said = texts(week)
    for part in ("Lesson of Sanne", "Booked by Bilal", "Segment ", "profile ", "Kept free: "):
        assert part in said
    links = [link.proto for link in week.get("page_link") if link.proto.label == "Open the contact"]
    assert links
    assert SANNE in str(links[0])
    week.button(key="lesson_close").click().run()
    assert "Lesson of Sanne" not in texts(week)


def test_a_link_to_a_lesson_shows_it(week, store, open_page):
    booked_by_the_page(week)
    (booking,) = all_of(store)
    page = open_page("week", contact=SANNE, week=str(this_week().shifted(1)), lesson=booking.id)
    assert "Lesson of Sanne" in texts(page)
    page = open_page("week", contact=SANNE, lesson="nothing")
    assert "there is no such lesson here" in texts(page)


def test_a_cancelled_lesson_frees_its_time_and_can_be_undone(week, store):
    booked_by_the_page(week)
    (booking,) = all_of(store)
    look_at(week, booking).button(key="lesson_cancel").click().run()
    week.text_input(key="cancel_reason").input("ill").run()
    week.button(key="confirm_booking").click().run()
    assert "Cancelled: " in texts(week)
    assert store.bookings.get(booking.id).state is BookingState.CANCELLED
    week.button(key="outcome_undo").click().run()
    assert store.bookings.get(booking.id).state is BookingState.BOOKED


def test_a_lesson_is_moved_to_a_slot_of_its_own_rules_and_back_by_undo(week, store):
    booked_by_the_page(week)
    (booking,) = all_of(store)
    look_at(week, booking).button(key="lesson_move").click().run()
    assert "Pick the new time for: " in texts(week)
    assert not there(week, "make_offer")
    group = list(slots(week).values())[-1]
    group.select(group.options[-1]).run()
    week.button(key="move_here").click().run()
    week.button(key="confirm_booking").click().run()
    moved = store.bookings.get(booking.id)
    assert moved.span.start != booking.span.start
    assert "Moved from " in texts(week)
    assert "Pick the new time" not in texts(week)
    week.button(key="outcome_undo").click().run()
    assert store.bookings.get(booking.id).span == booking.span


def test_while_a_lesson_is_moved_its_own_time_is_not_in_the_way(week, store):
    start = booked_by_the_page(week)
    (booking,) = all_of(store)
    look_at(week, booking).button(key="lesson_move").click().run()
    assert f"slots_{start.date().isoformat()}" in slots(week)
    week.button(key="stop_moving").click().run()
    assert "Pick the new time" not in texts(week)
    assert there(week, "make_offer")


def test_what_was_changed_meanwhile_is_told_and_not_overwritten(week, store):
    booked_by_the_page(week)
    (booking,) = all_of(store)
    look_at(week, booking).button(key="lesson_cancel").click().run()
    cancel(store, booking.id, actor="Anouk", expected_version=booking.version)
    week.button(key="confirm_booking").click().run()
    assert "This booking was changed meanwhile." in texts(week)


def test_another_contact_drops_what_was_looked_at_and_moved(week, store):
    booked_by_the_page(week)
    look_at(week, all_of(store)[0]).button(key="lesson_move").click().run()
    week.query_params["contact"] = "1002"
    week.run()
    assert "Pick the new time" not in texts(week)
    assert not week.session_state["planner_state"].moving
