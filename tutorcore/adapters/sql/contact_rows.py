"""Between rows and contacts: reading them, deriving what searching needs, and the version that a change expects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from tutorcore.adapters.sql.clean import shortened, storable_mapping
from tutorcore.adapters.sql.search_text import email_key, name_key, phone_digits
from tutorcore.adapters.sql.tables import contacts, conversations
from tutorcore.domain.contacts import Contact, Conversation
from tutorcore.errors import Conflict, UnknownName

_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CONTACT: Final = ("id", "name", "email", "phone", "attributes", "created_at", "last_activity_at", "version")
_CONVERSATION: Final = tuple(column.name for column in conversations.c if column.name != "imported")
CONTACT_COLUMNS: Final = tuple(contacts.c[name] for name in _CONTACT)


def contact_from(row: RowMapping) -> Contact:
    """A contact as its row holds it."""
    return Contact(**{name: row[name] for name in _CONTACT})


def conversation_from(row: RowMapping) -> Conversation:
    """A conversation as its row holds it."""
    return Conversation(**{name: row[name] for name in _CONVERSATION})


def derived(name: str, email: str, phone: str) -> dict[str, object]:
    """The columns of `contacts` that exist for the search."""
    digits = phone_digits(phone)
    return {
        "name_key": name_key(name),
        "email_key": email_key(email),
        "phone_digits": digits,
        "phone_reversed": digits[::-1],
    }


def active_at(created_at: datetime | None, last_activity_at: datetime | None) -> datetime:
    """What contacts are sorted by: their last activity, else when they came."""
    return last_activity_at or created_at or _LONG_AGO


def merged_attributes(stored: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, object] | None:
    """The attributes with `changes` in them, None removing one; None where nothing would differ."""
    merged = {**stored, **storable_mapping(changes)}
    merged = {name: value for name, value in merged.items() if value is not None}
    return None if _as_json(merged) == _as_json(stored) else merged


def _as_json(values: Mapping[str, object]) -> str:
    """For comparing attributes: to Python `True == 1`, to a file they differ."""
    return json.dumps(values, sort_keys=True)


def no_such_contact(contact_id: str) -> UnknownName:
    """The error for an id that is not stored."""
    return UnknownName(
        f"There is no contact {shortened(contact_id)!r}.", hint="Search for the name, or import the contact first."
    )


def lock_contact(connection: Connection, contact_id: str, expected_version: int) -> Contact:
    """The contact, held until the transaction ends. Raises `UnknownName`, `Conflict` (theirs: Contact)."""
    theirs = hold_contact(connection, contact_id)
    if theirs.version != expected_version:
        raise Conflict(
            "Somebody else changed this contact meanwhile; your change was not saved.",
            theirs=theirs,
            hint="Look at both, then save again.",
        )
    return theirs


def hold_contact(connection: Connection, contact_id: str) -> Contact:
    """The contact, held until the transaction ends, whatever its version. Raises `UnknownName`."""
    query = select(*CONTACT_COLUMNS).where(contacts.c.id == contact_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise no_such_contact(contact_id)
    return contact_from(row)


def conversations_of(connection: Connection, contact_id: str) -> list[Conversation]:
    """The contact's conversations, in no order."""
    query = select(conversations).where(conversations.c.contact_id == contact_id)
    return [conversation_from(row) for row in connection.execute(query).mappings()]
