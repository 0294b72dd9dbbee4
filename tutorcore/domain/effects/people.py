"""Everybody who is planned for, as arrays with one place a contact: small, and quick to ask for all at once.

Nothing here hangs on the present or on which profiles there are: both are arguments of what is asked. A value that
many contacts have, a wish above all, is there once, and each contact has its number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from tutorcore.domain.calendars import Tutor
from tutorcore.domain.contacts import Pin
from tutorcore.domain.effects.lessons import Codes, Lessons, Places
from tutorcore.domain.effects.standing import Standing, standing_of
from tutorcore.domain.instants import Micros
from tutorcore.domain.many_wishes import ManyWishes
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.segments import RULE_ATTRIBUTES

Bits = npt.NDArray[np.uint16]
"""A bit for each of `RULE_ATTRIBUTES`, the first the lowest. Shape (n,)."""
RULE_BITS: Final[Mapping[str, int]] = {name: 1 << place for place, name in enumerate(RULE_ATTRIBUTES)}


@dataclass(frozen=True, kw_only=True, eq=False)
class People:
    """n contacts. What ends in `_of` is for each contact the number of a value among those that it stands beside."""

    ids: Sequence[str]
    labels: Sequence[str]
    yes: Bits
    """Which rule attributes say yes."""
    no_in_words: Bits
    """Which are there as text that says no: `"false"`, `"nee"`."""
    cache_of: Codes
    caches: Sequence[object]
    """The attribute `segment` as it stands, None where it is not there."""
    tutor_of: Codes
    tutor_names: Sequence[str]
    """The attribute `tutor`, trimmed and case-folded, blank where it is not there."""
    wish_of: Codes
    wish_texts: Sequence[str]
    wishes: Sequence[Preferences]
    """What each of `wish_texts` says; what says the same is one value."""
    lesson_type_of: Codes
    lesson_types: Sequence[str]
    """As it is written on the newest conversation that has one, blank where none does."""
    active_at: Micros
    """The contact's last activity; 0 where none is known."""
    versions: Codes
    pins: Mapping[int, tuple[Pin, ...]]
    """By place the pins that run or will run, the one that begins last first."""
    lessons: Lessons

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each contact, by id."""
        return {contact_id: place for place, contact_id in enumerate(self.ids)}

    @cached_property
    def many_wishes(self) -> ManyWishes:
        """The wishes, prepared to be asked of free starts by their numbers."""
        return ManyWishes.of(self.wishes)

    @cached_property
    def same_wish_of(self) -> Places:
        """For each contact the first number of a wish that allows the same as its own."""
        first: dict[object, int] = {}
        same = [first.setdefault((wish.windows, wish.exclusions), number) for number, wish in enumerate(self.wishes)]
        return np.array(same, np.intp)[self.wish_of]

    def standing(self, now: datetime, profiles: Collection[str]) -> Standing:
        """Which segment counts for each at `now`, and why, as `effective_segment` says for one."""
        return standing_of(self.yes, self.cache_of, caches=self.caches, pins=self.pins, now=now, profiles=profiles)

    def pin_at(self, place: int, now: datetime) -> Pin | None:
        """The pin of a contact that runs at `now`."""
        return next((pin for pin in self.pins.get(place, ()) if pin.runs_at(now)), None)

    def asked_tutors(self, tutors: Sequence[Tutor], now: datetime) -> tuple[Codes, list[tuple[Tutor, ...]]]:
        """For each contact the number of a team, and the teams: its own tutor, else the last lesson's, else all."""
        teams = [tuple(tutors), *((tutor,) for tutor in tutors)]
        number_of = {tutor.id: number for number, tutor in enumerate(tutors, start=1)}
        by_name = {tutor.name.casefold(): number_of[tutor.id] for tutor in reversed(tutors)}
        last = self.lessons.tutor_at(self.lessons.last_before(now, len(self)))
        taught = np.zeros(len(self), np.int32)
        for tutor_id, number in number_of.items():
            taught[last == tutor_id] = number
        named = np.array([by_name.get(name, 0) for name in self.tutor_names], np.int32)[self.tutor_of]
        return np.where(named > 0, named, taught), teams
