"""An event as Google sends it, to ours. What decides whether it blocks is told, never decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tutorcore.adapters.google_calendar.moments import Clocks, Moment, Unreadable, times_of
from tutorcore.adapters.ics.flags import PRIVATE_TITLE, clean
from tutorcore.domain.calendars import CalendarEvent, EventKind, EventStatus
from tutorcore.domain.instants import EPOCH
from tutorcore.domain.records import BadEvent

MOST_BUFFER: Final = 240
"""Minutes; the bound of a profile's buffers."""
_MOST_DIGITS: Final = 9
_KINDS: Final = {kind.value: kind for kind in EventKind if kind is not EventKind.LESSON}
_STATUSES: Final = {status.value: status for status in EventStatus}
_PRIVATE: Final = frozenset({"private", "confidential"})


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class _Attendee(_Wire):
    of_owner: bool = Field(default=False, alias="self")
    answer: str = Field(default="", alias="responseStatus")


class _Properties(_Wire):
    private: dict[str, str] = {}


class _Event(_Wire):
    """Google's names as aliases, and only what is used."""

    id: str = Field(min_length=1)
    etag: str = ""
    status: str = "confirmed"
    summary: str = ""
    start: Moment = Moment()
    end: Moment = Moment()
    end_unspecified: bool = Field(default=False, alias="endTimeUnspecified")
    transparency: str = "opaque"
    visibility: str = "default"
    kind: str = Field(default="default", alias="eventType")
    attendees: list[_Attendee] = []
    properties: _Properties = Field(default=_Properties(), alias="extendedProperties")

    @property
    def is_ours(self) -> bool:
        """Whether it stands for a booking of ours: it says which, and whose."""
        return bool(self.properties.private.get("booking") and self.properties.private.get("contact"))

    @property
    def title(self) -> str:
        """That of a private event is its owner's business."""
        return PRIVATE_TITLE if self.visibility in _PRIVATE and not self.is_ours else clean(self.summary)

    @property
    def declined(self) -> bool:
        """Whether the calendar's owner declined it."""
        return any(one.of_owner and one.answer == "declined" for one in self.attendees)


def read_event(raw: object, clocks: Clocks) -> CalendarEvent:
    """One event as it stands. Raises `Unreadable`."""
    wire = _parsed(raw)
    times = times_of(wire.start, wire.end, clocks, end_known=not wire.end_unspecified)
    mine = wire.properties.private if wire.is_ours else {}
    return CalendarEvent(
        id=wire.id,
        start=times.start,
        end=times.end,
        all_day=times.all_day,
        title=wire.title,
        status=_STATUSES.get(wire.status, EventStatus.CONFIRMED),
        transparent=wire.transparency == "transparent",
        declined=wire.declined,
        kind=EventKind.LESSON if mine else _KINDS.get(wire.kind, EventKind.DEFAULT),
        contact_id=clean(mine.get("contact", "")),
        booking_id=clean(mine.get("booking", "")),
        buffer_before_min=_buffer(mine, "before"),
        buffer_after_min=_buffer(mine, "after"),
        etag=wire.etag,
    )


def read_deleted(raw: object, event_id: str, clocks: Clocks) -> CalendarEvent:
    """A deleted event, of which Google may have kept no more than the id."""
    try:
        return read_event(raw, clocks)
    except Unreadable:
        return CalendarEvent(id=event_id, start=EPOCH, end=EPOCH, status=EventStatus.CANCELLED)


def is_cancelled(raw: object) -> bool:
    """Whether an event is deleted, or an occurrence that does not take place."""
    return isinstance(raw, dict) and raw.get("status") == EventStatus.CANCELLED


def _parsed(raw: object) -> _Event:
    try:
        return _Event.model_validate(raw)
    except ValidationError as error:
        places = error.errors(include_url=False, include_input=False)[0]["loc"]
        raise Unreadable(f"its {places[0]} cannot be read" if places else "it is no event at all") from None


def _buffer(properties: dict[str, str], side: Literal["before", "after"]) -> int:
    """Minutes kept free beside a lesson of ours; what is no number is none, too many are the most that there may be."""
    text = properties.get(f"buffer_{side}_min", "").strip()
    return min(int(text), MOST_BUFFER) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """The events of a listing by id, the ids of those that are gone, and what could not be read."""

    events: dict[str, CalendarEvent] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    bad: list[BadEvent] = field(default_factory=list)

    def meeting(self, start: datetime, end: datetime) -> tuple[CalendarEvent, ...]:
        """Those that meet [start, end), by start."""
        found = [event for event in self.events.values() if event.start < end and start < event.end]
        return tuple(sorted(found, key=lambda event: (event.start, event.end, event.id)))


def gather(items: Iterable[object], clocks: Clocks) -> Gathered:
    """Every event of a listing. What comes twice, because it changed between two pages, counts as it came last."""
    gathered = Gathered()
    for number, raw in enumerate(items, start=1):
        try:
            _take(gathered, raw, clocks)
        except Unreadable as error:
            gathered.bad.append(BadEvent(number=number, title=_title(raw), reason=str(error)))
    return gathered


def _take(gathered: Gathered, raw: object, clocks: Clocks) -> None:
    if not is_cancelled(raw):
        event = read_event(raw, clocks)
        gathered.events[event.id] = event
        gathered.gone.discard(event.id)
        return
    event_id = raw.get("id") if isinstance(raw, dict) else None
    if not isinstance(event_id, str) or not event_id:
        raise Unreadable("its id cannot be read")
    gathered.events.pop(event_id, None)
    gathered.gone.add(event_id)


def _title(raw: object) -> str:
    """The title of an event that cannot be read, as far as it can be told."""
    if not isinstance(raw, dict) or not isinstance(raw.get("summary"), str):
        return ""
    return PRIVATE_TITLE if raw.get("visibility", "default") not in {"default", "public"} else clean(raw["summary"])
