"""The measurement of bookings: it checks that each slot was booked once before it tells any time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.bookings import check_race, measure_bookings
from benchmarks.racing import BOOKED, LOST, Try, drawn
from benchmarks.timing import WrongAnswerError
from tests.builders import NOW

STARTS = [NOW, NOW + timedelta(hours=2)]


def a_race(*outcomes):
    return [
        Try(contact="1", start=start.isoformat(), outcome=outcome, seconds=1)
        for start, outcome in zip(STARTS, outcomes, strict=True)
    ]


def test_every_slot_is_booked_once_or_nothing_is_told():
    won = a_race(BOOKED, BOOKED)
    check_race(won, STARTS)
    for wrong in (a_race(BOOKED, LOST), [*won, won[0]], [won[0], replace(won[1], start=won[0].start)]):
        with pytest.raises(WrongAnswerError):
            check_race(wrong, STARTS)


def test_everybody_wants_as_many_slots_and_each_is_wanted_first_by_somebody():
    wishes = drawn(STARTS, planners=5, each=2, seed=1)
    assert [len({wanted.start for wanted in planner}) for planner in wishes] == [2] * 5
    assert {planner[0].start for planner in wishes} == {start.isoformat() for start in STARTS}
    assert wishes == drawn(STARTS, planners=5, each=2, seed=1)


def test_a_small_race_is_measured():
    race, waiting = measure_bookings(planners=4, processes=2, slots=2)
    assert re.search(r"\d bookings and .*\d answers a second", race.name)
    assert (race.bound, waiting.bound) == (None, None)
    assert len(waiting.samples.ours) == 4 * 2 - 2
