"""The planning profiles that hold now, each value with its source."""

from __future__ import annotations

from datetime import date

from tutorcore.domain.profile_sources import SourcedProfile, assemble_profiles
from tutorcore.domain.profile_versions import in_force
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports


def know_profiles(ports: Ports, *, on: date | None = None) -> dict[str, SourcedProfile]:
    """Every profile by name: built in, overlaid by the environment, overlaid by the version that holds today.

    `on`: as they will be on another day, by what is published by now.
    """
    held = in_force(ports.profiles.versions(), on or today(ports)).values()
    return assemble_profiles(
        environment=ports.environment_profiles,
        published={version.name: version.fields for version in held if not version.retired},
        retired=frozenset(version.name for version in held if version.retired),
    )


def today(ports: Ports) -> date:
    """The local date now."""
    return ports.clock.now().astimezone(ports.zone).date()


def profile_named(profiles: dict[str, SourcedProfile], name: str) -> SourcedProfile:
    """One of them. Raises `UnknownName`."""
    if name not in profiles:
        raise UnknownName(f"There is no planning profile “{name}”", hint=f"There are: {', '.join(profiles)}.")
    return profiles[name]
