"""How many slots everybody has, and when the first begins: as the whole table of each one's own question says.

Contacts who are planned by the same profile with the same tutors share the free starts, and those who also wish the
same share the answer. A hold is never in the way of its own contact, so those with holds are asked alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.effects.lessons import Codes, Places
from tutorcore.domain.effects.people import People
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.effects.standing import Standing
from tutorcore.domain.effects.supply import Supply, Team
from tutorcore.domain.grid import Ints
from tutorcore.domain.instants import Micros
from tutorcore.domain.profiles import PlanningProfile

OwnSupplies = Mapping[int, Supply]
"""By place of a contact with holds, the supply in which these holds are free."""


class Group(NamedTuple):
    """By what some contacts are planned, and with whom. No profile: nothing can be offered to them."""

    profile: PlanningProfile | None
    team: Team


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Asking:
    """For n contacts by what and with whom each is planned: a number among `groups`, and its standing."""

    standing: Standing
    group_of: Codes
    groups: Sequence[Group]


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class SlotsOfAll:
    """For n contacts how many slots each has, and the start of the first, microseconds UTC (0 where there is none)."""

    counts: Ints
    firsts: Micros


def asking(people: People, rules: Rules, tutors: Sequence[Tutor], supply: Supply) -> Asking:
    """By which profile, and with whom, each is planned now."""
    standing = people.standing(supply.now, rules.profiles)
    team_of, teams = people.asked_tutors(tutors, supply.now)
    shape = (len(standing.names), len(people.lesson_types), len(teams))
    codes = np.ravel_multi_index((standing.segments, people.lesson_type_of, team_of), shape)
    used, group_of = np.unique(codes, return_inverse=True)
    groups = []
    for segment, lesson_type, team in zip(*np.unravel_index(used, shape), strict=True):
        profile = rules.of(standing.names[segment], people.lesson_types[lesson_type])
        groups.append(Group(profile, tuple(tutor.id for tutor in teams[team])))
    return Asking(standing=standing, group_of=group_of.astype(np.int32), groups=groups)


def planned_otherwise(before: Asking, after: Asking) -> Flags:
    """For each contact whether profile or tutors are other ones."""
    numbers = {group: number for number, group in enumerate(dict.fromkeys([*before.groups, *after.groups]))}
    old, new = (np.array([numbers[group] for group in asked.groups], np.int32) for asked in (before, after))
    return np.asarray(old[before.group_of] != new[after.group_of])


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class SlotCounter:
    """What everybody's slots hang on besides the rules. `own`: who is asked in another supply, by place."""

    people: People
    supply: Supply
    own: OwnSupplies

    def slots(self, asked: Asking) -> SlotsOfAll:
        """Everybody's slots."""
        return self._with(np.zeros((2, len(self.people)), np.int64), asked, np.arange(len(self.people)))

    def slots_after(self, before: Asking, slots: SlotsOfAll, after: Asking) -> SlotsOfAll:
        """Everybody's slots by other rules: whoever is planned as before is not asked again."""
        known = np.stack((slots.counts, slots.firsts))
        return self._with(known, after, np.flatnonzero(planned_otherwise(before, after)))

    def _with(self, known: Ints, asked: Asking, places: Places) -> SlotsOfAll:
        """What is known, with the answers of the contacts at `places` put in."""
        for mine, answers in self._answered(asked, places):
            known[:, mine] = answers
        return SlotsOfAll(counts=known[0], firsts=known[1])

    def _answered(self, asked: Asking, places: Places) -> Iterator[tuple[Places, tuple[Ints, Micros]]]:
        """The answers group by group, then of each of those who are asked alone."""
        alone = np.zeros(len(self.people), np.bool_)
        alone[list(self.own)] = True
        shared = places[~alone[places]]
        by_group = shared[np.argsort(asked.group_of[shared], kind="stable")]
        ends = np.cumsum(np.bincount(asked.group_of[shared], minlength=len(asked.groups)))
        for group, mine in zip(asked.groups, np.split(by_group, ends)[:-1], strict=True):
            if mine.size:
                yield mine, self._answers(group, self.supply, mine)
        for place in places[alone[places]]:
            one = np.array([place], np.intp)
            yield one, self._answers(asked.groups[asked.group_of[place]], self.own[int(place)], one)

    def _answers(self, group: Group, supply: Supply, mine: Places) -> tuple[Ints, Micros]:
        """Each wish of a group is asked once."""
        if group.profile is None:
            return np.zeros(mine.size, np.int64), np.zeros(mine.size, np.int64)
        wishes, again = np.unique(self.people.same_wish_of[mine], return_inverse=True)
        free = supply.free(group.profile, group.team)
        counts, firsts = self.people.many_wishes.count(wishes, free, group.profile.duration_minutes, supply.zone)
        return counts[again], firsts[again]
