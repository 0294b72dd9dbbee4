"""The planning profiles that hold now, each value with its source."""

from __future__ import annotations

from tutorcore.domain.profile_sources import SourcedProfile, assemble_profiles
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports


def know_profiles(ports: Ports) -> dict[str, SourcedProfile]:
    """Every profile by name: built in, overlaid by the environment, overlaid by what was published."""
    published = {name: version.fields for name, version in ports.profiles.published().items()}
    return assemble_profiles(environment=ports.environment_profiles, published=published)


def profile_named(profiles: dict[str, SourcedProfile], name: str) -> SourcedProfile:
    """One of them. Raises `UnknownName`."""
    if name not in profiles:
        raise UnknownName(f"There is no planning profile “{name}”", hint=f"There are: {', '.join(profiles)}.")
    return profiles[name]
