"""The slots of one contact, or of nobody in particular, by two sets of rules: gained, lost and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.effects.supply import Supply, Team
from tutorcore.domain.grid import Grid
from tutorcore.domain.instants import MINUTE, Micros, micros, moment_at
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.slots import Slot
from tutorcore.domain.wishes import in_exclusions, outside_windows


class Fate(StrEnum):
    """What becomes of a slot. One is known by its start, whatever its length."""

    GAINED = "gained"
    LOST = "lost"
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class SlotChange:
    """The starts of the slots before and after, in order, and the length of a lesson then, in minutes."""

    before: Micros
    after: Micros
    minutes: tuple[int, int]
    zone: ZoneInfo

    @property
    def counts(self) -> dict[Fate, int]:
        """How many slots have each fate."""
        kept = int(np.isin(self.before, self.after).sum())
        return {Fate.GAINED: self.after.size - kept, Fate.LOST: self.before.size - kept, Fate.KEPT: kept}

    def between(self, start: datetime, end: datetime) -> Iterator[tuple[Slot, Fate]]:
        """The slots that begin in [start, end), by start. A kept one has the length that it would have."""
        first, last = micros(start), micros(end)
        before, after = (
            set(starts[(starts >= first) & (starts < last)].tolist()) for starts in (self.before, self.after)
        )
        for instant in sorted(before | after):
            fate = Fate.GAINED if instant not in before else Fate.KEPT if instant in after else Fate.LOST
            minutes = self.minutes[0 if fate is Fate.LOST else 1]
            yield Slot(moment_at(instant, self.zone), moment_at(instant + minutes * MINUTE, self.zone)), fate


def slot_change(
    profiles: tuple[PlanningProfile | None, PlanningProfile | None],
    team: Team,
    supply: Supply,
    wish: Preferences | None = None,
) -> SlotChange:
    """The slots by the profile before and after (None: nothing can be offered), with any of a team."""
    before, after = (_starts(profile, team, supply, wish) for profile in profiles)
    lengths = [profile.duration_minutes if profile else 0 for profile in profiles]
    return SlotChange(before=before, after=after, minutes=(lengths[0], lengths[1]), zone=supply.zone)


def _starts(profile: PlanningProfile | None, team: Team, supply: Supply, wish: Preferences | None) -> Micros:
    if profile is None:
        return np.zeros(0, np.int64)
    free: Grid = supply.free(profile, team)
    if wish is None:
        return free.starts
    refused = outside_windows(wish, free, profile.duration_minutes, supply.zone)
    refused |= in_exclusions(wish, free, profile.duration_minutes, supply.zone)
    return free.starts[~refused]
