"""What tutors can give by a profile: the starts that nothing but a wish refuses, for each tutor and for any of several.

Made for many questions at one moment: what was judged once for a profile and a tutor is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Busy, Flags
from tutorcore.domain.closures import Closure
from tutorcore.domain.grid import Grid, candidates
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.slots import judge

Team = tuple[int, ...]
"""Tutors by id, any of whom may teach."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Supply:
    """The busy time and the closures of every tutor, by id, as they are at `now` (aware).

    Who is not in `busy` is nobody here, and gives nothing.
    """

    busy: Mapping[int, Busy]
    closures: Mapping[int, Sequence[Closure]]
    now: datetime
    zone: ZoneInfo
    _grids: dict[PlanningProfile, Grid] = field(default_factory=dict, repr=False)
    _free: dict[tuple[PlanningProfile, int], Flags] = field(default_factory=dict, repr=False)

    def grid(self, profile: PlanningProfile) -> Grid:
        """Every candidate of a profile, free or not."""
        if profile not in self._grids:
            self._grids[profile] = candidates(profile, self.now.astimezone(self.zone).date(), self.zone)
        return self._grids[profile]

    def free(self, profile: PlanningProfile, team: Team) -> Grid:
        """The candidates of a profile that any of a team can give."""
        grid = self.grid(profile)
        anybody = np.zeros(grid.starts.size, np.bool_)
        for tutor in team:
            if tutor in self.busy:
                anybody |= self._free_of(profile, tutor)
        places = np.flatnonzero(anybody)
        return Grid(grid.starts[places], grid.days[places], grid.minutes[places], grid.changes)

    def with_busy(self, busy: Mapping[int, Busy]) -> Supply:
        """The same with other busy time of some tutors."""
        kept = {asked: free for asked, free in self._free.items() if asked[1] not in busy}
        return replace(self, busy={**self.busy, **busy}, _free=kept)

    def _free_of(self, profile: PlanningProfile, tutor: int) -> Flags:
        asked = (profile, tutor)
        if asked not in self._free:
            question = Question.of(
                profile,
                self.busy[tutor],
                now=self.now,
                zone=self.zone,
                preferences=None,
                closures=self.closures.get(tutor, ()),
            )
            self._free[asked] = np.asarray(judge(question, self.grid(profile)) == 0)
        return self._free[asked]
