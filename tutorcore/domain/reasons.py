"""Why a time is not offered: one enum, in the order in which reasons are told, and what a refusal says of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.closures import Closure

if TYPE_CHECKING:
    from tutorcore.domain.preferences import Exclusion, Preferences
    from tutorcore.domain.profiles import PlanningProfile


class Reason(StrEnum):
    """A rule that refuses a time (docs/rules.md, "Slots")."""

    PAST = "past"
    """It lies before now."""
    CLOCK_CHANGE = "clock_change"
    """The spring change skips it, or it is the second pass of an hour that the autumn change repeats."""
    HORIZON = "horizon"
    """The profile does not look that many days ahead."""
    WEEKDAY = "weekday"
    """The profile does not allow the weekday."""
    CLOSURE = "closure"
    """The lesson touches a holiday or closure."""
    HOURS = "hours"
    """The start lies before the first or after the last start."""
    GRID = "grid"
    """The start is not on the profile's steps."""
    NOTICE = "notice"
    """It is too soon."""
    BUSY = "busy"
    """An event stands in the lesson."""
    BUFFER_BEFORE = "buffer_before"
    """An event is over, but not long enough before the lesson."""
    BUFFER_AFTER = "buffer_after"
    """An event begins too soon after the lesson."""
    PREFERENCE = "preference"
    """The lesson lies in none of the wished windows."""
    EXCLUDED = "excluded"
    """The lesson touches a time that the customer excluded."""

    @property
    def bit(self) -> int:
        """This reason in a mask of reasons."""
        return _BITS[self]


_BITS = {reason: 1 << place for place, reason in enumerate(Reason)}


def reasons_in(mask: int) -> tuple[Reason, ...]:
    """The reasons in a mask, in order."""
    return tuple(reason for reason in Reason if mask & reason.bit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """One reason why a time is not offered, with what stands behind it; what does not apply is empty.

    `start` is the refused one, in the zone; `events` block. Of those that stand too close, `short_by` says by how many
    minutes (rounded up) each, and `own_buffers` what each keeps free itself where that is in the way, which no profile
    changes, else 0. `closures` and `exclusions` are touched; `wish` is what the lesson lies outside of; `bookable_from`
    is when notice is met; `last_day` the last local date looked at; `nearest` the starts on the grid just before and
    after; `profile` the one whose rule refuses, `lesson_type` the name of the lesson type that gave it that rule.
    """

    reason: Reason
    start: datetime | None = None
    profile: PlanningProfile | None = None
    wish: Preferences | None = None
    events: tuple[BusyEvent, ...] = ()
    short_by: tuple[int, ...] = ()
    own_buffers: tuple[int, ...] = ()
    closures: tuple[Closure, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    bookable_from: datetime | None = None
    last_day: date | None = None
    nearest: tuple[datetime, ...] = ()
    lesson_type: str = ""
