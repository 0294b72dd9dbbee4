"""Every contact in one pass: what planning needs of each, and no more. Values only.

A row says which attributes of a contact say yes to a rule and which say no in words, not what all the others are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tutorcore.domain.contacts import LESSON_TYPE, Conversation, Pin, newest_first


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterRow:
    """One contact. `wish` and `lesson_type` as its newest conversation that says something has them, blank: none does.

    `pins` are those that run now or will run later, the one that begins last first. `last_activity_at` is the
    contact's own.
    """

    contact_id: str
    label: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    wish: str = ""
    lesson_type: str = ""
    last_activity_at: datetime | None = None
    version: int = 1

    def pin_at(self, now: datetime) -> Pin | None:
        """The pin that runs at `now`."""
        return next((pin for pin in self.pins if pin.runs_at(now)), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterLesson:
    """A lesson of a contact that was not called off, held or to come, whether booked here or read from a calendar."""

    contact_id: str
    start: datetime
    end: datetime
    tutor_id: int


def wish_and_lesson_type(conversations: Iterable[Conversation]) -> tuple[str, str]:
    """What `preferred_times` and `lesson_type` are of the newest conversation in which each is not blank."""
    wish = lesson_type = ""
    for conversation in newest_first(conversations):
        wish = wish or conversation.preferred_times.strip()
        lesson_type = lesson_type or text_of(conversation.attributes.get(LESSON_TYPE))
    return wish, lesson_type


def text_of(value: object) -> str:
    """A value as trimmed text, nothing as blank."""
    return "" if value is None else str(value).strip()
