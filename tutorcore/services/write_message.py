"""An offer as a message to a contact: whom it addresses and in which language follow from what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from tutorcore.domain.offers import Offer
from tutorcore.domain.people import people_of
from tutorcore.domain.preferences import Preferences
from tutorcore.ports import Ports
from tutorcore.services.open_contact import OpenContact
from tutorcore.wording.messages import Addressee, Message, OfferedTime, Recipient, offer_message

LANGUAGE = "language"
"""The contact's attribute that says in which language to write."""


def write_offer(
    ports: Ports,
    opened: OpenContact,
    items: Sequence[OfferedTime],
    *,
    duration_minutes: int,
    to: Recipient | None = None,
    wish: Preferences | None = None,
    together: bool = False,
    own: Mapping[str, str],
) -> Message:
    """Word an offer to a contact; nothing is sent and nothing is stored.

    `to`: None is whom the contact belongs to. `wish`: the one that the times were chosen by, None the contact's.
    `own`: the company's template files by name. Raises what `offer_message` raises.
    """
    people = people_of(opened.contact, opened.conversations)
    addressee = Addressee(
        to=to or usual_recipient(opened), people=people, language=opened.contact.attributes.get(LANGUAGE)
    )
    return offer_message(
        items,
        addressee=addressee,
        duration_minutes=duration_minutes,
        now=ports.clock.now(),
        zone=ports.zone,
        wish=opened.preferences if wish is None else wish,
        together=together,
        own=own,
    )


def times_of(offer: Offer, opened: OpenContact, *, zone: ZoneInfo) -> list[OfferedTime]:
    """The times of an offer as its message tells them, by start.

    As wished is what the contact's own wish allows: the offer may have been chosen by another that is tried.
    """
    own = opened.preferences
    return [
        OfferedTime(
            start=item.slot.start,
            tutors=item.chosen,
            as_wished=own.allows(item.slot.start, item.slot.end, zone=zone),
        )
        for item in offer.by_start
    ]


def usual_recipient(opened: OpenContact) -> Recipient:
    """Whom a message to this contact reaches: the parent where the contact is a parent's own, else the pupil."""
    people = people_of(opened.contact, opened.conversations)
    return Recipient.PARENT if people.of_parent else Recipient.PUPIL
