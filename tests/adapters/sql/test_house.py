"""The small ports: closures and staff."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import an_entry
from tutorcore.errors import InputError, UnknownName


def actions(store):
    return [entry.action for entry in store.journal.entries()]


# days off


def test_days_off_come_by_first_day_for_all_or_one_tutor(store):
    tutor = store.calendars.add_tutor("Sanne", entry=an_entry())
    later = store.closures.add(date(2026, 12, 25), date(2026, 12, 26), "Kerst", tutor_id=None, entry=an_entry())
    sooner = store.closures.add(date(2026, 12, 1), date(2026, 12, 1), "Ziek", tutor_id=tutor.id, entry=an_entry())
    assert store.closures.days_off() == [sooner, later]
    assert (sooner.tutor_id, later.tutor_id, later.last) == (tutor.id, None, date(2026, 12, 26))


def test_a_day_off_that_is_taken_away_is_gone(store):
    kept = store.closures.add(date(2026, 12, 1), date(2026, 12, 1), "x", tutor_id=None, entry=an_entry("add"))
    store.closures.remove(kept.id, entry=an_entry("remove"))
    assert store.closures.days_off() == []
    assert actions(store) == ["remove", "add"]


def test_a_day_off_that_is_not_there_cannot_be_taken_away(store):
    with pytest.raises(UnknownName):
        store.closures.remove(7, entry=an_entry())
    assert actions(store) == []


def test_days_off_that_end_before_they_begin_or_are_nobodys_are_refused(store):
    with pytest.raises(InputError):
        store.closures.add(date(2026, 12, 2), date(2026, 12, 1), "x", tutor_id=None, entry=an_entry())
    with pytest.raises(UnknownName):
        store.closures.add(date(2026, 12, 1), date(2026, 12, 1), "x", tutor_id=9, entry=an_entry())
    assert store.closures.days_off() == []
    assert actions(store) == []


# staff


def test_staff_come_by_name_each_once(store):
    for name in ("bram", "Anouk", " BRAM ", "Özge"):
        store.staff.add(name, entry=an_entry(f"add {name}"))
    assert store.staff.names() == ["Anouk", "bram", "Özge"]
    assert actions(store) == ["add Özge", "add Anouk", "add bram"]


def test_who_is_taken_off_the_list_stays_in_the_journal(store):
    store.staff.add("Bram", entry=an_entry("add", actor="Bram"))
    store.staff.remove("bram", entry=an_entry("remove"))
    store.staff.remove("bram", entry=an_entry("again"))
    assert store.staff.names() == []
    assert [(entry.action, entry.actor) for entry in store.journal.entries()] == [("remove", "Anouk"), ("add", "Bram")]
