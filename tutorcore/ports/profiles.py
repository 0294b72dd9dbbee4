"""Published planning profiles and lesson types, every version of them, and drafts of the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from tutorcore.domain.profile_versions import Holder, ProfileDraft, PublishedProfile, RulesKind
from tutorcore.domain.records import ContactChange, Entry


class Profiles(Protocol):
    """What was published, and what is drafted. Profiles and lesson types have names of their own."""

    def versions(self, *, kind: RulesKind = RulesKind.PROFILE, name: str | None = None) -> list[PublishedProfile]:
        """Every version, of one name where given, in the order in which they were published; by name and number."""
        ...

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
        """Store the next version, published by the entry's actor at its time, and drop the `draft` of it.

        Raises `Conflict` (theirs: the newest PublishedProfile, or None) unless `expected_version` is the number of the
        newest version of that name (0: none), and `Conflict` (theirs: ProfileDraft) where the draft was saved since. A
        draft that is gone is no obstacle.
        """
        ...

    def withdraw(self, name: str, version: int, *, entry: Entry, kind: RulesKind = RulesKind.PROFILE) -> None:
        """Mark a version as withdrawn. Raises `UnknownName`, and `Conflict` where it is so already."""
        ...

    def retire(
        self, version: PublishedProfile, *, expected_version: int, changes: Sequence[ContactChange], entry: Entry
    ) -> PublishedProfile:
        """Publish the version that retires a profile, withdraw those to come, and move who has it; all or none.

        Raises `Conflict` as `publish`, and (theirs: the Holders) where a contact was changed meanwhile, or somebody has
        the profile still.
        """
        ...

    def holders(self, name: str, at: datetime) -> list[Holder]:
        """The contacts whose cache names a profile, or who are pinned to it at that instant; by id."""
        ...

    def drafts(self, *, kind: RulesKind = RulesKind.PROFILE) -> list[ProfileDraft]:
        """Every draft, the one that was saved last first."""
        ...

    def draft(self, draft_id: str) -> ProfileDraft:
        """One of them. Raises `UnknownName`."""
        ...

    def save_draft(self, draft: ProfileDraft, *, expected_version: int, entry: Entry) -> ProfileDraft:
        """Store it as it is now (`expected_version` 0: for the first time), its version one higher.

        Raises `Conflict` (theirs: ProfileDraft) where it was saved meanwhile, `UnknownName` where it is gone.
        """
        ...

    def drop_draft(self, draft_id: str, *, expected_version: int, entry: Entry) -> None:
        """Take it away. Raises `Conflict` (theirs: ProfileDraft), `UnknownName`."""
        ...
