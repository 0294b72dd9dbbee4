"""Drafts of profiles: kept under a name, opened by a link, published or dropped. Nothing is planned by a draft."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from tutorcore.domain.profile_sources import SourcedProfile, values_beneath
from tutorcore.domain.profile_versions import ProfileDraft, RulesKind, plain_fields
from tutorcore.domain.records import Entry
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.compare_profiles import ProfileTrial, trial_of
from tutorcore.services.know_profiles import know_profiles, profile_named
from tutorcore.services.profiles.publishing import LONGEST_NOTE, checked_profile
from tutorcore.services.profiles.standing import new_name, sourced, standing_of

SAVED: Final = "draft saved"
DROPPED: Final = "draft dropped"


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedDraft:
    """A draft as it is gone on with: the profile as it holds today, and what the draft would change of it."""

    draft: ProfileDraft
    stored: SourcedProfile
    trial: ProfileTrial


def new_draft(
    ports: Ports,
    name: str,
    fields: Mapping[str, object],
    *,
    actor: str,
    based_on: int,
    note: str = "",
    kind: RulesKind = RulesKind.PROFILE,
) -> ProfileDraft:
    """Keep a draft for the first time. Raises `InputError` where the profile would be impossible."""
    draft = ProfileDraft(
        id=uuid.uuid4().hex[:12],
        name=name,
        fields={},
        based_on=based_on,
        actor="",
        saved_at=ports.clock.now(),
        kind=kind,
    )
    return save_draft(ports, draft, fields, actor=actor, note=note)


def save_draft(
    ports: Ports, draft: ProfileDraft, fields: Mapping[str, object], *, actor: str, note: str = ""
) -> ProfileDraft:
    """Keep a draft with other fields, under the name of who saves it.

    Raises `InputError` where the profile would be impossible, `Conflict` (theirs: ProfileDraft) where somebody saved it
    meanwhile, `UnknownName` where it is gone.
    """
    actor = require_actor(actor)
    if draft.kind is RulesKind.PROFILE:
        checked_profile(ports, draft.name, fields)
    now = ports.clock.now()
    saved = replace(draft, fields=fields, actor=actor, note=note.strip()[:LONGEST_NOTE], saved_at=now)
    entry = Entry(
        at=now,
        actor=actor,
        action=SAVED,
        subject=f"{draft.kind}:{draft.name}",
        before=_told(draft),
        after=_told(saved),
        reason=saved.note,
    )
    return ports.profiles.save_draft(saved, expected_version=draft.version, entry=entry)


def drop_draft(ports: Ports, draft: ProfileDraft, *, actor: str) -> None:
    """Take a draft away. Raises `Conflict` (theirs: ProfileDraft) where it was saved meanwhile, `UnknownName`."""
    entry = Entry(
        at=ports.clock.now(),
        actor=require_actor(actor),
        action=DROPPED,
        subject=f"{draft.kind}:{draft.name}",
        before=_told(draft),
    )
    ports.profiles.drop_draft(draft.id, expected_version=draft.version, entry=entry)


def draft_new_profile(ports: Ports, name: str, *, like: str, actor: str) -> ProfileDraft:
    """Begin a profile of one's own with the values of another. Raises `InputError`, `UnknownName`."""
    require_actor(actor)
    source, chosen = profile_named(know_profiles(ports), like), new_name(ports, name)
    beneath, _ = values_beneath(chosen, {})
    fields = {field: value for field, value in source.profile.model_dump().items() if value != beneath[field]}
    return new_draft(ports, chosen, fields, actor=actor, based_on=0)


def open_draft(ports: Ports, draft_id: str) -> OpenedDraft:
    """A draft of a profile, as it is gone on with; what others published meanwhile stays. Raises `UnknownName`."""
    draft = ports.profiles.draft(draft_id)
    if draft.kind is not RulesKind.PROFILE:
        raise UnknownName("This draft is of a lesson type", hint="It stands on the Lesson types page.")
    standing = standing_of(ports, draft.name)
    stored = sourced(ports, draft.name, standing.fields)
    begun = standing.when_begun(draft.based_on, draft.saved_at.astimezone(ports.zone).date())
    return OpenedDraft(draft=draft, stored=stored, trial=trial_of(stored, draft.fields, over=begun))


def _told(draft: ProfileDraft) -> dict[str, object]:
    """A draft as the journal keeps it; blank where it was not kept before."""
    return {"draft": draft.id, "based on": draft.based_on, **plain_fields(draft.fields)} if draft.actor else {}
