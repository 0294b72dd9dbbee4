"""What can go wrong between us and Google, as values that a test plans: `google.fail("events.insert", faults.lost())`.

A fault says whether the change is made all the same. Each of them holds for one call unless `times` says more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from tests.fake_google import errors
from tests.fake_google.errors import GoogleError


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One way to fail. What is left out goes as it should."""

    name: str
    applied: bool = True
    """Whether what was asked is done."""
    error: GoogleError | None = None
    """What is answered instead of the result."""
    hang_up: bool = False
    """Close the connection without a word."""
    sleep: float = 0.0
    """Seconds before the answer (after the change, where it is applied)."""
    drip: float = 0.0
    """Seconds over which the answer's bytes come, one by one."""
    cut: bool = False
    """Send half of what Content-Length promises."""
    body: bytes | None = None
    """What is sent with 200 in place of JSON."""
    content_type: str = "application/json; charset=UTF-8"
    change: Callable[[dict], dict] | None = None
    """What becomes of the right answer."""


def quota(reason="rateLimitExceeded"):
    """403 for asking too much: rateLimitExceeded, userRateLimitExceeded, quotaExceeded, dailyLimitExceeded."""
    message = "Rate Limit Exceeded" if "ateLimit" in reason else "Calendar usage limits exceeded."
    return _no("quota", GoogleError(403, reason, message, domain="usageLimits"))


def too_many(retry_after=None):
    """429, with or without Retry-After in seconds."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    error = GoogleError(429, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits", headers=headers)
    return _no("too_many", error)


def forbidden(reason="forbidden", message="Forbidden"):
    """403 for another reason than quota."""
    return _no("forbidden", GoogleError(403, reason, message))


def server_error(status=500, *, applied=False):
    """500, 502, 503 or 504, before the change or after it."""
    return Fault(name="server_error", error=GoogleError(status, "backendError", "Backend Error"), applied=applied)


def revoked():
    """401: the grant is withdrawn."""
    return _no("revoked", errors.invalid_credentials())


def gone():
    """404: no such calendar any more, or we may not see it."""
    return _no("gone", errors.not_found())


def start_over():
    """410: the sync token is not taken any more."""
    return _no("start_over", errors.full_sync_required())


def changed_there():
    """412: the event is no longer as If-Match says."""
    return _no("changed_there", errors.condition_not_met())


def bad_request():
    """400: Google does not understand us."""
    return _no("bad_request", errors.bad("Bad Request", "badRequest"))


def slow(seconds, *, applied=True):
    """The right answer, late."""
    return Fault(name="slow", sleep=seconds, applied=applied)


def drip(seconds):
    """The right answer, byte by byte."""
    return Fault(name="drip", drip=seconds)


def cut_off():
    """The right answer, half of it."""
    return Fault(name="cut_off", cut=True)


def broken_json():
    """200 with half a JSON text."""
    return Fault(name="broken_json", body=b'{"kind": "calendar#eve')


def html():
    """200 with a page for people, as captive portals and proxies send."""
    return Fault(name="html", body=b"<!DOCTYPE html><title>Sign in</title>", content_type="text/html; charset=UTF-8")


def empty():
    """200 with nothing."""
    return Fault(name="empty", body=b"")


def other_json(value=b"[]"):
    """200 with JSON of another shape."""
    return Fault(name="other_json", body=value)


def lost():
    """The change is made, and the connection closed without an answer."""
    return Fault(name="lost", hang_up=True)


def hang_up():
    """The connection is closed before anything is done."""
    return Fault(name="hang_up", hang_up=True, applied=False)


def calendar_errors(calendar_id, reason="internalError"):
    """freebusy.query: 200, and one calendar has errors in place of its busy time."""

    def change(answer):
        unread = {"errors": [{"domain": "global", "reason": reason}], "busy": []}
        return answer | {"calendars": answer["calendars"] | {calendar_id: unread}}

    return Fault(name="calendar_errors", change=change)


def altered(change):
    """The right answer after `change(answer)` has made another of it."""
    return Fault(name="altered", change=change)


def _no(name, error):
    return Fault(name=name, error=error, applied=False)


EVERY = {
    made.__name__: made
    for made in (
        *(quota, too_many, forbidden, server_error, revoked, gone, start_over, changed_there, bad_request),
        *(slow, drip, cut_off, broken_json, html, empty, other_json, lost, hang_up, calendar_errors),
    )
}
"""The makers of faults by name, for tables of tests and for the control endpoint."""


@dataclass
class Planned:
    """A fault, or a function to call, that waits for its calls: first `after` go well, then `times` do not."""

    method: str
    what: object
    times: int | None = 1
    after: int = 0
    calendar: str = ""
    when: Callable[[object], bool] | None = None

    def meant(self, request):
        """Whether a request counts."""
        return (
            self.method in ("*", request.method)
            and self.calendar in ("", request.calendar)
            and (self.when is None or self.when(request))
        )


@dataclass
class Plan:
    """What is planned, used up call by call."""

    entries: list[Planned] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def add(self, planned):
        """One more, after those that are there."""
        with self.lock:
            self.entries.append(planned)

    def clear(self):
        """Forget everything."""
        with self.lock:
            self.entries.clear()

    def take(self, request, *, most=None):
        """What is due for this request, at most so many, in the order in which it was planned."""
        due = []
        with self.lock:
            for planned in [one for one in self.entries if one.meant(request)]:
                if len(due) == most:
                    break
                if planned.after:
                    planned.after -= 1
                    continue
                due.append(planned.what)
                self._use_up(planned)
        return due

    def _use_up(self, planned):
        if planned.times is not None:
            planned.times -= 1
            if not planned.times:
                self.entries.remove(planned)
