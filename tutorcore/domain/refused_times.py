"""The half hours of a week that are not offered, each with all its reasons: what the calendar shows as "why not".

They are judged as every other time is (`explanation.judge_any`), so that they cannot disagree with the slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from tutorcore.domain.choosing import ChoiceTable, masks_as_one
from tutorcore.domain.explanation import judge_any
from tutorcore.domain.grid import grid_of
from tutorcore.domain.instants import moment_at
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason, reasons_in
from tutorcore.domain.weeks import IsoWeek

HALF_HOUR: Final = 30
"""Minutes."""


@dataclass(frozen=True, slots=True)
class RefusedTime:
    """A start that is not offered, and why, in the order in which reasons are told; at least one."""

    start: datetime
    reasons: tuple[Reason, ...]


def refused_half_hours(table: ChoiceTable, week: IsoWeek, *, hours: tuple[int, int]) -> list[RefusedTime]:
    """Every half hour of the local hours [first, last) of a week that is not offered, by start.

    Times that the spring change skips are left out; of a repeated hour the first pass is meant.
    """
    questions: Mapping[str, Question] = {name: each.question for name, each in table.tables.items()}
    zone = next(iter(questions.values())).zone
    monday = week.monday.toordinal()
    minutes = np.arange(hours[0] * 60, hours[1] * 60, HALF_HOUR)
    grid = grid_of(np.arange(monday, monday + 7), minutes, zone)
    mask = masks_as_one([judge_any(question, grid) for question in questions.values()], together=table.together)
    return [
        RefusedTime(moment_at(int(grid.starts[place]), zone), reasons_in(int(mask[place])))
        for place in np.flatnonzero(mask)
    ]
