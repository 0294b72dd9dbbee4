"""What a session remembers of a lesson that is being booked, moved or cancelled, and of what came of the last one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tutorcore.services.bookings import Request


class Verb(StrEnum):
    """What a planner is asked to confirm."""

    BOOK = "Book lesson"
    MOVE = "Move lesson"
    CANCEL = "Cancel lesson"


@dataclass(eq=False)
class Asking:
    """An open question: shall this be done? One object for one opened dialog, so that it is done once at most.

    `request` is the lesson to be booked, or the time to move to; `booking_id` with its `version` as it was shown is the
    hold that becomes a booking, or the lesson that is moved or cancelled.
    """

    verb: Verb
    request: Request | None = None
    booking_id: str = ""
    version: int = 0
    despite_notice: bool = False
    reason: str = ""
    submitted: bool = False
    done: bool = False


class Level(StrEnum):
    """How an act ended."""

    DONE = "done"
    OPEN = "open"
    """Not known yet; it will be settled by itself."""
    REFUSED = "refused"


@dataclass
class Outcome:
    """What came of the last act, in sentences, and the booking that it was about."""

    level: Level
    texts: tuple[str, ...]
    booking_id: str = ""
    told: bool = False
    """Whether it was told in a toast."""
