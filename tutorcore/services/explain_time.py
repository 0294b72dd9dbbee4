"""Why one time is offered or not, for every tutor that counts: the week's own answer, asked of any minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tutorcore.domain.calendars import CalendarEvent, blocks
from tutorcore.domain.explanation import explain_start
from tutorcore.domain.moments import read_moment
from tutorcore.domain.reasons import Refusal
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import Trial, WeekPlan, plan_week


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeExplained:
    """A start and, by tutor, every reason that refuses it; no reason is offered.

    `free_events` by tutor: what stands in their calendars at that time and does not block.
    """

    start: datetime
    by_tutor: Mapping[str, tuple[Refusal, ...]]
    free_events: Mapping[str, tuple[CalendarEvent, ...]]
    plan: WeekPlan

    @property
    def offered_by(self) -> tuple[str, ...]:
        """The tutors who could give the lesson; none where all must be free and one is not."""
        free = tuple(name for name, refusals in self.by_tutor.items() if not refusals)
        return () if self.plan.together and len(free) < len(self.by_tutor) else free


def explain_time(
    ports: Ports,
    opened: OpenContact,
    text: str,
    *,
    tutors: Sequence[str] | None = None,
    together: bool = False,
    trial: Trial | None = None,
) -> TimeExplained:
    """Explain the time that a planner typed. Raises `InputError` where it is no day and time.

    It is asked of the plan of its week, with the same tutors and trial, so that both agree.
    """
    start = time_asked(ports, text)
    plan = plan_week(ports, opened, IsoWeek.of(start.date()), tutors=tutors, together=together, trial=trial)
    return explain_in(plan, start)


def time_asked(ports: Ports, text: str, *, week: IsoWeek | None = None) -> datetime:
    """The start that a planner typed, in the company's zone; a weekday alone is that of `week`, else the next one.

    Raises `InputError` where it is no day and time.
    """
    today = ports.clock.now().astimezone(ports.zone).date()
    return read_moment(text, today=today, zone=ports.zone, week=week)


def explain_in(plan: WeekPlan, start: datetime) -> TimeExplained:
    """Explain a start (aware) of a planned week."""
    tables = plan.table.tables if plan.table else {}
    return TimeExplained(
        start=start,
        by_tutor={name: explain_start(start, table.question) for name, table in tables.items()},
        free_events=free_events_at(plan, start),
        plan=plan,
    )


def free_events_at(plan: WeekPlan, start: datetime) -> Mapping[str, tuple[CalendarEvent, ...]]:
    """By tutor, the events that meet the lesson with its buffers and do not block."""
    profile, instant = plan.profile, start.astimezone(UTC)
    opens = instant - timedelta(minutes=profile.buffer_before_min)
    closes = instant + timedelta(minutes=profile.duration_minutes + profile.buffer_after_min)
    found = {
        time.tutor.name: tuple(
            event for _, event in time.events if not blocks(event) and event.start < closes and opens < event.end
        )
        for time in plan.tutors
    }
    return {name: events for name, events in found.items() if events}
