"""The week of a contact: which slots can be offered, by whom, why not the others, and how sure that is.

The same answer serves the week page, the preferences page and the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import DayOff
from tutorcore.domain.choosing import ChoiceTable, OfferedSlot
from tutorcore.domain.instants import micros, midnight
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles, profile_named
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.read_tutors import closures_of, read_tutors, tutors_named, usual_tutors

MARGIN = timedelta(days=1)
"""Read around the time asked about: buffers and lessons over midnight reach across its ends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What is tried otherwise for one view, without storing anything. None: as it is."""

    profile: str | None = None
    duration_minutes: int | None = None
    wish: str | None = None

    @property
    def changes_something(self) -> bool:
        """Whether anything is tried at all."""
        return self != Trial()


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekPlan:
    """The answer for one week.

    `table` covers the whole horizon, `first_day` to `last_day`; None where there is no tutor. Of the week that is
    shown: `offered` slots by start, the number of `candidates`, and how many are `refused` by each first reason.
    """

    week: IsoWeek
    now: datetime
    first_day: date
    last_day: date
    profile_name: str
    profile: PlanningProfile
    preferences: Preferences
    trial: Trial
    tutors: tuple[TutorTime, ...]
    days_off: tuple[DayOff, ...]
    table: ChoiceTable | None
    offered: tuple[OfferedSlot, ...]
    next_slot: OfferedSlot | None
    candidates: int
    refused: Mapping[Reason, int] = field(default_factory=dict)

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
) -> WeekPlan:
    """Plan one ISO week for a contact.

    `tutors` by name (None: the usual ones; empty: all); `together`: all must be free, else one is enough. Raises
    `UnknownName` and pydantic's `ValidationError` for what `trial` asks.
    """
    trial = trial or Trial()
    chosen = usual_tutors(ports, opened.contact) if tutors is None else tutors_named(ports, tutors)
    now = ports.clock.now()
    name, profile = _profile(ports, opened, trial)
    wish = opened.preferences if trial.wish is None else parse_preferences(trial.wish)
    today = now.astimezone(ports.zone).date()
    last_day = today + timedelta(days=profile.days_ahead - 1)
    known = read_tutors(ports, chosen, *_span(ports, week, today, last_day))
    days_off = ports.closures.days_off()
    table = _choose(ports, known, days_off, profile=profile, wish=wish, now=now, together=together)
    in_week = table.places(*(micros(moment) for moment in week.span(ports.zone))) if table else None
    return WeekPlan(
        week=week,
        now=now.astimezone(ports.zone),
        first_day=today,
        last_day=last_day,
        profile_name=name,
        profile=profile,
        preferences=wish,
        trial=trial,
        tutors=tuple(known),
        days_off=tuple(day for day in days_off if day.tutor_id is None or day.tutor_id in {one.id for one in chosen}),
        table=table,
        offered=tuple(table.offered(in_week)) if table else (),
        next_slot=_next_slot(table, in_week),
        candidates=0 if in_week is None else len(in_week),
        refused=table.first_reasons(in_week) if table else {},
    )


def _profile(ports: Ports, opened: OpenContact, trial: Trial) -> tuple[str, PlanningProfile]:
    """The profile that counts: the contact's, or the one that is tried, perhaps with another length."""
    sourced = profile_named(know_profiles(ports), trial.profile) if trial.profile else opened.profile
    if trial.duration_minutes is None:
        return sourced.name, sourced.profile
    values = sourced.profile.model_dump() | {"duration_minutes": trial.duration_minutes}
    return sourced.name, PlanningProfile.model_validate(values)


def _span(ports: Ports, week: IsoWeek, today: date, last_day: date) -> tuple[datetime, datetime]:
    """The time to read: the horizon and the week that is shown, with a margin."""
    first, last = min(today, week.days[0]), max(last_day, week.days[-1])
    return midnight(first, ports.zone) - MARGIN, midnight(last + timedelta(days=1), ports.zone) + MARGIN


def _choose(
    ports: Ports,
    known: Sequence[TutorTime],
    days_off: Sequence[DayOff],
    *,
    profile: PlanningProfile,
    wish: Preferences,
    now: datetime,
    together: bool,
) -> ChoiceTable | None:
    """One table over all the tutors; None where there is no tutor at all."""
    tables = {
        time.tutor.name: evaluate_slots(
            profile,
            Busy.of(time.busy_events()),
            now=now,
            zone=ports.zone,
            preferences=wish,
            closures=closures_of(days_off, time.tutor),
        )
        for time in known
    }
    return ChoiceTable(tables, together=together) if tables else None
