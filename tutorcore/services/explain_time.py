"""Why one time is offered or not, for every tutor that counts: the week's own answer, asked of any minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutorcore.domain.explanation import explain_start
from tutorcore.domain.moments import read_moment
from tutorcore.domain.reasons import Refusal
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import Trial, WeekPlan, plan_week


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeExplained:
    """A start and, by tutor, every reason that refuses it; no reason is offered. `together`: all must be free."""

    start: datetime
    by_tutor: Mapping[str, tuple[Refusal, ...]]
    together: bool
    plan: WeekPlan

    @property
    def offered_by(self) -> tuple[str, ...]:
        """The tutors who could give the lesson; none where all must be free and one is not."""
        free = tuple(name for name, refusals in self.by_tutor.items() if not refusals)
        return () if self.together and len(free) < len(self.by_tutor) else free


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
    today = ports.clock.now().astimezone(ports.zone).date()
    start = read_moment(text, today=today, zone=ports.zone)
    plan = plan_week(ports, opened, IsoWeek.of(start.date()), tutors=tutors, together=together, trial=trial)
    tables = plan.table.tables if plan.table else {}
    return TimeExplained(
        start=start,
        by_tutor={name: explain_start(start, table.question) for name, table in tables.items()},
        together=together,
        plan=plan,
    )
