"""What a lesson type makes of every profile: possible, or which two rules exclude each other."""

from __future__ import annotations

from datetime import date

from tutorcore.domain.lesson_types import LaidOver, LessonType, lay_over
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles


def what_results(ports: Ports, lesson_type: LessonType, *, on: date | None = None) -> dict[str, LaidOver]:
    """By the name of each profile that holds, on a day or today, what the lesson type makes of it."""
    known = {lesson_type.name: lesson_type}
    return {name: lay_over(sourced, lesson_type.name, known) for name, sourced in know_profiles(ports, on=on).items()}
