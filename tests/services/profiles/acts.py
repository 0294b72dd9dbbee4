"""Acts of managers that show only what matters to the test."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import NOW, a_row, bring
from tutorcore.domain.contacts import Pin
from tutorcore.domain.records import Entry
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.profiles.publishing import publish_profile
from tutorcore.services.profiles.standing import standing_of

TODAY = NOW.astimezone(AMSTERDAM).date()


def day(days: int) -> date:
    """So many days from the first day of the tests."""
    return TODAY + timedelta(days=days)


def go_to(ports, days):
    """Let the clock stand so many days after the first one."""
    ports.clock.moment = NOW + timedelta(days=days)


def published(ports, name="new", *, days=0, after=None, actor="Anouk", note="as agreed", **fields):
    """Publish; after the newest version where no other is given."""
    expected = standing_of(ports, name).newest if after is None else after
    return publish_profile(
        ports, name, fields, note=note, effective_on=day(days), actor=actor, expected_version=expected
    )


def held(ports, name="new"):
    """The profile that holds now."""
    return know_profiles(ports)[name].profile


def a_customer(ports, store, contact_id="1", name="Emma", *, segment=None, pin="", until=None):
    """A contact, with a cached segment and a pin where given."""
    attributes = {} if segment is None else {"segment": segment}
    bring(store, a_row(contact_id, name, attributes=attributes))
    if pin:
        now = ports.clock.now()
        entry = Entry(at=now, actor="Bram", action="segment pinned", subject=f"contact:{contact_id}")
        version = ports.contacts.get(contact_id).version
        ports.contacts.set_pin(
            Pin(contact_id=contact_id, segment=pin, reason="exams", actor="Bram", since=now, until=until),
            expected_version=version,
            entry=entry,
        )
    return ports.contacts.get(contact_id)


def actions(ports):
    """What the journal tells, the newest first."""
    return [entry.action for entry in ports.journal.entries()]
