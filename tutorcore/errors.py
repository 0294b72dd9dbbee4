"""Every error that tutorcore raises on purpose. A branch says what the user can do about it.

    TutorError                      a sentence for people; `.hint` is the next step
    ├── InputError (ValueError)     what was given cannot be used: correct it and try again
    │   ├── NotBookable             a rule refuses the lesson now: `refusals` say which
    │   ├── ImpossibleOverlay       a lesson type and a profile of which two `rules` exclude each other
    │   ├── UnknownName             a contact, profile, tutor that does not exist
    │   └── BrokenFile              a file that is broken as a whole: nothing was changed
    ├── Conflict                    somebody else changed it meanwhile: look at both, decide
    │   ├── SlotTaken               another booking takes that time: choose another one
    │   └── ChangedThere            somebody changed it in the outside calendar
    ├── SourceUnavailable           an outside system cannot be read now: try later, nothing is assumed free
    │   ├── Refused                 it said no, and nothing was changed there; `cause` says what kind of no
    │   │   ├── AlreadyThere        the id of an event is or was in use
    │   │   ├── GoneThere           what was asked about is not there (any more)
    │   │   └── StartOver           what changed cannot be told any more: read everything again
    │   └── InDoubt                 no usable answer: what was asked may have been done
    ├── ImportStopped               an import that stopped half-way (services.import_report): import the file again
    └── SettingsError               the start was refused: correct a setting

Broken contracts between our own modules (a naive datetime, an end before its start) are `InputError` too: a guess
would be worse.
"""

from __future__ import annotations

from enum import StrEnum


class TutorError(Exception):
    """Base of all: `str(error)` is a sentence for people, `hint` the next step (may be empty)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(TutorError, ValueError):
    """What was given cannot be used."""


class UnknownName(InputError):
    """No contact, profile, tutor or calendar goes by that name."""


class BrokenFile(InputError):
    """A file that cannot be read as a whole; nothing was changed."""


class Conflict(TutorError):
    """The thing was changed by somebody else since it was read.

    `theirs` is the state that is stored now, so that both can be shown side by side.
    """

    def __init__(self, message: str, *, theirs: object = None, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.theirs = theirs


class SourceUnavailable(TutorError):
    """An outside system (a feed, a database) cannot be read now."""


class Cause(StrEnum):
    """Why an outside calendar said no, or gave no answer; each has one sentence for people (`wording.remote`)."""

    ACCESS = "access withdrawn"
    """The key or sign-in is not accepted (any more)."""
    FORBIDDEN = "not allowed"
    """Signed in, but not allowed to do this with this calendar."""
    NOT_FOUND = "not there"
    """The calendar or event is not there, or not shared."""
    QUOTA = "too many requests"
    UNREACHABLE = "not reachable"
    """No connection, or no answer within the time."""
    BROKEN = "broken answer"
    """An answer that cannot be read, or a part of it is missing."""
    FAILED_THERE = "failed there"
    """The other side says that it failed (5xx)."""
    NOT_UNDERSTOOD = "not understood"
    """The other side does not take what was asked (400 and the like): a fault of ours."""
    CHANGED = "changed there"


class Refused(SourceUnavailable):
    """The outside calendar said no; nothing was changed there."""

    def __init__(self, message: str, *, cause: Cause, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.cause = cause


class AlreadyThere(Refused):
    """The id of the event is in use, or was."""


class GoneThere(Refused):
    """The event is not there, or not any more."""


class StartOver(Refused):
    """The changes since the last reading cannot be told any more."""


class InDoubt(SourceUnavailable):
    """No usable answer came: what was asked may have been done or not."""

    def __init__(self, message: str, *, cause: Cause, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.cause = cause


class SlotTaken(Conflict):
    """Another booking takes the time. `theirs` is that booking."""


class ChangedThere(Conflict):
    """The event was changed in the outside calendar since it was seen; `theirs` is None until it is read again."""


class NotBookable(InputError):
    """The rules refuse a booking now. `refusals` (`domain.reasons.Refusal`) say why; may be empty."""

    def __init__(self, message: str, *, refusals: tuple[object, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.refusals = refusals


class ImpossibleOverlay(InputError):
    """A lesson type laid over a profile leaves no possible profile.

    `rules` (`domain.overlay_conflicts.SidedRule`) exclude each other; each says from which side it comes.
    """

    def __init__(self, message: str, *, rules: tuple[object, object], hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.rules = rules


class SettingsError(TutorError):
    """A setting cannot be used; the start is refused."""
