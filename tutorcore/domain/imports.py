"""What an import brings, and how it is merged with what is stored. Values and rules only.

A row says what its source says: a field that the source does not have is absent (`None`, a missing key) and leaves
the stored value alone. Merging is three-way: `base` is what the last import brought, `mine` what is stored now,
`theirs` what this import brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, kw_only=True, slots=True)
class ConversationRow:
    """A conversation as a source gives it. Blank `id`: the contact's newest conversation is meant."""

    id: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    status: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactRow:
    """A contact as a source gives it. `number` is the row's place in its file, from 1 (a CSV header is line 1)."""

    number: int
    id: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    conversations: tuple[ConversationRow, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about what was odd in this row though it was used ("phone '12' is kept as written")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BadRow:
    """A row that cannot be used, and why."""

    number: int
    reason: str


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldConflict:
    """A field that a planner changed since the last import; the stored value was kept."""

    field: str
    stored: object
    offered: object


@dataclass(frozen=True, kw_only=True, slots=True)
class RowResult:
    """What became of one row of an import."""

    number: int
    contact_id: str
    outcome: Outcome
    conflicts: tuple[FieldConflict, ...] = ()
    notes: tuple[str, ...] = ()


def combine(earlier: ContactRow, later: ContactRow) -> ContactRow:
    """Two rows of one file about one contact as a single row: what `later` says wins, what it does not say stays."""
    return ContactRow(
        number=later.number,
        id=later.id,
        name=earlier.name if later.name is None else later.name,
        email=earlier.email if later.email is None else later.email,
        phone=earlier.phone if later.phone is None else later.phone,
        attributes={**earlier.attributes, **later.attributes},
        created_at=later.created_at or earlier.created_at,
        last_activity_at=later.last_activity_at or earlier.last_activity_at,
        conversations=combine_conversations((*earlier.conversations, *later.conversations)),
        notes=(*earlier.notes, *later.notes),
    )


def combine_conversations(rows: Iterable[ConversationRow]) -> tuple[ConversationRow, ...]:
    """Each conversation once, in the order of first mention; what a later row says wins."""
    kept: dict[str, ConversationRow] = {}
    for row in rows:
        earlier = kept.get(row.id, row)
        kept[row.id] = ConversationRow(
            id=row.id,
            attributes={**earlier.attributes, **row.attributes},
            created_at=row.created_at or earlier.created_at,
            last_activity_at=row.last_activity_at or earlier.last_activity_at,
            status=earlier.status if row.status is None else row.status,
        )
    return tuple(kept.values())


def merge_fields(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object], tuple[FieldConflict, ...]]:
    """Merge what an import brings: (values to store, new base, conflicts).

    A field is taken over unless it was changed here since the last import; then it is kept and reported, and its
    base stays, so that the next import reports it again until somebody settles it. Blank and absent are the same.
    """
    stored, known, conflicts = dict(mine), dict(base), []
    for name, offered in theirs.items():
        current = mine.get(name)
        if says_the_same(current, offered):
            known[name] = offered
        elif says_the_same(current, base.get(name)):
            stored[name] = known[name] = offered
        else:
            conflicts.append(FieldConflict(field=name, stored=current, offered=offered))
    return stored, known, tuple(conflicts)


def says_the_same(one: object, other: object) -> bool:
    """Equal, or both saying nothing. `True` and `1` differ: a file holds one or the other."""
    nothing = (None, "")
    if one in nothing and other in nothing:
        return True
    return type(one) is type(other) and one == other
