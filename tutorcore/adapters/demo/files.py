"""The files of the demo data, read and checked: one line a contact, one file a tutor, and the rest in `demo.toml`.

What a file says stays relative here ("days_ago", a weekday and a rhythm); `moving` and its neighbours bring it to a
date. Whatever cannot be used is a `BrokenFile` that names file, place and reason: data of our own has no bad rows.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tutorcore.domain.calendars import EventKind, EventStatus
from tutorcore.errors import BrokenFile

Weekday = Literal["ma", "di", "wo", "do", "vr", "za", "zo"]


class _Entry(BaseModel):
    """Anything that a file holds: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ago(_Entry):
    """A moment on an earlier day, on the local clock."""

    days_ago: int = Field(ge=1)
    at: time = time(12)


class MonthsAgo(_Entry):
    """A date in an earlier month, and how the attribute spells it. It moves once a month, not every day."""

    months_ago: int = Field(ge=1)
    day: int = Field(ge=1, le=28)
    spelling: Literal["iso", "dutch", "timestamp"] = Field(alias="as")


class ConversationLine(Ago):
    """A conversation; its attributes as Chatwoot holds them."""

    id: int
    status: Literal["open", "pending", "resolved", "snoozed"]
    custom_attributes: dict[str, object] = {}


class ContactLine(_Entry):
    """One line of `contacts.jsonl`, in Chatwoot's words. An attribute may be a `MonthsAgo`."""

    id: int
    name: str
    phone_number: str | None
    email: str | None
    created: Ago
    last_activity: Ago
    custom_attributes: dict[str, MonthsAgo | str | int | float | bool | None] = {}
    conversations: tuple[ConversationLine, ...] = ()


class Rhythm(_Entry):
    """On which days something happens: a weekday, every so many weeks, perhaps within some weeks around today.

    Weeks are numbered without end from one fixed Monday, so a rhythm is not broken by the turn of the year; it falls
    in the weeks whose number leaves `turn` when divided by `every`. `first_week` and `last_week` count from the
    week of today (0), both included.
    """

    day: Weekday
    every: int = Field(default=1, ge=1)
    turn: int = Field(default=0, ge=0)
    first_week: int | None = None
    last_week: int | None = None

    @model_validator(mode="after")
    def _turn_comes_round(self) -> Self:
        if self.turn >= self.every:
            raise ValueError(f"turn {self.turn} never comes round every {self.every} weeks")
        return self


class EventLine(Rhythm):
    """An event that comes back: `at` and `minutes` on the clock, or `days` for whole days. With a contact: a lesson."""

    title: str
    at: time | None = None
    minutes: int = Field(default=0, ge=0)
    days: int = Field(default=0, ge=0)
    contact: int | None = None
    buffer: int = Field(default=0, ge=0)
    status: EventStatus = EventStatus.CONFIRMED
    transparent: bool = False
    declined: bool = False
    kind: EventKind = EventKind.DEFAULT

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        on_the_clock = self.at is not None and self.minutes > 0
        if on_the_clock == (self.days > 0):
            raise ValueError("give either 'at' and 'minutes', or 'days'")
        return self


class CalendarPart(_Entry):
    """One calendar of a tutor."""

    name: str
    events: tuple[EventLine, ...]


class CalendarFile(_Entry):
    """One file of `calendars/`."""

    tutor: str
    calendar: tuple[CalendarPart, ...]


class PinLine(_Entry):
    """A pin, in days from today: negative is past. Without `until_days` it runs until it is taken off."""

    contact: int
    segment: str
    reason: str
    actor: str
    since_days: int = Field(le=0)
    until_days: int | None = None


class DayOffLine(Rhythm):
    """Days off that come back, of one tutor or (blank) of the whole company."""

    name: str
    days: int = Field(ge=1)
    tutor: str = ""


class BookingLine(_Entry):
    """A lesson that is held for so many hours from now, or was not booked because of a problem.

    It stands on the first `day` that is at least `in_days` away.
    """

    contact: int
    tutor: str
    actor: str
    day: Weekday
    in_days: int = Field(ge=1)
    at: time
    minutes: int = Field(gt=0)
    profile: str
    ends_in_hours: float | None = Field(default=None, gt=0)
    problem: str = ""

    @model_validator(mode="after")
    def _is_held_or_failed(self) -> Self:
        if (self.ends_in_hours is None) == (self.problem == ""):
            raise ValueError("give either 'ends_in_hours' or 'problem'")
        return self


class SegmentLines(_Entry):
    """Snapshots of segments: a line for each day on which somebody counted, its days ago and then the counts."""

    segments: tuple[str, ...]
    days: tuple[tuple[int, ...], ...]

    @model_validator(mode="after")
    def _every_line_is_whole(self) -> Self:
        if any(len(line) != len(self.segments) + 1 or line[0] < 1 for line in self.days):
            raise ValueError("a line needs its days ago, from 1, and a number for each segment")
        return self


class RestFile(_Entry):
    """`demo.toml`."""

    staff: tuple[str, ...]
    pin: tuple[PinLine, ...]
    day_off: tuple[DayOffLine, ...]
    booking: tuple[BookingLine, ...] = ()
    segment_counts: SegmentLines = SegmentLines(segments=(), days=())


_T = TypeVar("_T", bound=_Entry)


def read_contacts(folder: Path) -> Iterator[tuple[int, ContactLine]]:
    """(line, contact) for every line of `contacts.jsonl`."""
    name = "contacts.jsonl"
    for number, line in enumerate(_text(folder / name).splitlines(), start=1):
        if line.strip():
            where = f"{name}, line {number}"
            yield number, _checked(ContactLine, _json(line, where), where)


def read_calendars(folder: Path) -> list[CalendarFile]:
    """Every file of `calendars/`, by file name."""
    files = sorted((folder / "calendars").glob("*.toml"))
    if not files:
        raise BrokenFile("The demo data has no calendars.", hint="Restore the folder data/calendars.")
    return [_checked(CalendarFile, _toml(file), file.name) for file in files]


def read_rest(folder: Path) -> RestFile:
    """`demo.toml`: staff, pins, days off."""
    return _checked(RestFile, _toml(folder / "demo.toml"), "demo.toml")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{file.name} of the demo data cannot be read.", hint=_RESTORE) from error


def _json(line: str, where: str) -> Mapping[str, object]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise BrokenFile(f"{where} of the demo data is not JSON: {error}.", hint=_RESTORE) from error
    if not isinstance(value, dict):
        raise BrokenFile(f"{where} of the demo data is not an object.", hint=_RESTORE)
    return value


def _toml(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as error:
        raise BrokenFile(f"{file.name} of the demo data is not TOML: {error}.", hint=_RESTORE) from error


def _checked(model: type[_T], value: Mapping[str, object], where: str) -> _T:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise BrokenFile(f"{where} of the demo data, {place}: {first['msg']}.", hint=_RESTORE) from error


_RESTORE = "Restore the file from the project's own copy."
