"""Closures: whole local days on which no lesson is given."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import span
from tutorcore.domain.closures import Closure, closed, touching
from tutorcore.domain.instants import MINUTE, micros, micros_of, midnight
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError

WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


def touched(lesson, *closures):
    start, end = span(lesson)
    found = touching(closures, micros(start), micros(end), AMSTERDAM)
    assert bool(found) == bool(closed(closures, micros_of([start]), micros_of([end]), AMSTERDAM)[0])
    return [closure.name for closure in found]


@pytest.mark.parametrize(
    ("lesson", "expected"),
    [
        ("wo 00:00-01:00", ["dicht"]),
        ("wo 12:00-13:00", ["dicht"]),
        ("wo 23:00-00:00", ["dicht"]),
        ("wo 23:30-00:30", ["dicht"]),
        ("di 23:30-00:30", ["dicht"]),
        ("di 23:00-00:00", []),
        ("do 00:00-01:00", []),
    ],
)
def test_a_closure_is_touched_from_its_first_midnight_until_the_one_after_it(lesson, expected):
    assert touched(lesson, Closure(WEDNESDAY, WEDNESDAY, "dicht")) == expected


def test_both_days_of_a_closure_are_included():
    closure = Closure(WEDNESDAY, THURSDAY, "vakantie")
    assert [bool(touched(f"{day} 12:00-13:00", closure)) for day in ("di", "wo", "do", "vr")] == [
        False,
        True,
        True,
        False,
    ]


def test_every_closure_that_a_lesson_touches_is_told():
    found = touched("wo 23:30-00:30", Closure(THURSDAY, THURSDAY, "b"), Closure(WEDNESDAY, THURSDAY, "a"))
    assert found == ["b", "a"]


def test_overlapping_closures_do_not_hide_each_other():
    assert touched("do 12:00-13:00", Closure(WEDNESDAY, THURSDAY, "lang"), Closure(WEDNESDAY, WEDNESDAY, "kort")) == [
        "lang"
    ]


def test_without_closures_nothing_is_touched():
    assert touched("wo 12:00-13:00") == []


def test_a_closure_that_ends_before_it_starts_is_refused():
    with pytest.raises(InputError, match="A closure ends before it starts: 2026-11-26 to 2026-11-25"):
        Closure(THURSDAY, WEDNESDAY)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Amsterdam", date(2026, 3, 29), 23),
        ("Europe/Amsterdam", date(2026, 10, 25), 25),
        ("Europe/Amsterdam", date(2026, 11, 25), 24),
        ("Asia/Beirut", date(2026, 3, 29), 23),
        ("Asia/Beirut", date(2026, 10, 24), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
    ],
)
def test_a_closed_day_is_as_long_as_the_clock_makes_it(zone, day, hours):
    start, end = Closure(day, day).span(ZoneInfo(zone))
    assert (end - start) / (60 * MINUTE) == hours


def test_a_closure_on_a_day_that_the_calendar_skips_closes_nothing():
    apia = ZoneInfo("Pacific/Apia")
    skipped = [Closure(date(2011, 12, 30), date(2011, 12, 30))]
    change = midnight(date(2011, 12, 31), apia)
    start, end = change - timedelta(minutes=30), change + timedelta(minutes=30)
    assert touching(skipped, micros(start), micros(end), apia) == ()
    assert not closed(skipped, micros_of([start]), micros_of([end]), apia)[0]
