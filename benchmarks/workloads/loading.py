"""A workload from its file: instants are whole minutes since 1970 in UTC."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import numpy as np

from benchmarks.workloads.baseline import Events, as_sent
from tutorcore.domain.batches import Asked, SlotCounts, count_slots
from tutorcore.domain.busy import Busy
from tutorcore.domain.preferences import Hold, Preferences, Window
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.slots import SlotTable, evaluate_slots
from tutorcore.domain.teams import TeamTable, evaluate_team

FOLDER = Path(__file__).parent
Minutes = Sequence[tuple[int, int]]
"""[start, end) of each event, minutes since 1970."""


def events_as_sent(minutes: Minutes, zone: ZoneInfo) -> Events:
    """The events as a calendar sends them: this is what making `Busy` of them is measured against."""
    return [(as_sent(start, zone), as_sent(end, zone)) for start, end in minutes]


def read(name: str) -> dict[str, Any]:
    """What stands in a workload's file, with `zone` and `moment` for its `tz` and `now`."""
    path = FOLDER / f"{name}.json"
    text = path.read_bytes() if path.exists() else lzma.decompress(path.with_name(f"{name}.json.xz").read_bytes())
    given: dict[str, Any] = json.loads(text)
    return given | {"zone": ZoneInfo(given["tz"]), "moment": datetime.fromtimestamp(given["now"] * 60, UTC)}


@dataclass(frozen=True)
class Workload:
    """One question in both its forms: as the baseline takes it, and prepared for `evaluate_slots`."""

    name: str
    fields: dict[str, Any]
    zone: ZoneInfo
    now: datetime
    minutes: Minutes
    events: Events

    @classmethod
    def load(cls, name: str) -> Self:
        """The workload of that name."""
        given = read(name)
        return cls(
            name=name,
            fields=given["profile"],
            zone=given["zone"],
            now=given["moment"],
            minutes=given["busy"],
            events=events_as_sent(given["busy"], given["zone"]),
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


@dataclass(frozen=True)
class Contacts:
    """W4: what each of very many contacts asks of one calendar, by profile's name and wish."""

    fields: dict[str, dict[str, Any]]
    asked: Sequence[Asked]
    zone: ZoneInfo
    now: datetime
    events: Events

    @classmethod
    def load(cls) -> Self:
        """W4. Wishes that say the same are one value, as where each line is read once, however many wrote it."""
        given, wishes = read("W4"), dict[str, Preferences]()
        for _, windows in given["contacts"]:
            if str(windows) not in wishes:
                wishes[str(windows)] = _wish(windows)
        return cls(
            fields=given["profiles"],
            asked=[(name, wishes[str(windows)]) for name, windows in given["contacts"]],
            zone=given["zone"],
            now=given["moment"],
            events=events_as_sent(given["busy"], given["zone"]),
        )

    @cached_property
    def profiles(self) -> dict[str, PlanningProfile]:
        """The profiles by name, made once."""
        return {name: PlanningProfile.model_validate(fields) for name, fields in self.fields.items()}

    @cached_property
    def busy(self) -> Busy:
        """The busy time, prepared once."""
        return Busy.of(self.events)

    def count(self) -> SlotCounts:
        """What is timed: the count and the first start of every contact."""
        return count_slots(self.asked, self.profiles, self.busy, now=self.now, zone=self.zone)

    def count_each(self) -> list[tuple[int, datetime | None]]:
        """What it is measured against: each contact's question alone, its count and its first slot."""
        answers = []
        for name, wish in self.asked:
            table = evaluate_slots(self.profiles[name], self.busy, now=self.now, zone=self.zone, preferences=wish)
            places = np.flatnonzero(table.mask == 0)
            answers.append((places.size, table.slot(int(places[0])).start if places.size else None))
        return answers


@dataclass(frozen=True)
class Team:
    """W5: one question to any of very many tutors."""

    fields: dict[str, Any]
    zone: ZoneInfo
    now: datetime
    events: dict[str, Events]

    @classmethod
    def load(cls) -> Self:
        """W5; the tutors' names are numbers."""
        given = read("W5")
        tutors = {str(number): events_as_sent(busy, given["zone"]) for number, busy in enumerate(given["tutors"])}
        return cls(fields=given["profile"], zone=given["zone"], now=given["moment"], events=tutors)

    @cached_property
    def profile(self) -> PlanningProfile:
        """The profile, made once."""
        return PlanningProfile.model_validate(self.fields)

    @cached_property
    def busy(self) -> dict[str, Busy]:
        """Each tutor's busy time, prepared once."""
        return {name: Busy.of(events) for name, events in self.events.items()}

    def evaluate(self) -> TeamTable:
        """What is timed: who of all the tutors is free when."""
        return evaluate_team(self.profile, self.busy, now=self.now, zone=self.zone)

    def evaluate_one(self, name: str = "0") -> SlotTable:
        """What it is measured against: the question to one of them."""
        return evaluate_slots(self.profile, self.busy[name], now=self.now, zone=self.zone)


def _wish(windows: Sequence[tuple[int, int, int]]) -> Preferences:
    return Preferences(tuple(Window(frozenset({day}), start, end, Hold.WHOLE) for day, start, end in windows))
