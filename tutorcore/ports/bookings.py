"""Bookings and holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.records import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Following:
    """A change of a contact that belongs to a change of a booking: attributes (None removes one), its own entry."""

    contact_id: str
    changes: Mapping[str, object]
    expected_version: int
    entry: Entry


class Bookings(Protocol):
    """Bookings and holds. Of two that would take the same time of a tutor, one is stored, whoever asks from where."""

    def get(self, booking_id: str) -> Booking:
        """One booking. Raises `UnknownName`."""
        ...

    def reserve(self, bookings: Sequence[Booking], *, now: datetime, entries: Sequence[Entry]) -> list[Booking]:
        """Store new bookings or holds, all or none; from then on they take time.

        The lock (one writer a tutor) covers only the check and the insert. Raises `SlotTaken` (theirs: the Booking in
        the way), `UnknownName` (no such tutor or calendar).
        """
        ...

    def save(
        self, booking: Booking, *, now: datetime, entry: Entry | None = None, following: Following | None = None
    ) -> Booking:
        """Store a booking over the one with its `version`, which grows; with it the change of its contact.

        Where it takes time that it did not take before, that is checked under the lock. Raises `Conflict` (theirs: the
        Booking, or the Contact, as it is stored now), `SlotTaken` as above, `UnknownName`.
        """
        ...

    def taking_time(self, tutor_ids: Collection[int], start: datetime, end: datetime, now: datetime) -> list[Booking]:
        """What takes time of these tutors at `now` and meets [start, end) with any of its spans, by start."""
        ...

    def under_way(self) -> list[Booking]:
        """Those that somebody has to finish or undo, oldest change first."""
        ...

    def with_ids(self, booking_ids: Collection[str]) -> list[Booking]:
        """Those of them that there are."""
        ...

    def listed(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        states: Collection[BookingState] = (),
        tutor_id: int | None = None,
        calendar_id: int | None = None,
        contact_id: str = "",
        limit: int = 500,
    ) -> list[Booking]:
        """Those that end after `since` and start before `until`, of the states and people where given, by start."""
        ...
