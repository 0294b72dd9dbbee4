"""Who has a profile by name, within a transaction that is under way: by the cached segment, or by a running pin."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, Text, cast, or_, select

from tutorcore.adapters.sql.change_many import change_contacts
from tutorcore.adapters.sql.clean import shortened
from tutorcore.adapters.sql.contact_rows import CONTACT_COLUMNS, contact_from
from tutorcore.adapters.sql.tables import contacts, pins
from tutorcore.domain.contacts import SEGMENT, Contact, Pin
from tutorcore.domain.profile_versions import Holder
from tutorcore.domain.records import ContactChange
from tutorcore.domain.segments import known_profile
from tutorcore.errors import Conflict

_PIN_FIELDS: Final = tuple(field.name for field in fields(Pin))
_NAMED: Final = 3


def holders_of(connection: Connection, name: str, at: datetime) -> list[Holder]:
    """The contacts whose cache names the profile, or who are pinned to it at that instant; by id."""
    pinned, cached = _pinned(connection, name, at), _cached(connection, name)
    found = {**cached, **{contact.id: contact for contact, _ in pinned}}
    running = {contact.id: pin for contact, pin in pinned}
    return [
        Holder(contact=found[contact_id], cached=contact_id in cached, pin=running.get(contact_id))
        for contact_id in sorted(found)
    ]


def move_holders(connection: Connection, name: str, changes: Sequence[ContactChange], at: datetime) -> None:
    """Make the changes, after which nobody has the profile. Raises `Conflict` (theirs: who has it still)."""
    done = change_contacts(connection, changes)
    left = holders_of(connection, name, at)
    if left or done.edited or done.gone:
        who = [holder.contact.label for holder in left] or [*done.edited, *done.gone]
        raise Conflict(
            f"{_listed(who)} changed meanwhile; the profile was not retired and nobody was moved.",
            theirs=tuple(left),
            hint="Look at the list again, and choose where each goes.",
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(shortened(name, 40) for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"


def _cached(connection: Connection, name: str) -> dict[str, Contact]:
    """By id. The text of the attributes is looked through first, then the attribute itself is read."""
    in_json = json.dumps(name, ensure_ascii=False)[1:-1]
    maybe = cast(contacts.c.attributes, Text).icontains(in_json, autoescape=True)
    rows = connection.execute(select(*CONTACT_COLUMNS).where(maybe)).mappings()
    found = (contact_from(row) for row in rows)
    return {contact.id: contact for contact in found if known_profile(contact.attributes.get(SEGMENT), {name})}


def _pinned(connection: Connection, name: str, at: datetime) -> list[tuple[Contact, Pin]]:
    """Those whose pin runs; of several pins of a contact, the one that counts is the latest."""
    running = (pins.c.since <= at, or_(pins.c.until.is_(None), pins.c.until > at))
    query = (
        select(*CONTACT_COLUMNS, *(column.label(f"pin_{column.name}") for column in pins.c))
        .join(pins, pins.c.contact_id == contacts.c.id)
        .where(*running)
        .order_by(pins.c.since, pins.c.id)
    )
    latest = {row["id"]: row for row in connection.execute(query).mappings()}
    return [(contact_from(row), _pin(row)) for row in latest.values() if row["pin_segment"] == name]


def _pin(row: RowMapping) -> Pin:
    return Pin(**{field: row[f"pin_{field}"] for field in _PIN_FIELDS})
