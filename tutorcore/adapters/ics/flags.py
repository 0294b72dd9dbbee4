"""How an event is marked: cancelled, free, declined, out of office. Whether it blocks is the domain's question.

Where two marks contradict each other, the event counts as busy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from icalendar import Component

from tutorcore.domain.calendars import EventKind, EventStatus

BUSY_STATUS: Final = "X-MICROSOFT-CDO-BUSYSTATUS"
_KINDS: Final = {"OOF": EventKind.OUT_OF_OFFICE, "WORKINGELSEWHERE": EventKind.WORKING_LOCATION}
_PRIVATE: Final = frozenset({"PRIVATE", "CONFIDENTIAL"})
PRIVATE_TITLE: Final = "Private"


@dataclass(frozen=True, kw_only=True, slots=True)
class Flags:
    """The marks of an event."""

    status: EventStatus
    transparent: bool
    declined: bool
    kind: EventKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What the calendar around an event says: who owns it (an address, or blank), and whether it calls all off."""

    owner: str = ""
    cancels: bool = False


def read_flags(component: Component, context: Context) -> Flags:
    """The marks of an event."""
    return Flags(
        status=EventStatus.CANCELLED if context.cancels else _status(component),
        transparent=_is_free(component),
        declined=_is_declined(component, context.owner),
        kind=_KINDS.get(word(component, BUSY_STATUS), EventKind.DEFAULT),
    )


def title_of(component: Component) -> str:
    """The title on one line. That of a private event is its owner's business: busy is all that others need."""
    if word(component, "CLASS") in _PRIVATE:
        return PRIVATE_TITLE
    return clean(_first(component.get("SUMMARY", "")))


def clean(text: str) -> str:
    """A text on one line, without control characters and half characters, which databases refuse."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in text).strip()


def word(component: Component, name: str) -> str:
    """A property that is one word, in capitals; blank where it is absent."""
    return _first(component.get(name, "")).strip().upper()


def mail_address(text: str) -> str:
    """The address in `mailto:Someone@example.org`, for comparing; blank where there is none."""
    address = text.strip().casefold().removeprefix("mailto:").strip()
    return address if "@" in address and not any(c.isspace() for c in address) else ""


def _first(value: object) -> str:
    """A property that should stand once: the first, where it stands twice."""
    return str(value[0] if isinstance(value, list) else value)


def _status(component: Component) -> EventStatus:
    """STATUS, else what Outlook says of a tentative event. Unknown words are confirmed."""
    said = word(component, "STATUS")
    if said == "CANCELLED":
        return EventStatus.CANCELLED
    if said == "TENTATIVE" or word(component, BUSY_STATUS) == "TENTATIVE":
        return EventStatus.TENTATIVE
    return EventStatus.CONFIRMED


def _is_free(component: Component) -> bool:
    """Marked free by TRANSP or by Outlook's word, and not marked busy by the other."""
    marks = {word(component, "TRANSP") or None, word(component, BUSY_STATUS) or None} - {None}
    return bool(marks) and marks <= {"TRANSPARENT", "FREE", "WORKINGELSEWHERE"} and marks != {"WORKINGELSEWHERE"}


def _is_declined(component: Component, owner: str) -> bool:
    """Declined by the calendar's owner. Where nobody knows who that is, nobody declined."""
    answers = {_answer(attendee) for attendee in _attendees(component) if owner and owner in _addresses(attendee)}
    return answers == {"DECLINED"}


def _attendees(component: Component) -> Iterator[object]:
    attendees = component.get("ATTENDEE", [])
    yield from attendees if isinstance(attendees, list) else [attendees]


def _answer(attendee: object) -> str:
    return str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()


def _addresses(attendee: object) -> set[str]:
    """The address itself, and Apple's EMAIL parameter beside an address of its own."""
    said = str(getattr(attendee, "params", {}).get("EMAIL", ""))
    return {mail_address(str(attendee)), mail_address(said)} - {""}
