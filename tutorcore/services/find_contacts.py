"""Find a contact: by what was typed, else those opened last, else those last active."""

from __future__ import annotations

from dataclasses import dataclass

from tutorcore.domain.contacts import Contact
from tutorcore.domain.records import Match
from tutorcore.domain.segments import EffectiveSegment, effective_segment
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundContact:
    """A contact in a list: its segment now, and by what it was found (blank: by being recent)."""

    contact: Contact
    segment: EffectiveSegment
    matched: str = ""


def find_contacts(ports: Ports, query: str, *, limit: int = 20) -> list[FoundContact]:
    """Contacts that match what was typed, best first."""
    return _with_segments(ports, ports.contacts.search(query, limit=limit))


def recent_contacts(ports: Ports, *, actor: str, limit: int = 8) -> list[FoundContact]:
    """The contacts that `actor` opened last, filled up by those last active."""
    opened = ports.contacts.opened_by(actor, limit=limit) if actor else []
    active = ports.contacts.recent(limit=limit) if len(opened) < limit else []
    once = {contact.id: contact for contact in (*opened, *active)}
    return _with_segments(ports, [Match(contact=one, matched="", score=0) for one in list(once.values())[:limit]])


def _with_segments(ports: Ports, matches: list[Match]) -> list[FoundContact]:
    profiles, now = know_profiles(ports), ports.clock.now()
    return [
        FoundContact(
            contact=match.contact,
            segment=effective_segment(
                match.contact.attributes, ports.contacts.pin_of(match.contact.id, now), now=now, profiles=profiles
            ),
            matched=match.matched,
        )
        for match in matches
    ]


def resolve_contact(ports: Ports, id_or_phone: str) -> Contact:
    """The one contact of this id or phone number. Raises `UnknownName` where there is none, or more than one."""
    try:
        return ports.contacts.get(id_or_phone.strip())
    except UnknownName:
        by_phone = [match.contact for match in ports.contacts.search(id_or_phone) if match.matched == "phone"]
    if len(by_phone) == 1:
        return by_phone[0]
    if by_phone:
        ids = ", ".join(contact.id for contact in by_phone[:5])
        raise UnknownName(f"Several contacts have this number (ids {ids})", hint="Give the id.")
    raise UnknownName("There is no contact of this id or phone number", hint="Search for the name on the Contact page.")
