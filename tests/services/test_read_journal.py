"""The journal page by page, with the names of what each line is about."""

from __future__ import annotations

import pytest

from tests.booking_builders import a_booking, stored
from tests.builders import NOW, a_row, an_entry, bring, ports_over
from tutorcore.domain.records import EntryFilter
from tutorcore.services.keep_house import add_staff, add_tutor
from tutorcore.services.read_journal import read_journal, subjects_of_contact, subjects_of_search
from tutorcore.services.set_segment import detect_again


@pytest.fixture
def ports(sqlite_store):
    """Sanne came in, had a lesson booked and her segment detected; Zoë only came in."""
    bring(sqlite_store, a_row("1", "Sanne"), a_row("2", "Zoë"))
    ports = ports_over(sqlite_store, now=NOW)
    add_tutor(ports, "Eva", actor="Anouk")
    stored(sqlite_store, a_booking())
    detect_again(ports, "1", actor="Bram", expected_version=1)
    return ports


def told(page):
    return [(line.entry.action, line.name, line.contact_id) for line in page.lines]


def test_each_line_names_what_it_is_about(ports):
    assert told(read_journal(ports, EntryFilter())) == [
        ("segment detected", "Sanne", "1"),
        ("lesson booked", "Sanne", "1"),
        ("tutor added", "", ""),
        ("import", "Zoë", "2"),
        ("import", "Sanne", "1"),
    ]


def test_a_line_says_whether_it_can_be_undone(ports):
    assert [line.undoable for line in read_journal(ports, EntryFilter()).lines] == [True, False, False, False, False]


def test_pages_lead_to_older_ones_until_the_last(ports):
    first = read_journal(ports, EntryFilter(), limit=3)
    second = read_journal(ports, EntryFilter(), before_id=first.older, limit=3)
    assert (len(first.lines), len(second.lines), second.older) == (3, 2, None)
    assert read_journal(ports, EntryFilter(), limit=5).older is None


def test_what_is_about_a_contact_is_about_its_bookings_too(ports):
    subjects = subjects_of_contact(ports, "1")
    assert subjects == {"contact:1", "booking:b1"}
    assert subjects_of_search(ports, "sanne") == subjects
    assert subjects_of_search(ports, "nobody at all") == frozenset()


def test_tutors_and_calendars_are_named_and_what_is_gone_is_not(ports):
    add_staff(ports, "Anouk", actor="Bram")
    eva = ports.calendars.tutors()[0]
    ports.calendars.add_tutor("Tim", entry=an_entry("tutor added", f"tutor:{eva.id}"))
    ports.contacts.end_pin("2", NOW, expected_version=1, entry=an_entry())
    ports.staff.add("Bram", entry=an_entry("import", "contact:gone"))
    ports.staff.add("Cas", entry=an_entry("calendar removed", "calendar:9"))
    names = [(line.name, line.contact_id) for line in read_journal(ports, EntryFilter(), limit=4).lines]
    assert names == [("", ""), ("", ""), ("Eva", ""), ("", "")]
