"""Weekday by hour: where slots begin, and which hours wishes ask for."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, at
from tests.domain.question_strategies import wishes
from tutorcore.domain.busy import Busy
from tutorcore.domain.effects.gathering import gather
from tutorcore.domain.effects.hours import demand_by_hour, no_slots, slots_by_hour
from tutorcore.domain.effects.supply import Supply
from tutorcore.domain.instants import MINUTE, micros, moment_at
from tutorcore.domain.roster import RosterRow
from tutorcore.domain.zones import AMSTERDAM


def people_who_wish(*lines):
    """One contact for each line."""
    return gather([RosterRow(contact_id=str(place), label="", wish=line) for place, line in enumerate(lines)], [])


def everybody(people):
    return np.ones(len(people), np.bool_)


def test_slots_stand_in_the_hour_in_which_they_begin():
    supply = Supply(busy={1: Busy.of([])}, closures={}, now=NOW, zone=AMSTERDAM)
    half_hours = a_profile(slot_step_minutes=30, earliest_hour=9, latest_hour=10, days_ahead=8)
    week = slots_by_hour(supply.free(half_hours, (1,)))
    assert week[0].tolist() == [0] * 9 + [4, 2] + [0] * 13
    assert week[6].tolist() == [0] * 9 + [2, 1] + [0] * 13
    assert slots_by_hour(supply.free(half_hours, ())).tolist() == no_slots().tolist()


def test_a_wish_asks_for_the_hours_in_which_a_lesson_may_begin():
    people = people_who_wish("woensdag tussen 14 en 17", "woensdag om 15:30")
    demand = demand_by_hour(people, everybody(people), 60)
    assert demand[2].tolist() == [0] * 14 + [1, 2, 1] + [0] * 7
    assert demand.sum() == 4


def test_who_wishes_for_no_time_in_particular_asks_for_none():
    people = people_who_wish("", "niet op maandag", "liefst snel")
    assert demand_by_hour(people, everybody(people), 60).sum() == 0


def test_only_those_who_are_concerned_are_counted():
    people = people_who_wish("maandag om 10:00", "maandag om 10:00", "maandag om 10:00")
    assert demand_by_hour(people, np.array([True, False, True]), 60)[0, 10] == 2
    assert demand_by_hour(people, np.zeros(3, np.bool_), 60).sum() == 0


@settings(max_examples=40)
@given(wishes, st.sampled_from([30, 60, 90]))
def test_an_hour_is_asked_for_where_the_wish_allows_a_start_in_it(wish, minutes):
    people = people_who_wish(str(wish))
    demand = demand_by_hour(people, everybody(people), minutes)
    quarters = [micros(at("ma 00:00")) + number * 15 * MINUTE for number in range(7 * 96)]
    starts = [moment_at(instant, AMSTERDAM) for instant in quarters]
    allowed = {
        (start.weekday(), start.hour)
        for start, instant in zip(starts, quarters, strict=True)
        if wish.windows and wish.allows(start, moment_at(instant + minutes * MINUTE, AMSTERDAM))
    }
    assert {(int(day), int(hour)) for day, hour in zip(*demand.nonzero(), strict=True)} == allowed
