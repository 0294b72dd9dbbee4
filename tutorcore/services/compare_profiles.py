"""Planning profiles side by side: where they differ, what can be tried, what each would offer. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pydantic import ValidationError

from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import DayOff
from tutorcore.domain.instants import midnight
from tutorcore.domain.profile_sources import SourcedProfile
from tutorcore.domain.profiles import FIELDS, PlanningProfile
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.ports import Ports
from tutorcore.services.plan_week import MARGIN
from tutorcore.services.read_tutors import closures_of, read_tutors, tutors_named


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileTrial:
    """Values of one profile that are tried: as `typed`, and the last of them that were `possible` together.

    They differ while somebody is on the way from one possible profile to another, such as a first start that is
    already later than the last one. `reset`: fields that are to be published no more, so that they go back to the
    environment or what is built in; where that is another value, it is among those that are tried.
    """

    typed: Mapping[str, object] = field(default_factory=dict)
    possible: Mapping[str, object] = field(default_factory=dict)
    reset: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything would be otherwise than it is stored."""
        return bool(self.typed or self.reset)


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedProfile:
    """A profile as it stands in a comparison: what is `stored`, and the `profile` that counts here.

    `problem` says why what was `typed` cannot be used; then `profile` is the last one that could.
    """

    stored: SourcedProfile
    profile: PlanningProfile
    typed: Mapping[str, object]
    problem: ValidationError | None
    reset: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The profile's name."""
        return self.stored.name

    @property
    def changed(self) -> frozenset[str]:
        """The fields that would be otherwise; not those that somebody else has published as they are typed here."""
        typed = (name for name, value in self.typed.items() if value != _value(self.stored.profile, name))
        return self.reset.union(typed)

    @property
    def tried(self) -> frozenset[str]:
        """The fields whose value here is not the stored one."""
        return frozenset(name for name in FIELDS if _value(self.profile, name) != _value(self.stored.profile, name))


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileSupply:
    """How many slots each profile offers with one tutor, by local date over its own days ahead.

    `before` has the totals of those that were asked for as they were before a change.
    """

    tutor: TutorTime
    by_day: Mapping[str, Mapping[date, int]]
    before: Mapping[str, int] = field(default_factory=dict)
    days_off: tuple[DayOff, ...] = ()

    def total(self, name: str) -> int:
        """All the slots of one profile."""
        return sum(self.by_day[name].values())


def compared_profile(stored: SourcedProfile, trial: ProfileTrial) -> ComparedProfile:
    """A stored profile with what is tried on top of it, as far as that is possible."""
    profile = _built(stored.profile, trial.possible)
    problem = _problem(stored.profile, trial.typed)
    return ComparedProfile(
        stored=stored,
        profile=profile or stored.profile,
        typed=trial.typed,
        problem=problem,
        reset=trial.reset & stored.resettable,
    )


def try_value(stored: PlanningProfile, trial: ProfileTrial, name: str, value: object) -> ProfileTrial:
    """The trial with one more value; a value as it is stored is none. What is impossible is kept as typed only."""
    return _tried(stored, trial, {**trial.typed, name: value}, reset=trial.reset - {name})


def reset_value(stored: SourcedProfile, trial: ProfileTrial, name: str) -> ProfileTrial:
    """The trial with one value as it is without what was published; what was tried for it is dropped."""
    if name not in stored.resettable:
        return try_value(stored.profile, trial, name, _value(stored.profile, name))
    typed = {**trial.typed, name: stored.beneath[name]}
    return _tried(stored.profile, trial, typed, reset=trial.reset | {name})


def next_fields(published: Mapping[str, object], trial: ProfileTrial) -> dict[str, object]:
    """What the next version would set: what the one before set, with what is tried, without what is reset."""
    kept = {name: value for name, value in {**published, **trial.typed}.items() if name not in trial.reset}
    return {name: kept[name] for name in FIELDS if name in kept}


def trial_of(stored: SourcedProfile, fields: Mapping[str, object], *, over: Mapping[str, object]) -> ProfileTrial:
    """What makes a version that sets `fields` out of one that set `over`, tried on a stored profile."""
    trial = ProfileTrial()
    for name in over.keys() - fields.keys():
        trial = reset_value(stored, trial, name)
    changed = {name: value for name, value in fields.items() if name not in over or over[name] != value}
    return _tried(stored.profile, trial, {**trial.typed, **changed}, reset=trial.reset - changed.keys())


def _tried(
    stored: PlanningProfile, trial: ProfileTrial, typed: Mapping[str, object], *, reset: frozenset[str]
) -> ProfileTrial:
    """A trial with these values, without those that are as stored; what is impossible is kept as typed only."""
    kept = {name: value for name, value in typed.items() if value != _value(stored, name)}
    return ProfileTrial(typed=kept, possible=trial.possible if _problem(stored, kept) else kept, reset=reset)


def differing_fields(profiles: Sequence[PlanningProfile]) -> frozenset[str]:
    """The fields in which not all profiles have the same value."""
    return frozenset(name for name in FIELDS if len({_value(profile, name) for profile in profiles}) > 1)


def supply_of_profiles(
    ports: Ports,
    profiles: Mapping[str, PlanningProfile],
    *,
    tutor: str,
    before: Mapping[str, PlanningProfile] | None = None,
) -> ProfileSupply:
    """Count the slots that each of `profiles` would offer with `tutor`, without any wish. Raises `UnknownName`.

    `before`: some of them as they were, to be counted in total only.
    """
    now, earlier = ports.clock.now(), before or {}
    today = now.astimezone(ports.zone).date()
    furthest = today + timedelta(days=max(one.days_ahead for one in [*profiles.values(), *earlier.values()]))
    span = midnight(today, ports.zone) - MARGIN, midnight(furthest, ports.zone) + MARGIN
    known = read_tutors(ports, tutors_named(ports, [tutor]), *span)[0]
    busy, days_off = Busy.of(known.busy_events()), ports.closures.days_off(*(moment.date() for moment in span))
    closures = closures_of(days_off, known.tutor)

    def starts(profile: PlanningProfile) -> list[date]:
        table = evaluate_slots(profile, busy, now=now, zone=ports.zone, closures=closures)
        return [slot.start.date() for slot in table.suggested]

    return ProfileSupply(
        tutor=known,
        by_day={name: _per_day(today, profile, starts(profile)) for name, profile in profiles.items()},
        before={name: len(starts(profile)) for name, profile in earlier.items()},
        days_off=_days_off(days_off, known, today, furthest),
    )


def _per_day(today: date, profile: PlanningProfile, starts: Iterable[date]) -> dict[date, int]:
    """A count for every day that the profile looks at, none found included."""
    found = Counter(starts)
    days = (today + timedelta(days=number) for number in range(profile.days_ahead))
    return {day: found[day] for day in days}


def _days_off(days_off: Sequence[DayOff], known: TutorTime, first: date, last: date) -> tuple[DayOff, ...]:
    """Those of the company and the tutor that meet the days looked at."""
    concerned = [day for day in days_off if day.tutor_id in (None, known.tutor.id)]
    return tuple(day for day in concerned if day.first < last and day.last >= first)


def _value(profile: PlanningProfile, name: str) -> object:
    value: object = getattr(profile, name)
    return value


def _problem(stored: PlanningProfile, changes: Mapping[str, object]) -> ValidationError | None:
    try:
        PlanningProfile.model_validate(stored.model_dump() | dict(changes))
    except ValidationError as error:
        return error
    return None


def _built(stored: PlanningProfile, changes: Mapping[str, object]) -> PlanningProfile | None:
    if _problem(stored, changes):
        return None
    return PlanningProfile.model_validate(stored.model_dump() | dict(changes))
