"""A contact as Chatwoot's API gives it, with its conversations, as one row of an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tutorcore.adapters.chatwoot.values import (
    Unusable,
    attribute_mapping,
    full_name,
    read_email,
    read_moment,
    read_phone_number,
    read_text,
    storable,
    usable_id,
)
from tutorcore.domain.contacts import CONVERSATION_ATTRIBUTES
from tutorcore.domain.imports import BadRow, ContactRow, ConversationRow, combine_conversations

Item = Mapping[str, object]

READ_KEYS: Final = frozenset(
    {"id", "name", "middle_name", "last_name", "email", "phone_number", "custom_attributes", "conversations"}
    | {"created_at", "last_activity_at"}
    | CONVERSATION_ATTRIBUTES
)
"""What is read of a contact."""

CHATWOOT_KEYS: Final = frozenset(
    {"account_id", "additional_attributes", "availability_status", "avatar", "avatar_url", "blocked", "company_id"}
    | {"contact_inboxes", "contact_type", "country_code", "identifier", "label_list", "labels", "location"}
    | {"thumbnail", "type", "updated_at", "meta"}
)
"""What Chatwoot says of a contact besides; no planner needs it."""


def contact_row(number: int, item: object) -> ContactRow | BadRow:
    """One contact, or the reason why it is none."""
    try:
        return _contact_row(number, _as_contact(item))
    except Unusable as reason:
        return BadRow(number=number, reason=str(reason))


def contact_id(item: object) -> str:
    """The id alone, blank where there is none."""
    try:
        return usable_id(_as_contact(item).get("id"))
    except Unusable:
        return ""


def holds_planning(row: ContactRow) -> bool:
    """Whether anything in the row can decide on a segment or a wish."""
    return bool(row.attributes or row.conversations)


def _as_contact(item: object) -> Item:
    """The contact that an item is, or whose conversation it is. Raises `Unusable`."""
    if not isinstance(item, dict):
        raise Unusable(f"it is {_kind(item)}, not a contact")
    meta = item.get("meta")
    sender = meta.get("sender") if isinstance(meta, dict) else None
    return {**sender, "conversations": [item]} if isinstance(sender, dict) else item


def _kind(item: object) -> str:
    if item is None:
        return "empty"
    return "a list" if isinstance(item, list) else "a text" if isinstance(item, str) else "a number"


def _contact_row(number: int, item: Item) -> ContactRow:
    notes: list[str] = []
    identity = usable_id(item.get("id"))
    attributes = attribute_mapping(item.get("custom_attributes"), notes)
    wishes = _wishes(item, attributes)
    return ContactRow(
        number=number,
        id=identity,
        name=_name(item, notes),
        email=read_email(item.get("email"), notes),
        phone=read_phone_number(item.get("phone_number"), notes),
        attributes={name: value for name, value in attributes.items() if name not in CONVERSATION_ATTRIBUTES},
        created_at=read_moment(item.get("created_at"), "created_at", notes),
        last_activity_at=read_moment(item.get("last_activity_at"), "last_activity_at", notes),
        conversations=_conversations(item.get("conversations"), wishes, notes),
        notes=tuple(notes),
    )


def _name(item: Item, notes: list[str]) -> str | None:
    parts = (read_text(item.get(key), key, notes) for key in ("name", "first_name", "middle_name", "last_name"))
    return full_name(*parts)


def _wishes(item: Item, attributes: Item) -> dict[str, object]:
    """What belongs to a conversation though it stands with the contact."""
    beside = {name: storable(item[name]) for name in CONVERSATION_ATTRIBUTES if item.get(name) is not None}
    return {name: attributes[name] for name in CONVERSATION_ATTRIBUTES if name in attributes} | beside


def _conversations(given: object, wishes: Item, notes: list[str]) -> tuple[ConversationRow, ...]:
    """The nested conversations, and the wishes that stand with the contact where no conversation holds their like."""
    rows = [row for item in _listed(given) if (row := _conversation(item, notes))]
    held = {name for row in rows for name, value in row.attributes.items() if value not in (None, "")}
    notes.extend(
        f"{name} of the contact itself was left out: a conversation holds one" for name in sorted(held & wishes.keys())
    )
    loose = {name: value for name, value in wishes.items() if name not in held}
    return combine_conversations([*rows, ConversationRow(attributes=loose)] if loose else rows)


def _listed(given: object) -> Iterator[object]:
    """A list of conversations, also wrapped in an answer of the API."""
    while isinstance(given, dict):
        given = given.get("payload", given.get("data"))
    yield from given if isinstance(given, list) else ()


def _conversation(item: object, notes: list[str]) -> ConversationRow | None:
    """One conversation, or a note why it was left out. Its number for people (`display_id`) is its id."""
    if not isinstance(item, dict):
        notes.append(f"a conversation was left out: it is {_kind(item)}")
        return None
    try:
        conversation_id = usable_id(item.get("display_id") or item.get("id"))
    except Unusable as reason:
        notes.append(f"a conversation was left out: {reason}")
        return None
    label = f"conversation {conversation_id}:"
    attributes = attribute_mapping(item.get("custom_attributes"), notes)
    beside = {name: storable(item[name]) for name in CONVERSATION_ATTRIBUTES if item.get(name) is not None}
    return ConversationRow(
        id=conversation_id,
        attributes={**attributes, **beside},
        created_at=read_moment(item.get("created_at"), f"{label} created_at", notes),
        last_activity_at=read_moment(
            item.get("last_activity_at") or item.get("timestamp"), f"{label} last_activity_at", notes
        ),
        status=read_text(item.get("status"), f"{label} status", notes),
    )
