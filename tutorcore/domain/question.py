"""What is asked of the slot rules: everything that the judgement of a start depends on, in one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.closures import Closure
from tutorcore.domain.instants import MINUTE, require_aware
from tutorcore.domain.lesson_types import LessonType
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.zones import AMSTERDAM

BusyTime = Iterable[tuple[datetime, datetime] | BusyEvent] | Busy


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """Everything that the judgement of a start depends on; see `evaluate_slots`.

    `lesson_type` is what the profile was laid under already: it decides nothing here, refusals name it.
    """

    profile: PlanningProfile
    busy: Busy
    now: datetime
    zone: ZoneInfo = AMSTERDAM
    preferences: Preferences | None = None
    closures: Sequence[Closure] = ()
    lesson_type: LessonType | None = None

    @classmethod
    def of(
        cls,
        profile: PlanningProfile,
        busy: BusyTime,
        *,
        now: datetime,
        zone: ZoneInfo,
        preferences: Preferences | None,
        closures: Sequence[Closure],
        lesson_type: LessonType | None = None,
    ) -> Question:
        """A question with its busy time prepared. Raises `InputError` for a naive `now`."""
        require_aware(now, "`now`")
        prepared = Busy.of(busy)
        return cls(
            profile=profile,
            busy=prepared,
            now=now,
            zone=zone,
            preferences=preferences,
            closures=closures,
            lesson_type=lesson_type,
        )

    @property
    def duration(self) -> int:
        """The lesson's length in microseconds."""
        return self.profile.duration_minutes * MINUTE

    @property
    def buffers(self) -> tuple[int, int]:
        """Microseconds kept free before and after a lesson."""
        return self.profile.buffer_before_min * MINUTE, self.profile.buffer_after_min * MINUTE

    @property
    def today(self) -> date:
        """The local date of `now`."""
        return self.now.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        """The last local date that is looked at."""
        return self.today + timedelta(days=self.profile.days_ahead - 1)

    @property
    def bookable_from(self) -> datetime:
        """When the notice is met, in the zone."""
        return (self.now.astimezone(UTC) + timedelta(minutes=self.profile.min_lead_minutes)).astimezone(self.zone)
