"""Lesson types in words: what one sets, where it comes from, and what is not used of what a conversation says."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.lesson_types import LaidOver, LessonType, SaidLessonType
from tutorcore.domain.overlay_conflicts import SidedRule
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import length_text, moment_text
from tutorcore.wording.one_line import one_line
from tutorcore.wording.profiles import FIELD_GROUPS, FIELD_LABELS, days_text, value_text

NONE: Final = "none"
"""Where no lesson type is laid over the profile."""


def sets_text(lesson_type: LessonType) -> str:
    """What it sets, in the order of a profile's table: `Lesson 30 minutes, First start 17:00, …`."""
    told = [
        f"{FIELD_LABELS[field]} {value_text(field, lesson_type.fields[field])}"
        for fields in FIELD_GROUPS.values()
        for field in fields
        if field in lesson_type.fields
    ]
    return ", ".join(told) or "nothing: the profile as it is"


def said_where_text(said: SaidLessonType, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """Which conversation names it: `conversation 5212, do 19 nov 10:36`."""
    conversation = said.conversation
    if conversation is None:
        return "no conversation"
    moment: datetime | None = conversation.last_activity_at or conversation.created_at
    when = f", {moment_text(moment.astimezone(zone))}" if moment else ""
    return f"conversation {one_line(conversation.id)}{when}"


def unknown_text(text: str) -> str:
    """That a lesson type is not known here, and what that means."""
    return f"The lesson type “{one_line(text)}” is not known here, so it is not used: the profile counts as it is."


def impossible_text(error: Exception) -> str:
    """What an impossible combination means: the two rules, and that nothing is offered."""
    return f"{str(error).rstrip('.')}: nothing can be offered."


def notes_on(rules: LaidOver) -> list[str]:
    """What a planner has to know: that a lesson type is not used, or is impossible on this profile; mostly nothing."""
    if rules.impossible:
        return [f"{impossible_text(rules.impossible)} {rules.impossible.hint}"]
    return [unknown_text(rules.unknown)] if rules.unknown else []


def _sided(rule: object) -> str:
    """`“no weekends” (profile)`."""
    return f"“{rule.says}” ({rule.side})" if isinstance(rule, SidedRule) else str(rule)


def result_text(rules: LaidOver) -> str:
    """What a lesson type makes of a profile: `30 minutes, weekdays 17:00 to 19:00`, or which two rules do not go.

    Where the names of both stand beside it.
    """
    if rules.impossible:
        return f"Not possible: {' and '.join(map(_sided, rules.impossible.rules))} exclude each other."
    profile = rules.profile.profile
    hours = f"{profile.earliest_hour}:00 to {profile.latest_hour}:00"
    return f"{length_text(profile.duration_minutes)}, {days_text(profile)} {hours}"
