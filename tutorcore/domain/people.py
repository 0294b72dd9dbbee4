"""Who stands behind a contact: the pupil, the parent, and to which of the two the contact itself belongs.

A contact is one phone number. Mostly it goes by the pupil's name and holds the parent's as an attribute; some are the
parent's own or a family's, and then the contact's name is not the pupil's. Names are given as they stand there, blank
where they are not known: nobody is given a name that nobody wrote down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tutorcore.domain.contacts import SEGMENT, Contact, Conversation, newest_first
from tutorcore.domain.segments import is_set

IS_PARENT: Final = "is_parent"
PARENT: Final = "parent"
PUPIL_NAMES: Final = ("learner_name",)
"""Attributes that hold the pupil's name, on the contact or on a conversation."""
PARENT_NAMES: Final = ("parent_name", "guardian_name")
"""Attributes that hold the name of a parent."""
_NOT_A_PUPIL: Final = re.compile(
    r"^\s*(fam\b|familie\b|family\b)|\b(moeder|vader|ouders?|verzorger|mother|father|parents?|guardian) (van|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class People:
    """The names of pupil and parent as they were written, and whether the contact is the parent's own."""

    pupil: str = ""
    parent: str = ""
    of_parent: bool = False


def people_of(contact: Contact, conversations: Iterable[Conversation] = ()) -> People:
    """The people behind a contact. Its own attributes count before its conversations', newest first."""
    sources = [contact.attributes, *(one.attributes for one in newest_first(conversations))]
    of_parent = _is_of_parent(contact)
    pupil, parent = _first(sources, PUPIL_NAMES), _first(sources, PARENT_NAMES)
    return People(
        pupil=pupil or ("" if of_parent else contact.name),
        parent=parent or (contact.name if of_parent else ""),
        of_parent=of_parent,
    )


def _is_of_parent(contact: Contact) -> bool:
    """By its attributes, else by what its name says: `fam. De Boer`, `Mevr. Jansen (moeder van Lieke)`."""
    segment = str(contact.attributes.get(SEGMENT) or "").strip().casefold()
    return is_set(contact.attributes.get(IS_PARENT)) or segment == PARENT or bool(_NOT_A_PUPIL.search(contact.name))


def _first(sources: Iterable[Mapping[str, object]], names: Iterable[str]) -> str:
    """The first text that is not blank, source by source."""
    found = (source.get(name) for source in sources for name in names)
    return next((value for value in found if isinstance(value, str) and value.strip()), "")
