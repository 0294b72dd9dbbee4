"""How many slots a change adds in the week that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.grid import Grid, candidates
from tutorcore.domain.instants import Micros, micros, moment_at, require_aware
from tutorcore.domain.openings.model import Change, Opening
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.slots import judge
from tutorcore.domain.weeks import IsoWeek

Week = IsoWeek | tuple[datetime, datetime]
"""A week by its number, or [from, to) as two aware datetimes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """[start, end) in microseconds UTC, and the local dates that it meets."""

    start: int
    end: int
    first: date
    last: date

    @classmethod
    def of(cls, week: Week, zone: ZoneInfo) -> Shown:
        """What a week covers. Raises `InputError` for a naive datetime."""
        start, end = week.span(zone) if isinstance(week, IsoWeek) else week
        require_aware(start, "The start of a week")
        require_aware(end, "The end of a week")
        last = moment_at(micros(end) - 1, zone)
        return cls(micros(start), micros(end), start.astimezone(zone).date(), last.date())

    def candidates(self, profile: PlanningProfile, question: Question, *, until: date = date.max) -> Grid:
        """The starts that a profile gives on the local dates from today on, as far as `until`."""
        first = max(self.first, question.today)
        days = (min(self.last, until) - first).days + 1
        grid = candidates(profile.model_copy(update={"days_ahead": days}), first, question.zone)
        shown = slice(*grid.starts.searchsorted((self.start, self.end)).tolist())
        return Grid(grid.starts[shown], grid.days[shown], grid.minutes[shown], grid.changes)


class Gains:
    """Counts what changes of one question add to the slots of a week."""

    def __init__(self, question: Question, week: Week) -> None:
        self.question = question
        self.shown = Shown.of(week, question.zone)

    @cached_property
    def offered(self) -> Micros:
        """The slots that the week has as it is, by start."""
        return self._offered(self.question)

    def of(self, changes: tuple[Change, ...]) -> int:
        """How many slots the changes add; slots that they take away are not counted against them."""
        changed = self._offered(Opening(changes=changes, opens=0).apply(self.question))
        return int(np.setdiff1d(changed, self.offered, assume_unique=True).size)

    def _offered(self, question: Question) -> Micros:
        grid = self.shown.candidates(question.profile, question, until=question.last_day)
        return np.asarray(grid.starts[judge(question, grid) == 0])
