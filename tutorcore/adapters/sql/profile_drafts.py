"""Drafts of profiles and lesson types, within a transaction that is under way."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from tutorcore.adapters.sql.tables import profile_drafts
from tutorcore.domain.profile_versions import ProfileDraft, RulesKind, plain_fields, typed_fields
from tutorcore.errors import Conflict, UnknownName

_NAMES: Final = tuple(field.name for field in fields(ProfileDraft))


def read_draft(row: RowMapping) -> ProfileDraft:
    """A draft as its row holds it."""
    typed = {"kind": RulesKind(row["kind"]), "fields": typed_fields(row["fields"])}
    return ProfileDraft(**{**row, **typed})


def find_draft(connection: Connection, draft_id: str) -> ProfileDraft:
    """The draft. Raises `UnknownName`."""
    found = _found(connection, draft_id)
    if found is None:
        raise UnknownName(
            "There is no such draft: it was published or dropped meanwhile, or the link is not complete.",
            hint="The versions of the profile show what was published.",
        )
    return found


def store_draft(connection: Connection, draft: ProfileDraft, expected_version: int) -> ProfileDraft:
    """Store it as it is now, its version one higher. Raises `Conflict` (theirs: ProfileDraft), `UnknownName`."""
    stored = replace(draft, version=expected_version + 1)
    values = {name: getattr(stored, name) for name in _NAMES} | {"fields": plain_fields(stored.fields)}
    if expected_version == 0:
        connection.execute(insert(profile_drafts).values(values))
    else:
        _held(connection, draft.id, expected_version)
        connection.execute(update(profile_drafts).where(profile_drafts.c.id == draft.id).values(values))
    return find_draft(connection, draft.id)


def remove_draft(connection: Connection, draft_id: str, expected_version: int) -> None:
    """Take it away. Raises `Conflict` (theirs: ProfileDraft), `UnknownName`."""
    _held(connection, draft_id, expected_version)
    connection.execute(delete(profile_drafts).where(profile_drafts.c.id == draft_id))


def drop_published_draft(connection: Connection, draft: ProfileDraft) -> None:
    """Take away what was published; a draft that is gone already is no obstacle. Raises `Conflict`."""
    if _found(connection, draft.id) is not None:
        remove_draft(connection, draft.id, draft.version)


def _found(connection: Connection, draft_id: str) -> ProfileDraft | None:
    query = select(profile_drafts).where(profile_drafts.c.id == draft_id)
    row = connection.execute(query).mappings().first()
    return None if row is None else read_draft(row)


def _held(connection: Connection, draft_id: str, expected_version: int) -> None:
    """Hold the draft in the version that is expected."""
    connection.execute(select(profile_drafts.c.id).where(profile_drafts.c.id == draft_id).with_for_update())
    theirs = find_draft(connection, draft_id)
    if theirs.version != expected_version:
        raise Conflict(
            f"{theirs.actor} saved this draft meanwhile; yours was not saved.",
            theirs=theirs,
            hint="Look at both, then save again.",
        )
