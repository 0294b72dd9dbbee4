"""Bringing the demo in the store to today: complete, quick, repeatable, and careful with what people changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tutorcore.adapters.demo import DemoData
from tutorcore.adapters.sql.store import Store, open_store
from tutorcore.domain.contacts import current_wish
from tutorcore.domain.records import Entry
from tutorcore.services.demo import DEMO_ACTOR, DemoReport, refresh_demo

DATA = Path(__file__).parents[2] / "data"
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
SANNE = "1001"
LATER_TODAY = NOW + timedelta(hours=6)
TOMORROW = NOW + timedelta(days=1)
NEXT_MONTH = NOW + timedelta(days=31)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path / 'demo.db'}")
    yield store
    store.close()


def refresh(store: Store, now: datetime = NOW) -> DemoReport:
    return refresh_demo(
        DemoData(DATA, now.date()),
        contacts=store.contacts,
        calendars=store.calendars,
        closures=store.closures,
        staff=store.staff,
        now=now,
    )


def entry(subject: str, at: datetime = NOW) -> Entry:
    return Entry(at=at, actor="Marieke", action="try", subject=subject)


def newest_entry(store: Store) -> Entry:
    return store.journal.entries(limit=1)[0]


def test_the_first_refresh_fills_an_empty_store(store):
    report = refresh(store)
    assert report.changed
    assert report.created == store.contacts.count() > 190
    assert (report.updated, report.unchanged, report.kept, report.events_removed) == (0, 0, 0, 0)
    assert report.events_added > 5_000
    assert report.pins == report.staff == len(store.staff.names()) == 5
    assert report.days_off == len(store.closures.days_off()) > 8


def test_the_calendars_are_fresh_and_known_for_as_far_as_a_profile_may_look(store):
    refresh(store)
    assert [tutor.name for tutor in store.calendars.tutors()] == ["Eva", "Noor", "Tim"]
    for calendar in store.calendars.calendars():
        assert calendar.read_at == NOW
        assert calendar.knows(NOW, NOW + timedelta(days=367))


def test_pins_run_where_they_should(store):
    refresh(store)
    running = [store.contacts.pin_of(contact_id, NOW) for contact_id in ("1004", "1030", "1064", "1054")]
    assert [pin and pin.segment for pin in running] == ["premium", "premium", "new", "returning_broadcast"]
    assert store.contacts.pin_of("1076", NOW) is None


def test_a_second_refresh_on_the_same_day_changes_nothing_but_the_age_of_the_calendars(store):
    refresh(store)
    before = newest_entry(store)
    report = refresh(store, LATER_TODAY)
    assert not report.changed
    assert report.unchanged == store.contacts.count()
    assert newest_entry(store) == before
    assert {calendar.read_at for calendar in store.calendars.calendars()} == {LATER_TODAY}


def test_a_refresh_is_quick(store):
    refresh(store)
    begin = time.perf_counter()
    refresh(store, LATER_TODAY)
    assert time.perf_counter() - begin < 5  # about half a second where nothing else runs


def test_the_next_day_shifts_activity_and_leaves_the_events_of_the_week(store):
    refresh(store)
    before = store.contacts.get(SANNE)
    report = refresh(store, TOMORROW)
    assert report.updated == store.contacts.count()
    assert (report.events_added, report.events_removed, report.pins, report.days_off) == (0, 0, 0, 0)
    after = store.contacts.get(SANNE)
    assert before.last_activity_at
    assert after.last_activity_at == before.last_activity_at + timedelta(days=1)
    assert (after.name, after.attributes) == (before.name, before.attributes)


def test_a_month_later_new_days_off_have_come_within_sight_and_none_is_there_twice(store):
    refresh(store)
    report = refresh(store, NEXT_MONTH)
    days_off = [(off.name, off.first) for off in store.closures.days_off()]
    assert report.days_off > 0
    assert len(set(days_off)) == len(days_off)
    assert max(first for _, first in days_off) > date(2027, 5, 24)


def test_what_a_planner_changed_is_kept(store):
    refresh(store)
    contact = store.contacts.get(SANNE)
    store.contacts.set_attributes(
        SANNE, {"tutor": "Noor"}, expected_version=contact.version, entry=entry(f"contact:{SANNE}")
    )
    wish = current_wish(store.contacts.conversations(SANNE))
    assert wish.conversation
    store.contacts.save_wish(
        SANNE,
        "vrijdagmiddag",
        own_line=wish.own_line,
        conversation_id=wish.conversation.id,
        expected_version=wish.conversation.version,
        entry=entry(f"contact:{SANNE}"),
    )
    for now in (LATER_TODAY, TOMORROW):
        assert refresh(store, now).kept == 1
        assert store.contacts.get(SANNE).attributes["tutor"] == "Noor"
        assert current_wish(store.contacts.conversations(SANNE)).text == "vrijdagmiddag"


def test_a_pin_that_was_taken_off_stays_off(store):
    refresh(store)
    contact = store.contacts.get("1004")
    store.contacts.end_pin("1004", LATER_TODAY, expected_version=contact.version, entry=entry("contact:1004"))
    assert refresh(store, TOMORROW).pins == 0
    assert store.contacts.pin_of("1004", TOMORROW) is None


def test_days_off_that_somebody_removed_or_entered_stay_so(store):
    refresh(store)
    upcoming = [off for off in store.closures.days_off() if off.first > NOW.date()]
    for off in upcoming:
        store.closures.remove(off.id, entry=entry(f"day_off:{off.id}"))
    own = store.closures.add(date(2026, 12, 1), date(2026, 12, 2), "Lustrum", tutor_id=None, entry=entry("day_off:x"))
    assert refresh(store, TOMORROW).days_off == 0
    assert [off for off in store.closures.days_off() if off.first > NOW.date()] == [own]


def test_a_calendar_that_somebody_removed_stays_away_and_the_others_are_read(store):
    refresh(store)
    removed = store.calendars.calendars()[0]
    store.calendars.remove_calendar(removed.id, entry=entry(f"calendar:{removed.id}"))
    refresh(store, TOMORROW)
    assert len(store.calendars.calendars()) == 4
    assert {calendar.read_at for calendar in store.calendars.calendars()} == {TOMORROW}


def test_with_every_calendar_removed_nothing_comes_back(store):
    refresh(store)
    for calendar in store.calendars.calendars():
        store.calendars.remove_calendar(calendar.id, entry=entry(f"calendar:{calendar.id}"))
    report = refresh(store, LATER_TODAY)
    assert store.calendars.calendars() == []
    assert not report.changed


def test_somebody_who_was_taken_off_the_staff_list_stays_off(store):
    refresh(store)
    store.staff.remove("Joris", entry=entry("staff:Joris"))
    refresh(store, TOMORROW)
    assert "Joris" not in store.staff.names()


def test_a_first_fill_that_was_broken_off_is_done_again_without_doubles(store, tmp_path):
    refresh(store)
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    try:
        refresh_demo(
            DemoData(DATA, NOW.date()),
            contacts=other.contacts,
            calendars=store.calendars,
            closures=store.closures,
            staff=store.staff,
            now=NOW,
        )
        assert other.contacts.count() == store.contacts.count()
    finally:
        other.close()
    assert len(store.staff.names()) == 5
    days_off = [(off.name, off.first) for off in store.closures.days_off()]
    assert len(set(days_off)) == len(days_off)


def test_the_journal_says_that_the_demo_did_it_and_who_pinned(store):
    refresh(store)
    actors = {line.actor for line in store.journal.entries(limit=1_000)}
    assert actors == {DEMO_ACTOR, *(set(store.staff.names()))}
    pinned = store.journal.entries(subject="contact:1030")[0]
    assert (pinned.actor, pinned.action) == ("Joris", "pin")
    assert asdict(pinned)["reason"] == "Premium tot het schoolexamen Frans"
