"""Saving what a conversation says: the wish, the customer's own words beside it, and the lesson type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Text, cast, insert, select, update

from tutorcore.adapters.sql.clean import shortened
from tutorcore.adapters.sql.contact_rows import conversation_from, conversations_of
from tutorcore.adapters.sql.tables import contacts, conversations
from tutorcore.domain.contacts import LESSON_TYPE, PREFERRED_TIMES, Contact, Conversation, newest_first
from tutorcore.domain.lesson_types import Naming
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
    conversation = _held(connection, contact, conversation_id, expected_version, at=at, what="wish")
    return _store(connection, conversation, {PREFERRED_TIMES: line}, own_line)


def save_lesson_type(
    connection: Connection,
    contact: Contact,
    lesson_type: str,
    *,
    conversation_id: str,
    expected_version: int,
    at: datetime,
) -> Conversation:
    """Store the lesson type of a contact whose row is held; a blank one is taken out of all its conversations.

    Otherwise as `save_wish`.
    """
    conversation = _held(connection, contact, conversation_id, expected_version, at=at, what="lesson type")
    others = () if lesson_type else conversations_of(connection, contact.id)
    for other in others:
        if other.lesson_type.strip() and other.id != conversation.id:
            _store(connection, other, {LESSON_TYPE: ""}, other.own_line)
    return _store(connection, conversation, {LESSON_TYPE: lesson_type}, conversation.own_line)


def naming_of(connection: Connection, lesson_type: str) -> Naming:
    """Who names it. The text of the attributes is looked through first, then the attribute itself is read."""
    wanted = lesson_type.strip()
    in_json = json.dumps(wanted, ensure_ascii=False)[1:-1]
    maybe = cast(conversations.c.attributes, Text).icontains(in_json, autoescape=True)
    rows = connection.execute(select(conversations).where(maybe)).mappings()
    found = [one for one in map(conversation_from, rows) if one.lesson_type.strip().casefold() == wanted.casefold()]
    return Naming(conversations=len(found), contacts=len({one.contact_id for one in found}))


def _held(
    connection: Connection, contact: Contact, conversation_id: str, expected_version: int, *, at: datetime, what: str
) -> Conversation:
    """The conversation that is meant, in the version that is expected; without an id the contact's version counts."""
    conversation = _meant(connection, contact, conversation_id, at)
    version = conversation.version if conversation_id else contact.version
    if version != expected_version:
        raise Conflict(
            f"Somebody else changed this contact's {what} meanwhile; yours was not saved.",
            theirs=conversation,
            hint="Look at both, then save again.",
        )
    if not conversation_id:
        connection.execute(update(contacts).where(contacts.c.id == contact.id).values(version=version + 1))
    return conversation


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


def _store(connection: Connection, conversation: Conversation, said: Mapping[str, str], own_line: str) -> Conversation:
    """Write into a conversation what it says, made where it is new; its version grows."""
    values = {
        "attributes": {**conversation.attributes, **said},
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
