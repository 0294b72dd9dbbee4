"""What would open a refused time or an empty week, for the tutors that count; and a time opened for one lesson only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from pydantic import ValidationError

from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.explanation import explain_start
from tutorcore.domain.instants import micros, moment_at
from tutorcore.domain.openings import Opening, Openings, openings_of, openings_of_week
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.slots import Slot
from tutorcore.services.plan_week import WeekPlan


@dataclass(frozen=True, kw_only=True, slots=True)
class TutorOpening:
    """An opening, and the tutors for whom it opens the time; together: all of them."""

    opening: Opening
    tutors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeOpenings:
    """What would open a start: the openings in order, and by tutor what was found."""

    openings: tuple[TutorOpening, ...]
    by_tutor: Mapping[str, Openings]


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonException:
    """A start that a planner opened for one lesson only; profile and stored wish stay as they are."""

    start: datetime
    opening: Opening


@dataclass(frozen=True, slots=True)
class ExceptionalSlot(OfferedSlot):
    """A slot that is offered by exception, and the profile that holds for it."""

    exception: LessonException
    profile: PlanningProfile


def openings_at(plan: WeekPlan, start: datetime) -> TimeOpenings:
    """What would open a start (aware) of the plan's week, by the smallest changes."""
    found = {name: openings_of(start, question, week=plan.week) for name, question in _questions(plan).items()}
    openings = (opening for each in found.values() for opening in each.openings)
    return TimeOpenings(openings=_with_tutors(plan, openings, start), by_tutor=found)


def openings_for_week(plan: WeekPlan) -> tuple[Opening, ...]:
    """What would open an empty week: of each rule the smallest change, of whichever tutor; the first few."""
    least: dict[tuple[int, ...], Opening] = {}
    asked = (openings_of_week(question, week=plan.week) for question in _questions(plan).values())
    for opening in chain.from_iterable(asked):
        best = least.setdefault(opening.rules, opening)
        least[opening.rules] = min(best, opening, key=lambda each: each.rank)
    fewest = min(map(len, least), default=0)
    return tuple(least[rules] for rules in sorted(least) if len(rules) == fewest)


def exceptional_slot(plan: WeekPlan, exception: LessonException) -> ExceptionalSlot | None:
    """The slot of an exception as the calendars are now; None where it does not open the start any more."""
    opened = _opened(plan, exception.opening)
    free = tuple(name for name, question in opened.items() if not explain_start(exception.start, question))
    if not free or (plan.together and len(free) < len(plan.tutors)):
        return None
    question = opened[free[0]]
    start = micros(exception.start)
    slot = Slot(moment_at(start, question.zone), moment_at(start + question.duration, question.zone))
    return ExceptionalSlot(slot, free, exception, question.profile)


def _questions(plan: WeekPlan) -> dict[str, Question]:
    return {name: table.question for name, table in plan.table.tables.items()} if plan.table else {}


def _with_tutors(plan: WeekPlan, openings: Iterable[Opening], start: datetime) -> tuple[TutorOpening, ...]:
    """Each way of opening once, with everybody for whom it does; those that do not open it for who is needed go."""
    found: list[TutorOpening] = []
    told = {opening.changes: opening for opening in openings}
    for opening in told.values():
        slot = exceptional_slot(plan, LessonException(start=start, opening=opening))
        if slot is not None:
            found.append(TutorOpening(opening=opening, tutors=slot.tutors))
    return tuple(sorted(found, key=lambda each: each.opening.rank))


def _opened(plan: WeekPlan, opening: Opening) -> dict[str, Question]:
    """Each tutor's question with the rules changed; none where that is no possible profile any more."""
    try:
        return {name: opening.apply(question) for name, question in _questions(plan).items()}
    except ValidationError:
        return {}
