"""Contacts for tests of segments, and what is asked of them afterwards."""

from __future__ import annotations

from tests.builders import NOW, a_row, an_entry, bring
from tutorcore.domain.contacts import Pin

DRIFTING = {"segment": "new", "has_paid_lesson": "ja"}


def drifting(*ids, **more):
    """Rows of contacts whose cache says new, while the rules say existing."""
    return [a_row(one, f"Emma {one}", attributes={**DRIFTING, **more}) for one in ids]


def pin(ports, contact_id, segment="premium", *, until=None):
    """Pin a contact."""
    ports.contacts.set_pin(
        Pin(contact_id=contact_id, segment=segment, reason="r", actor="Anouk", since=ports.clock.now(), until=until),
        expected_version=ports.contacts.get(contact_id).version,
        entry=an_entry("segment pinned", f"contact:{contact_id}"),
    )


def edit(ports, contact_id, **attributes):
    """Somebody else edits a contact."""
    version = ports.contacts.get(contact_id).version
    entry = an_entry("edited", f"contact:{contact_id}", at=NOW)
    ports.contacts.set_attributes(contact_id, attributes, expected_version=version, entry=entry)


def attributes(ports):
    """The attributes of everybody, by contact."""
    return {row.contact_id: dict(row.attributes) for row in ports.roster.rows(NOW)}


def caches(ports):
    """The cached segment of everybody, by contact."""
    return {contact_id: found.get("segment") for contact_id, found in attributes(ports).items()}


def actions(ports, *, batch=""):
    """What the journal tells, newest first, without the imports."""
    entries = ports.journal.entries(limit=10_000)
    return [one.action for one in entries if one.action != "import" and batch in ("", one.batch)]


def crowd(store, number):
    """Many contacts in drift, by ids of four figures."""
    rows = drifting(*(f"{n:04}" for n in range(number)))
    for start in range(0, number, 500):
        bring(store, *rows[start : start + 500])
