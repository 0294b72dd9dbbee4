"""Contacts, and the files that they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tutorcore.domain.contacts import Contact, Conversation, Pin
from tutorcore.domain.imports import BadRow, ContactRow, RowResult
from tutorcore.domain.lesson_types import Naming
from tutorcore.domain.records import ContactChange, Entry, ManyChanged, Match


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

    def change_many(self, changes: Sequence[ContactChange], *, entries: Sequence[Entry] = ()) -> ManyChanged:
        """Change some hundreds of contacts in one short transaction; `entries` tell of the act as a whole.

        A contact of another version than expected is left as it is, and so is one that is not stored: both are told.
        Raises `InputError` for a pin that would end before it begins; then nothing is changed.
        """
        ...

    def save_wish(
        self, contact_id: str, line: str, *, own_line: str, conversation_id: str, expected_version: int, entry: Entry
    ) -> Conversation:
        """Store `preferred_times` on a conversation, and the customer's own words beside it.

        Blank `conversation_id`: the newest one, else a new one of our own, and `expected_version` is that of the
        contact. Raises `Conflict` (theirs: Conversation).
        """
        ...

    def save_lesson_type(
        self, contact_id: str, lesson_type: str, *, conversation_id: str, expected_version: int, entry: Entry
    ) -> Conversation:
        """Store `lesson_type` on a conversation; a blank one takes it out of every conversation of the contact.

        `conversation_id`, `expected_version` and what is raised as for `save_wish`.
        """
        ...

    def naming(self, lesson_type: str) -> Naming:
        """How many conversations name a lesson type, whatever the case and the space around it."""
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
