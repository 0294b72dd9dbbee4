"""The lesson types that hold now, and what one of them makes of a profile."""

from __future__ import annotations

from datetime import date

from tutorcore.domain.lesson_types import LaidOver, LessonType, assemble_lesson_types, lay_over, read_rules
from tutorcore.domain.profile_sources import SourcedProfile
from tutorcore.domain.profile_versions import RulesKind, in_force, newest
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles, today


def know_lesson_types(ports: Ports, *, on: date | None = None) -> dict[str, LessonType]:
    """Every lesson type by name: the built-in ones, or the versions that hold today in their place.

    `on`: as they will be on another day, by what is published by now.
    """
    return assemble_lesson_types(in_force(ports.profiles.versions(kind=RulesKind.LESSON_TYPE), on or today(ports)))


def not_there_now(ports: Ports) -> dict[str, int]:
    """The names by which nothing holds today, retired, withdrawn or still to come; each with its newest version."""
    known = know_lesson_types(ports)
    published = newest(ports.profiles.versions(kind=RulesKind.LESSON_TYPE))
    return {name: version.version for name, version in sorted(published.items()) if name not in known}


def laid_over(ports: Ports, base: SourcedProfile, text: str) -> LaidOver:
    """A profile with the lesson type that `text` names; where it names none, nothing is asked of the store."""
    return lay_over(base, text, know_lesson_types(ports) if text.strip() else {})


def lesson_type_or_error(ports: Ports, text: str) -> str:
    """The name as it is known here, blank for none. Raises `UnknownName`."""
    known = know_lesson_types(ports)
    found = next((name for name in known if name.casefold() == text.strip().casefold()), None)
    if found is None and text.strip():
        raise UnknownName(f"There is no lesson type “{text.strip()[:60]}”", hint=f"There are: {', '.join(known)}.")
    return found or ""


def recorded_profile(ports: Ports, text: str) -> PlanningProfile | None:
    """The rules by which a booking was made (`new + trial`), as they are now; None where there is no such profile."""
    name, lesson_type = read_rules(text)
    base = know_profiles(ports).get(name)
    return None if base is None else laid_over(ports, base, lesson_type).profile.profile
