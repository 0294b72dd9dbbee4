"""Change the lesson type of a contact's conversation: an explicit act of a person, never a consequence of looking."""

from __future__ import annotations

from typing import Final

from tutorcore.domain.contacts import LESSON_TYPE, Conversation
from tutorcore.domain.lesson_types import lesson_type_named, with_lesson_type
from tutorcore.domain.records import Entry
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.lesson_types.knowing import know_lesson_types, lesson_type_or_error
from tutorcore.services.open_contact import OpenContact, open_contact

CHOSEN: Final = "lesson type chosen"


def choose_lesson_type(ports: Ports, opened: OpenContact, name: str, *, actor: str) -> Conversation:
    """Write a lesson type into the conversation that names one, else into the newest; blank takes it out of all.

    Raises `ImpossibleOverlay` where it leaves nothing of the contact's profile, `UnknownName`, `InputError` where it is
    so already, `Conflict` (theirs: Conversation) where somebody changed the conversation meanwhile.
    """
    actor, name = require_actor(actor), lesson_type_or_error(ports, name)
    if name == opened.said.text:
        raise InputError("The lesson type is that already", hint="Choose another one.")
    with_lesson_type(opened.base_profile, lesson_type_named(name, know_lesson_types(ports)))
    return _saved(ports, opened, name, actor=actor, reason="")


def put_lesson_type_back(ports: Ports, entry: Entry, *, actor: str, reason: str) -> None:
    """Undo an entry of `CHOSEN`. Raises `Conflict` (theirs: the text) where the lesson type has changed since."""
    opened = open_contact(ports, entry.subject.partition(":")[2])
    present = opened.said.text
    if present != entry.after.get(LESSON_TYPE):
        raise Conflict(
            f"The lesson type has changed since, so nothing was undone: it is {present or 'none'} now.",
            theirs=present,
            hint="Look at what is there, and change it by hand if it must.",
        )
    _saved(ports, opened, str(entry.before.get(LESSON_TYPE) or ""), actor=actor, reason=reason)


def _saved(ports: Ports, opened: OpenContact, name: str, *, actor: str, reason: str) -> Conversation:
    conversation = opened.said.conversation or next(iter(opened.conversations), None)
    entry = Entry(
        at=ports.clock.now(),
        actor=actor,
        action=CHOSEN,
        subject=f"contact:{opened.contact.id}",
        before={LESSON_TYPE: opened.said.text},
        after={LESSON_TYPE: name},
        reason=reason,
    )
    return ports.contacts.save_lesson_type(
        opened.contact.id,
        name,
        conversation_id=conversation.id if conversation else "",
        expected_version=conversation.version if conversation else opened.contact.version,
        entry=entry,
    )
