"""The slots that a week shows: those that fit, else what comes nearest to the wish, and one that is an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.ladder import Climb, RungSlot
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.services.make_offer import climb_week
from tutorcore.services.open_time import ExceptionalSlot, LessonException, exceptional_slot
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.offers import RUNG_BADGES


@dataclass(frozen=True)
class ShownWeek:
    """A planned week, and `asked_exception`, which counts as long as it still opens its start.

    `drawing` is the number of the calendar's drawing: another one each time that the browser draws it anew.
    """

    plan: WeekPlan
    asked_exception: LessonException | None = None
    drawing: int = 0

    @cached_property
    def climb(self) -> Climb:
        """What comes nearest to the wish, where nothing of the week fits; else nothing."""
        return Climb() if self.plan.offered else climb_week(self.plan)

    @cached_property
    def exception(self) -> ExceptionalSlot | None:
        """The slot that was opened for one lesson only, where it lies in this week."""
        asked = self.asked_exception
        if asked is None or asked.start.date() not in self.plan.week.days:
            return None
        return exceptional_slot(self.plan, asked)

    @cached_property
    def slots(self) -> tuple[OfferedSlot, ...]:
        """All of them by start."""
        found = {one.slot.start: one for one in (*self.plan.offered, *self.climb.slots)}
        if self.exception and self.exception.slot.start not in found:
            found[self.exception.slot.start] = self.exception
        return tuple(found[start] for start in sorted(found))

    def at(self, start: datetime | None) -> OfferedSlot | None:
        """The slot at a start."""
        return next((one for one in self.slots if one.slot.start == start), None)

    def profile_of(self, one: OfferedSlot) -> PlanningProfile:
        """The profile that holds for a slot."""
        return one.profile if isinstance(one, ExceptionalSlot) else self.plan.profile


def badge_text(one: OfferedSlot) -> str:
    """What is not as usual about a slot, in two words; blank where it fits by all the rules."""
    if isinstance(one, ExceptionalSlot):
        return "exception"
    return RUNG_BADGES[one.rung] if isinstance(one, RungSlot) else ""
