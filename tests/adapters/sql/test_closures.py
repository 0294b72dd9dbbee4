"""The port `Closures`: what is entered, what lists and calendars bring, and public holidays with their switches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import NOW, an_entry, at
from tutorcore.adapters.sql.closures import SqlClosures
from tutorcore.domain.calendars import DayOff, DayOffKind
from tutorcore.domain.closure_imports import Listed, Period
from tutorcore.domain.public_holidays import PublicHoliday
from tutorcore.errors import InputError, UnknownName

TODAY = NOW.date()
CHRISTMAS, SECOND = date(2026, 12, 25), date(2026, 12, 26)
FEED = "https://example.org/private-token/vakanties.ics"


class ThreeHolidays:
    """Holidays of one winter."""

    def between(self, first, last):
        known = [
            PublicHoliday(day=CHRISTMAS, name="Eerste kerstdag"),
            PublicHoliday(day=SECOND, name="Tweede kerstdag"),
            PublicHoliday(day=date(2027, 3, 26), name="Goede vrijdag"),
        ]
        return [one for one in known if (first or one.day) <= one.day <= (last or one.day)]


@pytest.fixture
def closures(store):
    return SqlClosures(store.engine, ThreeHolidays())


@pytest.fixture
def eva(store):
    return store.calendars.add_tutor("Eva", entry=an_entry("tutor"))


def names(days):
    return [day.name for day in days]


def actions(store):
    return [entry.action for entry in store.journal.entries()]


def a_day(first, last=None, name="Vakantie", **values):
    """A day off that is not stored yet, in days from today."""
    last = first if last is None else last
    return DayOff(id=0, first=TODAY + timedelta(first), last=TODAY + timedelta(last), name=name, **values)


def a_period(first, last=None, name="Vakantie"):
    day = a_day(first, last, name)
    return Period(first=day.first, last=day.last, name=day.name)


def a_listing(*periods, name="Schoolvakanties", source=FEED, unreadable=0):
    return Listed(name=name, source=source, periods=periods, unreadable=unreadable)


@pytest.fixture
def read(closures):
    """Store a reading of the company's calendar."""

    def reading(*periods, tutor_id=None, today=TODAY, entry=None, **options):
        entry = entry or an_entry("read")
        listed = a_listing(*periods, **options)
        return closures.store_feed(listed, tutor_id=tutor_id, today=today, read_at=NOW, entry=entry)

    return reading


# which there are


def test_holidays_that_are_on_stand_among_the_days_off(closures):
    closures.add(date(2026, 12, 24), date(2026, 12, 27), "Kerst", tutor_id=None, entry=an_entry())
    days = closures.days_off()
    assert names(days) == ["Kerst", "Eerste kerstdag", "Tweede kerstdag"]
    assert [day.kind for day in days] == [DayOffKind.BY_HAND, DayOffKind.HOLIDAY, DayOffKind.HOLIDAY]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (-9, -1, []),
        (-9, 0, ["Ziek"]),
        (3, 3, ["Ziek"]),
        (4, 9, []),
        (4, None, ["Eerste kerstdag", "Tweede kerstdag"]),
        (None, 3, ["Ziek"]),
        (None, None, ["Ziek", "Eerste kerstdag", "Tweede kerstdag"]),
    ],
)
def test_only_those_come_that_meet_the_dates(closures, first, last, found):
    closures.add(TODAY, TODAY + timedelta(3), "Ziek", tutor_id=None, entry=an_entry())
    asked = [None if one is None else TODAY + timedelta(one) for one in (first, last)]
    assert names(closures.days_off(*asked)) == found


def test_a_store_that_knows_no_holidays_gives_none(store):
    assert store.closures.days_off() == store.closures.switches(TODAY, TODAY + timedelta(366)) == []


# switches


def test_a_holiday_is_switched_off_and_on_again(closures, store):
    closures.switch("eerste kerstdag", on=False, entry=an_entry("off"))
    assert names(closures.days_off()) == ["Tweede kerstdag"]
    closures.switch("eerste kerstdag", on=False, entry=an_entry("again"))
    closures.switch("goede vrijdag", on=True, entry=an_entry("on"))
    assert names(closures.days_off()) == ["Tweede kerstdag", "Goede vrijdag"]
    assert actions(store) == ["on", "off"]


def test_every_holiday_of_the_dates_has_its_switch(closures):
    closures.switch("tweede kerstdag", on=False, entry=an_entry())
    found = closures.switches(TODAY, date(2027, 12, 31))
    assert [(one.key, one.on) for one in found] == [
        ("eerste kerstdag", True),
        ("tweede kerstdag", False),
        ("goede vrijdag", False),
    ]
    assert [one.key for one in closures.switches(SECOND, SECOND)] == ["tweede kerstdag"]


@pytest.mark.parametrize("key", ["", " ", "x" * 201])
def test_a_switch_needs_a_name(closures, store, key):
    with pytest.raises(InputError):
        closures.switch(key, on=False, entry=an_entry())
    assert actions(store) == []


# lists


def test_a_list_adds_what_is_not_there_in_one_entry(closures, store, eva):
    days = [a_day(3, 9), a_day(20, name="Studiedag", tutor_id=eva.id, kind=DayOffKind.LIST, origin="dagen.csv")]
    change = closures.add_all(days, entry=an_entry("import", after={"for": "everybody"}))
    assert (change.added, change.removed, change.unchanged) == (2, 0, 0)
    first, second, *_ = closures.days_off()
    assert (first.first, first.last, first.tutor_id) == (days[0].first, days[0].last, None)
    assert (second.tutor_id, second.kind, second.origin) == (eva.id, DayOffKind.LIST, "dagen.csv")
    assert store.journal.entries()[0].after == {"for": "everybody", "added": 2}


def test_the_same_list_again_changes_nothing(closures, store):
    closures.add_all([a_day(3), a_day(4)], entry=an_entry("import"))
    change = closures.add_all([a_day(3, name="VAKANTIE"), a_day(4), a_day(4)], entry=an_entry("again"))
    assert (change.added, change.unchanged) == (0, 3)
    assert actions(store) == ["import"]


def test_a_public_holiday_that_a_list_names_too_is_not_there_twice(closures):
    holiday = DayOff(id=0, first=CHRISTMAS, last=CHRISTMAS, name="Eerste Kerstdag")
    assert closures.add_all([holiday], entry=an_entry()).unchanged == 1
    closures.switch("eerste kerstdag", on=False, entry=an_entry())
    assert closures.add_all([holiday], entry=an_entry()).added == 1


def test_a_list_with_one_impossible_day_changes_nothing(closures, store):
    for wrong, error in ((a_day(9, 3), InputError), (a_day(9, tutor_id=99), UnknownName)):
        with pytest.raises(error):
            closures.add_all([a_day(3), wrong], entry=an_entry())
    assert store.closures.days_off() == []
    assert closures.add_all([], entry=an_entry("nothing")).added == 0
    assert actions(store) == []


# calendars


def test_a_first_reading_makes_the_calendar_known(closures, store, read):
    change = read(a_period(3, 9), a_period(20), unreadable=1, entry=an_entry("read", after={"listed": 2}))
    assert (change.added, change.removed, change.unchanged) == (2, 0, 0)
    (feed,) = closures.feeds()
    assert (feed.name, feed.source, feed.tutor_id, feed.read_at) == ("Schoolvakanties", FEED, None, NOW)
    assert (feed.unreadable, feed.error) == (1, "")
    day = store.closures.days_off()[0]
    assert (day.kind, day.origin, day.feed_id) == (DayOffKind.CALENDAR, "Schoolvakanties", feed.id)
    assert store.journal.entries()[0].after == {"listed": 2, "added": 2, "removed": 0}


def test_the_same_reading_again_changes_nothing(store, read):
    read(a_period(3, 9))
    assert read(a_period(3, 9), entry=an_entry("again")).unchanged == 1
    assert actions(store) == ["read"]


def test_a_new_reading_takes_its_own_back_and_nobody_elses(closures, store, read, eva):
    own = closures.add(TODAY + timedelta(3), TODAY + timedelta(3), "Vakantie", tutor_id=None, entry=an_entry())
    read(a_period(3), tutor_id=eva.id)
    read(a_period(3), source="andere.ics")
    read(a_period(3), a_period(9))
    change = read(a_period(9), a_period(20))
    assert (change.added, change.removed, change.unchanged) == (1, 1, 1)
    days = store.closures.days_off()
    assert own in days
    assert len(days) == 5
    assert len(closures.feeds()) == 3


def test_what_is_over_stays_when_it_is_no_longer_listed(store, read):
    read(a_period(3), a_period(9))
    assert read(a_period(9), today=TODAY + timedelta(4)).removed == 0
    assert len(store.closures.days_off()) == 2


def test_a_failure_marks_the_calendar_and_keeps_its_days(closures, store, read):
    read(a_period(3))
    (feed,) = closures.feeds()
    closures.record_feed_failure(feed.id, "", at=at(60))
    assert closures.feeds()[0].error == "The calendar could not be read."
    assert len(store.closures.days_off()) == 1
    read(a_period(3))
    assert closures.feeds() == [feed]


def test_what_a_calendar_brings_cannot_be_removed_alone(closures, store, read):
    read(a_period(3))
    (day,) = store.closures.days_off()
    with pytest.raises(InputError, match="comes from a calendar"):
        closures.remove(day.id, entry=an_entry("remove"))
    assert actions(store) == ["read"]


def test_a_calendar_that_is_removed_leaves_what_is_over(closures, store, read):
    read(a_period(-9, -3), a_period(-2, 0), a_period(3))
    closures.remove_feed(closures.feeds()[0].id, today=TODAY, entry=an_entry("removed"))
    assert closures.feeds() == []
    (day,) = store.closures.days_off()
    assert (day.last, day.origin, day.feed_id) == (TODAY - timedelta(3), "Schoolvakanties", None)
    closures.remove(day.id, entry=an_entry("tidied"))
    assert actions(store) == ["tidied", "removed", "read"]


def test_a_calendar_that_is_not_there_cannot_be_removed(closures, store):
    with pytest.raises(UnknownName):
        closures.remove_feed(7, today=TODAY, entry=an_entry())
    assert actions(store) == []


def test_a_reading_that_cannot_be_stored_changes_nothing(closures, store, read):
    with pytest.raises(UnknownName):
        read(a_period(3), tutor_id=99)
    with pytest.raises(InputError):
        read(a_period(9, 3))
    assert (closures.feeds(), actions(store)) == ([], [])


def test_text_that_no_database_can_hold_is_cleaned_and_stays_the_same(closures, read):
    read(a_period(3, name="Va\x00kan\ud800tie"), name="\x00n")
    assert read(a_period(3, name="Va\x00kan\ud800tie"), name="\x00n").unchanged == 1
    assert "Vakan?tie" in names(closures.days_off())
