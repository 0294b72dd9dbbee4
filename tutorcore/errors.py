"""Every error that tutorcore raises on purpose. A branch says what the user can do about it.

    TutorError                      a sentence for people; `.hint` is the next step
    ├── InputError (ValueError)     what was given cannot be used: correct it and try again
    │   ├── UnknownName             a contact, profile, tutor that does not exist
    │   └── BrokenFile              a file that is broken as a whole: nothing was changed
    ├── Conflict                    somebody else changed it meanwhile: look at both, decide
    ├── SourceUnavailable           an outside system cannot be read now: try later, nothing is assumed free
    ├── ImportStopped               an import that stopped half-way (services.import_report): import the file again
    └── SettingsError               the start was refused: correct a setting

Broken contracts between our own modules (a naive datetime, an end before its start) are `InputError` too: a guess
would be worse.
"""

from __future__ import annotations


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


class SettingsError(TutorError):
    """A setting cannot be used; the start is refused."""
