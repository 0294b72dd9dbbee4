"""Values for tests that show only what matters to the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tutorcore.domain.imports import ContactRow, ConversationRow
from tutorcore.domain.records import Entry
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.ports import Ports

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class StoppedClock:
    """Tells one time for ever."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment


def ports_over(store, *, now, zone=AMSTERDAM, **values):
    """What services work with, over a store, at a stopped clock."""
    names = ("contacts", "calendars", "closures", "profiles", "staff", "journal")
    return Ports(**{name: getattr(store, name) for name in names}, clock=StoppedClock(now), zone=zone, **values)


def at(minutes=0, *, days=0):
    """An instant, as far from `NOW`."""
    return NOW + timedelta(minutes=minutes, days=days)


def an_entry(action="test", subject="contact:1", **values):
    """A journal entry by Anouk, now."""
    return Entry(**{"at": NOW, "actor": "Anouk", "action": action, "subject": subject} | values)


def a_row(contact_id="1", name=None, *, number=1, talks=(), **values):
    """A row of an import."""
    return ContactRow(number=number, id=contact_id, name=name, conversations=tuple(talks), **values)


def a_talk(wish=None, *, conversation_id="", **values):
    """A conversation of an import row, with the wish that stands in it."""
    attributes = dict(values.pop("attributes", {})) | ({} if wish is None else {"preferred_times": wish})
    return ConversationRow(id=conversation_id, attributes=attributes, **values)


def bring(store, *rows, actor="import", moment=NOW):
    """Import rows as one batch."""
    return store.contacts.import_rows(rows, actor=actor, at=moment)
