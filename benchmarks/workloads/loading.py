"""A workload from its file: instants are whole minutes since 1970 in UTC."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from benchmarks.workloads.baseline import Events, as_sent
from tutorcore.domain.busy import Busy
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.slots import SlotTable, evaluate_slots

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Workload:
    """One question in both its forms: as the baseline takes it, and prepared for `evaluate_slots`."""

    name: str
    fields: dict[str, Any]
    zone: ZoneInfo
    now: datetime
    events: Events

    @classmethod
    def load(cls, name: str) -> Self:
        """The workload of that name."""
        given = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        zone = ZoneInfo(given["tz"])
        return cls(
            name=name,
            fields=given["profile"],
            zone=zone,
            now=datetime.fromtimestamp(given["now"] * 60, UTC),
            events=[(as_sent(start, zone), as_sent(end, zone)) for start, end in given["busy"]],
        )

    @cached_property
    def profile(self) -> PlanningProfile:
        """The profile, made once."""
        return PlanningProfile.model_validate(self.fields)

    @cached_property
    def busy(self) -> Busy:
        """The busy time, prepared once: the only thing that is kept between two questions."""
        return Busy.of(self.events)

    def evaluate(self) -> SlotTable:
        """What is timed: the grid of candidates and every reason for each, without making slots or a frame of it."""
        return evaluate_slots(self.profile, self.busy, now=self.now, zone=self.zone)
