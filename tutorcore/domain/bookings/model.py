"""One booking: a lesson that is kept for a contact, is being written to a calendar, stands there, or went away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from tutorcore.domain.busy import BusyEvent
from tutorcore.errors import InputError

Exceptions = tuple[str, ...]
"""What was booked otherwise than by the rules, each as a short text ("buffer_before_min 10 -> 5")."""


class BookingState(StrEnum):
    """Where a booking stands."""

    HELD = "held"
    """Kept for the contact until it expires; nothing is in a calendar."""
    BOOKING = "booking"
    """Being written to the calendar: not yet known to stand there."""
    BOOKED = "booked"
    """Stands in the calendar."""
    CANCELLING = "cancelling"
    """Being taken out of the calendar: not yet known to be gone."""
    CANCELLED = "cancelled"
    """Went away, and the time is free."""
    FAILED = "failed"
    """Never came to stand in the calendar, and the time is free."""


class Deed(StrEnum):
    """What was last finished with a booking: what `undo` would take back."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """The time of a lesson: [start, end), aware instants."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise InputError("The time of a lesson needs a time zone")
        if not self.start.astimezone(UTC) < self.end.astimezone(UTC):  # by the clock an hour may come twice
            raise InputError("A lesson ends after it starts")


@dataclass(frozen=True, kw_only=True, slots=True)
class Theirs:
    """What somebody did with the event in the outside calendar: moved to `span`, or deleted (None)."""

    span: Span | None
    etag: str = ""


@dataclass(frozen=True, kw_only=True)
class Booking:
    """A lesson of one contact with one tutor, and how far it is.

    `calendar_id` is the calendar in which the event stands; None: in this dashboard only, because the tutor has no
    calendar that can be written to. `span` is the lesson itself; the buffers (minutes) are kept free around it.
    `version` grows with every change.
    """

    id: str
    contact_id: str
    contact_name: str
    tutor_id: int
    tutor_name: str
    calendar_id: int | None
    state: BookingState
    span: Span
    buffer_before_min: int
    buffer_after_min: int
    title: str
    description: str
    segment: str
    profile: str
    """By which rules: the profile, and the lesson type that was laid over it (`new + trial`)."""
    profile_version: int
    """The published version of the profile; 0: none was published."""
    exceptions: Exceptions = ()
    actor: str
    """Who booked or keeps it."""
    made_at: datetime
    changed_at: datetime
    expires_at: datetime | None = None
    """When a hold ends by itself."""
    attempt: int = 1
    """Which event this is: grows only when the event of the last one is known to be gone."""
    etag: str = ""
    """The version of the event in the calendar that was seen last; blank: not known."""
    target: Span | None = None
    """Where a booked lesson is being moved to; both times are kept until that is known."""
    withdrawing: bool = False
    """Whether what is under way is being undone: a cancelling one ends as failed, a moving one goes back."""
    worker: str = ""
    """Who is carrying it out now; blank: nobody."""
    lease_until: datetime | None = None
    """Until when nobody else may take it over from the worker."""
    problem: str = ""
    """What went wrong or is in doubt, as a sentence; blank: nothing."""
    theirs: Theirs | None = None
    """What somebody changed in the calendar by hand, until a planner has settled it."""
    deed: Deed | None = None
    deed_at: datetime | None = None
    before_deed: Span | None = None
    """The time before the last move."""
    contact_before: Mapping[str, object] = field(default_factory=dict)
    """The attributes of the contact that followed the booking, as they were (None: was not there)."""
    version: int = 1

    @property
    def under_way(self) -> bool:
        """Whether somebody has to finish or undo something in the calendar."""
        return self.state in {BookingState.BOOKING, BookingState.CANCELLING} or self.moving

    @property
    def moving(self) -> bool:
        """Whether a booked lesson is on its way to another time."""
        return self.state is BookingState.BOOKED and self.target is not None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The times that it keeps: its own, and the one it is being moved to."""
        return (self.span,) if self.target is None else (self.span, self.target)

    def takes_time(self, now: datetime) -> bool:
        """Whether its tutor is busy with it: held and not expired, under way, or booked."""
        if self.state is BookingState.HELD:
            return self.expires_at is None or now < self.expires_at
        return self.state in {BookingState.BOOKING, BookingState.BOOKED, BookingState.CANCELLING}

    def workable(self, now: datetime) -> bool:
        """Whether it is under way and nobody is at work on it."""
        return self.under_way and (self.lease_until is None or self.lease_until <= now)

    def busy_events(self) -> tuple[BusyEvent, ...]:
        """It as busy time of its tutor."""
        return tuple(
            BusyEvent(
                span.start,
                span.end,
                id=busy_id(self.id),
                title=self.title if self.state is not BookingState.HELD else f"held for {self.contact_name}",
                buffer_before_min=self.buffer_before_min,
                buffer_after_min=self.buffer_after_min,
            )
            for span in self.spans
        )


def busy_id(booking_id: str) -> str:
    """The id of a booking's busy time."""
    return f"booking:{booking_id}"
