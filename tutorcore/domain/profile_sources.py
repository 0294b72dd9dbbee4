"""Where the values of planning profiles come from, later wins.

Built in, environment, published (docs/rules.md, "Planning profiles").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES, PlanningProfile
from tutorcore.domain.segments import NEW

Overlays = Mapping[str, Mapping[str, object]]
"""Fields that one source sets, by profile name."""


class Source(StrEnum):
    """Where a value comes from."""

    BUILT_IN = "built in"
    ENVIRONMENT = "environment"
    PUBLISHED = "published"
    LESSON_TYPE = "lesson type"
    """Laid over the profile for one contact (`lesson_types`); never part of the profile itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourcedProfile:
    """A profile, and for each of its fields the source of the value.

    `beneath` and `beneath_sources` are the same without what was published: what each value goes back to.
    """

    name: str
    profile: PlanningProfile
    sources: Mapping[str, Source]
    beneath: Mapping[str, object] = field(default_factory=dict)
    beneath_sources: Mapping[str, Source] = field(default_factory=dict)

    @property
    def resettable(self) -> frozenset[str]:
        """The fields whose value is published, and can go back to what lies beneath."""
        return frozenset(name for name in self.beneath if self.sources[name] is Source.PUBLISHED)


def assemble_profiles(
    *, environment: Overlays, published: Overlays, retired: Collection[str] = ()
) -> dict[str, SourcedProfile]:
    """Every profile by name: the built-in ones first, then the others as they were named; without the `retired` ones.

    A profile half given takes the rest from the built-in one of its name, else from `new`. Raises pydantic's
    `ValidationError` where the whole is impossible.
    """
    names = dict.fromkeys([*PLANNING_PROFILES, *environment, *published])
    return {
        name: _assemble(name, environment.get(name, {}), published.get(name, {}))
        for name in names
        if name in PLANNING_PROFILES or name not in retired
    }


def _assemble(name: str, environment: Mapping[str, object], published: Mapping[str, object]) -> SourcedProfile:
    beneath, beneath_sources = values_beneath(name, environment)
    sources = {**beneath_sources, **dict.fromkeys(published, Source.PUBLISHED)}
    profile = PlanningProfile.model_validate({**beneath, **published})
    return SourcedProfile(name=name, profile=profile, sources=sources, beneath=beneath, beneath_sources=beneath_sources)


def values_beneath(name: str, environment: Mapping[str, object]) -> tuple[dict[str, object], dict[str, Source]]:
    """The values that a profile has where nothing is published, and the source of each; they are not judged."""
    values = PLANNING_PROFILES.get(name, PLANNING_PROFILES[NEW]).model_dump() | dict(environment)
    return values, dict.fromkeys(FIELDS, Source.BUILT_IN) | dict.fromkeys(environment, Source.ENVIRONMENT)
