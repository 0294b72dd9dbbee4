"""The slots that a week shows: those that fit, else what comes nearest to the wish, and one that is an exception."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.bookings import Booking, Span
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.ladder import Climb, RungSlot
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.make_offer import climb_week
from tutorcore.services.open_time import ExceptionalSlot, LessonException, exceptional_slot
from tutorcore.services.plan_week import Trial, WeekPlan
from tutorcore.wording.offers import RUNG_BADGES

NOT_CONFIRMED: Final = "not confirmed"
"""What stands with every slot of a plan that cannot be relied upon now."""


@dataclass(frozen=True)
class ShownWeek:
    """A planned week, and `asked_exception`, which counts as long as it still opens its start.

    `drawing` is the number of the calendar's drawing: another one each time that the browser draws it anew. `moving` is
    the lesson for which another time is looked for: the plan leaves it out. `acts` is how many acts with bookings had
    been made when the week was planned; `narrow`: on a phone.
    """

    plan: WeekPlan
    asked_exception: LessonException | None = None
    drawing: int = 0
    moving: Booking | None = None
    acts: int = 0
    narrow: bool = False

    @property
    def planned_for(self) -> tuple[Trial, LessonException | None, str, int]:
        """What it was planned for: where that has changed, it has to be planned anew."""
        return self.plan.trial, self.asked_exception, self.moving_id, self.acts

    @property
    def moving_id(self) -> str:
        """The booking that is being moved; blank: none."""
        return self.moving.id if self.moving else ""

    @property
    def zone(self) -> ZoneInfo:
        """The company's."""
        zone = self.plan.now.tzinfo
        return zone if isinstance(zone, ZoneInfo) else AMSTERDAM

    def bookings_of(self, time: TutorTime) -> tuple[Booking, ...]:
        """A tutor's lessons and holds, the one that is being moved too."""
        moving = (self.moving,) if self.moving and self.moving.tutor_id == time.tutor.id else ()
        return (*time.bookings, *moving)

    @cached_property
    def bookings(self) -> Mapping[str, Booking]:
        """All the lessons and holds of the week by id, in the order of their start."""
        days, zone = self.plan.week.days, self.zone
        found = [booking for time in self.plan.tutors for booking in self.bookings_of(time)]
        shown = [each for each in found if any(_meets(span, days, zone) for span in each.spans)]
        return {booking.id: booking for booking in sorted(shown, key=lambda each: each.span)}

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


def _meets(span: Span, days: Sequence[date], zone: ZoneInfo) -> bool:
    return span.start.astimezone(zone).date() <= days[-1] and days[0] <= span.end.astimezone(zone).date()


def badge_text(one: OfferedSlot) -> str:
    """What is not as usual about a slot, in two words; blank where it fits by all the rules."""
    if isinstance(one, ExceptionalSlot):
        return "exception"
    return RUNG_BADGES[one.rung] if isinstance(one, RungSlot) else ""
