"""The one place where errors of the database become errors of ours. Their cause is kept for the log.

No message repeats what the database said: it may hold values of a customer, or the address with its password.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import exc

from tutorcore.errors import InputError, SettingsError, SourceUnavailable, TutorError

_BUSY_WORDS: Final = ("locked", "busy", "lock timeout", "deadlock", "could not serialize", "too many clients")
_MISSING_WORDS: Final = ("no such table", "no such column", "does not exist")


@contextmanager
def translated() -> Iterator[None]:
    """Run database work; what goes wrong outside our hands is raised as a `TutorError`."""
    try:
        yield
    except (exc.StatementError, exc.TimeoutError, OverflowError) as error:
        raise translation(error) from error


def translation(error: exc.StatementError | exc.TimeoutError | OverflowError) -> TutorError:
    """Our error for one of SQLAlchemy's; one of ours that it wrapped (a naive time in a value) comes out again."""
    cause = getattr(error, "orig", None)
    if isinstance(cause, TutorError):
        return cause
    said = str(cause or error).casefold()
    if isinstance(error, exc.TimeoutError) or any(word in said for word in _BUSY_WORDS):
        return SourceUnavailable("The database is busy; nothing was changed.", hint="Try again in a moment.")
    if isinstance(error, exc.DataError | OverflowError):
        return InputError("The database cannot hold one of these values; nothing was changed.")
    if isinstance(error, exc.IntegrityError):
        return SourceUnavailable("Somebody else made the same change just now.", hint="Reload, then try again.")
    if any(word in said for word in _MISSING_WORDS):
        return SettingsError(
            "The database is not set up, or is older than this program.", hint="Restart the dashboard: it migrates."
        )
    return SourceUnavailable(
        "The database cannot be reached; nothing was changed.",
        hint="Check that it runs and that DATABASE_URL is right, then try again.",
    )
