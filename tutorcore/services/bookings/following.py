"""What follows for the contact when its lesson is booked: `lesson_booked`, and the segment that the rules then say.

A pinned contact's segment stays, and so does one that was set by hand to a profile that no rule can detect, or that
is no profile ("parent").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.contacts import SEGMENT, Contact
from tutorcore.domain.records import Entry
from tutorcore.domain.segments import detect_segment, is_set
from tutorcore.errors import UnknownName
from tutorcore.ports import Following, Ports
from tutorcore.services.know_profiles import know_profiles

LESSON_BOOKED: Final = "lesson_booked"


def following_of(ports: Ports, booking: Booking) -> Following | None:
    """The change that a booked lesson makes to its contact; None where there is none, or no such contact any more."""
    contact = _contact(ports, booking)
    if contact is None:
        return None
    changes = _changes(ports, contact)
    return _following(ports, booking, contact, changes=changes, action="lesson booked") if changes else None


def taking_back(ports: Ports, booking: Booking) -> Following | None:
    """The change back, of those attributes that nobody has changed since; none where another lesson keeps them so."""
    contact = _contact(ports, booking)
    if contact is None or not booking.contact_before or _has_another(ports, booking):
        return None
    now = _changes_from(contact, booking)
    return _following(ports, booking, contact, changes=now, action="booking undone") if now else None


def before_of(ports: Ports, booking: Booking, following: Following | None) -> Mapping[str, object]:
    """The attributes that a change touches: how they are now, and how they will be."""
    if following is None:
        return {}
    was = ports.contacts.get(booking.contact_id).attributes
    return {name: {"before": was.get(name), "after": value} for name, value in following.changes.items()}


def _has_another(ports: Ports, booking: Booking) -> bool:
    states = {BookingState.BOOKED, BookingState.BOOKING, BookingState.CANCELLING}
    return any(one.id != booking.id for one in ports.bookings.listed(contact_id=booking.contact_id, states=states))


def _contact(ports: Ports, booking: Booking) -> Contact | None:
    try:
        return ports.contacts.get(booking.contact_id)
    except UnknownName:
        return None


def _changes(ports: Ports, contact: Contact) -> dict[str, object]:
    changes: dict[str, object] = {} if is_set(contact.attributes.get(LESSON_BOOKED)) else {LESSON_BOOKED: True}
    detection = detect_segment({**contact.attributes, **changes}, profiles=know_profiles(ports))
    pinned = ports.contacts.pin_of(contact.id, ports.clock.now()) is not None
    ours = not detection.set_by_hand and not detection.unusable_cache
    if not pinned and ours and (detection.segment if detection.cached else None) != detection.by_rules:
        changes[SEGMENT] = detection.by_rules
    return changes


def _changes_from(contact: Contact, booking: Booking) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, change in booking.contact_before.items():
        if isinstance(change, Mapping) and contact.attributes.get(name) == change.get("after"):
            found[name] = change.get("before")
    return found


def _following(
    ports: Ports, booking: Booking, contact: Contact, *, changes: Mapping[str, object], action: str
) -> Following:
    entry = Entry(
        at=ports.clock.now(),
        actor=booking.actor,
        action=action,
        subject=f"contact:{contact.id}",
        before={name: contact.attributes.get(name) for name in changes},
        after=dict(changes),
        reason=f"booking {booking.id}",
    )
    return Following(contact_id=contact.id, changes=changes, expected_version=contact.version, entry=entry)
