"""The history of a profile: each version, who, when, why, what it changed, and how it stands today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tutorcore.domain.profile_sources import Source, values_beneath
from tutorcore.domain.profile_versions import PublishedProfile, RulesKind, in_force
from tutorcore.domain.profiles import FIELDS
from tutorcore.ports import Ports
from tutorcore.services.profiles.standing import Standing, standing_of


class State(StrEnum):
    """How a version stands today."""

    HOLDS = "holds now"
    COMING = "takes over later"
    OVER = "was followed by another"
    WITHDRAWN = "was withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One value before and after, and the source of each; None: the field is not there."""

    field: str
    before: object
    after: object
    before_source: Source
    after_source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptVersion:
    """A version in its history; `changes` is what differed from the version that it took over from."""

    version: PublishedProfile
    state: State
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Every version of one name, the newest first."""

    standing: Standing
    versions: tuple[KeptVersion, ...]


def history_of(ports: Ports, name: str, *, kind: RulesKind = RulesKind.PROFILE) -> History:
    """The history of a profile or lesson type; empty where nothing was ever published by the name.

    Values that a version left alone are told as they are without it today.
    """
    standing = standing_of(ports, name, kind=kind)
    kept = tuple(_kept(ports, standing, version, kind) for version in reversed(standing.versions))
    return History(standing=standing, versions=kept)


def field_changes(
    ports: Ports, name: str, before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[FieldChange, ...]:
    """What a profile does otherwise where a version sets the fields `after` instead of `before`."""
    environment = ports.environment_profiles.get(name, {})
    return tuple(_changes(*values_beneath(name, environment), before, after))


def _kept(ports: Ports, standing: Standing, version: PublishedProfile, kind: RulesKind) -> KeptVersion:
    """What it changed: against what would hold on its day without it, by what was published before it."""
    earlier = (one for one in standing.versions if one.version < version.version)
    replaced = in_force(earlier, version.effective_on).get(version.name)
    before = standing.without if replaced is None or replaced.retired else replaced.fields
    changes = (
        field_changes(ports, version.name, before, version.fields)
        if kind is RulesKind.PROFILE
        else tuple(_changes({}, {}, before, version.fields))
    )
    return KeptVersion(version=version, state=_state(standing, version), changes=changes)


def _state(standing: Standing, version: PublishedProfile) -> State:
    if version.withdrawn:
        return State.WITHDRAWN
    if version.effective_on > standing.on:
        return State.COMING
    return State.HOLDS if version == standing.latest else State.OVER


def _changes(
    beneath: Mapping[str, object],
    sources: Mapping[str, Source],
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> Iterator[FieldChange]:
    for name in FIELDS:
        change = FieldChange(
            field=name,
            before=before.get(name, beneath.get(name)),
            after=after.get(name, beneath.get(name)),
            before_source=Source.PUBLISHED if name in before else sources.get(name, Source.BUILT_IN),
            after_source=Source.PUBLISHED if name in after else sources.get(name, Source.BUILT_IN),
        )
        if (change.before, change.before_source) != (change.after, change.after_source):
            yield change
