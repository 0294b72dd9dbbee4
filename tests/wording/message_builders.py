"""Offers to word, that show only what matters to the test."""

from __future__ import annotations

from tests.domain.domain_builders import NOW, at
from tutorcore.domain.people import People
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.messages import Addressee, OfferedTime, Recipient, offer_message

SANNE = People(pupil="Sanne van der Berg", parent="Ingrid van der Berg")


def a_time(text="wo 16:00", *tutors, as_wished=True):
    return OfferedTime(start=at(text), tutors=tutors, as_wished=as_wished)


def worded(*items, to=Recipient.PUPIL, people=SANNE, language="nl", wish=None, minutes=60, **values):
    """The message of an offer at `NOW`, to Sanne in Dutch, without a wish."""
    return offer_message(
        items or [a_time()],
        addressee=Addressee(to=to, people=people, language=language),
        duration_minutes=minutes,
        wish=None if wish is None else parse_preferences(wish),
        **{"now": NOW, "zone": AMSTERDAM} | values,
    )
