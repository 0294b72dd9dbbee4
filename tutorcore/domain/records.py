"""What passes through the ports beside contacts and calendars: journal entries, matches, readings, published profiles.

Values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tutorcore.domain.calendars import Calendar, CalendarEvent
from tutorcore.domain.contacts import Contact, Pin


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of the journal: who did what to what, when, and why. `before` and `after` are JSON values."""

    at: datetime
    actor: str
    action: str
    subject: str
    """`kind:id`, such as `contact:412`."""
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    id: int = field(default=0, compare=False)
    """Its number in the journal, which grows with time; 0: not written yet."""
    batch: str = ""
    """What the entries of one act on many contacts have in common; blank: an act on one thing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryFilter:
    """Which entries of the journal are wanted: those that meet everything that is given."""

    subjects: frozenset[str] | None = None
    """About any of these; None: about anything."""
    actor: str = ""
    actions: frozenset[str] = frozenset()
    """Of any of these actions; none given: of every action."""
    text: str = ""
    """With this in what it is about, before, after or the reason, whatever the case."""
    batch: str = ""
    """Of this act on many contacts; blank: of any act."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactChange:
    """What an act on many contacts changes of one of them, and the entry that tells it.

    `attributes` are merged (None removes one). `end_pin` ends the running pin at the entry's time; `new_pin` is set
    then, and ends it too.
    """

    contact_id: str
    expected_version: int
    entry: Entry
    attributes: Mapping[str, object] = field(default_factory=dict)
    end_pin: bool = False
    new_pin: Pin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ManyChanged:
    """What became of contacts that were to be changed together, by their ids, in the order in which they were given."""

    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Those that were as they should be: no version, no entry."""
    edited: tuple[str, ...] = ()
    """Those of another version than expected: left as they are."""
    gone: tuple[str, ...] = ()
    """Those that are not stored."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A contact that a search found, by what ("phone", "name", "e-mail", "id"), and how well (0 to 100)."""

    contact: Contact
    matched: str
    score: float


class RulesKind(StrEnum):
    """What is published in versions: planning profiles, and the lesson types that are laid over them."""

    PROFILE = "profile"
    LESSON_TYPE = "lesson type"


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedProfile:
    """One published version of a profile or a lesson type: only the fields that it sets, over what lies below it.

    Its versions count from 1 by name. Which of them holds on a day: `domain.profile_versions.in_force`.
    """

    name: str
    version: int
    fields: Mapping[str, object]
    published_at: datetime
    actor: str
    effective_on: date
    """The local date from which it holds."""
    note: str = ""
    kind: RulesKind = RulesKind.PROFILE
    retired: bool = False
    """From its day on there is nothing by this name; the fields stay, to be looked at and published again."""
    withdrawn: bool = False
    """Taken out before its day came: it never holds, and stays in the history."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BadEvent:
    """An event of a calendar that could not be read: its place in the file from 1, its title, and why."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarReading:
    """One reading of an outside calendar, complete for [covers_from, covers_until) but for `bad`."""

    name: str
    source: str
    events: tuple[CalendarEvent, ...]
    bad: tuple[BadEvent, ...]
    covers_from: datetime
    covers_until: datetime
    token: str = ""
    """From where an outside calendar can tell what changed since; blank where it cannot."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SyncState:
    """How far the reading of an outside calendar is: the token of the last one, and when all of it was last read."""

    token: str
    read_whole_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarChange:
    """What storing a reading did."""

    calendar: Calendar
    added: int
    removed: int
    unchanged: int
