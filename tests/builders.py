"""Values for tests that show only what matters to the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tutorcore.domain.bookings import Booking, BookingState, Span
from tutorcore.domain.imports import ContactRow, ConversationRow
from tutorcore.domain.profile_versions import RulesKind, newest_version
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
    names = (
        "contacts",
        "calendars",
        "closures",
        "bookings",
        "profiles",
        "staff",
        "journal",
        "roster",
        "segment_history",
    )
    return Ports(**{name: getattr(store, name) for name in names}, clock=StoppedClock(now), zone=zone, **values)


def at(minutes=0, *, days=0):
    """An instant, as far from `NOW`."""
    return NOW + timedelta(minutes=minutes, days=days)


def an_entry(action="test", subject="contact:1", **values):
    """A journal entry by Anouk, now."""
    return Entry(**{"at": NOW, "actor": "Anouk", "action": action, "subject": subject} | values)


def publish(ports, name, fields, *, on=None, **values):
    """Publish the next version of a profile, which holds from today where no day is given; by Anouk."""
    now, kind = ports.clock.now(), values.get("kind", RulesKind.PROFILE)
    return ports.profiles.publish(
        name,
        fields,
        effective_on=on or now.astimezone(ports.zone).date(),
        expected_version=newest_version(ports.profiles.versions(kind=kind), name),
        entry=an_entry("profile published", f"profile:{name}", at=now),
        **{"note": "as agreed"} | values,
    )


def a_booking(start=0, minutes=60, **values):
    """A lesson of Emma with the first tutor, booked in no calendar, with buffers of ten minutes."""
    given = {
        "id": f"b{start}",
        "contact_id": "1",
        "contact_name": "Emma",
        "tutor_id": 1,
        "tutor_name": "Sanne",
        "calendar_id": None,
        "state": BookingState.BOOKED,
        "span": Span(at(start), at(start + minutes)),
        "buffer_before_min": 10,
        "buffer_after_min": 10,
        "title": "Les Emma",
        "description": "",
        "segment": "new",
        "profile": "new",
        "profile_version": 0,
        "actor": "Anouk",
        "made_at": NOW,
        "changed_at": NOW,
    }
    return Booking(**given | values)


def a_hold(start=0, minutes=60, *, until=60, **values):
    """A lesson that is kept for Sam until a minute."""
    kept = {"contact_id": "2", "contact_name": "Sam", "state": BookingState.HELD, "expires_at": at(until)}
    return a_booking(start, minutes, **kept | values)


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
