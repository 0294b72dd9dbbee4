"""What is asked to be booked, and what would come of it: judged by the rules as they are now, nothing written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tutorcore.domain.bookings import Exceptions, Span
from tutorcore.domain.calendars import Calendar, Tutor
from tutorcore.domain.contacts import Contact
from tutorcore.domain.explanation import explain_start
from tutorcore.domain.ladder import Rung, relaxed
from tutorcore.domain.lesson_types import rules_text
from tutorcore.domain.openings import Opening
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profile_versions import in_force
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Refusal
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.tutor_time import Doubt, DoubtedCalendar
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import NotBookable, UnknownName
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import today
from tutorcore.services.open_contact import OpenContact, open_contact
from tutorcore.services.plan_week import Trial, WeekPlan, plan_week
from tutorcore.wording.lesson_types import NONE

FORBIDDING: Final = frozenset(Doubt) - {Doubt.NOT_COVERED}
"""Doubts in which nothing is booked. What a reading does not cover is busy time, and refuses by itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A lesson that a planner wants to book or keep: who, with whom, when, and what is otherwise than by the rules."""

    contact_id: str
    tutor: str
    start: datetime
    trial: Trial = field(default_factory=Trial)
    opening: Opening | None = None
    rung: Rung | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What would be booked, and whether it can be. `calendar` None: it is kept in this dashboard only."""

    request: Request
    opened: OpenContact
    tutor: Tutor
    calendar: Calendar | None
    span: Span
    profile_name: str
    lesson_type: str
    """The lesson type that is laid over the profile; blank: none."""
    profile: PlanningProfile
    profile_version: int
    exceptions: Exceptions
    doubts: tuple[DoubtedCalendar, ...]
    refusals: tuple[Refusal, ...]

    @property
    def contact(self) -> Contact:
        """Whose lesson it is."""
        return self.opened.contact

    @property
    def segment(self) -> str:
        """The contact's segment."""
        return self.opened.segment.segment

    @property
    def rules(self) -> str:
        """By which rules it is booked: `new`, `new + trial`."""
        return rules_text(self.profile_name, self.lesson_type)

    @property
    def title(self) -> str:
        """As it will stand in the calendar."""
        return f"Lesson {self.contact.label}"

    @property
    def description(self) -> str:
        """As it will stand in the calendar."""
        lines = [f"Pupil: {self.contact.label}", f"Phone: {self.contact.phone}" if self.contact.phone else ""]
        lines += [f"Exception: {text}" for text in self.exceptions]
        return "\n".join(line for line in lines if line)

    @property
    def forbidding(self) -> tuple[DoubtedCalendar, ...]:
        """The doubts in which nothing is booked."""
        return tuple(each for each in self.doubts if each.doubt in FORBIDDING)

    @property
    def bookable(self) -> bool:
        """Whether nothing stands against it, as far as is known here."""
        return not self.refusals and not self.forbidding

    def require_bookable(self) -> None:
        """Raises `NotBookable` with every reason."""
        if self.refusals:
            said = "The rules do not offer this time any more"
            raise NotBookable(said, refusals=self.refusals, hint="Pick another time.")
        if self.forbidding:
            raise NotBookable(
                f"What stands in the calendar of {self.tutor.name} is not certain now, so nothing is booked",
                hint="Book again when the calendar has been read.",
            )


def propose(
    ports: Ports, request: Request, *, without: str = "", fresh: Mapping[int, CalendarReading] | None = None
) -> Proposal:
    """Judge a request by every rule, notice included, on what is stored, and on `fresh` readings by calendar id.

    `without` is a booking that is left out: the one that is moved. Raises `UnknownName` (contact, tutor), and
    `ImpossibleOverlay` where profile and lesson type exclude each other.
    """
    opened = open_contact(ports, request.contact_id)
    week = IsoWeek.of(request.start.astimezone(ports.zone).date())
    plan = plan_week(
        ports, opened, week, tutors=[request.tutor], trial=request.trial, without=without, fresh=fresh or {}
    )
    if plan.rules.impossible:
        raise plan.rules.impossible
    if plan.table is None:
        raise UnknownName(f"There is no tutor “{request.tutor[:60]}”")
    time, question = plan.tutors[0], _asked(plan, request)
    end = request.start.astimezone(UTC) + timedelta(minutes=question.profile.duration_minutes)
    published = in_force(ports.profiles.versions(), today(ports)).get(plan.profile_name)
    return Proposal(
        request=request,
        opened=opened,
        tutor=time.tutor,
        calendar=next((calendar for calendar in time.calendars if calendar.remote_id), None),
        span=Span(request.start.astimezone(UTC), end),
        profile_name=plan.profile_name,
        lesson_type=plan.rules.lesson_type_name,
        profile=question.profile,
        profile_version=published.version if published else 0,
        exceptions=_exceptions(opened, plan, request),
        doubts=_left(time.doubts, fresh or {}),
        refusals=explain_start(request.start, question),
    )


def _asked(plan: WeekPlan, request: Request) -> Question:
    """The tutor's question, with what is otherwise for this lesson."""
    if plan.table is None:
        raise UnknownName(f"There is no tutor “{request.tutor[:60]}”")
    question = next(iter(plan.table.tables.values())).question
    if request.opening is not None:
        question = request.opening.apply(question)
    if request.rung is not None:
        question = replace(question, preferences=relaxed(question.preferences or Preferences(), request.rung))
    return question


def _left(doubts: tuple[DoubtedCalendar, ...], fresh: Mapping[int, CalendarReading]) -> tuple[DoubtedCalendar, ...]:
    """The doubts that a fresh and complete reading does not settle."""
    settled = {number for number, reading in fresh.items() if not reading.bad}
    return tuple(each for each in doubts if each.calendar is None or each.calendar.id not in settled)


def _exceptions(opened: OpenContact, plan: WeekPlan, request: Request) -> Exceptions:
    """What is otherwise than by the contact's own rules, each as a short text."""
    found: list[str] = []
    if plan.profile_name != opened.profile.name:
        found.append(f"profile {opened.profile.name} -> {plan.profile_name}")
    lesson_types = opened.rules.lesson_type_name, plan.rules.lesson_type_name
    if lesson_types[0] != lesson_types[1]:
        found.append(f"lesson type {lesson_types[0] or NONE} -> {lesson_types[1] or NONE}")
    minutes = opened.profile.profile.duration_minutes
    if request.trial.duration_minutes not in {None, minutes}:
        found.append(f"duration_minutes {minutes} -> {request.trial.duration_minutes}")
    changes = [*request.trial.changes, *(request.opening.changes if request.opening else ())]
    found += [f"{each.field} {each.old} -> {each.new}" for change in changes for each in change.fields]
    wishes = [change.preferences for change in changes if change.preferences is not None]
    if wishes:
        found.append(f"wish -> {wishes[-1]}")
    elif request.trial.wish is not None and plan.preferences != opened.preferences:
        found.append(f"wish -> {plan.preferences}")
    if request.rung:
        found.append(f"not as wished: {request.rung.name.lower().replace('_', ' ')}")
    return tuple(found)
