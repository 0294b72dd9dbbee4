"""Whom a goal speaks of, and how to count their slots by other values of one profile.

Contacts who are planned with the same lesson type and tutors, and wish the same, are one kind. Those with holds are
asked in a supply of their own (`effects.counting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.effects.counting import SlotCounter, SlotsOfAll
from tutorcore.domain.effects.lessons import Places
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.effects.standing import Standing
from tutorcore.domain.effects.supply import Supply, Team
from tutorcore.domain.goals.model import Crowd, Goal, Tally
from tutorcore.domain.grid import Ints
from tutorcore.domain.profiles import PlanningProfile

_SHARED: Final = -1


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class _Part:
    """Wishes that are asked together: with one lesson type, of the tutors of one team, in one supply.

    `holder` is the place of the contact with holds who is asked alone.
    """

    holder: int
    lesson_type: str
    team: Team
    wishes: Places


def crowd_of(
    goal: Goal,
    name: str,
    counter: SlotCounter,
    *,
    standing: Standing,
    slots: SlotsOfAll,
    tutors: tuple[Tutor, ...],
    rules: Rules,
) -> Crowd:
    """Those of whom a goal speaks, asked by other values of the profile `name`.

    `slots` is what everybody has by the `rules` as they are, by which those of other profiles are counted.
    """
    mine = _in_segment(standing, name)
    spoken_of = mine if goal.segment == name else np.ones_like(mine)
    parts, people = _parts(counter, tutors, np.flatnonzero(mine))

    def count(profile: PlanningProfile) -> Ints:
        return _count(counter, parts, Rules(profiles={name: profile}, lesson_types=rules.lesson_types))

    others = slots.counts[spoken_of & ~mine]
    return Crowd(count=count, people=people, others=Tally.of(others, np.ones_like(others), goal))


def _in_segment(standing: Standing, name: str) -> Flags:
    number = standing.names.index(name) if name in standing.names else _SHARED
    return np.asarray(standing.segments == number)


def _parts(counter: SlotCounter, tutors: tuple[Tutor, ...], mine: Places) -> tuple[list[_Part], Ints]:
    """The contacts at these places in parts, and how many each wish of each part stands for, one after the other."""
    people = counter.people
    team_of, teams = people.asked_tutors(tutors, counter.supply.now)
    own = np.full(len(people), _SHARED)
    own[list(counter.own)] = list(counter.own)
    keys = np.stack((own, people.lesson_type_of, team_of, people.same_wish_of))[:, mine]
    kinds, each = np.unique(keys, axis=1, return_counts=True)
    parts = list[_Part]()
    asked, begins = np.unique(kinds[:3], axis=1, return_index=True)
    ends = [*begins.tolist()[1:], kinds.shape[1]][: begins.size]
    for (holder, lesson_type, team), begin, end in zip(asked.T.tolist(), begins.tolist(), ends, strict=True):
        parts.append(
            _Part(
                holder=holder,
                lesson_type=people.lesson_types[lesson_type],
                team=tuple(tutor.id for tutor in teams[team]),
                wishes=kinds[3, begin:end].astype(np.intp),
            )
        )
    return parts, each.astype(np.int64)


def _count(counter: SlotCounter, parts: list[_Part], rules: Rules) -> Ints:
    """The slots of each wish of each part by one profile."""
    supplies = {part.holder: _fresh(counter, part.holder) for part in parts}
    (name,) = rules.profiles
    found = [np.zeros(0, np.int64)]
    for part in parts:
        profile, supply = rules.of(name, part.lesson_type), supplies[part.holder]
        if profile is None:
            found.append(np.zeros(part.wishes.size, np.int64))
        else:
            free = supply.free(profile, part.team)
            minutes = profile.duration_minutes
            found.append(counter.people.many_wishes.count(part.wishes, free, minutes, supply.zone)[0])
    return np.concatenate(found)


def _fresh(counter: SlotCounter, holder: int) -> Supply:
    """A supply that keeps nothing for later: of hundreds of profiles each is asked about once."""
    supply = counter.supply if holder == _SHARED else counter.own[holder]
    return Supply(busy=supply.busy, closures=supply.closures, now=supply.now, zone=supply.zone)
