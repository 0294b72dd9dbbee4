"""Planning profiles side by side: where they differ, and what each would offer. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tutorcore.domain.busy import Busy
from tutorcore.domain.instants import midnight
from tutorcore.domain.profiles import FIELDS, PlanningProfile
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.ports import Ports
from tutorcore.services.plan_week import MARGIN
from tutorcore.services.read_tutors import closures_of, read_tutors, tutors_named


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileSupply:
    """How many slots each profile offers with one tutor, by local date over its own days ahead."""

    tutor: TutorTime
    by_day: Mapping[str, Mapping[date, int]]


def differing_fields(profiles: Sequence[PlanningProfile]) -> frozenset[str]:
    """The fields in which not all profiles have the same value."""
    return frozenset(field for field in FIELDS if len({getattr(profile, field) for profile in profiles}) > 1)


def supply_of_profiles(ports: Ports, profiles: Mapping[str, PlanningProfile], *, tutor: str) -> ProfileSupply:
    """Count the slots that each of `profiles` would offer with `tutor`, without any wish. Raises `UnknownName`."""
    now = ports.clock.now()
    today = now.astimezone(ports.zone).date()
    furthest = today + timedelta(days=max(profile.days_ahead for profile in profiles.values()))
    span = midnight(today, ports.zone) - MARGIN, midnight(furthest, ports.zone) + MARGIN
    known = read_tutors(ports, tutors_named(ports, [tutor]), *span)[0]
    busy = Busy.of(known.busy_events())
    closures = closures_of(ports.closures.days_off(), known.tutor)
    by_day = {}
    for name, profile in profiles.items():
        table = evaluate_slots(profile, busy, now=now, zone=ports.zone, closures=closures)
        found = Counter(slot.start.date() for slot in table.suggested)
        by_day[name] = {
            today + timedelta(days=day): found[today + timedelta(days=day)] for day in range(profile.days_ahead)
        }
    return ProfileSupply(tutor=known, by_day=by_day)
