"""Everybody's slots are those of each one's own question, with any of the tutors who are asked."""

from __future__ import annotations

from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, busy
from tests.domain.lesson_type_strategies import lesson_types
from tests.domain.profile_strategies import profiles
from tests.domain.question_strategies import FEW, questions, some_closures, some_events, wishes
from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.choosing import ChoiceTable
from tutorcore.domain.effects.counting import SlotCounter, asking, planned_otherwise
from tutorcore.domain.effects.gathering import gather
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.effects.supply import Supply
from tutorcore.domain.instants import moment_at
from tutorcore.domain.lesson_types import LESSON_TYPES, LessonType, overlaid
from tutorcore.domain.roster import RosterRow
from tutorcore.domain.segments import EXISTING, NEW, SEGMENTS
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import ImpossibleOverlay

TUTORS = [Tutor(id=2, name="Bram"), Tutor(id=1, name="Sanne")]
ATTRIBUTES = ({}, {"tutor": "Sanne"}, {"tutor": "bram", "has_paid_lesson": True}, {"segment": EXISTING})


@st.composite
def companies(draw):
    """Two tutors with time and closures of their own, rules, and contacts who wish something."""
    asked = draw(questions())
    today = asked.now.astimezone(asked.zone).date()
    busy = {tutor.id: Busy.of(draw(some_events(asked.now, asked.zone))) for tutor in TUTORS}
    closures = {tutor.id: draw(some_closures(today)) for tutor in TUTORS}
    supply = Supply(busy=busy, closures=closures, now=asked.now, zone=asked.zone)
    others = {name: draw(profiles(**FEW)) for name in (NEW, EXISTING)}
    rules = Rules(
        profiles=dict.fromkeys(SEGMENTS, asked.profile) | others,
        lesson_types=LESSON_TYPES | {"any": draw(lesson_types(**FEW))},
    )
    rows = st.builds(
        RosterRow,
        contact_id=st.integers(0, 99).map(str),
        label=st.just("somebody"),
        attributes=st.sampled_from(ATTRIBUTES),
        wish=wishes.map(str),
        lesson_type=st.sampled_from(["", "Any", "trial", "unknown"]),
    )
    return gather(draw(st.lists(rows, max_size=6, unique_by=lambda row: row.contact_id)), []), rules, supply


def offered(profile, supply, team, wish):
    """The starts that any of a team can give, as each tutor's own table says."""
    tables = {
        str(tutor): evaluate_slots(
            profile,
            supply.busy[tutor],
            now=supply.now,
            zone=supply.zone,
            preferences=wish,
            closures=supply.closures[tutor],
        )
        for tutor in team
    }
    return [one.slot.start for one in ChoiceTable(tables).offered()]


def alone(people, rules, supply, place):
    """The starts that one contact is offered."""
    standing = people.standing(supply.now, rules.profiles)
    numbers, teams = people.asked_tutors(TUTORS, supply.now)
    segment, named = standing.name(place), people.lesson_types[people.lesson_type_of[place]].casefold()
    try:
        profile = overlaid(rules.profiles[segment], rules.lesson_types.get(named), profile_name=segment)
    except ImpossibleOverlay:
        return []
    team = [tutor.id for tutor in teams[numbers[place]]]
    return offered(profile, supply, team, people.wishes[people.wish_of[place]])


def told(slots, place, zone):
    """(how many, the first) of one contact."""
    first = moment_at(int(slots.firsts[place]), zone).astimezone(UTC) if slots.counts[place] else None
    return int(slots.counts[place]), first


@settings(max_examples=60)
@given(companies())
def test_everybodys_slots_are_those_of_each_alone(company):
    people, rules, supply = company
    slots = SlotCounter(people=people, supply=supply, own={}).slots(asking(people, rules, TUTORS, supply))
    for place in range(len(people)):
        starts = alone(people, rules, supply, place)
        assert told(slots, place, supply.zone) == (len(starts), starts[0].astimezone(UTC) if starts else None)


@settings(max_examples=40)
@given(companies(), profiles(**FEW))
def test_by_other_rules_nobody_is_counted_otherwise_than_anew(company, other):
    people, rules, supply = company
    counter = SlotCounter(people=people, supply=supply, own={})
    changed = Rules(profiles={**rules.profiles, NEW: other}, lesson_types=rules.lesson_types)
    before, after = (asking(people, each, TUTORS, supply) for each in (rules, changed))
    known = counter.slots(before)
    slots, anew = counter.slots_after(before, known, after), counter.slots(after)
    assert (slots.counts.tolist(), slots.firsts.tolist()) == (anew.counts.tolist(), anew.firsts.tolist())
    assert not (planned_otherwise(before, after) & (before.standing.segments != list(rules.profiles).index(NEW))).any()


def test_who_is_asked_in_an_own_supply_has_the_slots_of_that():
    people = gather([RosterRow(contact_id=str(number), label="") for number in range(3)], [])
    rules = Rules(profiles=dict.fromkeys(SEGMENTS, a_profile(days_ahead=1)))
    full, free = Busy.of(busy("ma 00:00-23:59")), Busy.of([])
    supply = Supply(busy={1: full, 2: full}, closures={}, now=NOW, zone=AMSTERDAM)
    asked = asking(people, rules, TUTORS, supply)
    slots = SlotCounter(people=people, supply=supply, own={1: supply.with_busy({1: free})}).slots(asked)
    assert slots.counts.tolist() == [0, 9, 0]


def test_where_there_is_no_tutor_nobody_has_a_slot():
    people = gather([RosterRow(contact_id="1", label="")], [])
    rules = Rules(profiles=dict.fromkeys(SEGMENTS, a_profile()))
    supply = Supply(busy={}, closures={}, now=NOW, zone=AMSTERDAM)
    slots = SlotCounter(people=people, supply=supply, own={}).slots(asking(people, rules, [], supply))
    assert (slots.counts.tolist(), slots.firsts.tolist()) == ([0], [0])


def test_of_nobody_nothing_is_counted():
    people, supply = gather([], []), Supply(busy={}, closures={}, now=NOW, zone=AMSTERDAM)
    rules = Rules(profiles=dict.fromkeys(SEGMENTS, a_profile()))
    counter = SlotCounter(people=people, supply=supply, own={})
    assert counter.slots(asking(people, rules, TUTORS, supply)).counts.size == 0


def test_rules_look_as_far_as_the_furthest_of_them_does():
    far = LessonType(name="far", fields={"days_ahead": 90})
    profiles_of_all = {NEW: a_profile(days_ahead=3), EXISTING: a_profile(days_ahead=30)}
    assert Rules(profiles=profiles_of_all).furthest == 30
    assert Rules(profiles=profiles_of_all, lesson_types={"far": far}).furthest == 90
    assert Rules(profiles={}).furthest == 1
