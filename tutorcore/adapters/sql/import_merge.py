"""Merging import rows into contacts in memory: what is stored goes in, what is to be stored comes out. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from tutorcore.adapters.sql.clean import NAME_LIMIT, storable_mapping, storable_text
from tutorcore.adapters.sql.column_types import json_object, utc_or_none
from tutorcore.adapters.sql.wishes import own_conversation_id
from tutorcore.domain.contacts import PREFERRED_TIMES, Conversation, newest_first
from tutorcore.domain.imports import ContactRow, ConversationRow, FieldConflict, merge_fields, says_the_same

FIELDS: Final = ("name", "email", "phone")


@dataclass(kw_only=True, slots=True)
class KeptConversation:
    """A conversation on its way through an import. Version 0: not stored yet."""

    id: str
    contact_id: str
    attributes: dict[str, object] = field(default_factory=dict)
    imported: dict[str, object] = field(default_factory=dict)
    own_line: str = ""
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    status: str = ""
    version: int = 0
    is_new: bool = True
    touched: bool = False

    def as_value(self) -> Conversation:
        """Enough of it to tell which is the newest."""
        return Conversation(
            id=self.id,
            contact_id=self.contact_id,
            created_at=self.created_at,
            last_activity_at=self.last_activity_at,
        )


@dataclass(kw_only=True, slots=True)
class KeptContact:
    """A contact on its way through an import. Version 0: not stored yet. `found_by` is what its words stem from."""

    id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    imported: dict[str, object] = field(default_factory=dict)
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    version: int = 0
    is_new: bool = True
    touched: bool = False
    found_by: tuple[str, str] = ("", "")
    conversations: dict[str, KeptConversation] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """What one row changed: for the journal, and for its report."""

    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    conflicts: list[FieldConflict] = field(default_factory=list)

    def note(self, name: str, old: object, new: object) -> None:
        """One value that changed; times are kept as text."""
        self.before[name], self.after[name] = _as_json(old), _as_json(new)

    def nest(self, name: str, inner: Changes) -> None:
        """The changes of a part, under its name."""
        self.conflicts += inner.conflicts
        if inner.after:
            self.before[name], self.after[name] = inner.before, inner.after


def refusal(row: ContactRow) -> str:
    """Why a row cannot be stored, blank where it can."""
    ids = [row.id, *(conversation.id for conversation in row.conversations if conversation.id)]
    if not all(storable_text(one).strip() for one in ids):
        return "the id is blank"
    if any(len(one) > NAME_LIMIT for one in ids):
        return f"an id is longer than {NAME_LIMIT} characters"
    return ""


def merge_row(kept: KeptContact, row: ContactRow) -> Changes:
    """Merge one row into a contact and its conversations. Versions grow where something changed."""
    changes = Changes()
    _merge_fields(kept, row, changes)
    _merge_attributes(kept, row, changes)
    _take_dates(kept, row.created_at, row.last_activity_at, changes)
    if changes.after or kept.is_new:
        kept.version += 1
        kept.touched = True
    talks = Changes()
    for conversation in row.conversations:
        _merge_conversation(kept, conversation, talks)
    changes.nest("conversations", talks)
    return changes


def _merge_fields(kept: KeptContact, row: ContactRow, changes: Changes) -> None:
    """Name, e-mail and phone."""
    mine = {name: getattr(kept, name) for name in FIELDS}
    given = {name: getattr(row, name) for name in FIELDS}
    theirs = {name: storable_text(value) for name, value in given.items() if value is not None}
    base = json_object(kept.imported.get("fields"))
    stored, known = _merged(base, mine, theirs, changes)
    for name in FIELDS:
        setattr(kept, name, str(stored[name] or ""))
    _move_base(kept, "fields", base, known)


def _merge_attributes(kept: KeptContact, row: ContactRow, changes: Changes) -> None:
    """Every attribute that the row has."""
    inner = Changes()
    base = json_object(kept.imported.get("attributes"))
    kept.attributes, known = _merged(base, kept.attributes, storable_mapping(row.attributes), inner)
    _move_base(kept, "attributes", base, known)
    changes.nest("attributes", inner)


def _merge_conversation(kept: KeptContact, row: ConversationRow, talks: Changes) -> None:
    """One conversation: that of the row's id, else the newest, else one of our own."""
    offered = storable_mapping(row.attributes)
    conversation = _meant(kept, row)
    if conversation.is_new and not row.id and all(says_the_same(value, None) for value in offered.values()):
        return
    kept.conversations[conversation.id] = conversation
    changes, old = Changes(), conversation.imported
    conversation.attributes, conversation.imported = _merged(old, conversation.attributes, offered, changes)
    if PREFERRED_TIMES in changes.after:
        conversation.own_line = ""  # the text is the customer's own again
    _take_dates(conversation, row.created_at, row.last_activity_at, changes)
    _take_status(conversation, row.status, changes)
    conversation.touched |= conversation.is_new or _moved(old, conversation.imported) or bool(changes.after)
    if changes.after or conversation.version == 0:
        conversation.version += 1
    talks.nest(conversation.id, changes)


def _meant(kept: KeptContact, row: ConversationRow) -> KeptConversation:
    known = kept.conversations
    wanted = storable_text(row.id)
    if not wanted and known:
        wanted = newest_first(conversation.as_value() for conversation in known.values())[0].id
    wanted = wanted or own_conversation_id(kept.id)
    return known.get(wanted) or KeptConversation(id=wanted, contact_id=kept.id)


def _merged(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object], changes: Changes
) -> tuple[dict[str, object], dict[str, object]]:
    """(values to store, new base); what differs and what is in conflict goes into `changes`."""
    stored, known, conflicts = merge_fields(base, mine, theirs)
    changes.conflicts += conflicts
    for name in theirs:
        if not says_the_same(mine.get(name), stored.get(name)):
            changes.note(name, mine.get(name), stored[name])
    return stored, known


def _move_base(kept: KeptContact, part: str, old: Mapping[str, object], new: dict[str, object]) -> None:
    """Keep the new base. It is stored even where no value changed: the next merge hangs on it."""
    if _moved(old, new):
        kept.imported = {**kept.imported, part: new}
        kept.touched = True


def _moved(old: Mapping[str, object], new: Mapping[str, object]) -> bool:
    return any(not says_the_same(old.get(name), value) for name, value in new.items())


def _take_dates(
    kept: KeptContact | KeptConversation, created_at: datetime | None, active_at: datetime | None, changes: Changes
) -> None:
    """The earliest creation and the latest activity that were ever told."""
    created = min((moment for moment in (kept.created_at, utc_or_none(created_at)) if moment), default=None)
    active = max((moment for moment in (kept.last_activity_at, utc_or_none(active_at)) if moment), default=None)
    if created != kept.created_at:
        changes.note("created_at", kept.created_at, created)
    if active != kept.last_activity_at:
        changes.note("last_activity_at", kept.last_activity_at, active)
    kept.created_at, kept.last_activity_at = created, active


def _take_status(conversation: KeptConversation, status: str | None, changes: Changes) -> None:
    """The status is its source's alone."""
    if status is not None and storable_text(status) != conversation.status:
        changes.note("status", conversation.status, storable_text(status))
        conversation.status = storable_text(status)


def _as_json(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
