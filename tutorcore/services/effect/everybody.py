"""What a change of the rules would do to everybody: asked before it is made, and equal to what the pages show after.

Who is planned otherwise than now is counted again; the answer is the same as from asking one contact at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.effects.back_test import BackTest
from tutorcore.domain.effects.counting import Asking, SlotsOfAll, asking, planned_otherwise
from tutorcore.domain.effects.findings import FirstDates, SegmentEffect, first_dates, losers, per_segment, winners
from tutorcore.domain.effects.hours import Week, demand_by_hour, no_slots, slots_by_hour
from tutorcore.domain.effects.occupancy import WeekUse, use_of
from tutorcore.domain.effects.people import People
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.records import RulesKind
from tutorcore.domain.segments import NEW
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.ports import Ports
from tutorcore.services.effect.held_lessons import back_tests
from tutorcore.services.effect.market import Market, read_market
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.read_tutors import closures_of


class Step(StrEnum):
    """What is done one after the other."""

    CALENDARS = "reading the tutors' calendars"
    NOW = "counting everybody's slots as they are"
    DRAFT = "counting them by the draft"
    HOURS = "weekdays and hours"
    LESSONS = "lessons of the last 60 days"


OnStep = Callable[[Step], None]
"""Told what begins; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is changed: a profile or a lesson type, by name."""

    name: str
    kind: RulesKind = RulesKind.PROFILE


@dataclass(frozen=True, kw_only=True, slots=True)
class Loser:
    """A contact who has slots now, and would have none."""

    contact_id: str
    label: str
    segment: str
    slots: int
    wish: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Hours:
    """Weekday by hour (7, 24): slots before and after, and for how many contacts a start then is what they ask for."""

    before: Week
    after: Week
    demand: Week


@dataclass(frozen=True, kw_only=True, eq=False)
class Effect:
    """The answer at `now`. The two of a pair are before and after the change.

    `concerned` is how many contacts are planned by what is changed, `otherwise` how many of all would be planned by
    other rules. `doubted`: tutors of whose time something is not sure; nothing of that is taken as free.
    """

    subject: Subject
    now: datetime
    people: int
    concerned: int
    otherwise: int
    segments: tuple[SegmentEffect, ...]
    first: tuple[FirstDates, FirstDates]
    losers: tuple[Loser, ...]
    winners: int
    hours: Hours
    back_test: tuple[BackTest, BackTest]
    uses: tuple[tuple[WeekUse, ...], tuple[WeekUse, ...]]
    doubted: tuple[TutorTime, ...]
    tutors: tuple[Tutor, ...]


def rules_now(ports: Ports) -> Rules:
    """The profiles and lesson types that hold today."""
    profiles = {name: sourced.profile for name, sourced in know_profiles(ports).items()}
    return Rules(profiles=profiles, lesson_types=know_lesson_types(ports))


def effect_on_everybody(
    ports: Ports,
    people: People,
    before: Rules,
    after: Rules,
    *,
    subject: Subject,
    on_step: OnStep = lambda _step: None,
) -> Effect:
    """What it does to `people` that `after` holds in place of `before`.

    Raises `SourceUnavailable`, and what `on_step` does.
    """
    on_step(Step.CALENDARS)
    market, both = _both(ports, people, (before, after), on_step)
    on_step(Step.HOURS)
    profiles = (profile_of(before, subject), profile_of(after, subject))
    otherwise = planned_otherwise(both.before[0], both.after[0])
    concerned = _concerned(people, both, subject) | otherwise
    hours = _hours(market, profiles, concerned)
    on_step(Step.LESSONS)
    return Effect(
        subject=subject,
        now=market.now,
        people=len(people),
        concerned=int(concerned.sum()),
        otherwise=int(otherwise.sum()),
        segments=tuple(per_segment(both.before, both.after)),
        first=both.first_dates(concerned, ports.zone),
        losers=tuple(_losers(people, both)),
        winners=winners(both.before[1], both.after[1]),
        hours=hours,
        back_test=back_tests(ports, market, (both.before[0], both.after[0]), concerned),
        uses=(_uses(market, profiles[0]), _uses(market, profiles[1])),
        doubted=market.doubted,
        tutors=market.tutors,
    )


class _Both(NamedTuple):
    """By what everybody is planned, and their slots, by the rules before and after."""

    before: tuple[Asking, SlotsOfAll]
    after: tuple[Asking, SlotsOfAll]

    def first_dates(self, concerned: Flags, zone: ZoneInfo) -> tuple[FirstDates, FirstDates]:
        """Of the contacts concerned."""
        return first_dates(self.before[1], concerned, zone), first_dates(self.after[1], concerned, zone)


def _both(ports: Ports, people: People, rules: tuple[Rules, Rules], on_step: OnStep) -> tuple[Market, _Both]:
    days_ahead, minute = max(each.furthest for each in rules), ports.clock.now().strftime("%F %R")
    market, as_it_is = _as_it_is(ports, _Asked(people, rules[0], days_ahead, minute), on_step)
    on_step(Step.DRAFT)
    planned = _asked(market, rules[1])
    return market, _Both(as_it_is, (planned, market.counter.slots_after(*as_it_is, planned)))


class _Asked(NamedTuple):
    """What everybody's slots by the rules before a change hang on. The value of everybody is the state of the store."""

    people: People
    rules: Rules
    days_ahead: int
    minute: str


class _AsItIs(NamedTuple):
    """What was found for it."""

    asked: _Asked
    market: Market
    counted: tuple[Asking, SlotsOfAll]


def _as_it_is(ports: Ports, asked: _Asked, on_step: OnStep) -> tuple[Market, tuple[Asking, SlotsOfAll]]:
    """Asked once for all the drafts that are tried within a minute."""

    def renewed(known: _AsItIs | None) -> _AsItIs:
        if known is not None and known.asked == asked:
            return known
        market = read_market(ports, asked.people, days_ahead=asked.days_ahead)
        on_step(Step.NOW)
        planned = _asked(market, asked.rules)
        return _AsItIs(asked, market, (planned, market.counter.slots(planned)))

    found = ports.memory.renewed("everybody as it is", renewed)
    return found.market, found.counted


def _asked(market: Market, rules: Rules) -> Asking:
    return asking(market.people, rules, market.tutors, market.supply)


def profile_of(rules: Rules, subject: Subject) -> PlanningProfile | None:
    """What stands for the subject where no contact is meant; None where it is not there, or impossible.

    A lesson type is shown on the profile of those who are new, for whom most of them are made.
    """
    if subject.kind is RulesKind.LESSON_TYPE:
        return rules.of(NEW, subject.name) if subject.name in rules.lesson_types else None
    return rules.profiles.get(subject.name)


def _hours(market: Market, profiles: tuple[PlanningProfile | None, PlanningProfile | None], concerned: Flags) -> Hours:
    """Of all the tutors together. The wishes are asked for lessons as long as they would be."""
    team = tuple(tutor.id for tutor in market.tutors)
    before, after = (
        slots_by_hour(market.supply.free(profile, team)) if profile else no_slots() for profile in profiles
    )
    shown = profiles[1] or profiles[0]
    demand = demand_by_hour(market.people, concerned, shown.duration_minutes) if shown else no_slots()
    return Hours(before=before, after=after, demand=demand)


def _uses(market: Market, profile: PlanningProfile | None) -> tuple[WeekUse, ...]:
    if profile is None:
        return ()
    return tuple(
        use
        for time in market.times
        for use in use_of(
            time,
            profile,
            closures_of(market.days_off, time.tutor),
            today=market.now.date(),
            zone=market.supply.zone,
        )
    )


def _losers(people: People, both: _Both) -> Iterator[Loser]:
    (_, slots), (asked, after) = both
    for place in map(int, losers(slots, after)):
        yield Loser(
            contact_id=people.ids[place],
            label=people.labels[place],
            segment=asked.standing.name(place),
            slots=int(slots.counts[place]),
            wish=people.wish_texts[people.wish_of[place]],
        )


def _concerned(people: People, both: _Both, subject: Subject) -> Flags:
    """The contacts who are planned by what is changed, before or after."""
    if subject.kind is RulesKind.LESSON_TYPE:
        wanted = subject.name.casefold()
        named = np.array([text.strip().casefold() == wanted for text in people.lesson_types], np.bool_)
        return np.asarray(named[people.lesson_type_of])
    return np.asarray(np.any([_in_segment(asked, subject.name) for asked, _ in both], axis=0))


def _in_segment(asked: Asking, name: str) -> Flags:
    names = asked.standing.names
    return np.asarray(asked.standing.segments == (names.index(name) if name in names else -1))
