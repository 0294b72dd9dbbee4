"""Store a wish: the canonical line on the contact's conversation, the customer's own words kept beside it."""

from __future__ import annotations

from tutorcore.domain.contacts import PREFERRED_TIMES, Conversation
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.records import Entry
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.open_contact import OpenContact


def save_preference(ports: Ports, opened: OpenContact, preferences: Preferences, *, actor: str) -> Conversation:
    """Save what a planner made of the wish that was opened.

    Nothing is overwritten in silence: raises `Conflict` (theirs: the stored conversation) where it was changed since.
    """
    require_actor(actor)
    wish, line = opened.wish, str(preferences)
    conversation = wish.conversation or next(iter(opened.conversations), None)
    entry = Entry(
        at=ports.clock.now(),
        actor=actor,
        action="preference saved",
        subject=f"contact:{opened.contact.id}",
        before={PREFERRED_TIMES: wish.text},
        after={PREFERRED_TIMES: line},
    )
    return ports.contacts.save_wish(
        opened.contact.id,
        line,
        own_line=wish.own_line or wish.text,
        conversation_id=conversation.id if conversation else "",
        expected_version=conversation.version if conversation else opened.contact.version,
        entry=entry,
    )
