"""A contact as a planner sees it: who it is, which segment and why, which profile follows, and what it wishes."""

from __future__ import annotations

from dataclasses import dataclass

from tutorcore.domain.contacts import Contact, Conversation, Wish, current_wish
from tutorcore.domain.lesson_types import LaidOver, LessonType, SaidLessonType, said_lesson_type
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.profile_sources import SourcedProfile
from tutorcore.domain.segments import EffectiveSegment, effective_segment
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import laid_over


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenContact:
    """Everything that follows from one contact at one moment.

    `said` is the lesson type as a conversation names it, `rules` the segment's profile with that lesson type over it.
    """

    contact: Contact
    conversations: tuple[Conversation, ...]
    wish: Wish
    preferences: Preferences
    segment: EffectiveSegment
    said: SaidLessonType
    rules: LaidOver

    @property
    def profile(self) -> SourcedProfile:
        """What is planned by: with the lesson type's fields in it. Nothing is, where `rules` are impossible."""
        return self.rules.profile

    @property
    def base_profile(self) -> SourcedProfile:
        """The profile of the segment, without any lesson type."""
        return self.rules.base

    @property
    def lesson_type(self) -> LessonType | None:
        """The lesson type that counts; None where none is named, or one that is not known here."""
        return self.rules.lesson_type


def open_contact(ports: Ports, contact_id: str, *, actor: str = "") -> OpenContact:
    """Look a contact up; nothing of it is written. Raises `UnknownName`.

    With an `actor`, it is remembered among those that this person opened last.
    """
    contact = ports.contacts.get(contact_id)
    now = ports.clock.now()
    if actor:
        ports.contacts.note_opened(actor, contact.id, now)
    profiles = know_profiles(ports)
    pin = ports.contacts.pin_of(contact.id, now)
    segment = effective_segment(contact.attributes, pin, now=now, profiles=profiles)
    conversations = tuple(ports.contacts.conversations(contact.id))
    wish, said = current_wish(conversations), said_lesson_type(conversations)
    return OpenContact(
        contact=contact,
        conversations=conversations,
        wish=wish,
        preferences=parse_preferences(wish.text),
        segment=segment,
        said=said,
        rules=laid_over(ports, profiles[segment.segment], said.text),
    )
