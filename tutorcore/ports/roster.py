"""Everybody at once, for what is asked about all contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tutorcore.domain.roster import RosterLesson, RosterRow


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterChange:
    """What may have changed: these contacts, and whether any lesson did."""

    contact_ids: frozenset[str]
    lessons: bool


class Roster(Protocol):
    """Every contact in one pass, and a stamp that tells whether a new pass is needed."""

    def stamp(self) -> str:
        """Changes whenever `rows` or `lessons` may have changed. Cheap to ask: before every question."""
        ...

    def changed_since(self, stamp: str) -> RosterChange | None:
        """What may have changed since an earlier stamp; None: that cannot be told, or is too much."""
        ...

    def rows(self, now: datetime, *, contact_ids: Collection[str] | None = None) -> Iterator[RosterRow]:
        """Every contact by id, or those of these ids that there are; read as they are asked for."""
        ...

    def lessons(self) -> Iterator[RosterLesson]:
        """Every lesson of a contact that was not called off, by contact and start.

        Of two that begin together the last one is that which `Calendars.last_lesson_tutor` finds.
        """
        ...
