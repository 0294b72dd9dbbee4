"""The week of a contact: which slots can be offered, by whom, why not the others, and how sure that is.

The same answer serves the week page, the preferences page and the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np

from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import DayOff
from tutorcore.domain.choosing import ChoiceTable, OfferedSlot, Places
from tutorcore.domain.instants import micros, midnight
from tutorcore.domain.lesson_types import LaidOver, LessonType
from tutorcore.domain.openings import Change
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.slots import evaluate_question
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles, profile_named
from tutorcore.services.lesson_types.knowing import laid_over
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.read_tutors import closures_of, days_off_of, read_tutors, tutors_named, usual_tutors

ONE_DAY = timedelta(days=1)
MARGIN = ONE_DAY
"""Read around the time asked about: buffers and lessons over midnight reach across its ends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What is tried otherwise for one view, without storing anything. None: as it is."""

    profile: str | None = None
    lesson_type: str | None = None
    """Blank: none."""
    duration_minutes: int | None = None
    wish: str | None = None
    changes: tuple[Change, ...] = ()
    """Single rules that are tried changed, after the rest."""

    @property
    def changes_something(self) -> bool:
        """Whether anything is tried at all."""
        return self != Trial()

    def with_changes(self, changes: Sequence[Change]) -> Trial:
        """With these rules changed too; an earlier change of the same rule makes room."""
        changed = {change.rule: change for change in (*self.changes, *changes)}
        return replace(self, changes=tuple(changed.values()))


@dataclass(frozen=True, kw_only=True)
class WeekPlan:
    """The answer for one week.

    `table` covers the whole horizon, `first_day` to `last_day`; None where there is no tutor. `places` are the
    candidates in it that start in the week. `now` is in the company's zone. `rules` are the profile and the lesson type
    before anything else is tried of them; where they are impossible together there is no table, and nothing is offered.
    """

    week: IsoWeek
    now: datetime
    rules: LaidOver
    profile: PlanningProfile
    preferences: Preferences
    trial: Trial
    tutors: tuple[TutorTime, ...]
    days_off: tuple[DayOff, ...]
    table: ChoiceTable | None
    places: Places

    @property
    def profile_name(self) -> str:
        """The profile's name, without the lesson type."""
        return self.rules.base.name

    @property
    def lesson_type(self) -> LessonType | None:
        """The lesson type that is laid over it."""
        return self.rules.lesson_type

    @property
    def first_day(self) -> date:
        """The first local date that is looked at: today."""
        return self.now.date()

    @property
    def last_day(self) -> date:
        """The last local date that is looked at."""
        return self.first_day + timedelta(days=self.profile.days_ahead - 1)

    @cached_property
    def offered(self) -> tuple[OfferedSlot, ...]:
        """The week's slots by start."""
        return tuple(self.table.offered(self.places)) if self.table else ()

    @cached_property
    def next_slot(self) -> OfferedSlot | None:
        """The first slot after the week, else the first of all."""
        if self.table is None:
            return None
        after = int(self.places[-1]) + 1 if self.places.size else 0
        later = self.table.offered(np.arange(after, len(self.table)))
        return next(iter(later or self.table.offered()), None)

    @property
    def candidates(self) -> int:
        """How many starts the profile gives in the week."""
        return len(self.places)

    @property
    def refused(self) -> Mapping[Reason, int]:
        """How many of the week's candidates have each reason as their first."""
        return self.table.first_reasons(self.places) if self.table else {}

    @property
    def together(self) -> bool:
        """Whether all the tutors must be free."""
        return bool(self.table and self.table.together)

    @property
    def confirmed(self) -> bool:
        """Whether every tutor's reading can be relied upon."""
        return bool(self.tutors) and all(time.confirmed for time in self.tutors)

    @property
    def read_at(self) -> datetime | None:
        """When the oldest reading was made; None where one is missing."""
        times = [time.read_at for time in self.tutors]
        known = [moment for moment in times if moment is not None]
        return min(known) if known and len(known) == len(times) else None


def plan_week(
    ports: Ports,
    opened: OpenContact,
    week: IsoWeek,
    *,
    tutors: Sequence[str] | None = None,
    together: bool = False,
    trial: Trial | None = None,
    without: str = "",
    fresh: Mapping[int, CalendarReading] | None = None,
) -> WeekPlan:
    """Plan one ISO week for a contact.

    `tutors` by name (None: the usual ones; empty: all); `together`: all must be free, else one is enough. `without`
    and `fresh` as for `read_tutors`. Raises `UnknownName` and pydantic's `ValidationError` for what `trial` asks.
    """
    trial = trial or Trial()
    chosen = usual_tutors(ports, opened.contact) if tutors is None else tutors_named(ports, tutors)
    rules = _rules(ports, opened, trial)
    asked = _asked(ports, opened, rules, trial)
    start, end = _span(week, asked)
    known = read_tutors(ports, chosen, start, end, asked_for=opened.contact.id, without=without, fresh=fresh)
    days_off = days_off_of(ports.closures.days_off(start.date(), end.date()), chosen)
    table = None if rules.impossible else _choose(asked, known, days_off, together=together)
    return WeekPlan(
        week=week,
        now=asked.now,
        rules=rules,
        profile=asked.profile,
        preferences=asked.preferences or Preferences(),
        trial=trial,
        tutors=tuple(known),
        days_off=tuple(days_off),
        table=table,
        places=table.places(*(micros(moment) for moment in week.span(ports.zone))) if table else np.arange(0),
    )


def _rules(ports: Ports, opened: OpenContact, trial: Trial) -> LaidOver:
    """The profile and the lesson type that count: the contact's, or those that are tried."""
    if trial.profile is None and trial.lesson_type is None:
        return opened.rules
    base = profile_named(know_profiles(ports), trial.profile) if trial.profile else opened.base_profile
    return laid_over(ports, base, opened.said.text if trial.lesson_type is None else trial.lesson_type)


def _tried(profile: PlanningProfile, trial: Trial) -> PlanningProfile:
    """The profile with what is tried of its values."""
    tried: dict[str, object] = {}
    if trial.duration_minutes is not None:
        tried["duration_minutes"] = trial.duration_minutes
    tried |= {field.field: field.new for change in trial.changes for field in change.fields}
    return PlanningProfile.model_validate(profile.model_dump() | tried) if tried else profile


def _wish(opened: OpenContact, trial: Trial) -> Preferences:
    """The wish that counts: the contact's, or the one that is tried."""
    changed = [change.preferences for change in trial.changes if change.preferences is not None]
    if changed:
        return changed[-1]
    return opened.preferences if trial.wish is None else parse_preferences(trial.wish)


def _asked(ports: Ports, opened: OpenContact, rules: LaidOver, trial: Trial) -> Question:
    """What is asked of each tutor, but for the tutor's time."""
    return Question.of(
        _tried(rules.profile.profile, trial),
        (),
        now=ports.clock.now().astimezone(ports.zone),
        zone=ports.zone,
        preferences=_wish(opened, trial),
        closures=(),
        lesson_type=rules.lesson_type,
    )


def _span(week: IsoWeek, asked: Question) -> tuple[datetime, datetime]:
    """The time to read: the horizon and the week that is shown, with a margin."""
    first, after = min(asked.today, week.days[0]), max(asked.last_day + ONE_DAY, week.shifted(1).days[0])
    return midnight(first, asked.zone) - MARGIN, midnight(after, asked.zone) + MARGIN


def _choose(
    asked: Question, known: Sequence[TutorTime], days_off: Sequence[DayOff], *, together: bool
) -> ChoiceTable | None:
    """One table over all the tutors, each asked with its own time; None where there is no tutor at all."""
    tables = {
        time.tutor.name: evaluate_question(
            replace(asked, busy=Busy.of(time.busy_events()), closures=closures_of(days_off, time.tutor))
        )
        for time in known
    }
    return ChoiceTable(tables, together=together) if tables else None
