"""Take back what was done to a profile, where nobody has published after it. The undo is a version like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tutorcore.domain.profile_versions import ProfileDraft, PublishedProfile, RulesKind, in_force, typed_fields
from tutorcore.domain.profiles import FIELDS
from tutorcore.domain.records import Entry
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports
from tutorcore.services.lesson_types.publishing import retire_lesson_type
from tutorcore.services.profiles.drafting import DROPPED, save_draft
from tutorcore.services.profiles.publishing import PUBLISHED, WITHDRAWN, publish_profile, version_of, withdraw_version
from tutorcore.services.profiles.retiring import RETIRED, retire_profile, who_has
from tutorcore.services.profiles.standing import Standing, standing_of


@dataclass(frozen=True, kw_only=True, slots=True)
class _Undo:
    """An entry that is to be taken back: how its profile stands, who does it, and as what it goes into the journal."""

    entry: Entry
    standing: Standing
    kind: RulesKind
    actor: str
    reason: str

    def publish(self, ports: Ports, fields: Mapping[str, object], *, on: date | None = None) -> None:
        """Publish the next version."""
        publish_profile(
            ports,
            self.standing.name,
            fields,
            note=self.reason,
            effective_on=on,
            actor=self.actor,
            expected_version=self.standing.newest,
            kind=self.kind,
        )


def undo_profile_change(ports: Ports, entry: Entry, *, actor: str, reason: str) -> None:
    """Undo an entry whose action is one of `UNDOABLE`.

    Raises `Conflict` (theirs: PublishedProfile) where somebody has published after it, `InputError` where contacts
    would be left without a profile.
    """
    kind, _, name = entry.subject.partition(":")
    standing = standing_of(ports, name, kind=RulesKind(kind))
    undo = _Undo(entry=entry, standing=standing, kind=RulesKind(kind), actor=actor, reason=reason)
    _UNDOINGS[entry.action](ports, undo)


def _publication_back(ports: Ports, undo: _Undo) -> None:
    """A version that is to come is withdrawn; in the place of one that holds, what held before it is published."""
    version, standing = _newest(undo), undo.standing
    if version.withdrawn:
        raise _changed(standing, "it was withdrawn")
    if version.effective_on > standing.on:
        withdraw_version(ports, version.name, version.version, actor=undo.actor, reason=undo.reason, kind=version.kind)
        return
    before = in_force((one for one in standing.versions if one != version), standing.on).get(standing.name)
    gone = before.retired if before else not standing.given
    if gone:
        _retire_again(ports, undo)
    else:
        undo.publish(ports, before.fields if before else standing.without)


def _retire_again(ports: Ports, undo: _Undo) -> None:
    if undo.kind is RulesKind.LESSON_TYPE:
        retire_lesson_type(
            ports, undo.standing.name, note=undo.reason, actor=undo.actor, expected_version=undo.standing.newest
        )
        return
    holders = who_has(ports, undo.standing.name)
    if holders:
        raise InputError(
            f"{holders[0].contact.label[:60]} has this profile, so it cannot simply go",
            hint="Retire it on the Profiles page, where you choose who goes where.",
        )
    newest = undo.standing.newest
    retire_profile(ports, undo.standing.name, moves={}, note=undo.reason, actor=undo.actor, expected_version=newest)


def _retirement_back(ports: Ports, undo: _Undo) -> None:
    """The profile is there again; who was moved stays where they are."""
    undo.publish(ports, _newest(undo).fields)


def _withdrawal_back(ports: Ports, undo: _Undo) -> None:
    """What was withdrawn is published again for its day, if that is still to come."""
    version = _newest(undo)
    if version.effective_on <= undo.standing.on:
        raise InputError("That version would have taken over meanwhile", hint="Publish it again on the Profiles page.")
    undo.publish(ports, version.fields, on=version.effective_on)


def _draft_back(ports: Ports, undo: _Undo) -> None:
    """A draft that was dropped, as it was."""
    was = undo.entry.before
    fields = typed_fields({name: was[name] for name in FIELDS if name in was})
    draft = ProfileDraft(
        id=str(was["draft"]),
        name=undo.standing.name,
        fields=fields,
        based_on=int(str(was["based on"])),
        actor=undo.actor,
        saved_at=undo.entry.at,
        kind=undo.kind,
    )
    save_draft(ports, draft, fields, actor=undo.actor, note=undo.reason)


def _newest(undo: _Undo) -> PublishedProfile:
    """The version that the entry tells of, if nothing was published after it."""
    version = version_of(undo.standing, int(str(undo.entry.after.get("version", 0))))
    if version.version != undo.standing.newest:
        raise _changed(undo.standing, f"version {undo.standing.newest} was published after it")
    return version


def _changed(standing: Standing, how: str) -> Conflict:
    return Conflict(
        f"The profile has changed since, so nothing was undone: {how}.",
        theirs=standing.versions[-1],
        hint="Look at its versions on the Profiles page.",
    )


_UNDOINGS: Final[Mapping[str, Callable[[Ports, _Undo], None]]] = {
    PUBLISHED: _publication_back,
    RETIRED: _retirement_back,
    WITHDRAWN: _withdrawal_back,
    DROPPED: _draft_back,
}
UNDOABLE: Final = frozenset(_UNDOINGS)
"""The actions that can be undone."""
