"""How good a slot is: parts from 0 to 1, each with its weight (docs/rules.md, "Offers").

All candidates that are asked about are scored at once, for every tutor. Nothing is refused here: which slots fit
is the slot table's answer, and how far from the wish they lie the ladder's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.choosing import ChoiceTable, Places
from tutorcore.domain.grid import Grid
from tutorcore.domain.instants import MINUTE
from tutorcore.domain.ladder import Rung, Rungs, one_of, refused_otherwise, relaxed
from tutorcore.domain.neighbours import Sides, Span, Surroundings, Timetable, Values, day_spans
from tutorcore.domain.preferences import Hold, Preferences, Window
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.weights import Part, Weights
from tutorcore.domain.wishes import outside_windows

USUAL: Final = 120
"""Minutes from a past lesson's time of the day at which a time is no longer usual at all."""

_WORTH: Final[Mapping[Rung, tuple[float, float]]] = {
    Rung.AS_WISHED: (0.6, 1.0),
    Rung.WITHIN_AN_HOUR: (0.4, 0.5),
    Rung.SAME_DAY: (0.25, 0.35),
    Rung.SAME_PART: (0.1, 0.2),
    Rung.ANYTHING: (0.0, 0.0),
}
"""Fit on each rung, from worst to best: any slot of a rung fits better than all of the next."""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: from 0 (worst) to 1 (best), and how much it counts."""

    part: Part
    value: float
    weight: int


@dataclass(frozen=True, slots=True)
class Score:
    """A slot's score, by its parts."""

    parts: tuple[ScorePart, ...]

    @property
    def total(self) -> float:
        """From 0 to 1: the parts by their weights; 0 where no part counts."""
        weights = sum(part.weight for part in self.parts)
        return sum(part.value * part.weight for part in self.parts) / weights if weights else 0.0

    def value(self, part: Part) -> float:
        """One part's value."""
        return next(found.value for found in self.parts if found.part is part)


@dataclass(frozen=True, kw_only=True, slots=True)
class Background:
    """What a score looks at besides the table. The order of nothing in it matters.

    `past`: when the contact's past lessons began, aware. `lessons`: by tutor, the spans of busy time that are known
    to be lessons. `shortest_minutes`: what the shortest lesson takes with its buffers; a shorter gap is stray.
    """

    shortest_minutes: int
    past: Sequence[datetime] = ()
    lessons: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)


class ScoreTable:
    """The scores of n candidates, at `places` of a table, for each of t crews.

    A crew is who gives the lesson: each tutor alone, by name, or all of them where all must be free.
    """

    def __init__(self, table: ChoiceTable, places: Places, rungs: Rungs, background: Background) -> None:
        question, self.grid = one_of(table).question, _part_of(one_of(table).grid, places)
        names = sorted(table.tables, key=lambda name: (name.casefold(), name))
        self.crews = (tuple(names),) if table.together else tuple((name,) for name in names)
        self.weights = background.weights
        self._shortest = background.shortest_minutes * MINUTE
        self._free = {name: ~refused_otherwise(table.tables[name].mask[places]) for name in names}
        self._fit = fit(question, self.grid, rungs)
        self._sooner = sooner(question, self.grid)
        self._past = _week_times(background.past, question.zone)
        self._habit = habit(background.past, self.grid, question.zone)
        self._sides = _sides(table, self.grid, background.lessons)

    @cached_property
    def free(self) -> Flags:
        """Whether all of a crew are free. Shape (t, n)."""
        return np.array([np.logical_and.reduce([self._free[name] for name in crew]) for crew in self.crews])

    @cached_property
    def totals(self) -> Values:
        """Each crew's score, from 0 to 1; it means nothing where the crew is not free. Shape (t, n)."""
        alike = self._fit * self.weights.fit + self._sooner * self.weights.sooner + self._habit * self.weights.habit
        return (alike + self._neighbour * self.weights.neighbour) / max(self.weights.total, 1)

    def score(self, crew: int, place: int) -> Score:
        """One score with its parts; `place` among the n candidates."""
        values = {
            Part.FIT: self._fit[place],
            Part.SOONER: self._sooner[place],
            Part.HABIT: self._habit[place],
            Part.NEIGHBOUR: self._neighbour[crew, place],
        }
        return Score(tuple(ScorePart(part, float(value), self.weights.of(part)) for part, value in values.items()))

    def usual(self, place: int) -> bool:
        """Whether a past lesson was on that very weekday and time of the day."""
        weekday, minute = int(self.grid.weekdays()[place]), int(self.grid.minutes[place])
        return (weekday, minute) in self._past

    def surroundings(self, crew: int, place: int) -> tuple[Surroundings, ...]:
        """What stands beside the lesson, for each tutor of a crew."""
        return tuple(
            Surroundings(name, *(side.at(place, self._shortest) for side in self._sides[name]))
            for name in self.crews[crew]
        )

    def tutors(self, place: int) -> tuple[str, ...]:
        """Every tutor who is free for a candidate, by name."""
        return tuple(name for name, free in self._free.items() if free[place])

    @cached_property
    def _neighbour(self) -> Values:
        """The mean over both sides and over a crew. Shape (t, n)."""
        worth = {
            name: (before.worth(self._shortest) + after.worth(self._shortest)) / 2
            for name, (before, after) in self._sides.items()
        }
        return np.array([np.mean([worth[name] for name in crew], axis=0) for crew in self.crews])


def fit(question: Question, grid: Grid, rungs: Rungs) -> Values:
    """How well each candidate fits the wish: 1 without any, and less on every rung.

    On a rung the best is central in the window that was mentioned first. Shape (n,).
    """
    wish = question.preferences or Preferences()
    found = np.ones(rungs.size)
    if not wish.windows:
        return found
    for rung, (worst, best) in _WORTH.items():
        on = np.flatnonzero(rungs == rung)
        if on.size:
            found[on] = worst + (best - worst) * _within(relaxed(wish, rung), question, _part_of(grid, on))
    return found


def sooner(question: Question, grid: Grid) -> Values:
    """1 today, and less by the same for each day until the last that is looked at. Shape (n,)."""
    return 1 - (grid.days - question.today.toordinal()) / question.profile.days_ahead


def habit(past: Sequence[datetime], grid: Grid, zone: ZoneInfo) -> Values:
    """The share of the past lessons that were on that weekday and at that time of the day. Shape (n,).

    A time beside it counts in part, down to nothing at two hours; without past lessons it is 0.
    """
    if not past:
        return np.zeros(grid.starts.size)
    weekdays, minutes = np.array(_week_times(past, zone), np.int64).T
    near = np.clip(1 - np.abs(grid.minutes[:, None] - minutes) / USUAL, 0, 1)
    return np.asarray(np.mean(near * (grid.weekdays()[:, None] == weekdays), axis=1))


def _week_times(moments: Sequence[datetime], zone: ZoneInfo) -> list[tuple[int, int]]:
    """(weekday, minute of the local day) of each, sorted."""
    local = (moment.astimezone(zone) for moment in moments)
    return sorted((moment.weekday(), moment.hour * 60 + moment.minute) for moment in local)


def _within(wish: Preferences, question: Question, grid: Grid) -> Values:
    """From 0 to 1: half for lying in the middle of a window, half for how early it was mentioned; the best window."""
    windows = wish.windows or (Window(frozenset(range(7))),)
    best = np.zeros(grid.starts.size)
    for place, window in enumerate(windows):
        outside = outside_windows(
            Preferences(windows=(window,)), grid, question.profile.duration_minutes, question.zone
        )
        worth = (_central(window, grid, question.profile) + 1 - place / len(windows)) / 2
        best = np.maximum(best, np.where(outside, 0.0, worth))
    return best


def _central(window: Window, grid: Grid, profile: PlanningProfile) -> Values:
    """1 in the middle of the starts that a window and the profile's hours leave, 0 at their ends. All of a day is 1."""
    if window.is_whole_day:
        return np.ones(grid.starts.size)
    last = {
        Hold.START: window.end - 1,
        Hold.WHOLE: window.end - profile.duration_minutes,
        Hold.EXACT: window.start,
    }
    low, high = max(window.start, profile.earliest_hour * 60), min(last[window.hold], profile.latest_hour * 60)
    reach = max((high - low) / 2, 1.0)
    return np.asarray(np.clip(1 - np.abs(grid.minutes - (low + high) / 2) / reach, 0, 1))


def _sides(table: ChoiceTable, grid: Grid, lessons: Mapping[str, Sequence[Span]]) -> dict[str, tuple[Sides, Sides]]:
    """By tutor, what stands before and after each candidate."""
    question = one_of(table).question
    begins, ends = day_spans(grid.days, question.zone)
    before, after = question.buffers
    found = {}
    for name, own in table.tables.items():
        timetable = Timetable.of(own.question.busy, lessons.get(name, ()))
        sides = (
            timetable.before(grid.starts, begins, before),
            timetable.after(grid.starts + question.duration, ends, after),
        )
        found[name] = sides
    return found


def _part_of(grid: Grid, places: Places) -> Grid:
    return Grid(grid.starts[places], grid.days[places], grid.minutes[places], grid.changes)
