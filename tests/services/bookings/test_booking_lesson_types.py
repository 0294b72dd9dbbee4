"""A lesson is booked by the lesson type that its contact's conversations name, and goes on by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import NOW, a_row, a_talk, at, bring, publish
from tests.remote_in_memory import RemoteInMemory
from tests.services.bookings.desk import NOOR, Desk
from tutorcore.domain.bookings import BookingState, event_id_of
from tutorcore.domain.reasons import Reason
from tutorcore.domain.records import RulesKind
from tutorcore.errors import ImpossibleOverlay, NotBookable
from tutorcore.services.bookings.asked_again import request_again
from tutorcore.services.lesson_types.choosing import choose_lesson_type
from tutorcore.services.lesson_types.publishing import retire_lesson_type
from tutorcore.services.list_bookings import possible_with
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import Trial

EVENING = at(8 * 60, days=2)
"""Wednesday at 18:00 in Amsterdam."""
AFTERNOON = at(6 * 60, days=2)
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def desk(sqlite_store):
    """A desk at which contact "t" is new and wants a trial lesson."""
    made = Desk(sqlite_store, RemoteInMemory(NOOR), now=NOW)
    talk = a_talk(conversation_id="c", attributes={"lesson_type": "trial"})
    bring(sqlite_store, a_row("t", "Tess", talks=[talk]))
    return made


def a_type(desk, name, **fields):
    publish(desk.ports, name, fields, kind=RulesKind.LESSON_TYPE)


def test_what_is_recorded_names_profile_and_lesson_type(desk):
    booked = desk.book(EVENING, "t")
    assert booked.state is BookingState.BOOKED
    assert (booked.profile, booked.exceptions) == ("new + trial", ())
    assert booked.span.end - booked.span.start == HALF_AN_HOUR
    assert desk.remote.draft(NOOR, event_id_of(booked.id, 1)).properties["profile"] == "new + trial"


def test_the_lesson_type_is_asked_again_before_it_is_booked(desk):
    with pytest.raises(NotBookable) as caught:
        desk.book(AFTERNOON, "t")
    assert [(each.reason, each.lesson_type) for each in caught.value.refusals] == [(Reason.HOURS, "trial")]
    assert desk.standing() == []


def test_an_impossible_one_books_and_holds_nothing(desk):
    a_type(desk, "trial", allowed_weekdays=[5])
    with pytest.raises(ImpossibleOverlay, match="lesson type trial"):
        desk.book(EVENING, "t")
    with pytest.raises(ImpossibleOverlay):
        desk.hold(EVENING, contact="t")
    assert desk.standing() == []


def test_what_was_tried_instead_is_an_exception_that_is_told(desk):
    booked = desk.book(AFTERNOON, "t", trial=Trial(lesson_type=""))
    assert (booked.profile, booked.exceptions) == ("new", ("lesson type trial -> none",))
    other = desk.book(EVENING, "1", trial=Trial(lesson_type="trial"))
    assert (other.profile, other.exceptions) == ("existing + trial", ("lesson type none -> trial",))


def test_a_hold_is_booked_by_the_rules_by_which_it_was_held(desk):
    (held,) = desk.hold(EVENING, contact="t")
    choose_lesson_type(desk.ports, open_contact(desk.ports, "t"), "", actor="Anouk")
    request = request_again(held)
    assert (request.trial.profile, request.trial.lesson_type) == ("new", "trial")
    booked = desk.book(EVENING, "t", hold_id=held.id, trial=request.trial)
    assert booked.profile == "new + trial"
    assert booked.span.end - booked.span.start == HALF_AN_HOUR


def test_a_lesson_is_moved_by_its_own_lesson_type(desk):
    booked = desk.book(EVENING, "t")
    choose_lesson_type(desk.ports, open_contact(desk.ports, "t"), "", actor="Anouk")
    with pytest.raises(NotBookable) as caught:
        desk.move(booked, at(6 * 60, days=3))
    assert [each.lesson_type for each in caught.value.refusals] == ["trial"]
    moved = desk.move(booked, at(8 * 60, days=3))
    assert (moved.profile, moved.span.start) == ("new + trial", at(8 * 60, days=3))


def test_a_lesson_without_one_is_moved_without_one(desk):
    booked = desk.book(AFTERNOON, "t", trial=Trial(lesson_type=""))
    assert desk.move(booked, at(6 * 60, days=3)).span.start == at(6 * 60, days=3)


def test_the_notice_of_a_lesson_is_its_lesson_types(desk):
    a_type(desk, "trial", min_lead_minutes=2880, duration_minutes=30)
    booked = desk.book(at(8 * 60, days=3), "t")
    assert not possible_with(desk.ports, booked).in_notice
    desk.later(days=1, hours=9)
    assert possible_with(desk.ports, booked).in_notice
    with pytest.raises(NotBookable, match="notice of 48 hours"):
        desk.cancel(booked)


def test_a_lesson_whose_lesson_type_is_gone_can_still_be_moved(desk):
    a_type(desk, "exam", duration_minutes=90)
    booked = desk.book(AFTERNOON, "1", trial=Trial(lesson_type="exam"))
    assert booked.profile == "existing + exam"
    retire_lesson_type(desk.ports, "exam", note="over", actor="Anouk", expected_version=1)
    moved = desk.move(booked, at(6 * 60, days=3))
    assert moved.span.end - moved.span.start == timedelta(minutes=90)
