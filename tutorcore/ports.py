"""What services need from the world: Protocols, and the values that pass through them.

Below both who uses a port (services) and who implements it (adapters). Every method that changes something takes the
journal entry of the change and commits both together, or neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from tutorcore.domain.calendars import Calendar, CalendarEvent, ClosureFeed, DayOff, Tutor
from tutorcore.domain.closure_imports import ClosureRow, Listed, ListedChange, NotUsed
from tutorcore.domain.contacts import Contact, Conversation, Pin
from tutorcore.domain.imports import BadRow, ContactRow, RowResult
from tutorcore.domain.profile_sources import Overlays
from tutorcore.domain.public_holidays import HolidaySwitch, PublicHoliday
from tutorcore.domain.records import CalendarChange, CalendarReading, Entry, Match, PublishedProfile
from tutorcore.domain.weights import Weights


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class Contacts(Protocol):
    """Contacts with their conversations, pins and wishes."""

    def get(self, contact_id: str) -> Contact:
        """One contact. Raises `UnknownName`."""
        ...

    def conversations(self, contact_id: str) -> list[Conversation]:
        """The contact's conversations, newest first."""
        ...

    def search(self, query: str, *, limit: int = 20) -> list[Match]:
        """Contacts by name, phone, e-mail or id, best first. Blank finds nothing."""
        ...

    def recent(self, *, limit: int = 20) -> list[Contact]:
        """Contacts by last activity, newest first."""
        ...

    def opened_by(self, actor: str, *, limit: int = 20) -> list[Contact]:
        """Contacts that `actor` opened last, newest first."""
        ...

    def note_opened(self, actor: str, contact_id: str, at: datetime) -> None:
        """Remember that `actor` opened a contact. Not a change of the contact: no version, no entry."""
        ...

    def count(self) -> int:
        """How many contacts there are."""
        ...

    def set_attributes(
        self, contact_id: str, changes: Mapping[str, object], *, expected_version: int, entry: Entry
    ) -> Contact:
        """Merge `changes` into the attributes (None removes one). Raises `Conflict` (theirs: Contact)."""
        ...

    def save_wish(
        self, contact_id: str, line: str, *, own_line: str, conversation_id: str, expected_version: int, entry: Entry
    ) -> Conversation:
        """Store `preferred_times` on a conversation, and the customer's own words beside it.

        Blank `conversation_id`: the newest one, else a new one of our own, and `expected_version` is that of the
        contact. Raises `Conflict` (theirs: Conversation).
        """
        ...

    def pin_of(self, contact_id: str, now: datetime) -> Pin | None:
        """The pin that runs at `now`."""
        ...

    def set_pin(self, pin: Pin, *, expected_version: int, entry: Entry) -> Contact:
        """Pin a contact (a running pin ends); the contact's version grows. Raises `Conflict` (theirs: Contact)."""
        ...

    def end_pin(self, contact_id: str, at: datetime, *, expected_version: int, entry: Entry) -> Contact:
        """End the running pin; the contact's version grows. Raises `Conflict` (theirs: Contact)."""
        ...

    def import_rows(self, rows: Sequence[ContactRow], *, actor: str, at: datetime) -> list[RowResult]:
        """Merge rows into the store in one short transaction, one result a row. Journals what changed."""
        ...


class Calendars(Protocol):
    """Tutors, calendars and their events."""

    def tutors(self) -> list[Tutor]:
        """Active tutors by name."""
        ...

    def add_tutor(self, name: str, *, entry: Entry) -> Tutor:
        """The tutor of that name (case and outer space ignored), made where there is none."""
        ...

    def calendars(self) -> list[Calendar]:
        """Every calendar, by tutor and name."""
        ...

    def store_reading(
        self, tutor_id: int, reading: CalendarReading, *, read_at: datetime, entry: Entry
    ) -> CalendarChange:
        """Replace what is known of a calendar (found by tutor and source) by a reading, in one transaction."""
        ...

    def record_failure(self, tutor_id: int, source: str, error: str, *, at: datetime) -> None:
        """Note that a calendar could not be read. Its last good reading stays, marked."""
        ...

    def remove_calendar(self, calendar_id: int, *, entry: Entry) -> None:
        """Forget a calendar and its events. Raises `UnknownName`."""
        ...

    def events(self, calendar_ids: Collection[int], start: datetime, end: datetime) -> list[tuple[int, CalendarEvent]]:
        """(calendar id, event) for every event that meets [start, end), blocking or not, by start."""
        ...

    def last_lesson_tutor(self, contact_id: str, before: datetime) -> int | None:
        """The id of the tutor of the contact's last lesson that began before `before`."""
        ...

    def lessons_of(self, contact_id: str, before: datetime, *, limit: int = 20) -> list[CalendarEvent]:
        """The contact's lessons that began before `before` and were not called off, newest first."""
        ...


class Closures(Protocol):
    """Holidays and closures of the company or of one tutor."""

    def days_off(self, first: date | None = None, last: date | None = None) -> list[DayOff]:
        """Those that meet the dates `first` to `last` (None: without end), by first day.

        Public holidays that are switched on are among them, whoever asks.
        """
        ...

    def add(self, first: date, last: date, name: str, *, tutor_id: int | None, entry: Entry) -> DayOff:
        """Store one."""
        ...

    def add_all(self, days: Sequence[DayOff], *, entry: Entry) -> ListedChange:
        """Store those (of whatever id) that are not there in any kind, in one transaction; else no entry."""
        ...

    def remove(self, day_off_id: int, *, entry: Entry) -> None:
        """Take one away. Raises `UnknownName`, and `InputError` for one that a calendar brings."""
        ...

    def switches(self, first: date, last: date) -> list[HolidaySwitch]:
        """The public holidays that fall on the dates `first` to `last`, each once, by day: on or off."""
        ...

    def switch(self, key: str, *, on: bool, entry: Entry) -> None:
        """Let a public holiday close the company or not; no entry where it is switched so already."""
        ...

    def feeds(self) -> list[ClosureFeed]:
        """The calendars that days off are read from, by name."""
        ...

    def store_feed(
        self, listed: Listed, *, tutor_id: int | None, today: date, read_at: datetime, entry: Entry
    ) -> ListedChange:
        """Merge a reading with what the same calendar (by tutor and source) brought before, in one transaction.

        Only a reading that changes something has an entry. Raises `UnknownName` (no such tutor).
        """
        ...

    def record_feed_failure(self, feed_id: int, error: str, *, at: datetime) -> None:
        """Note that a calendar could not be read. What it brought stays."""
        ...

    def remove_feed(self, feed_id: int, *, today: date, entry: Entry) -> None:
        """Forget a calendar and what it closes from `today` on; what is over stays. Raises `UnknownName`."""
        ...


class PublicHolidays(Protocol):
    """The public holidays of the country in which the company works."""

    def between(self, first: date | None, last: date | None) -> list[PublicHoliday]:
        """Those from `first` to `last`, both included (None: as far as they are known), by day. Cheap to ask again."""
        ...


class Profiles(Protocol):
    """Published planning profiles."""

    def published(self) -> dict[str, PublishedProfile]:
        """The newest published version of each profile, by name."""
        ...

    def publish(self, name: str, fields: Mapping[str, object], *, note: str, entry: Entry) -> PublishedProfile:
        """Store the next version of a profile."""
        ...


class Staff(Protocol):
    """The people who may be the actor of a change."""

    def names(self) -> list[str]:
        """By name."""
        ...

    def add(self, name: str, *, entry: Entry) -> None:
        """Add somebody; nothing happens where the name is there (case ignored)."""
        ...

    def remove(self, name: str, *, entry: Entry) -> None:
        """Take somebody off the list. What they did stays in the journal."""
        ...


class Journal(Protocol):
    """Every change, newest first."""

    def entries(self, *, subject: str = "", limit: int = 100) -> list[Entry]:
        """The newest entries, of one subject where given."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Ports:
    """Everything that the services of the dashboard work with, chosen in `bootstrap`.

    `zone` is the company's; `environment_profiles` the fields of planning profiles that the environment sets, and
    `offer_weights` how much each part of a slot's score counts.
    """

    contacts: Contacts
    calendars: Calendars
    closures: Closures
    profiles: Profiles
    staff: Staff
    journal: Journal
    clock: Clock
    zone: ZoneInfo
    environment_profiles: Overlays = field(default_factory=dict)
    offer_weights: Weights = field(default_factory=Weights)


class ContactSource(Protocol):
    """A file of contacts."""

    def rows(self) -> Iterator[ContactRow | BadRow]:
        """Its rows, streamed; may be asked for more than once. Raises `BrokenFile`."""
        ...

    def columns(self) -> tuple[tuple[str, str], ...]:
        """(what the file calls it, what it is read as); empty where the format names its own fields."""
        ...

    def remarks(self) -> tuple[str, ...]:
        """Sentences about the file as a whole ("this export holds no attributes"). Complete once `rows` was read."""
        ...


@runtime_checkable
class ClosureList(Protocol):
    """A file that lists days off (CSV)."""

    @property
    def name(self) -> str:
        """The file's name."""
        ...

    def rows(self) -> Sequence[ClosureRow | NotUsed]:
        """Its rows in their order. Raises `BrokenFile`."""
        ...

    def remarks(self) -> tuple[str, ...]:
        """Sentences about the file as a whole."""
        ...


class CalendarSource(Protocol):
    """A calendar file or feed."""

    @property
    def source(self) -> str:
        """What identifies it again, as `CalendarReading.source`: show it by `shown_source` only."""
        ...

    def read(self, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Its occurrences within the time. Raises `BrokenFile`, `SourceUnavailable`."""
        ...
