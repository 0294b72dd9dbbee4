"""The port `Roster` over both databases: the same as the other ports say of each contact alone."""

from __future__ import annotations

import pytest

from tests.builders import NOW, a_booking, a_row, a_talk, an_entry, at, bring
from tutorcore.adapters.sql.roster import SqlRoster
from tutorcore.domain.calendars import CalendarEvent, EventStatus
from tutorcore.domain.contacts import Pin
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.roster import RosterLesson
from tutorcore.ports.roster import RosterChange


def rows(store, **asked):
    """Every row by contact."""
    return {row.contact_id: row for row in store.roster.rows(NOW, **asked)}


def an_event(start, contact_id="1", **values):
    """A lesson of an hour in a calendar, from a minute on."""
    given = {"id": f"e{start}", "start": at(start), "end": at(start + 60), "title": "les", "contact_id": contact_id}
    return CalendarEvent(**given | values)


def read(store, tutor_id, *events):
    """Store these events as the calendar of a tutor."""
    span = {"covers_from": at(days=-90), "covers_until": at(days=90)}
    reading = CalendarReading(name="lessen", source=f"{tutor_id}.ics", events=events, bad=(), **span)
    return store.calendars.store_reading(tutor_id, reading, read_at=NOW, entry=an_entry("calendar read", "tutor:1"))


def test_a_row_has_what_planning_needs_of_a_contact(store):
    bring(
        store,
        a_row(
            "12",
            "Emma",
            attributes={"segment": "new", "has_paid_lesson": "nee"},
            last_activity_at=at(-5),
            talks=[a_talk("  woensdag ", attributes={"lesson_type": "trial"})],
        ),
    )
    row = rows(store)["12"]
    assert (row.label, row.attributes) == ("Emma", {"segment": "new", "has_paid_lesson": "nee"})
    assert (row.wish, row.lesson_type, row.pins) == ("woensdag", "trial", ())
    assert (row.last_activity_at, row.version) == (at(-5), store.contacts.get("12").version)


def test_every_contact_has_one_row_by_id_whatever_it_says(store):
    bring(store, a_row("b", talks=[a_talk("maandag", conversation_id="1"), a_talk("", conversation_id="2")]))
    bring(store, a_row("a"), a_row("c", talks=[a_talk(None, conversation_id="3")]))
    assert [row.contact_id for row in store.roster.rows(NOW)] == ["a", "b", "c"]
    assert [row.wish for row in store.roster.rows(NOW)] == ["", "maandag", ""]


def test_wish_and_lesson_type_are_those_of_the_newest_conversation_that_has_one(store):
    old = a_talk("maandag", conversation_id="1", attributes={"lesson_type": "trial"}, last_activity_at=at(days=-2))
    new = a_talk("vrijdag", conversation_id="2", attributes={"lesson_type": " "}, last_activity_at=at(days=-1))
    bring(store, a_row("1", talks=[new, old]))
    assert (rows(store)["1"].wish, rows(store)["1"].lesson_type) == ("vrijdag", "trial")


def test_only_those_that_are_asked_for_are_read(store):
    bring(store, *(a_row(str(number), talks=[a_talk("maandag")]) for number in range(9)))
    found = rows(store, contact_ids=["3", "7", "nobody"])
    assert {contact_id: row.wish for contact_id, row in found.items()} == {"3": "maandag", "7": "maandag"}
    assert rows(store, contact_ids=[]) == {}


def test_a_row_knows_the_pins_that_run_or_will(store):
    bring(store, a_row("1"), a_row("2"))
    over = Pin(contact_id="1", segment="premium", reason="", actor="Anouk", since=at(-60), until=at(-30))
    runs = Pin(contact_id="2", segment="premium", reason="", actor="Anouk", since=at(-60), until=at(30))
    for pin in (over, runs):
        store.contacts.set_pin(pin, expected_version=1, entry=an_entry())
    found = rows(store)
    assert (found["1"].pins, found["2"].pins) == ((), (runs,))
    assert (found["2"].pin_at(NOW), found["2"].pin_at(at(30))) == (runs, None)


def test_lessons_are_those_that_were_not_called_off(store, two_tutors, reserve):
    sanne, bram = two_tutors
    cancelled = an_event(60, status=EventStatus.CANCELLED)
    read(store, sanne, an_event(0), cancelled, an_event(120, declined=True), an_event(180, ""), an_event(240, "2"))
    reserve(a_booking(300, tutor_id=bram), a_booking(-300, contact_id="0", tutor_id=bram))
    assert list(store.roster.lessons()) == [
        RosterLesson(contact_id="0", start=at(-300), end=at(-240), tutor_id=bram),
        RosterLesson(contact_id="1", start=at(0), end=at(60), tutor_id=sanne),
        RosterLesson(contact_id="1", start=at(300), end=at(360), tutor_id=bram),
        RosterLesson(contact_id="2", start=at(240), end=at(300), tutor_id=sanne),
    ]


def test_of_lessons_that_begin_together_the_last_is_the_one_whose_tutor_counts(store, two_tutors, reserve):
    sanne, bram = two_tutors
    read(store, sanne, an_event(-60))
    reserve(a_booking(-60, tutor_id=bram))
    assert [lesson.tutor_id for lesson in store.roster.lessons()][-1] == sanne
    assert store.calendars.last_lesson_tutor("1", NOW) == sanne


def test_a_lesson_that_was_booked_here_stands_once(store, two_tutors, reserve):
    read(store, two_tutors[0], an_event(0, booking_id="b0"))
    reserve(a_booking(0))
    assert [lesson.start for lesson in store.roster.lessons()] == [at(0)]


def set_attribute(store):
    store.contacts.set_attributes("1", {"tutor": "Sanne"}, expected_version=1, entry=an_entry())


def save_wish(store):
    wish = {"own_line": "", "conversation_id": "", "expected_version": 1, "entry": an_entry()}
    store.contacts.save_wish("1", "maandag", **wish)


def pin(store):
    wanted = Pin(contact_id="1", segment="premium", reason="", actor="Anouk", since=NOW)
    store.contacts.set_pin(wanted, expected_version=1, entry=an_entry())


def import_again(store):
    bring(store, a_row("1", "Emma B."))


@pytest.mark.parametrize("change", [set_attribute, save_wish, pin, import_again])
def test_a_change_of_a_contact_changes_the_stamp_and_is_told(store, change):
    bring(store, a_row("1", "Emma"), a_row("2"))
    before = store.roster.stamp()
    assert store.roster.stamp() == before
    change(store)
    assert store.roster.stamp() != before
    told = store.roster.changed_since(before)
    assert "1" in told.contact_ids
    assert not told.lessons


def test_a_lesson_that_was_booked_or_read_changes_the_stamp_and_is_told(store, two_tutors):
    def book():
        store.bookings.reserve([a_booking(0)], now=NOW, entries=[an_entry("booked", "booking:b0")])

    for change in (book, lambda: read(store, two_tutors[0], an_event(60))):
        before = store.roster.stamp()
        change()
        assert store.roster.stamp() != before
        assert store.roster.changed_since(before).lessons


def test_what_was_changed_before_the_stamp_is_not_told_where_writers_are_alone(sqlite_store):
    bring(sqlite_store, a_row("1"), a_row("2"))
    before = sqlite_store.roster.stamp()
    bring(sqlite_store, a_row("3"))
    assert sqlite_store.roster.changed_since(before) == RosterChange(contact_ids=frozenset({"3"}), lessons=False)


def test_a_stamp_of_another_database_tells_nothing(store):
    bring(store, a_row("1"))
    assert store.roster.changed_since("999999.3") is None


def test_very_many_changes_are_not_told_one_by_one(store):
    roster = SqlRoster(store.engine, most_changes=3)
    before = roster.stamp()
    bring(store, *(a_row(str(number)) for number in range(3)))
    assert roster.changed_since(before).contact_ids == {"0", "1", "2"}
    bring(store, a_row("3"))
    assert roster.changed_since(before) is None
