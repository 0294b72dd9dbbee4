"""The port `Contacts`: looking contacts up and changing them.

Searching, importing, wishes and pins have files of their own beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from tutorcore.adapters.sql.change_many import change_contacts, checked_pin
from tutorcore.adapters.sql.contact_rows import (
    CONTACT_COLUMNS,
    contact_from,
    conversations_of,
    hold_contact,
    lock_contact,
    merged_attributes,
    no_such_contact,
)
from tutorcore.adapters.sql.engine import give_others_a_turn, reading, writing
from tutorcore.adapters.sql.imports import import_rows
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.pins import add_pin, end_pins, running_pin
from tutorcore.adapters.sql.search import Search
from tutorcore.adapters.sql.tables import contacts, opened_contacts
from tutorcore.adapters.sql.wishes import naming_of, save_lesson_type, save_wish
from tutorcore.domain.contacts import Contact, Conversation, Pin, newest_first
from tutorcore.domain.imports import ContactRow, RowResult
from tutorcore.domain.lesson_types import Naming
from tutorcore.domain.records import ContactChange, Entry, ManyChanged, Match


class SqlContacts:
    """The port `Contacts`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._search = Search(engine)

    def get(self, contact_id: str) -> Contact:
        """One contact. Raises `UnknownName`."""
        with reading(self._engine) as connection:
            return _contact(connection, contact_id)

    def conversations(self, contact_id: str) -> list[Conversation]:
        """The contact's conversations, newest first."""
        with reading(self._engine) as connection:
            return newest_first(conversations_of(connection, contact_id))

    def search(self, query: str, *, limit: int = 20) -> list[Match]:
        """Contacts by name, phone, e-mail or id, best first. Blank finds nothing."""
        return self._search.matches(query, limit=limit)

    def recent(self, *, limit: int = 20) -> list[Contact]:
        """Contacts by last activity, newest first."""
        newest = select(*CONTACT_COLUMNS).order_by(contacts.c.active_at.desc(), contacts.c.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [contact_from(row) for row in connection.execute(newest).mappings()]

    def opened_by(self, actor: str, *, limit: int = 20) -> list[Contact]:
        """Contacts that `actor` opened last, newest first."""
        mine = (
            select(*CONTACT_COLUMNS)
            .join(opened_contacts)
            .where(opened_contacts.c.actor == actor)
            .order_by(opened_contacts.c.opened_at.desc(), contacts.c.id)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [contact_from(row) for row in connection.execute(mine).mappings()]

    def note_opened(self, actor: str, contact_id: str, at: datetime) -> None:
        """Remember that `actor` opened a contact. Not a change of the contact: no version, no entry.

        Raises `UnknownName`.
        """
        note = {"actor": actor, "contact_id": contact_id}
        with writing(self._engine) as connection:
            hold_contact(connection, contact_id)
            connection.execute(delete(opened_contacts).filter_by(**note))
            connection.execute(insert(opened_contacts).values(**note, opened_at=at))

    def count(self) -> int:
        """How many contacts there are."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(contacts)) or 0

    def set_attributes(
        self, contact_id: str, changes: Mapping[str, object], *, expected_version: int, entry: Entry
    ) -> Contact:
        """Merge `changes` into the attributes (None removes one). Raises `Conflict` (theirs: Contact).

        Changes that change nothing are not a change: no version, no entry.
        """
        with writing(self._engine) as connection:
            return change_attributes(connection, contact_id, changes, expected_version=expected_version, entry=entry)

    def change_many(self, changes: Sequence[ContactChange], *, entries: Sequence[Entry] = ()) -> ManyChanged:
        """Change some hundreds of contacts in one short transaction; `entries` tell of the act as a whole.

        A contact of another version than expected is left as it is, and so is one that is not stored: both are told.
        Raises `InputError` for a pin that would end before it begins; then nothing is changed.
        """
        with writing(self._engine) as connection:
            record(connection, *entries)
            done = change_contacts(connection, changes)
        give_others_a_turn(self._engine, rows=len(changes))
        return done

    def save_wish(
        self, contact_id: str, line: str, *, own_line: str, conversation_id: str, expected_version: int, entry: Entry
    ) -> Conversation:
        """Store `preferred_times` on a conversation, and the customer's own words beside it.

        Raises `Conflict` (theirs: Conversation), `UnknownName`.
        """
        with writing(self._engine) as connection:
            contact = hold_contact(connection, contact_id)
            saved = save_wish(
                connection,
                contact,
                line,
                own_line=own_line,
                conversation_id=conversation_id,
                expected_version=expected_version,
                at=entry.at,
            )
            record(connection, entry)
            return saved

    def save_lesson_type(
        self, contact_id: str, lesson_type: str, *, conversation_id: str, expected_version: int, entry: Entry
    ) -> Conversation:
        """Store `lesson_type` on a conversation; a blank one takes it out of every conversation of the contact.

        Raises `Conflict` (theirs: Conversation), `UnknownName`.
        """
        with writing(self._engine) as connection:
            saved = save_lesson_type(
                connection,
                hold_contact(connection, contact_id),
                lesson_type,
                conversation_id=conversation_id,
                expected_version=expected_version,
                at=entry.at,
            )
            record(connection, entry)
            return saved

    def naming(self, lesson_type: str) -> Naming:
        """How many conversations name a lesson type, whatever the case and the space around it."""
        with reading(self._engine) as connection:
            return naming_of(connection, lesson_type)

    def pin_of(self, contact_id: str, now: datetime) -> Pin | None:
        """The pin that runs at `now`."""
        with reading(self._engine) as connection:
            return running_pin(connection, contact_id, now)

    def set_pin(self, pin: Pin, *, expected_version: int, entry: Entry) -> Contact:
        """Pin a contact (a running pin ends); the contact's version grows. Raises `Conflict` (theirs: Contact)."""
        checked_pin(pin)
        with writing(self._engine) as connection:
            contact = lock_contact(connection, pin.contact_id, expected_version)
            end_pins(connection, contact.id, pin.since)
            add_pin(connection, pin)
            return _changed(connection, contact, entry)

    def end_pin(self, contact_id: str, at: datetime, *, expected_version: int, entry: Entry) -> Contact:
        """End the running pin; the contact's version grows. Raises `Conflict` (theirs: Contact).

        Where no pin runs there is nothing to end: no version, no entry.
        """
        with writing(self._engine) as connection:
            contact = lock_contact(connection, contact_id, expected_version)
            if not end_pins(connection, contact.id, at):
                return contact
            return _changed(connection, contact, entry)

    def import_rows(self, rows: Sequence[ContactRow], *, actor: str, at: datetime) -> list[RowResult]:
        """Merge rows into the store in one short transaction, one result a row. Journals what changed."""
        return import_rows(self._engine, rows, actor=actor, at=at)


def change_attributes(
    connection: Connection, contact_id: str, changes: Mapping[str, object], *, expected_version: int, entry: Entry
) -> Contact:
    """`SqlContacts.set_attributes`, as a part of a change that has more to it."""
    contact = lock_contact(connection, contact_id, expected_version)
    merged = merged_attributes(contact.attributes, changes)
    if merged is None:
        return contact
    connection.execute(update(contacts).where(contacts.c.id == contact.id).values(attributes=merged))
    return _changed(connection, contact, entry)


def _contact(connection: Connection, contact_id: str) -> Contact:
    row = connection.execute(select(*CONTACT_COLUMNS).where(contacts.c.id == contact_id)).mappings().first()
    if row is None:
        raise no_such_contact(contact_id)
    return contact_from(row)


def _changed(connection: Connection, contact: Contact, entry: Entry) -> Contact:
    """Finish a change of a contact that is held: its version grows, the entry is written."""
    growing = update(contacts).where(contacts.c.id == contact.id).values(version=contact.version + 1)
    connection.execute(growing)
    record(connection, entry)
    return _contact(connection, contact.id)
