"""Which contacts need planning now, and why (docs/rules.md, "Work list"): the rules, for one contact at one moment.

What lessons there are is known only as far as the tutors' calendars were read. Where one was not, nobody is said to
have no lesson: it is said that the lessons are not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.bookings.troubles import Trouble, trouble_of
from tutorcore.domain.contacts import Pin
from tutorcore.domain.lesson_types import TRIAL
from tutorcore.domain.segments import EXISTING

WITHOUT_LESSON: Final = timedelta(days=14)
"""A contact who had a lesson within this time, or has one to come, is not without one."""
HOLD_ENDING: Final = timedelta(hours=24)
"""A hold or offer with no more time than this left is ending."""
HOLD_AT_ONCE: Final = timedelta(hours=4)
"""With no more than this left it cannot wait until later in the day."""
PIN_ENDING: Final = timedelta(days=7)
PIN_TODAY: Final = timedelta(hours=24)
TRIAL_COMPLETED: Final = "trial_lesson_completed"
HAS_PAID: Final = "has_paid_lesson"


class Why(StrEnum):
    """Why a contact needs planning, the most urgent first."""

    BOOKING_FAILED = "booking failed"
    HOLD_ENDING = "hold ending"
    TRIAL_DONE = "trial done"
    """And nothing booked."""
    NO_LESSON = "no lesson"
    """An existing customer, for `WITHOUT_LESSON`."""
    PIN_ENDING = "pin ending"
    LESSONS_NOT_KNOWN = "lessons not known"
    """One of the two about lessons would hold if what is known of them were all."""
    WISH_UNCLEAR = "wish unclear"


RANKS: Final[Mapping[Why, int]] = {why: rank for rank, why in enumerate(Why)}


class Urgency(IntEnum):
    """How long it can wait; the smaller, the less."""

    AT_ONCE = 1
    TODAY = 2
    SOON = 3
    LATER = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause:
    """One reason why a contact needs planning, with the facts that decided."""

    why: Why
    urgency: Urgency
    since: datetime | None = None
    """Since when it holds; None: not known."""
    due: datetime | None = None
    """When it is too late: the hold or the pin ends, or the lesson that was not booked would have begun."""
    last_lesson: datetime | None = None
    """When the last lesson that is known began, where the cause is about lessons."""
    slots: int = 0
    """How many times are held."""
    tutor: str = ""
    """With whom the lesson was to be that was not booked."""
    problem: str = ""
    """Why it was not booked."""
    segment: str = ""
    """The segment that the pin holds."""
    pieces: tuple[str, ...] = ()
    """What was not understood of the wish."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonsOf:
    """The lessons of one contact that are known: how many are over, when the last one and the next one begin.

    A lesson that is being given counts as the next one.
    """

    held: int = 0
    last: datetime | None = None
    next: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """What the rules look at of one contact.

    `segment` is the one that counts; `bookings` are those whose lesson is not over, in whatever state; `unclear` is
    what was not understood of the wish, without remarks. `lessons_known`: whether every calendar that may hold lessons
    was read.
    """

    segment: str
    trial_completed: bool = False
    """Whether the attribute `TRIAL_COMPLETED` is set."""
    has_paid: bool = False
    """Whether the attribute `HAS_PAID` is set."""
    lesson_type: str = ""
    lessons: LessonsOf = LessonsOf()
    lessons_known: bool = True
    bookings: Sequence[Booking] = ()
    pin: Pin | None = None
    unclear: tuple[str, ...] = ()
    last_activity_at: datetime | None = None


def causes(situation: Situation, now: datetime) -> tuple[Cause, ...]:
    """Every reason that holds at `now` (aware), in the order of `Why`."""
    found = [*_about_lessons(situation, now), *_pin_ending(situation.pin, now), *_wish_unclear(situation)]
    if situation.bookings:  # most have none, and very many are asked about
        found += [*_booking_failed(situation.bookings, now), *_hold_ending(situation.bookings, now)]
    return tuple(sorted(found, key=lambda cause: RANKS[cause.why]) if len(found) > 1 else found)


def lessons_of(times: Iterable[tuple[datetime, datetime]], now: datetime) -> LessonsOf:
    """The lessons of one contact, each from start to end, as they stand at `now`."""
    lessons = sorted(times)
    over = [start for start, end in lessons if end <= now]
    coming = [start for start, end in lessons if end > now]
    return LessonsOf(held=len(over), last=over[-1] if over else None, next=coming[0] if coming else None)


def still_failed(bookings: Sequence[Booking]) -> tuple[Booking, ...]:
    """Of all bookings of one contact those that failed, unless a later one was made: then it was booked again."""
    made = [each.made_at for each in bookings if each.state in {BookingState.BOOKED, BookingState.BOOKING}]
    failed = (each for each in bookings if each.state is BookingState.FAILED)
    return tuple(each for each in failed if not any(later > each.made_at for later in made))


def _booking_failed(bookings: Sequence[Booking], now: datetime) -> Iterator[Cause]:
    """The next of the lessons to come that were not booked."""
    open_ones = [booking for booking in still_failed(bookings) if trouble_of(booking, now) is Trouble.FAILED]
    if open_ones:
        first = min(open_ones, key=lambda booking: booking.span)
        yield Cause(
            why=Why.BOOKING_FAILED,
            urgency=Urgency.AT_ONCE,
            since=first.changed_at,
            due=first.span.start,
            tutor=first.tutor_name,
            problem=first.problem,
        )


def _hold_ending(bookings: Iterable[Booking], now: datetime) -> Iterator[Cause]:
    """The held times that end soon: those of an offer end together and are one reason."""
    ending = [
        (booking.expires_at, booking)
        for booking in bookings
        if booking.state is BookingState.HELD and booking.expires_at and now < booking.expires_at <= now + HOLD_ENDING
    ]
    if ending:
        due = min(end for end, _ in ending)
        yield Cause(
            why=Why.HOLD_ENDING,
            urgency=Urgency.AT_ONCE if due - now <= HOLD_AT_ONCE else Urgency.TODAY,
            since=min(booking.made_at for _, booking in ending),
            due=due,
            slots=len(ending),
        )


def _about_lessons(situation: Situation, now: datetime) -> Iterator[Cause]:
    """Trial done and no lesson; where the calendars are not all known, one reason that says so in their place."""
    if _is_one_coming(situation, now):
        return
    last = situation.lessons.last
    trial, none = _trial_done(situation), _no_lesson(situation, now)
    if not situation.lessons_known:
        if trial or none:
            yield Cause(why=Why.LESSONS_NOT_KNOWN, urgency=Urgency.LATER, last_lesson=last)
        return
    if trial:
        yield Cause(why=Why.TRIAL_DONE, urgency=Urgency.TODAY, since=last, last_lesson=last)
    if none:
        since = last and last + WITHOUT_LESSON
        yield Cause(why=Why.NO_LESSON, urgency=Urgency.SOON, since=since, last_lesson=last)


def _is_one_coming(situation: Situation, now: datetime) -> bool:
    """Whether a lesson is known to come, or being booked."""
    being_booked = (each for each in situation.bookings if each.state is BookingState.BOOKING)
    return situation.lessons.next is not None or any(each.span.end > now for each in being_booked)


def _trial_done(situation: Situation) -> bool:
    """A trial was given, nothing was paid, and no lesson followed it, where none is to come.

    That it was given is said by the attribute, and then the one lesson that may be known is the trial itself; or by a
    lesson that is over while the contact's lesson type is the trial.
    """
    held = situation.lessons.held
    said = situation.trial_completed and held <= 1
    return not situation.has_paid and (said or (held > 0 and is_trial(situation.lesson_type)))


def is_trial(lesson_type: str) -> bool:
    """Whether a lesson type, as somebody wrote it, is the trial."""
    return lesson_type.strip().casefold() == TRIAL


def _no_lesson(situation: Situation, now: datetime) -> bool:
    """Existing, and none lately, where none is to come."""
    last = situation.lessons.last
    return situation.segment == EXISTING and (last is None or last < now - WITHOUT_LESSON)


def _pin_ending(pin: Pin | None, now: datetime) -> Iterator[Cause]:
    if pin is None or pin.until is None or not pin.runs_at(now) or pin.until > now + PIN_ENDING:
        return
    yield Cause(
        why=Why.PIN_ENDING,
        urgency=Urgency.TODAY if pin.until - now <= PIN_TODAY else Urgency.SOON,
        since=max(pin.since, pin.until - PIN_ENDING),
        due=pin.until,
        segment=pin.segment,
    )


def _wish_unclear(situation: Situation) -> Iterator[Cause]:
    if situation.unclear:
        since = situation.last_activity_at
        yield Cause(why=Why.WISH_UNCLEAR, urgency=Urgency.LATER, since=since, pieces=situation.unclear)
