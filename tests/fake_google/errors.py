"""How Google says no: status, reason, and the JSON around them."""

from __future__ import annotations

from http import HTTPStatus


class GoogleError(Exception):
    """An answer that is not 200, as Google words it."""

    def __init__(self, status, reason, message, *, domain="global", where=None, headers=None):
        super().__init__(f"{status} {reason}: {message}")
        self.status, self.reason, self.message, self.domain = status, reason, message, domain
        self.where = where  # ("header", "If-Match")
        self.headers = headers or {}

    def body(self):
        """The JSON that stands in the answer."""
        error = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.where:
            error |= {"locationType": self.where[0], "location": self.where[1]}
        return {"error": {"errors": [error], "code": self.status, "message": self.message}}


class NotModified(Exception):
    """What was asked for is still as If-None-Match says."""


def bad(message, reason="invalid", where=None):
    """A request that makes no sense."""
    return GoogleError(HTTPStatus.BAD_REQUEST, reason, message, where=where)


def required(message):
    """Something that must be given is missing."""
    return bad(message, "required")


def empty_range():
    """An end before its start."""
    return GoogleError(
        HTTPStatus.BAD_REQUEST, "timeRangeEmpty", "The specified time range is empty.", domain="calendar"
    )


def invalid_credentials():
    """A token that is not, or not any more, good for anything."""
    return GoogleError(
        HTTPStatus.UNAUTHORIZED,
        "authError",
        "Invalid Credentials",
        where=("header", "Authorization"),
        headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'},
    )


def not_found():
    """No such calendar or event, or none that we may see."""
    return GoogleError(HTTPStatus.NOT_FOUND, "notFound", "Not Found")


def not_a_writer():
    """The calendar is shared with us for reading only."""
    return GoogleError(
        HTTPStatus.FORBIDDEN,
        "requiredAccessLevel",
        "You need to have writer access to this calendar.",
        domain="calendar",
    )


def duplicate():
    """The id is in use, or was."""
    return GoogleError(HTTPStatus.CONFLICT, "duplicate", "The requested identifier already exists.")


def deleted():
    """Deleting what is deleted."""
    return GoogleError(HTTPStatus.GONE, "deleted", "Resource has been deleted")


def condition_not_met():
    """The event is no longer as If-Match says."""
    return GoogleError(
        HTTPStatus.PRECONDITION_FAILED, "conditionNotMet", "Precondition Failed", where=("header", "If-Match")
    )


def full_sync_required():
    """The sync token is too old, or never was one."""
    return GoogleError(
        HTTPStatus.GONE,
        "fullSyncRequired",
        "Sync token is no longer valid, a full sync is required.",
        domain="calendar",
        where=("parameter", "syncToken"),
    )
