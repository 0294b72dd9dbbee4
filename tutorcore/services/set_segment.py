"""Change which segment counts for a contact: write what the rules say to the cache, pin one, take a pin off.

Each is an explicit act of a person with a name; looking a contact up never does any of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from tutorcore.domain.contacts import SEGMENT, Contact, Pin
from tutorcore.domain.records import Entry
from tutorcore.domain.segments import detect_segment
from tutorcore.domain.weeks import end_of_day
from tutorcore.errors import InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.know_profiles import know_profiles, profile_named
from tutorcore.wording.dates import last_day

LONGEST_REASON = 500


def detect_again(ports: Ports, contact_id: str, *, actor: str, expected_version: int) -> Contact:
    """Write the segment that the rules detect today to the contact's cache.

    Raises `InputError` where the contact is pinned, `Conflict` where it was changed meanwhile.
    """
    require_actor(actor)
    contact, now = ports.contacts.get(contact_id), ports.clock.now()
    if pin := ports.contacts.pin_of(contact_id, now):
        raise InputError(f"This contact is pinned to “{pin.segment}” by {pin.actor}", hint="Take the pin off first.")
    detected = detect_segment(contact.attributes, use_cached=False).by_rules
    entry = Entry(
        at=now,
        actor=actor,
        action="segment detected",
        subject=f"contact:{contact_id}",
        before={SEGMENT: contact.attributes.get(SEGMENT)},
        after={SEGMENT: detected},
    )
    return ports.contacts.set_attributes(
        contact_id, {SEGMENT: detected}, expected_version=expected_version, entry=entry
    )


def pin_segment(
    ports: Ports,
    contact_id: str,
    segment: str,
    *,
    reason: str,
    until: date | None,
    actor: str,
    expected_version: int,
) -> Contact:
    """Pin a contact to a profile, through the local day `until` (None: until taken off).

    Raises `InputError` for a blank reason, an unknown profile or a day that is over, `Conflict` as above.
    """
    require_actor(actor)
    now = ports.clock.now()
    profile_named(know_profiles(ports), segment)
    if not reason.strip():
        raise InputError("A pin needs a reason", hint="Say in a few words why this contact is treated differently.")
    if until is not None and until < now.astimezone(ports.zone).date():
        raise InputError("The pin would have ended already", hint="Choose today or a later day.")
    pin = Pin(
        contact_id=contact_id,
        segment=segment,
        reason=reason.strip()[:LONGEST_REASON],
        actor=actor,
        since=now,
        until=None if until is None else end_of_day(until, ports.zone),
    )
    after = {"segment": segment, "until": until.isoformat() if until else None}
    entry = _entry(ports, contact_id, "segment pinned", actor, after=after, reason=pin.reason)
    return ports.contacts.set_pin(pin, expected_version=expected_version, entry=entry)


def unpin_segment(ports: Ports, contact_id: str, *, actor: str, expected_version: int) -> Contact:
    """Take the running pin off. Raises `Conflict` as above."""
    require_actor(actor)
    entry = _entry(ports, contact_id, "pin taken off", actor, after={}, reason="")
    return ports.contacts.end_pin(contact_id, ports.clock.now(), expected_version=expected_version, entry=entry)


def pin_told(pin: Pin, zone: ZoneInfo) -> Mapping[str, object]:
    """A pin as the journal keeps it; `until` is its last local day."""
    until = None if pin.until is None else last_day(pin.until, zone).isoformat()
    return {"segment": pin.segment, "reason": pin.reason, "until": until}


def _entry(
    ports: Ports, contact_id: str, action: str, actor: str, *, after: Mapping[str, object], reason: str
) -> Entry:
    now = ports.clock.now()
    pin = ports.contacts.pin_of(contact_id, now)
    before = pin_told(pin, ports.zone) if pin else {}
    return Entry(
        at=now, actor=actor, action=action, subject=f"contact:{contact_id}", before=before, after=after, reason=reason
    )
