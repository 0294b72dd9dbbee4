"""Who is planned for: contacts, their conversations, pins, and the wish that a conversation holds.

Values only. Attribute names are those of Chatwoot (`custom_attributes`), kept as they stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

PREFERRED_TIMES: Final = "preferred_times"
LESSON_TYPE: Final = "lesson_type"
CONVERSATION_ATTRIBUTES: Final = frozenset({PREFERRED_TIMES, LESSON_TYPE})
"""Attributes that live on a conversation, wherever a file holds them."""

SEGMENT: Final = "segment"
TUTOR: Final = "tutor"


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """One conversation of a contact, newest last activity first where several are listed."""

    id: str
    contact_id: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    own_line: str = ""
    """The customer's own words, kept when a planner saved the canonical line over `preferred_times`."""
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    status: str = ""
    version: int = 1

    @property
    def preferred_times(self) -> str:
        """The wish as it stands in this conversation, blank where there is none."""
        value = self.attributes.get(PREFERRED_TIMES)
        return "" if value is None else str(value)

    @property
    def lesson_type(self) -> str:
        """What this conversation is about, as it stands in it; blank where nothing does."""
        value = self.attributes.get(LESSON_TYPE)
        return "" if value is None else str(value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """A customer as the store knows it. `phone` is E.164, or as written where it is no number."""

    id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    version: int = 1

    @property
    def label(self) -> str:
        """What to call this contact: its name, else phone, e-mail, id."""
        return self.name.strip() or self.phone or self.email or f"contact {self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    """A segment set by hand. Runs from `since` until `until` (None: until it is taken off)."""

    contact_id: str
    segment: str
    reason: str
    actor: str
    since: datetime
    until: datetime | None = None

    def runs_at(self, now: datetime) -> bool:
        """Whether the pin holds at `now` (aware)."""
        return self.since <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """The line that counts for a contact, and the conversation it stands in. Blank `text`: no wish."""

    text: str = ""
    own_line: str = ""
    conversation: Conversation | None = None


def _recency(conversation: Conversation) -> tuple[float, str]:
    """Sort key, newest last: last activity, else creation; the id settles a tie."""
    moment = conversation.last_activity_at or conversation.created_at
    return (moment.timestamp() if moment else float("-inf"), conversation.id.zfill(20))


def newest_first(conversations: Iterable[Conversation]) -> list[Conversation]:
    """Conversations by last activity, newest first."""
    return sorted(conversations, key=_recency, reverse=True)


def current_wish(conversations: Iterable[Conversation]) -> Wish:
    """The newest conversation in which `preferred_times` is not blank (docs/rules.md, "Preferences")."""
    for conversation in newest_first(conversations):
        if conversation.preferred_times.strip():
            text = conversation.preferred_times.strip()
            return Wish(text=text, own_line=conversation.own_line or text, conversation=conversation)
    return Wish()
