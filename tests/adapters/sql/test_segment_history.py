"""The port `SegmentHistory`: one snapshot a day, and no day without one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.adapters.sql.racing import at_once
from tests.builders import NOW
from tutorcore.domain.segment_overview import SegmentDay

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


def noted(store, day, **counts):
    return store.segment_history.note(day, counts, taken_at=NOW)


def test_days_come_oldest_first_and_only_those_that_were_noted(store):
    assert noted(store, FRIDAY, new=3, existing=1)
    assert noted(store, MONDAY, new=2)
    assert store.segment_history.days() == [
        SegmentDay(day=MONDAY, counts={"new": 2}),
        SegmentDay(day=FRIDAY, counts={"existing": 1, "new": 3}),
    ]
    assert [one.day for one in store.segment_history.days(first=TUESDAY)] == [FRIDAY]


def test_the_first_snapshot_of_a_day_stays(store):
    noted(store, MONDAY, new=2)
    assert not noted(store, MONDAY, new=9, weekend=1)
    assert store.segment_history.days() == [SegmentDay(day=MONDAY, counts={"new": 2})]


@pytest.mark.parametrize("counts", [{}, {"new": 0}])
def test_a_day_with_nobody_is_not_noted(store, counts):
    assert not noted(store, MONDAY, **counts)
    assert not store.segment_history.has(MONDAY)
    assert store.segment_history.days() == []


def test_a_segment_with_nobody_is_left_out_of_its_day(store):
    noted(store, MONDAY, new=1, weekend=0)
    assert store.segment_history.days()[0].counts == {"new": 1}
    assert store.segment_history.has(MONDAY)
    assert not store.segment_history.has(TUESDAY)


def test_of_several_that_note_a_day_at_once_one_does(store):
    answers = at_once(*[lambda n=n: noted(store, MONDAY, new=n, weekend=n) for n in range(1, 7)])
    assert sorted(answers) == [False] * 5 + [True]
    (day,) = store.segment_history.days()
    assert day.counts["new"] == day.counts["weekend"]
    assert day.contacts == 2 * day.counts["new"]
