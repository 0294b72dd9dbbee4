"""The work list: everybody who needs planning now, in the order of urgency or another, and who comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain, islice
from typing import Final

from tutorcore.domain.calendars import Calendar, Tutor
from tutorcore.domain.tutor_time import Doubt, DoubtedCalendar, TutorTime
from tutorcore.domain.work import RANKS, WITHOUT_LESSON, Cause, Urgency, Why

_NEVER: Final = datetime.max.replace(tzinfo=UTC)
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Order(StrEnum):
    """What the list is sorted by."""

    URGENCY = "urgency"
    NAME = "name"
    SINCE = "since when"
    """Who waits longest first; where that is not known, last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkItem:
    """A contact that needs planning, with every reason: at least one, in the order of `Why`."""

    contact_id: str
    label: str
    segment: str
    causes: tuple[Cause, ...]
    last_activity_at: datetime | None = None

    @property
    def urgency(self) -> Urgency:
        """That of the most urgent reason."""
        return min(cause.urgency for cause in self.causes)

    @property
    def since(self) -> datetime | None:
        """Since when it waits: since the first of its reasons, as far as that is known."""
        return min((cause.since for cause in self.causes if cause.since is not None), default=None)

    def has(self, whys: Container[Why]) -> bool:
        """Whether one of its reasons is among these."""
        return any(cause.why in whys for cause in self.causes)


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadTutor:
    """A tutor of whom it is not known what lessons there are, and why: by calendars, or because there is none."""

    tutor: Tutor
    doubts: tuple[DoubtedCalendar, ...]


def ordered(items: Iterable[WorkItem], order: Order) -> list[WorkItem]:
    """The items in an order; equals by name, then by id."""
    keys = {Order.URGENCY: _by_urgency, Order.NAME: _by_name, Order.SINCE: _by_since}
    return sorted(items, key=keys[order])


def filtered(items: Iterable[WorkItem], whys: Collection[Why]) -> list[WorkItem]:
    """Those with any of these reasons; all, where none is asked for."""
    return [item for item in items if not whys or item.has(whys)]


def counted_by_why(items: Iterable[WorkItem]) -> Mapping[Why, int]:
    """How many contacts have each of the reasons that there are, the most urgent reason first."""
    counts = Counter(cause.why for item in items for cause in item.causes)
    return {why: counts[why] for why in Why if counts[why]}


def next_after(place: int, items: Sequence[WorkItem]) -> Iterator[WorkItem]:
    """Who follows the item at a place of the list, the next one first, round to those before it."""
    return chain(islice(items, place + 1, None), islice(items, place))


def unread_tutors(tutors: Sequence[Tutor], calendars: Sequence[Calendar], now: datetime) -> tuple[UnreadTutor, ...]:
    """The tutors of whom nobody can say that there is no lesson, `WITHOUT_LESSON` before and after `now`."""
    found = [UnreadTutor(tutor=tutor, doubts=_doubts(tutor, calendars, now)) for tutor in tutors]
    return tuple(each for each in found if each.doubts)


def _doubts(tutor: Tutor, calendars: Iterable[Calendar], now: datetime) -> tuple[DoubtedCalendar, ...]:
    """As for slots; also where a reading does not reach back far enough."""
    start, end = now - WITHOUT_LESSON, now + WITHOUT_LESSON
    own = tuple(calendar for calendar in calendars if calendar.tutor_id == tutor.id)
    time = TutorTime(tutor=tutor, start=start, end=end, calendars=own, events=(), now=now)
    late = [each for each in own if each.covers_from is not None and each.covers_from > start]
    return (*time.doubts, *(DoubtedCalendar(doubt=Doubt.NOT_COVERED, calendar=each) for each in late))


def _by_urgency(item: WorkItem) -> tuple[object, ...]:
    """By the most urgent reason; of equal ones what is due first, then who was in touch last."""
    first = item.causes[0] if len(item.causes) == 1 else min(item.causes, key=_rank)
    recent = -(item.last_activity_at or _LONG_AGO).timestamp()
    return (first.urgency, RANKS[first.why], first.due or _NEVER, recent, *_by_name(item))


def _rank(cause: Cause) -> tuple[int, int]:
    return (cause.urgency, RANKS[cause.why])


def _by_name(item: WorkItem) -> tuple[object, ...]:
    return (item.label.casefold(), item.contact_id)


def _by_since(item: WorkItem) -> tuple[object, ...]:
    return (item.since or _NEVER, *_by_urgency(item))
