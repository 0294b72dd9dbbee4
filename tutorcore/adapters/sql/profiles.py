"""The port `Profiles`: every published version of planning profiles and lesson types is kept, beside drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from tutorcore.adapters.sql.clean import key_name
from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.adapters.sql.journal import record
from tutorcore.adapters.sql.profile_drafts import (
    drop_published_draft,
    find_draft,
    read_draft,
    remove_draft,
    store_draft,
)
from tutorcore.adapters.sql.profile_holders import holders_of, move_holders
from tutorcore.adapters.sql.tables import profile_drafts, published_profiles
from tutorcore.domain.profile_versions import (
    Holder,
    ProfileDraft,
    PublishedProfile,
    RulesKind,
    plain_fields,
    typed_fields,
)
from tutorcore.domain.records import ContactChange, Entry
from tutorcore.errors import Conflict, UnknownName


class SqlProfiles:
    """The port `Profiles`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def versions(self, *, kind: RulesKind = RulesKind.PROFILE, name: str | None = None) -> list[PublishedProfile]:
        """Every version, of one name where given; by name and number."""
        query = select(published_profiles).where(published_profiles.c.kind == kind)
        if name is not None:
            query = query.where(published_profiles.c.name == name)
        ordered = query.order_by(published_profiles.c.name, published_profiles.c.version)
        with reading(self._engine) as connection:
            return [_profile(row) for row in connection.execute(ordered).mappings()]

    def publish(
        self,
        name: str,
        fields: Mapping[str, object],
        *,
        effective_on: date,
        note: str,
        expected_version: int,
        entry: Entry,
        kind: RulesKind = RulesKind.PROFILE,
        draft: ProfileDraft | None = None,
    ) -> PublishedProfile:
        """Store the next version, and drop the `draft` of it. Raises `Conflict` (theirs: PublishedProfile or draft)."""
        version = PublishedProfile(
            name=key_name(name, f"a {kind}"),
            version=expected_version + 1,
            fields=fields,
            published_at=entry.at,
            actor=entry.actor,
            effective_on=effective_on,
            note=note,
            kind=kind,
        )
        with writing(self._engine) as connection:
            stored = add_version(connection, version, expected_version=expected_version)
            if draft is not None:
                drop_published_draft(connection, draft)
            record(connection, entry)
        return stored

    def withdraw(self, name: str, version: int, *, entry: Entry, kind: RulesKind = RulesKind.PROFILE) -> None:
        """Mark a version as withdrawn. Raises `UnknownName`, and `Conflict` where it is so already."""
        is_it = (
            published_profiles.c.kind == kind,
            published_profiles.c.name == name,
            published_profiles.c.version == version,
        )
        with writing(self._engine) as connection:
            one_at_a_time(connection, "profiles")
            row = connection.execute(select(published_profiles).where(*is_it)).mappings().first()
            if row is None:
                raise UnknownName(f"There is no version {version} of the {kind} “{name[:60]}”.")
            if row["withdrawn"]:
                raise Conflict("Somebody else withdrew this version meanwhile.", theirs=_profile(row))
            connection.execute(update(published_profiles).where(*is_it).values(withdrawn=True))
            record(connection, entry)

    def retire(
        self, version: PublishedProfile, *, expected_version: int, changes: Sequence[ContactChange], entry: Entry
    ) -> PublishedProfile:
        """Publish the version that retires a profile, and move who has it; all or none. Raises `Conflict`."""
        with writing(self._engine) as connection:
            stored = add_version(connection, version, expected_version=expected_version)
            withdraw_later(connection, version)
            if version.kind is RulesKind.PROFILE:
                move_holders(connection, version.name, changes, entry.at)
            record(connection, entry)
        return stored

    def holders(self, name: str, at: datetime) -> list[Holder]:
        """The contacts whose cache names a profile, or who are pinned to it at that instant; by id."""
        with reading(self._engine) as connection:
            return holders_of(connection, name, at)

    def drafts(self, *, kind: RulesKind = RulesKind.PROFILE) -> list[ProfileDraft]:
        """Every draft, the one that was saved last first."""
        query = select(profile_drafts).where(profile_drafts.c.kind == kind)
        ordered = query.order_by(profile_drafts.c.saved_at.desc(), profile_drafts.c.id)
        with reading(self._engine) as connection:
            return [read_draft(row) for row in connection.execute(ordered).mappings()]

    def draft(self, draft_id: str) -> ProfileDraft:
        """One of them. Raises `UnknownName`."""
        with reading(self._engine) as connection:
            return find_draft(connection, draft_id)

    def save_draft(self, draft: ProfileDraft, *, expected_version: int, entry: Entry) -> ProfileDraft:
        """Store it as it is now, its version one higher. Raises `Conflict` (theirs: ProfileDraft), `UnknownName`."""
        key_name(draft.name, f"a {draft.kind}")
        with writing(self._engine) as connection:
            stored = store_draft(connection, draft, expected_version)
            record(connection, entry)
        return stored

    def drop_draft(self, draft_id: str, *, expected_version: int, entry: Entry) -> None:
        """Take it away. Raises `Conflict` (theirs: ProfileDraft), `UnknownName`."""
        with writing(self._engine) as connection:
            remove_draft(connection, draft_id, expected_version)
            record(connection, entry)


def add_version(connection: Connection, version: PublishedProfile, *, expected_version: int) -> PublishedProfile:
    """Store a version, as a part of a change that may have more to it. Raises `Conflict` (theirs: the newest one)."""
    one_at_a_time(connection, "profiles")
    newest = _newest(connection, version.kind, version.name)
    if (newest.version if newest else 0) != expected_version:
        raise Conflict(
            f"Somebody else published “{version.name}” meanwhile; your change was not published.",
            theirs=newest,
            hint="Look at both, then publish again.",
        )
    values = {
        "kind": version.kind,
        "name": version.name,
        "version": version.version,
        "fields": plain_fields(version.fields),
        "published_at": version.published_at,
        "actor": version.actor,
        "note": version.note,
        "effective_on": version.effective_on,
        "retired": version.retired,
        "withdrawn": version.withdrawn,
    }
    storing = insert(published_profiles).values(values).returning(published_profiles)
    return _profile(connection.execute(storing).mappings().one())


def withdraw_later(connection: Connection, version: PublishedProfile) -> None:
    """Take out what was to take over after this version."""
    coming = (
        published_profiles.c.kind == version.kind,
        published_profiles.c.name == version.name,
        published_profiles.c.effective_on > version.effective_on,
    )
    connection.execute(update(published_profiles).where(*coming).values(withdrawn=True))


def _newest(connection: Connection, kind: RulesKind, name: str) -> PublishedProfile | None:
    query = select(published_profiles).where(published_profiles.c.kind == kind, published_profiles.c.name == name)
    row = connection.execute(query.order_by(published_profiles.c.version.desc()).limit(1)).mappings().first()
    return None if row is None else _profile(row)


def _profile(row: RowMapping) -> PublishedProfile:
    typed = {"kind": RulesKind(row["kind"]), "fields": typed_fields(row["fields"])}
    return PublishedProfile(**{**row, **typed})
