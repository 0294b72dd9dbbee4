"""The rules by which everybody is planned at one moment: profiles, with lesson types to be laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutorcore.domain.lesson_types import LessonType, lesson_type_named, overlaid
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.errors import ImpossibleOverlay


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """Every profile and every lesson type by name."""

    profiles: Mapping[str, PlanningProfile]
    lesson_types: Mapping[str, LessonType] = field(default_factory=dict)

    def of(self, segment: str, lesson_type: str = "") -> PlanningProfile | None:
        """What a contact of a segment is planned by, whose conversation says `lesson_type`.

        None where the two exclude each other: then nothing is offered. A lesson type that is not known is not used.
        """
        profile = self.profiles[segment]
        known = lesson_type_named(lesson_type, self.lesson_types) if lesson_type else None
        try:
            return overlaid(profile, known, profile_name=segment)
        except ImpossibleOverlay:
            return None

    @property
    def furthest(self) -> int:
        """The greatest number of days that any of them looks ahead; 1 where there is none."""
        every = [self.of(segment, name) for segment in self.profiles for name in ("", *self.lesson_types)]
        return max((profile.days_ahead for profile in every if profile is not None), default=1)
