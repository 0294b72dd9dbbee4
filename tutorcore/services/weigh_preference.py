"""What a wish costs: how many slots it leaves, against how many without any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tutorcore.domain.preferences import Preferences
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import Trial, WeekPlan, plan_week


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighing:
    """Slots over the profile's whole horizon, with the wish and without; and by local date."""

    days_ahead: int
    fitting: int
    without_wish: int
    by_day: Mapping[date, tuple[int, int]]
    """For each day looked at: (fitting, without a wish)."""


def weigh_preference(ports: Ports, opened: OpenContact, preferences: Preferences) -> Weighing:
    """Count the slots of a contact's usual tutors under a wish that is not stored yet."""
    week = IsoWeek.of(ports.clock.now().astimezone(ports.zone).date())
    with_wish = plan_week(ports, opened, week, trial=Trial(wish=str(preferences)))
    without = plan_week(ports, opened, week, trial=Trial(wish=""))
    fitting, anyway = _per_day(with_wish), _per_day(without)
    days = [with_wish.first_day + timedelta(days=day) for day in range(with_wish.profile.days_ahead)]
    return Weighing(
        days_ahead=with_wish.profile.days_ahead,
        fitting=sum(fitting.values()),
        without_wish=sum(anyway.values()),
        by_day={day: (fitting[day], anyway[day]) for day in days},
    )


def _per_day(plan: WeekPlan) -> Counter[date]:
    return Counter(offered.slot.start.date() for offered in (plan.table.offered() if plan.table else []))
