"""The search for the smallest changes: each ladder by itself, then every two of them together.

A ladder that rises is halved until the first rung that reaches the goal is found; others are climbed rung by rung. Of
two ladders each rung of the one asks for the first rung of the other, which only comes nearer. Every answer is the
smallest of its fields, and none holds a change of which a nearer one would be enough alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

from tutorcore.domain.goals.ladders import Ladder, Rung, ladders_of
from tutorcore.domain.goals.model import Answer, Crowd, Enough, Goal, Reached, Searched, Tally
from tutorcore.domain.profiles import ALL_WEEKDAYS, FIELDS, PlanningProfile

MOST_ANSWERS: Final = 12
_NOTHING: Final = Rung((), 0)

Rank = tuple[int, int, int, str, tuple[tuple[int, int], ...]]
OnProgress = Callable[[Searched], None]


def reach(goal: Goal, profile: PlanningProfile, crowd: Crowd, *, on_progress: OnProgress | None = None) -> Answer:
    """What one or two other values of a profile would have to be. `on_progress` may raise `Enough` to end it early."""
    before = Tally.of(crowd.count(profile), crowd.people, goal) + crowd.others
    answer = Answer(goal=goal, before=before)
    if answer.met or not crowd.people.sum():
        return answer
    search = _Search(goal, profile, crowd, before, goal.needs(before.people), on_progress)
    found = search.run()
    if found or not search.complete:
        return replace(answer, reached=found[:MOST_ANSWERS], complete=search.complete)
    return _nearest(answer, search)


def _nearest(answer: Answer, search: _Search) -> Answer:
    """What comes nearest, where something comes nearer at all: the same search for as many as can be reached."""
    if search.best <= answer.before.reached:
        return answer
    again = replace(search, target=search.best)
    found = again.run()
    return replace(answer, nearest=found[0] if found else None, complete=again.complete)


def together(answers: Sequence[Answer]) -> Answer:
    """The answers of several profiles to one goal, at least one, as one."""
    first, *others = answers
    found = sorted((reached for answer in answers for reached in answer.reached), key=rank)
    nearest = [answer.nearest for answer in answers if answer.nearest is not None]
    return replace(
        first,
        reached=tuple(found[:MOST_ANSWERS]),
        nearest=None if found else min(nearest, key=lambda one: (-one.after.reached, rank(one)), default=None),
        complete=all(answer.complete for answer in (first, *others)),
    )


def rank(reached: Reached) -> Rank:
    """By size, then the fewest values, then the fewest slots that come with it, then by profile, field and value."""
    order = tuple((FIELDS.index(change.field), _number(change.new)) for change in reached.changes)
    return reached.size, len(reached.changes), reached.after.slots, reached.profile, order


def _number(value: object) -> int:
    """A value as a number, for an order that is always the same."""
    if isinstance(value, int):
        return int(value)
    days = value if isinstance(value, frozenset) else ALL_WEEKDAYS
    return sum(1 << day for day in days)


@dataclass
class _Search:
    """One search for `target` people. What each profile comes to is asked once."""

    goal: Goal
    profile: PlanningProfile
    crowd: Crowd
    before: Tally
    target: int
    on_progress: OnProgress | None
    known: dict[PlanningProfile, Tally] = field(default_factory=dict)
    complete: bool = True
    progress: Searched = field(default_factory=lambda: Searched(0, 0))

    @property
    def best(self) -> int:
        """The most people whom anything that was asked reaches."""
        return max((tally.reached for tally in self.known.values()), default=self.before.reached)

    def run(self) -> tuple[Reached, ...]:
        """Everything that reaches the target, by rank."""
        found = list[Reached]()
        try:
            found.extend(self._everything())
        except Enough:
            self.complete = False
        return tuple(sorted(found, key=rank))

    def _everything(self) -> Iterator[Reached]:
        ladders = ladders_of(self.profile)
        single = [ladder for ladder in ladders if len(ladder.fields) == 1]
        pairs = [pair for pair in combinations(single, 2) if not _both_of_weekdays(*pair)]
        total = len(ladders) + len(pairs)
        alone = dict[tuple[str, ...], int]()
        for done, ladder in enumerate(ladders):
            self.progress = Searched(done, total)
            place = self._first(ladder, _NOTHING, len(ladder.rungs))
            alone[ladder.fields] = len(ladder.rungs) if place is None else place
            if place is not None:
                yield self._reached(ladder.rungs[place], _NOTHING)
        for done, (one, other) in enumerate(pairs, start=len(ladders)):
            self.progress = Searched(done, total)
            smallest = self._smallest(one, other, alone)
            if smallest is not None:
                yield smallest

    def _smallest(self, one: Ladder, other: Ladder, alone: dict[tuple[str, ...], int]) -> Reached | None:
        """The smallest change of both, each before the first that is enough alone; None where there is none."""
        outer, inner = sorted((one, other), key=lambda ladder: (ladder.rising, len(ladder.rungs)))
        if not self._together_enough(outer, inner):
            return None
        best: Reached | None = None
        until = alone[inner.fields]
        for rung in outer.rungs[: alone[outer.fields]]:
            place = self._first(inner, rung, until)
            if place is None:
                continue
            found = self._reached(rung, inner.rungs[place])
            best = found if best is None or rank(found) < rank(best) else best
            if outer.rising:
                until = place
        return best

    def _together_enough(self, outer: Ladder, inner: Ladder) -> bool:
        """Whether two ladders can reach it at all: their last rungs have all that the others have, where both rise."""
        if not (outer.rising and inner.rising):
            return True
        return self._enough(outer.rungs[-1], inner.rungs[-1])

    def _first(self, ladder: Ladder, beside: Rung, until: int) -> int | None:
        """The place of the first rung, before `until`, that reaches it beside another change."""
        if not until:
            return None
        if not ladder.rising:
            places = (place for place in range(until) if self._enough(ladder.rungs[place], beside))
            return next(places, None)
        if not self._enough(ladder.rungs[until - 1], beside):
            return None
        low, high = 0, until - 1
        while low < high:
            middle = (low + high) // 2
            if self._enough(ladder.rungs[middle], beside):
                high = middle
            else:
                low = middle + 1
        return low

    def _enough(self, one: Rung, other: Rung) -> bool:
        return self._tally(one, other).reached >= self.target

    def _tally(self, one: Rung, other: Rung) -> Tally:
        values = {change.field: change.new for change in (*one.changes, *other.changes)}
        profile = PlanningProfile.model_validate(self.profile.model_dump() | values)
        if profile not in self.known:
            if self.on_progress is not None:
                self.on_progress(self.progress)
            counted = Tally.of(self.crowd.count(profile), self.crowd.people, self.goal)
            self.known[profile] = counted + self.crowd.others
        return self.known[profile]

    def _reached(self, one: Rung, other: Rung) -> Reached:
        changes = sorted((*one.changes, *other.changes), key=lambda change: FIELDS.index(change.field))
        return Reached(changes=tuple(changes), size=one.size + other.size, after=self._tally(one, other))


def _both_of_weekdays(one: Ladder, other: Ladder) -> bool:
    """Both say on which weekdays; what they do together has a ladder of its own."""
    return {*one.fields, *other.fields} == {"exclude_weekends", "allowed_weekdays"}
