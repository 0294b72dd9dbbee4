"""What came of booking, moving, cancelling: as a line or as JSON, and as an exit status that a script can go by.

| status | means |
|---|---|
| 0 | done |
| 1 | what was given cannot be used (no such contact, no such time), or something went wrong here |
| 2 | the options are wrong |
| 3 | refused: by the rules, taken, changed by somebody else meanwhile, or Google said no; it stands as it stood |
| 4 | in doubt: Google, or the database in the middle, gave no answer; what is under way is settled later |
| 5 | a source cannot be read now: nothing was done |
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.cli.printing import shown
from tutorcore.domain.bookings import Booking, Span
from tutorcore.errors import Conflict, InDoubt, NotBookable, Refused, SourceUnavailable, TutorError
from tutorcore.wording.bookings import refused_texts

DONE: Final = 0
FAILED: Final = 1
REFUSED: Final = 3
IN_DOUBT: Final = 4
UNAVAILABLE: Final = 5
_LONGEST: Final = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """A booking as it stands now, how that is told, and whether it is what was asked for."""

    booking: Booking
    text: str
    done: bool

    @property
    def status(self) -> int:
        """The exit status."""
        if self.booking.under_way:
            return IN_DOUBT
        return DONE if self.done else REFUSED


def status_of(error: Exception) -> int:
    """The exit status for an error of a command that books."""
    if isinstance(error, NotBookable | Conflict):
        return REFUSED
    return UNAVAILABLE if isinstance(error, SourceUnavailable) else FAILED


def report(outcome: Outcome, options: argparse.Namespace, zone: ZoneInfo) -> int:
    """Tell an outcome on standard output; the exit status."""
    if options.json:
        print_json(booking_json(outcome.booking, zone))
    else:
        print(shown(f"{outcome.text} [{outcome.booking.id}]", longest=_LONGEST))
    return outcome.status


def report_refused(error: TutorError, asked: Mapping[str, object], options: argparse.Namespace, zone: ZoneInfo) -> int:
    """Tell an error on standard error, in JSON with what was `asked` on standard output too; the exit status."""
    said = shown(error_text(error, zone), longest=_LONGEST)
    if options.json:
        print_json({**asked, "problem": said})
    print(said, file=sys.stderr)
    return IN_DOUBT if _may_be_half_done(error) else status_of(error)


def error_text(error: TutorError, zone: ZoneInfo) -> str:
    """Why it was not done, every reason in a sentence, and the next step."""
    if not isinstance(error, SourceUnavailable):
        return " ".join(refused_texts(error, zone=zone))
    sentence = str(error).rstrip(".")
    if _may_be_half_done(error):
        return f"{sentence}. It may be half done: what is under way is settled later."
    hint = "Try again later." if isinstance(error, InDoubt) else error.hint
    return f"{sentence}. Nothing was done. {hint}".rstrip()


def _may_be_half_done(error: TutorError) -> bool:
    """Google is asked for a reading before anything begins; the store may go away at any step."""
    return isinstance(error, SourceUnavailable) and not isinstance(error, Refused | InDoubt)


def asked_json(**known: object) -> dict[str, object]:
    """The object of what came to no booking: only what was asked is known."""
    names = ("id", "state", "start", "end", "tutor", "contact")
    return {**dict.fromkeys(names), **known}


def booking_json(booking: Booking, zone: ZoneInfo) -> dict[str, object]:
    """A booking as JSON values; instants are ISO 8601 with the offset of the company's zone."""
    return {
        "id": booking.id,
        "state": booking.state.value,
        "start": _instant(booking.span.start, zone),
        "end": _instant(booking.span.end, zone),
        "tutor": booking.tutor_name,
        "contact": booking.contact_id,
        "problem": booking.problem,
    }


def booking_details(booking: Booking, zone: ZoneInfo) -> dict[str, object]:
    """The same, and everything else that a script may want to know of a booking."""
    theirs = booking.theirs
    return {
        **booking_json(booking, zone),
        "contact_name": booking.contact_name,
        "under_way": booking.under_way,
        "moving_to": _span(booking.target, zone),
        "changed_by_hand": None if theirs is None else {"deleted": theirs.span is None, "to": _span(theirs.span, zone)},
        "expires": _instant(booking.expires_at, zone),
        "calendar": booking.calendar_id,
        "segment": booking.segment,
        "profile": booking.profile,
        "exceptions": list(booking.exceptions),
        "buffer_before_min": booking.buffer_before_min,
        "buffer_after_min": booking.buffer_after_min,
        "booked_by": booking.actor,
        "made": _instant(booking.made_at, zone),
        "changed": _instant(booking.changed_at, zone),
        "version": booking.version,
    }


def print_json(value: object) -> None:
    """One JSON value on standard output, letters as they are."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _span(span: Span | None, zone: ZoneInfo) -> dict[str, object] | None:
    return None if span is None else {"start": _instant(span.start, zone), "end": _instant(span.end, zone)}


def _instant(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat()
