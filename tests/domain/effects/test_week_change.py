"""Slots gained, lost and kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.domain.domain_builders import NOW, a_profile, at, busy, told
from tests.domain.profile_strategies import profiles
from tests.domain.question_strategies import FEW, questions
from tutorcore.domain.busy import Busy
from tutorcore.domain.effects.supply import Supply
from tutorcore.domain.effects.week_change import Fate, slot_change
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.slots import suggest_slots
from tutorcore.domain.zones import AMSTERDAM

DAY = (at("ma 00:00"), at("di 00:00"))


def supply(*texts):
    """One tutor, Monday 8:00."""
    return Supply(busy={1: Busy.of(busy(*texts))}, closures={}, now=NOW, zone=AMSTERDAM)


def fates(change):
    """As `09:00-10:00 kept`, of the Monday."""
    return [f"{slot.start:%H:%M}-{slot.end:%H:%M} {fate}" for slot, fate in change.between(*DAY)]


def test_a_slot_is_kept_gained_or_lost_by_its_start():
    early, late = a_profile(latest_hour=11), a_profile(earliest_hour=10, latest_hour=12, duration_minutes=90)
    change = slot_change((early, late), (1,), supply("ma 13:00-14:00"))
    assert fates(change) == ["09:00-10:00 lost", "10:00-11:30 kept", "11:00-12:30 kept"]
    assert change.counts == {Fate.KEPT: 14, Fate.GAINED: 6, Fate.LOST: 7}


def test_without_a_profile_nothing_can_be_offered():
    change = slot_change((None, a_profile(latest_hour=9)), (1,), supply())
    assert fates(change) == ["09:00-10:00 gained"]
    assert slot_change((a_profile(), None), (1,), supply()).counts[Fate.LOST] == 63


@pytest.mark.parametrize("team", [(), (99,)])
def test_without_a_tutor_who_is_known_there_is_no_slot(team):
    assert slot_change((a_profile(), a_profile()), team, supply()).counts == dict.fromkeys(Fate, 0)


def test_a_wish_holds_before_and_after():
    wish = parse_preferences("maandag tussen 9 en 11, niet om 10:00")
    change = slot_change((a_profile(), a_profile(earliest_hour=8)), (1,), supply(), wish)
    assert fates(change) == ["09:00-10:00 kept"]


@settings(max_examples=60)
@given(questions(), profiles(**FEW))
def test_what_is_there_before_and_after_are_the_slots_of_each_profile(asked, other):
    tutor = Supply(busy={1: Busy.of(asked.events)}, closures={1: asked.closures}, now=asked.now, zone=asked.zone)
    change = slot_change((asked.profile, other), (1,), tutor, asked.preferences)
    found = list(change.between(asked.now.replace(year=2000), asked.now.replace(year=2100)))
    given_too = {"now": asked.now, "zone": asked.zone, "closures": asked.closures, "preferences": asked.preferences}
    before, after = (
        {told(one.start) for one in suggest_slots(each, asked.events, **given_too)} for each in (asked.profile, other)
    )
    assert {told(slot.start) for slot, fate in found if fate is not Fate.GAINED} == before
    assert {told(slot.start) for slot, fate in found if fate is not Fate.LOST} == after
    assert len(found) == sum(change.counts.values())
