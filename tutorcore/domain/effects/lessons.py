"""The lessons of everybody, as arrays: which was the last one, which comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Flags
from tutorcore.domain.instants import Micros, micros, micros_of
from tutorcore.domain.roster import RosterLesson

Places = npt.NDArray[np.intp]
Codes = npt.NDArray[np.int32]

NONE = -1


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Lessons:
    """m lessons by contact and start: `of` whom (a place among the people), from when until when, with which tutor."""

    of: Codes
    starts: Micros
    ends: Micros
    tutors: Codes

    @classmethod
    def of_people(cls, lessons: Iterable[RosterLesson], places: Mapping[str, int]) -> Self:
        """From lessons as a roster gives them; those of nobody known are left out."""
        known = [lesson for lesson in lessons if lesson.contact_id in places]
        of = np.array([places[lesson.contact_id] for lesson in known], np.int32)
        order = of.argsort(kind="stable")
        return cls(
            of=of[order],
            starts=micros_of([lesson.start for lesson in known])[order],
            ends=micros_of([lesson.end for lesson in known])[order],
            tutors=np.array([lesson.tutor_id for lesson in known], np.int32)[order],
        )

    def __len__(self) -> int:
        return int(self.of.size)

    def last_before(self, now: datetime, people: int) -> Places:
        """For each of so many people the place of the last lesson that began before `now`; -1 where there is none."""
        return self._chosen(np.flatnonzero(self.starts < micros(now)), people)

    def next_from(self, now: datetime, people: int) -> Places:
        """For each the place of the first lesson that begins at `now` or later; -1 where there is none."""
        return self._chosen(np.flatnonzero(self.starts >= micros(now))[::-1], people)

    def _chosen(self, places: Places, people: int) -> Places:
        """Of several lessons of one contact the last of `places` counts."""
        chosen = np.full(people, NONE, np.intp)
        chosen[self.of[places]] = places
        return chosen

    def tutor_at(self, places: Places) -> Codes:
        """The tutor's id at each place; -1 where there is none."""
        there: Flags = places >= 0
        tutors = np.full(places.size, NONE, np.int32)
        tutors[there] = self.tutors[places[there]]
        return tutors
