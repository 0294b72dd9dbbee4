"""What is published of one profile or lesson type, and what holds of it today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tutorcore.domain.lesson_types import LESSON_TYPES, checked_type_name
from tutorcore.domain.profile_names import checked_name
from tutorcore.domain.profile_sources import SourcedProfile, assemble_profiles
from tutorcore.domain.profile_versions import PublishedProfile, RulesKind, in_force, newest_version, scheduled
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import today


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Every version of one name, oldest first, as they stand on a day."""

    name: str
    on: date
    versions: tuple[PublishedProfile, ...]
    given: bool
    """Whether it is there without any version: built in, or set by the environment."""
    without: Mapping[str, object] = field(default_factory=dict)
    """What holds without any version: the fields of a built-in lesson type, which a version replaces as a whole."""

    @property
    def newest(self) -> int:
        """The number of the newest version; 0: none."""
        return newest_version(self.versions, self.name)

    @property
    def held(self) -> PublishedProfile | None:
        """The version that holds; None where none does, or it is retired."""
        version = self.latest
        return None if version is None or version.retired else version

    @property
    def latest(self) -> PublishedProfile | None:
        """The version that took over last, be it the one that retired it."""
        return in_force(self.versions, self.on).get(self.name)

    @property
    def exists(self) -> bool:
        """Whether there is a profile by this name today."""
        return self.latest is None and self.given if self.held is None else True

    @property
    def fields(self) -> Mapping[str, object]:
        """What the version that holds sets; where none does, what holds without."""
        return self.without if self.held is None else self.held.fields

    @property
    def coming(self) -> list[PublishedProfile]:
        """The versions that take over later, in that order."""
        return scheduled(self.versions, self.on)

    def when_begun(self, based_on: int, on: date | None = None) -> Mapping[str, object]:
        """The fields that held when `based_on` was the newest version; `on` a day, where that was another one."""
        known = (version for version in self.versions if version.version <= based_on)
        held = in_force(known, on or self.on).get(self.name)
        return self.without if held is None or held.retired else held.fields


def standing_of(ports: Ports, name: str, *, kind: RulesKind = RulesKind.PROFILE, on: date | None = None) -> Standing:
    """How a name stands today, or on another day."""
    return Standing(
        name=name,
        on=on or today(ports),
        versions=tuple(ports.profiles.versions(kind=kind, name=name)),
        given=name in _given(ports, kind),
        without=LESSON_TYPES[name].fields if kind is RulesKind.LESSON_TYPE and name in LESSON_TYPES else {},
    )


def _given(ports: Ports, kind: RulesKind) -> frozenset[str]:
    """The names that are there without any version."""
    if kind is RulesKind.LESSON_TYPE:
        return frozenset(LESSON_TYPES)
    return frozenset(PLANNING_PROFILES) | frozenset(ports.environment_profiles)


def sourced(ports: Ports, name: str, fields: Mapping[str, object]) -> SourcedProfile:
    """The profile that a name has where a version sets `fields`. Raises pydantic's `ValidationError`."""
    return assemble_profiles(environment=ports.environment_profiles, published={name: fields})[name]


def new_name(ports: Ports, name: str, *, kind: RulesKind = RulesKind.PROFILE) -> str:
    """A name that nothing goes by yet, nor ever did. Raises `InputError`."""
    taken = sorted({version.name for version in ports.profiles.versions(kind=kind)} | _given(ports, kind))
    return checked_type_name(name, taken) if kind is RulesKind.LESSON_TYPE else checked_name(name, taken)
