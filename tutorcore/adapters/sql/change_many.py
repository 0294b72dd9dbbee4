"""Changing many contacts in one transaction: read in bulk, change in memory, written in bulk.

Each is held, compared with the version that the change expects, and left where it has another. No transaction is begun
here, so that other changes can have this as a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.contact_rows import merged_attributes
from tutorcore.adapters.sql.journal import record_all
from tutorcore.adapters.sql.pins import add_pin, end_pins
from tutorcore.adapters.sql.tables import contacts
from tutorcore.domain.contacts import Pin
from tutorcore.domain.records import ContactChange, ManyChanged
from tutorcore.errors import InputError

_AT_ONCE: Final = 500  # ids in one query
_Held = dict[str, Any]


def checked_pin(pin: Pin) -> Pin:
    """The pin. Raises `InputError` where it would end before it begins."""
    if pin.until is not None and pin.until <= pin.since:
        raise InputError("The pin would end before it begins.", hint="Choose a later end, or none.")
    return pin


def change_contacts(connection: Connection, changes: Sequence[ContactChange]) -> ManyChanged:
    """Make the changes, and write the entries of those that were made.

    What is left, and why, is in the answer. Raises `InputError` as `checked_pin`, before anything is changed.
    """
    for change in changes:
        if change.new_pin is not None:
            checked_pin(change.new_pin)
    held = {row["id"]: row for row in _hold(connection, {storable_text(change.contact_id) for change in changes})}
    sorted_out: dict[str, list[ContactChange]] = {"changed": [], "unchanged": [], "edited": [], "gone": []}
    for change in changes:
        sorted_out[_made(connection, change, held.get(storable_text(change.contact_id)))].append(change)
    _store(connection, [row for row in held.values() if row["touched"]])
    record_all(connection, [change.entry for change in sorted_out["changed"]])
    return ManyChanged(**{how: tuple(change.contact_id for change in some) for how, some in sorted_out.items()})


def _hold(connection: Connection, ids: set[str]) -> Iterator[_Held]:
    """The contacts with these ids, held until the transaction ends; in one order: two of us cannot block each other."""
    ordered, columns = sorted(ids), (contacts.c.id, contacts.c.attributes, contacts.c.version)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        query = select(*columns).where(contacts.c.id.in_(some)).order_by(contacts.c.id).with_for_update()
        yield from ({**row, "touched": False} for row in connection.execute(query).mappings())


def _made(connection: Connection, change: ContactChange, held: _Held | None) -> str:
    """Make one change in memory, its pins in the database; what became of it."""
    if held is None:
        return "gone"
    if held["version"] != change.expected_version:
        return "edited"
    merged = merged_attributes(held["attributes"], change.attributes)
    pinned = _change_pins(connection, change, held["id"])
    if merged is None and not pinned:
        return "unchanged"
    attributes = held["attributes"] if merged is None else merged
    held.update(attributes=attributes, version=held["version"] + 1, touched=True)
    return "changed"


def _change_pins(connection: Connection, change: ContactChange, contact_id: str) -> bool:
    """End the running pin, set the new one; whether that changed anything."""
    pin, ended = change.new_pin, 0
    if change.end_pin or pin is not None:
        ended = end_pins(connection, contact_id, change.entry.at if pin is None else pin.since)
    if pin is not None:
        add_pin(connection, pin)
    return ended > 0 or pin is not None


def _store(connection: Connection, touched: Sequence[_Held]) -> None:
    """Write contacts that were changed, in one go."""
    if not touched:
        return
    changing = update(contacts).where(contacts.c.id == bindparam("this_id"))
    values: dict[str, Any] = {"attributes": bindparam("attributes"), "version": bindparam("version")}
    rows = [{"this_id": row["id"], "attributes": row["attributes"], "version": row["version"]} for row in touched]
    connection.execute(changing.values(values), rows)
