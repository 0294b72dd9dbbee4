"""The rules of the work list asked of everybody: only those for whom one may hold are looked at one by one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np

from tutorcore.domain.bookings import Booking
from tutorcore.domain.busy import Flags
from tutorcore.domain.effects.lessons import NONE, Codes, Lessons, Places
from tutorcore.domain.effects.people import RULE_BITS, People
from tutorcore.domain.effects.standing import Standing
from tutorcore.domain.instants import EPOCH, TICK, Micros, micros
from tutorcore.domain.preferences import not_understood
from tutorcore.domain.segments import EXISTING
from tutorcore.domain.work import (
    HAS_PAID,
    TRIAL_COMPLETED,
    WITHOUT_LESSON,
    LessonsOf,
    Situation,
    causes,
    is_trial,
)
from tutorcore.domain.work_list import WorkItem

BookingsBy = Mapping[str, Sequence[Booking]]
"""By contact the bookings whose lesson is not over: those that are held, being booked or failed, and all of whoever has
one that failed."""


def work_items(
    people: People, profiles: Collection[str], bookings: BookingsBy, *, lessons_known: bool, now: datetime
) -> list[WorkItem]:
    """Everybody for whom a rule holds at `now` (aware), in no order. `profiles`: the names that there are."""
    asking = _Asking(people, people.standing(now, profiles), _lessons(people.lessons, len(people), now))
    asked = asking.for_whom_one_may_hold(now)
    asked[[people.place_of[contact_id] for contact_id in bookings if contact_id in people.place_of]] = True
    found: list[WorkItem] = []
    for place in map(int, np.flatnonzero(asked)):
        situation = asking.situation(place, bookings.get(people.ids[place], ()), now, lessons_known=lessons_known)
        if reasons := causes(situation, now):
            found.append(
                WorkItem(
                    contact_id=people.ids[place],
                    label=people.labels[place],
                    segment=situation.segment,
                    causes=reasons,
                    last_activity_at=situation.last_activity_at,
                )
            )
    return found


@dataclass(frozen=True, eq=False, slots=True)
class _Lessons:
    """For each of n contacts how many lessons are over, and the places of the last and the next one among `starts`."""

    held: Codes
    last: Places
    next: Places
    starts: Micros

    def of(self, place: int) -> LessonsOf:
        """Those of one."""
        last, following = int(self.last[place]), int(self.next[place])
        return LessonsOf(held=int(self.held[place]), last=self._start(last), next=self._start(following))

    def _start(self, lesson: int) -> datetime | None:
        return None if lesson == NONE else _moment(int(self.starts[lesson]))


def _lessons(lessons: Lessons, people: int, now: datetime) -> _Lessons:
    over = lessons.ends <= micros(now)
    last, following = np.full(people, NONE, np.intp), np.full(people, NONE, np.intp)
    past, coming = np.flatnonzero(over), np.flatnonzero(~over)[::-1]
    last[lessons.of[past]] = past  # by start, so the last one counts
    following[lessons.of[coming]] = coming
    held = np.bincount(lessons.of[past], minlength=people).astype(np.int32)
    return _Lessons(held, last, following, lessons.starts)


@dataclass(frozen=True, eq=False, slots=True)
class _Asking:
    """People, and what follows from them at one moment."""

    people: People
    standing: Standing
    lessons: _Lessons

    def for_whom_one_may_hold(self, now: datetime) -> Flags:
        """Never too few: those without a lesson, after a trial, with a wish that is not clear, and all with a pin."""
        people = self.people
        unclear = np.array([bool(self.unclear(number)) for number in range(len(people.wishes))], np.bool_)
        asked: Flags = unclear[people.wish_of] | (
            (self.lessons.next == NONE) & (self._without_lesson(now) | self._after_trial())
        )
        asked[list(people.pins)] = True
        return asked

    def unclear(self, wish: int) -> tuple[str, ...]:
        """What was not understood of a wish, by its number."""
        return _not_understood(self.people.wish_texts[wish]) if self.people.wishes[wish].unrecognised else ()

    def _without_lesson(self, now: datetime) -> Flags:
        existing = np.array([name == EXISTING for name in self.standing.names], np.bool_)[self.standing.segments]
        since = micros(now - WITHOUT_LESSON)
        lately = self.lessons.last != NONE
        lately[lately] = self.lessons.starts[self.lessons.last[lately]] >= since
        return np.asarray(existing & ~lately)

    def _after_trial(self) -> Flags:
        people = self.people
        of_trial = np.array([is_trial(name) for name in people.lesson_types], np.bool_)[people.lesson_type_of]
        return np.asarray((people.yes & RULE_BITS[TRIAL_COMPLETED] > 0) | of_trial)

    def situation(self, place: int, bookings: Sequence[Booking], now: datetime, *, lessons_known: bool) -> Situation:
        """What the rules look at of one of them."""
        people, active = self.people, int(self.people.active_at[place])
        yes = int(people.yes[place])
        return Situation(
            segment=self.standing.name(place),
            trial_completed=bool(yes & RULE_BITS[TRIAL_COMPLETED]),
            has_paid=bool(yes & RULE_BITS[HAS_PAID]),
            lesson_type=people.lesson_types[int(people.lesson_type_of[place])],
            lessons=self.lessons.of(place),
            lessons_known=lessons_known,
            bookings=bookings,
            pin=people.pin_at(place, now),
            unclear=self.unclear(int(people.wish_of[place])),
            last_activity_at=_moment(active) if active else None,
        )


@lru_cache(maxsize=20_000)
def _not_understood(text: str) -> tuple[str, ...]:
    """The same texts are asked about each time."""
    return not_understood(text)


def _moment(instant: int) -> datetime:
    return EPOCH + instant * TICK
