"""Everybody from the store: read whole once, then brought up to date, and always what each contact alone has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import NOW, StoppedClock, a_booking, a_row, a_talk, an_entry, at, bring, ports_over
from tutorcore.domain.contacts import Pin
from tutorcore.services.effect.people import know_people
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.open_contact import open_contact
from tutorcore.services.read_tutors import usual_tutors


class CountingRoster:
    """The store's roster, which also counts how many rows were read."""

    def __init__(self, roster):
        self.roster = roster
        self.read = []

    def __getattr__(self, name):
        return getattr(self.roster, name)

    def rows(self, now, **asked):
        found = list(self.roster.rows(now, **asked))
        self.read.append(len(found))
        return iter(found)


@pytest.fixture
def ports(sqlite_store):
    for name in ("Sanne", "Bram"):
        sqlite_store.calendars.add_tutor(name, entry=an_entry("tutor", f"tutor:{name}"))
    bring(
        sqlite_store,
        a_row("1", "Emma", attributes={"has_paid_lesson": True, "tutor": "sanne"}, talks=[a_talk("woensdag")]),
        a_row("2", "Sam", attributes={"segment": "premium"}, talks=[a_talk("woensdag")]),
        *(a_row(str(number)) for number in range(3, 9)),
    )
    found = ports_over(sqlite_store, now=NOW)
    return replace(found, roster=CountingRoster(found.roster))


def require_same_as_alone(ports):
    """Every contact is known as it is when it is opened."""
    people, tutors = know_people(ports), ports.calendars.tutors()
    standing = people.standing(ports.clock.now(), know_profiles(ports))
    numbers, teams = people.asked_tutors(tutors, ports.clock.now())
    assert len(people) == ports.contacts.count()
    for place, contact_id in enumerate(people.ids):
        opened = open_contact(ports, contact_id)
        assert standing.name(place) == opened.segment.segment
        assert standing.source(place) == opened.segment.source
        assert people.wishes[people.wish_of[place]] == opened.preferences
        assert people.labels[place] == opened.contact.label
        assert people.versions[place] == opened.contact.version
        assert list(teams[numbers[place]]) == usual_tutors(ports, opened.contact)
    return people


def test_everybody_is_known_as_each_is_alone(ports):
    require_same_as_alone(ports)


def test_nothing_is_read_again_while_nothing_changes(ports):
    assert know_people(ports) is know_people(ports)
    assert ports.roster.read == [8]


def test_after_a_change_only_that_contact_is_read_again(ports):
    before = know_people(ports)
    ports.contacts.set_attributes("3", {"segment": "weekend"}, expected_version=1, entry=an_entry(subject="contact:3"))
    wish = {"own_line": "", "conversation_id": "", "expected_version": 1}
    ports.contacts.save_wish("4", "vrijdag", entry=an_entry(subject="contact:4"), **wish)
    require_same_as_alone(ports)
    assert ports.roster.read == [8, 2]
    assert before.wish_texts[before.wish_of[before.place_of["4"]]] == ""


def test_a_contact_that_is_new_is_known_with_the_lessons_it_had_already(ports):
    know_people(ports)
    booked = a_booking(-120, contact_id="9", tutor_id=2)
    ports.bookings.reserve([booked], now=NOW, entries=[an_entry("booked", "booking:b")])
    require_same_as_alone(ports)
    bring(ports, a_row("9", "Later"))
    people = require_same_as_alone(ports)
    assert len(people.lessons) == 1


def test_a_lesson_that_begins_and_a_pin_that_ends_need_no_new_reading(ports):
    pin = Pin(contact_id="5", segment="weekend", reason="", actor="Anouk", since=NOW, until=at(30))
    ports.contacts.set_pin(pin, expected_version=1, entry=an_entry(subject="contact:5"))
    booked = a_booking(20, contact_id="6", tutor_id=2)
    ports.bookings.reserve([booked], now=NOW, entries=[an_entry("booked", "booking:b")])
    require_same_as_alone(ports)
    require_same_as_alone(replace(ports, clock=StoppedClock(at(40))))
    assert len(ports.roster.read) == 1
