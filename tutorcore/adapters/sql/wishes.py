"""Saving a wish: the canonical line on a conversation, the customer's own words beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from tutorcore.adapters.sql.clean import shortened
from tutorcore.adapters.sql.contact_rows import conversation_from, conversations_of
from tutorcore.adapters.sql.tables import contacts, conversations
from tutorcore.domain.contacts import PREFERRED_TIMES, Contact, Conversation, newest_first
from tutorcore.errors import Conflict, UnknownName


def save_wish(
    connection: Connection,
    contact: Contact,
    line: str,
    *,
    own_line: str,
    conversation_id: str,
    expected_version: int,
    at: datetime,
) -> Conversation:
    """Store a wish of a contact whose row is held (so that its conversations stand still).

    Without `conversation_id` the contact's version is checked, and grows, as the choice of the conversation hangs on
    it. Raises `Conflict` (theirs: Conversation), `UnknownName`.
    """
    conversation = _meant(connection, contact, conversation_id, at)
    version = conversation.version if conversation_id else contact.version
    if version != expected_version:
        raise Conflict(
            "Somebody else changed this contact's wish meanwhile; yours was not saved.",
            theirs=conversation,
            hint="Look at both, then save again.",
        )
    if not conversation_id:
        connection.execute(update(contacts).where(contacts.c.id == contact.id).values(version=version + 1))
    return _store(connection, conversation, line, own_line)


def own_conversation_id(contact_id: str) -> str:
    """The id of the conversation that we keep for a contact who has none."""
    return f"own-{contact_id}"


def _meant(connection: Connection, contact: Contact, conversation_id: str, at: datetime) -> Conversation:
    """The conversation that is meant; one with version 0 is not stored yet."""
    known = newest_first(conversations_of(connection, contact.id))
    if not conversation_id:
        new = Conversation(id=own_conversation_id(contact.id), contact_id=contact.id, created_at=at, version=0)
        return known[0] if known else new
    for conversation in known:
        if conversation.id == conversation_id:
            return conversation
    raise UnknownName(
        f"Contact {shortened(contact.id)!r} has no conversation {shortened(conversation_id)!r}.",
        hint="Open the contact again.",
    )


def _store(connection: Connection, conversation: Conversation, line: str, own_line: str) -> Conversation:
    """Write the wish into its conversation, made where it is new; its version grows."""
    values = {
        "attributes": {**conversation.attributes, PREFERRED_TIMES: line},
        "own_line": own_line,
        "version": conversation.version + 1,
    }
    this = (conversations.c.contact_id == conversation.contact_id, conversations.c.id == conversation.id)
    if conversation.version:
        connection.execute(update(conversations).where(*this).values(values))
    else:
        made = {"id": conversation.id, "contact_id": conversation.contact_id, "created_at": conversation.created_at}
        connection.execute(insert(conversations).values(**made, **values, imported={}, status=""))
    return conversation_from(connection.execute(select(conversations).where(*this)).mappings().one())
