"""The journal for people: page by page, filtered, each line with the names of what it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tutorcore.domain.bookings import Booking
from tutorcore.domain.records import Entry, EntryFilter
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.undo_change import can_undo_change

PAGE: Final = 25
_FOUND_AT_MOST: Final = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class JournalLine:
    """One entry, with the name of what it is about (blank: not known here any more)."""

    entry: Entry
    name: str = ""
    contact_id: str = ""
    booking: Booking | None = None
    undoable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class JournalPage:
    """Newest first; `older` is where the next page begins (None: this is the last)."""

    lines: tuple[JournalLine, ...]
    older: int | None = None


def read_journal(ports: Ports, wanted: EntryFilter, *, before_id: int | None = None, limit: int = PAGE) -> JournalPage:
    """One page of what is wanted."""
    entries = ports.journal.page(wanted, before_id=before_id, limit=limit + 1)
    shown = entries[:limit]
    older = shown[-1].id if len(entries) > limit else None
    return JournalPage(lines=tuple(_lines(ports, shown)), older=older)


def subjects_of_contact(ports: Ports, contact_id: str) -> frozenset[str]:
    """What entries about a contact are about: itself, and its bookings."""
    mine = ports.bookings.listed(contact_id=contact_id, limit=10_000)
    return frozenset({f"contact:{contact_id}", *(f"booking:{each.id}" for each in mine)})


def subjects_of_search(ports: Ports, query: str) -> frozenset[str]:
    """The same for every contact that a search by name, phone, e-mail or id finds."""
    found = ports.contacts.search(query, limit=_FOUND_AT_MOST)
    return frozenset().union(*(subjects_of_contact(ports, match.contact.id) for match in found))


def _lines(ports: Ports, entries: Sequence[Entry]) -> list[JournalLine]:
    ids = _ids_by_kind(entries)
    bookings = {each.id: each for each in ports.bookings.with_ids(ids.get("booking", set()))}
    names = {
        "contact": _contact_names(ports, ids.get("contact", set())),
        "calendar": {str(each.id): each.name for each in ports.calendars.calendars()} if "calendar" in ids else {},
        "tutor": {str(each.id): each.name for each in ports.calendars.tutors()} if "tutor" in ids else {},
    }
    return [_line(ports, entry, names, bookings) for entry in entries]


def _ids_by_kind(entries: Sequence[Entry]) -> Mapping[str, set[str]]:
    ids: dict[str, set[str]] = {}
    for entry in entries:
        kind, _, key = entry.subject.partition(":")
        ids.setdefault(kind, set()).add(key)
    return ids


def _contact_names(ports: Ports, ids: Collection[str]) -> Mapping[str, str]:
    names = {}
    for contact_id in ids:
        try:
            names[contact_id] = ports.contacts.get(contact_id).label
        except UnknownName:
            continue  # its entries stay, with its id
    return names


def _line(
    ports: Ports, entry: Entry, names: Mapping[str, Mapping[str, str]], bookings: Mapping[str, Booking]
) -> JournalLine:
    kind, _, key = entry.subject.partition(":")
    booking = bookings.get(key) if kind == "booking" else None
    known = names.get(kind, {}).get(key, "")
    contact_id = booking.contact_id if booking else key if kind == "contact" and known else ""
    return JournalLine(
        entry=entry,
        name=booking.contact_name if booking else known,
        contact_id=contact_id,
        booking=booking,
        undoable=can_undo_change(ports, entry),
    )
