"""What a change does, in figures."""

from __future__ import annotations

from datetime import UTC

import numpy as np

from tests.builders import at
from tests.domain.domain_builders import NOW, a_profile, busy
from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.effects.counting import SlotCounter, SlotsOfAll, asking
from tutorcore.domain.effects.findings import Numbers, SegmentEffect, first_dates, losers, per_segment, winners
from tutorcore.domain.effects.gathering import gather
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.effects.supply import Supply
from tutorcore.domain.instants import micros
from tutorcore.domain.roster import RosterRow
from tutorcore.domain.segments import NEW, SEGMENTS, WEEKEND
from tutorcore.domain.zones import AMSTERDAM

TUTOR = Tutor(id=1, name="Eva")


def slots(*counts, firsts=()):
    """The slots of contacts; `firsts` as minutes from the builders' now."""
    instants = [micros(at(minutes)) for minutes in firsts] or [0] * len(counts)
    return SlotsOfAll(counts=np.array(counts), firsts=np.array(instants))


def test_who_loses_the_last_slot_is_told_with_most_slots_first():
    before, after = slots(2, 0, 9, 4, 3), slots(0, 0, 0, 1, 0)
    assert losers(before, after).tolist() == [2, 4, 0]
    assert (winners(before, after), winners(after, before)) == (0, 3)


def test_the_middle_and_the_last_first_date_are_of_those_who_have_one():
    counted = slots(1, 0, 5, 2, 1, firsts=(30, 0, 10, 20, 99))
    concerned = np.array([True, True, True, True, False])
    found = first_dates(counted, concerned, AMSTERDAM)
    assert (found.median, found.worst, found.without) == (at(20), at(30), 1)
    assert found.median.tzinfo is AMSTERDAM


def test_of_an_even_number_the_earlier_of_the_two_middle_ones_counts():
    counted = slots(1, 1, firsts=(20, 10))
    assert first_dates(counted, np.ones(2, np.bool_), AMSTERDAM).median == at(10)


def test_where_nobody_has_a_slot_there_is_no_first_date():
    found = first_dates(slots(0, 0), np.ones(2, np.bool_), AMSTERDAM)
    assert (found.median, found.worst, found.without) == (None, None, 2)


def test_each_segment_tells_how_many_have_few_and_none_before_and_after():
    rows = [
        RosterRow(contact_id=str(number), label="", wish=wish) for number, wish in enumerate(["", "ma", "di", "zo"])
    ]
    people = gather([*rows, RosterRow(contact_id="w", label="", attributes={"weekend_whitelisted": True})], [])
    supply = Supply(busy={1: Busy.of(busy("ma 09:00-17:00"))}, closures={}, now=NOW.astimezone(UTC), zone=AMSTERDAM)
    counter = SlotCounter(people=people, supply=supply, own={})
    wide = Rules(profiles=dict.fromkeys(SEGMENTS, a_profile()))
    narrow = Rules(profiles={**wide.profiles, NEW: a_profile(days_ahead=1)})
    both = [
        (asked, counter.slots(asked)) for asked in (asking(people, rules, [TUTOR], supply) for rules in (wide, narrow))
    ]
    assert per_segment(*both) == [
        SegmentEffect(name=WEEKEND, contacts=Numbers(1, 1), few=Numbers(0, 0), none=Numbers(0, 0)),
        SegmentEffect(name=NEW, contacts=Numbers(4, 4), few=Numbers(1, 4), none=Numbers(0, 2)),
    ]
    assert [segment.changed for segment in per_segment(*both)] == [False, True]


def test_a_number_knows_by_how_much_it_grows():
    assert (Numbers(3, 5).grown, Numbers(5, 3).grown) == (2, -2)
