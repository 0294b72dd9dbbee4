"""Booking a lesson: what is written where, what follows for the contact, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOW, an_entry
from tests.remote_in_memory import in_doubt
from tests.services.bookings.desk import ACTOR, AN_HOUR, NOOR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState, Deed, event_id_of
from tutorcore.domain.bookings.drafts import draft_of
from tutorcore.domain.contacts import Pin
from tutorcore.domain.reasons import Reason
from tutorcore.errors import InputError, NotBookable, SlotTaken, UnknownName
from tutorcore.services.bookings import propose
from tutorcore.services.bookings.carrying_out import CLICK


def test_a_lesson_is_booked_in_both(desk):
    booked = desk.book()
    assert (booked.state, booked.deed, booked.problem, booked.worker) == (BookingState.BOOKED, Deed.BOOKED, "", "")
    assert desk.standing() == [(booked.id, WEDNESDAY)]
    assert booked.etag == desk.remote.event(NOOR, event_id_of(booked.id, 1)).etag
    assert desk.journal(booked) == [("booking begun", ACTOR), ("lesson booked", ACTOR)]
    assert all(desk.read())
    assert desk.differences() == []


def test_google_has_five_seconds(desk):
    desk.remote.limits.clear()
    desk.cancel(desk.move(desk.book()))
    assert desk.remote.limits == [CLICK] * 3
    assert timedelta(seconds=5) == CLICK


def test_the_event_says_what_it_is_for(desk):
    booked = desk.book()
    draft = desk.remote.draft(NOOR, event_id_of(booked.id, 1))
    assert (draft.span, draft.title) == (booked.span, "Lesson Sanne")
    assert draft.properties == {
        "contact": "1",
        "booking": booked.id,
        "attempt": "1",
        "segment": "existing",
        "profile": "existing",
        "profile_version": "0",
        "exceptions": "",
        "buffer_before_min": "10",
        "buffer_after_min": "10",
        "booked_by": ACTOR,
    }


def test_a_tutor_without_a_calendar_in_google_is_booked_here_only(desk):
    desk.ports.calendars.remove_calendar(desk.ports.calendars.calendars()[0].id, entry=an_entry())
    assert not propose(desk.ports, desk.request()).bookable, "without any calendar nothing is known to be free"


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        (AN_HOUR, Reason.NOTICE),
        (-AN_HOUR, Reason.PAST),
        (timedelta(days=5), Reason.WEEKDAY),
        (timedelta(days=40), Reason.HORIZON),
        (timedelta(days=2, hours=16), Reason.HOURS),
    ],
    ids=str,
)
def test_every_rule_is_asked_again(desk, since, reason):
    with pytest.raises(NotBookable) as caught:
        desk.book(NOW + since)
    assert reason in {refusal.reason for refusal in caught.value.refusals}
    assert desk.stored() == []


def test_what_came_into_the_calendar_since_the_last_reading_is_told(desk):
    desk.remote.busy(NOOR, WEDNESDAY + AN_HOUR, WEDNESDAY + 2 * AN_HOUR, title="Tandarts")
    with pytest.raises(NotBookable) as caught:
        desk.book()
    (refusal,) = caught.value.refusals
    assert [event.title for event in refusal.events] == ["Tandarts"], "it stands in the buffer"
    assert desk.standing() == desk.stored() == []


def test_what_comes_in_while_we_write_takes_ours_out_again(desk):
    desk.remote.before("insert", lambda: desk.remote.busy(NOOR, WEDNESDAY, WEDNESDAY + AN_HOUR, title="Tandarts"))
    booked = desk.book()
    assert booked.state is BookingState.FAILED
    assert booked.problem.startswith("“Tandarts” came in")
    assert desk.standing() == []
    assert "lesson_booked" not in desk.attributes()


def test_an_event_that_cannot_be_read_may_stand_anywhere(desk):
    desk.remote.before("insert", lambda: desk.remote.spoil(NOOR, object()))
    assert desk.book().state is BookingState.FAILED


class Quicker:
    """The bookings, with something that happens once between the check of the rules and the reservation."""

    def __init__(self, ports, action):
        self._bookings, self._actions = ports.bookings, [action]

    def __getattr__(self, name):
        return getattr(self._bookings, name)

    def reserve(self, *given, **values):
        while self._actions:
            self._actions.pop()()
        return self._bookings.reserve(*given, **values)


@pytest.mark.parametrize("act", ["book", "hold", "move"])
def test_whoever_clicks_a_moment_after_another_learns_who_that_was(desk, act):
    mine = desk.book(THURSDAY)
    desk.book(contact="2", actor="Bram")
    acts = {"book": desk.book, "hold": lambda: desk.hold(WEDNESDAY), "move": lambda: desk.move(mine, WEDNESDAY)}
    with pytest.raises(SlotTaken, match="Bram booked it for Bram"):
        acts[act]()
    desk.later(minutes=11)
    desk.read()
    with pytest.raises(NotBookable, match="do not offer this time"):
        acts[act]()


def test_whoever_clicks_a_moment_after_another_is_told_every_other_reason_too(desk):
    desk.book(contact="2", actor="Bram")
    with pytest.raises(NotBookable) as caught:
        desk.book(WEDNESDAY + timedelta(minutes=10))
    assert {refusal.reason for refusal in caught.value.refusals} == {Reason.GRID, Reason.BUSY}


def test_whoever_comes_second_learns_who_was_first(desk):
    desk.ports = replace(desk.ports, bookings=Quicker(desk.ports, lambda: desk.book(contact="2", actor="Bram")))
    with pytest.raises(SlotTaken, match="Bram booked it for Bram") as caught:
        desk.book()
    assert caught.value.theirs.contact_id == "2"
    assert desk.standing() == [(caught.value.theirs.id, WEDNESDAY)]


def test_a_lesson_of_somebody_else_moved_by_hand_onto_ours_is_in_the_way(desk):
    other = desk.book(THURSDAY, "2")
    event = event_id_of(other.id, 1)
    desk.remote.before("insert", lambda: desk.remote.move_by_hand(NOOR, event, WEDNESDAY, WEDNESDAY + AN_HOUR))
    assert desk.book().state is BookingState.FAILED
    assert desk.standing() == [(other.id, WEDNESDAY)]


def test_neighbours_do_not_disturb_each_other(desk):
    first = desk.book(WEDNESDAY)
    second = desk.book(WEDNESDAY + timedelta(minutes=90), "2")
    assert {first.state, second.state} == {BookingState.BOOKED}


def test_there_has_to_be_an_actor_a_contact_and_a_tutor(desk):
    with pytest.raises(InputError):
        desk.book(actor=" ")
    with pytest.raises(UnknownName):
        desk.book(contact="nobody")
    with pytest.raises(UnknownName):
        desk.book(tutor="Nobody")
    assert desk.stored() == []


# -- the contact ----------------------------------------------------------------------------------------------------


def write(desk, contact="2", **attributes):
    person = desk.ports.contacts.get(contact)
    desk.ports.contacts.set_attributes(
        contact, attributes, expected_version=person.version, entry=an_entry(subject=f"contact:{contact}")
    )


def test_a_new_contact_becomes_an_existing_one_and_the_journal_says_why(desk):
    write(desk, segment="new")
    booked = desk.book(contact="2")
    assert desk.attributes("2") == {"segment": "existing", "lesson_booked": True}
    (entry, *_) = desk.ports.journal.entries(subject="contact:2")
    assert (entry.action, entry.actor, entry.reason) == ("lesson booked", ACTOR, f"booking {booked.id}")
    assert (entry.before, entry.after) == (
        {"lesson_booked": None, "segment": "new"},
        {"lesson_booked": True, "segment": "existing"},
    )


@pytest.mark.parametrize("segment", ["premium", "parent"])
def test_what_somebody_wrote_by_hand_stays(desk, segment):
    write(desk, segment=segment)
    desk.book(contact="2")
    assert desk.attributes("2") == {"segment": segment, "lesson_booked": True}


def test_a_cache_that_has_drifted_follows_the_rules(desk):
    write(desk, "1", segment="new")
    desk.book()
    assert desk.attributes() == {"customer_since": "2024", "segment": "existing", "lesson_booked": True}


def test_nothing_automatic_changes_a_pinned_contact(desk):
    write(desk, segment="new")
    person = desk.ports.contacts.get("2")
    pin = Pin(contact_id="2", segment="new", reason="for now", actor=ACTOR, since=desk.ports.clock.now())
    desk.ports.contacts.set_pin(pin, expected_version=person.version, entry=an_entry(subject="contact:2"))
    desk.book(contact="2")
    assert desk.attributes("2") == {"segment": "new", "lesson_booked": True}


def test_a_contact_that_changes_at_the_same_time_keeps_both_changes(desk):
    desk.remote.after("window", lambda: write(desk, school="Erasmus"), skip=1)
    desk.book(contact="2")
    assert desk.attributes("2")["school"] == "Erasmus"
    assert desk.attributes("2")["lesson_booked"] is True


def test_nothing_follows_while_it_is_in_doubt(desk):
    desk.remote.fail("insert", in_doubt(), after=True)
    booked = desk.book(contact="2")
    assert "lesson_booked" not in desk.attributes("2")
    (settled,) = desk.settle(seconds=1)
    assert (settled.id, settled.state) == (booked.id, BookingState.BOOKED)
    assert desk.attributes("2")["lesson_booked"] is True


# -- settling -------------------------------------------------------------------------------------------------------


def test_one_that_cannot_be_settled_does_not_keep_the_others_from_it(desk):
    desk.remote.fail("insert", in_doubt(), times=2)
    desk.book(WEDNESDAY)
    desk.book(THURSDAY, "2")
    desk.remote.fail("get", ValueError("a fault of ours"))
    with pytest.raises(ValueError, match="a fault of ours"):
        desk.settle(seconds=1)
    assert sorted(one.state for one in desk.stored()) == [BookingState.BOOKED, BookingState.BOOKING]
    desk.settle(seconds=31)
    assert desk.differences() == []


def test_nobody_takes_over_what_somebody_is_at_work_on(desk):
    desk.remote.fail("insert", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        desk.book()
    assert desk.settle(seconds=29) == []
    assert [one.state for one in desk.settle(seconds=2)] == [BookingState.BOOKED]


def test_a_lesson_that_was_not_written_in_ten_minutes_is_not_written_any_more(desk):
    desk.remote.fail("insert", in_doubt())
    desk.book()
    (failed,) = desk.settle(minutes=11)
    assert failed.state is BookingState.FAILED
    assert desk.standing() == []


def test_an_event_that_comes_too_late_is_taken_out_at_the_next_reading(desk):
    desk.remote.fail("insert", in_doubt())
    booked = desk.book()
    desk.settle(minutes=11)
    with desk.remote.session(limit=CLICK) as session:
        session.insert(NOOR, draft_of(booked))
    assert desk.differences() != []
    desk.read()
    assert desk.differences() == []
