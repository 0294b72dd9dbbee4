"""The one place where everything that goes wrong with Google becomes an error of ours, in words for people.

No sentence and no chained error repeats what Google or a library said: that may hold a token or a customer's words.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import google.auth.exceptions as auth
import httplib2
from googleapiclient.errors import BatchError, Error, HttpError

from tutorcore.adapters.google_calendar.transport import NotConnected
from tutorcore.errors import (
    AlreadyThere,
    Cause,
    ChangedThere,
    Conflict,
    GoneThere,
    InDoubt,
    Refused,
    SourceUnavailable,
    StartOver,
)

Telling: TypeAlias = type[AlreadyThere | GoneThere | StartOver | ChangedThere]
"""An error that answers the question: it says how things stand there, however often was asked."""

_SENTENCES: Final[Mapping[Cause, tuple[str, str]]] = {
    Cause.ACCESS: (
        "Google has withdrawn access to {calendar}: sign in again.",
        "Run “python -m tutorcore google-login” anew, or give a new key.",
    ),
    Cause.FORBIDDEN: (
        "Google does not allow the dashboard to do this with {calendar}.",
        "Share the calendar with the dashboard's account, with the right to change events.",
    ),
    Cause.NOT_FOUND: (
        "Google knows no calendar {calendar}, or does not share it with the dashboard.",
        "Check its id in GCAL_CALENDAR_ID, and with whom it is shared.",
    ),
    Cause.QUOTA: ("Google takes no more requests about {calendar} just now.", "Try again in a few minutes."),
    Cause.UNREACHABLE: ("Google cannot be reached about {calendar}, or does not answer in time.", "Try again later."),
    Cause.BROKEN: ("Google's answer about {calendar} is broken or not complete.", "Try again later."),
    Cause.FAILED_THERE: ("Something went wrong at Google with {calendar}.", "Try again later."),
    Cause.NOT_UNDERSTOOD: ("Google does not take what the dashboard asked about {calendar}.", ""),
    Cause.CHANGED: ("Somebody changed {calendar} in Google meanwhile.", "Look at both, then decide."),
}
_TELLING: Final[Mapping[Telling, tuple[str, Cause]]] = {
    AlreadyThere: ("The id of this event is or was in use in {calendar}.", Cause.CHANGED),
    GoneThere: ("The event is not in {calendar} any more.", Cause.NOT_FOUND),
    StartOver: ("Google cannot tell any more what changed in {calendar}.", Cause.CHANGED),
    ChangedThere: ("Somebody changed this event in {calendar} meanwhile.", Cause.CHANGED),
}
_SETTLED: Final = "Whether it was done is seen at the next reading."


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What went wrong: why, whether what was asked may have been done all the same, whether asking again helps."""

    cause: Cause
    unsure: bool = True
    again: bool = False
    wait: float = 0.0
    """Seconds that Google asks to wait before the next try."""
    status: int = 0
    """The HTTP status; 0: there was none."""
    noted: str = ""
    """What happened, for the log: a class, a status, reasons; nothing that anybody wrote."""


_NEVER_SENT: Final = Fault(cause=Cause.UNREACHABLE, unsure=False, again=True)
_CUT_OFF: Final = Fault(cause=Cause.UNREACHABLE, again=True)
_HALF_AN_ANSWER: Final = Fault(cause=Cause.BROKEN, again=True)
_BROKEN: Final = Fault(cause=Cause.BROKEN)
_NO_ACCESS: Final = Fault(cause=Cause.ACCESS, unsure=False)

FAULTS: Final[tuple[tuple[type[Exception], Fault], ...]] = (
    (BatchError, _BROKEN),
    (Error, _BROKEN),
    (auth.TransportError, _NEVER_SENT),  # while signing in, before the request is sent
    (auth.TimeoutError, _NEVER_SENT),
    (auth.ResponseError, replace(_NEVER_SENT, cause=Cause.BROKEN)),
    (auth.GoogleAuthError, _NO_ACCESS),
    (httplib2.ServerNotFoundError, _NEVER_SENT),
    (httplib2.ProxiesUnavailableError, replace(_NEVER_SENT, again=False)),
    (httplib2.HttpLib2Error, _BROKEN),
    (http.client.RemoteDisconnected, _CUT_OFF),
    (http.client.IncompleteRead, _HALF_AN_ANSWER),
    (http.client.HTTPException, _BROKEN),
    (NotConnected, _NEVER_SENT),
    (ConnectionRefusedError, _NEVER_SENT),
    (socket.gaierror, _NEVER_SENT),
    (ssl.SSLCertVerificationError, replace(_NEVER_SENT, again=False)),
    (OSError, _CUT_OFF),  # timeouts, hang-ups and TLS among them
    (ValueError, _BROKEN),  # JSON, letters and numbers that are none
    (Exception, _BROKEN),  # whatever a strange answer does to the library
)
"""The first row whose class fits counts. `HttpError` is told by its status instead."""

_STATUSES: Final[Mapping[int, Fault]] = {
    401: _NO_ACCESS,
    403: Fault(cause=Cause.FORBIDDEN, unsure=False),
    404: Fault(cause=Cause.NOT_FOUND, unsure=False),
    408: Fault(cause=Cause.UNREACHABLE),
    409: Fault(cause=Cause.CHANGED, unsure=False),
    410: Fault(cause=Cause.NOT_FOUND, unsure=False),
    412: Fault(cause=Cause.CHANGED, unsure=False),
    429: Fault(cause=Cause.QUOTA, unsure=False, again=True),
}
_REFUSED: Final = Fault(cause=Cause.NOT_UNDERSTOOD, unsure=False)
_FAILED_THERE: Final = Fault(cause=Cause.FAILED_THERE, again=True)
_CLIENT_ERRORS: Final = range(400, 500)
_SERVER_ERRORS: Final = range(500, 600)
_REASONS: Final[Mapping[str, Fault]] = {
    "ratelimitexceeded": _STATUSES[429],
    "userratelimitexceeded": _STATUSES[429],
    "quotaexceeded": _STATUSES[429],
    "resourceexhausted": _STATUSES[429],
    "dailylimitexceeded": replace(_STATUSES[429], again=False),  # tomorrow
    "autherror": _NO_ACCESS,
}
"""What a 403 can be beside not allowed; compared in small letters, without underscores."""
_REASON: Final = re.compile(r"[A-Za-z_]{1,60}")
_LONGEST_WAIT: Final = 3600


class Said(Exception):
    """What went wrong, as far as a log may tell it: chained to our error in the place of the foreign one."""


def fault_of(error: Exception) -> Fault:
    """What an error of the library or of what is under it means."""
    if isinstance(error, HttpError) and not isinstance(error, BatchError):
        return _http_fault(error)
    fault = next(fault for kind, fault in FAULTS if isinstance(error, kind))
    if isinstance(error, auth.GoogleAuthError) and error.retryable:
        fault = _NEVER_SENT
    return replace(fault, noted=type(error).__name__)


def _http_fault(error: HttpError) -> Fault:
    status = int(error.resp.status)
    reasons = sorted(_reasons(error.content))
    noted = " ".join(["HTTP", str(status), *reasons])
    return replace(_by_status(status, reasons), status=status, wait=_wait(error), noted=noted)


def _by_status(status: int, reasons: list[str]) -> Fault:
    if status == http.client.FORBIDDEN:
        known = (_REASONS.get(reason.casefold().replace("_", "")) for reason in reasons)
        return next(filter(None, known), _STATUSES[status])
    if status in _STATUSES:
        return _STATUSES[status]
    if status in _CLIENT_ERRORS:
        return _REFUSED
    return _FAILED_THERE if status in _SERVER_ERRORS else _BROKEN


def _reasons(content: bytes) -> set[str]:
    """The words by which Google says why, in both shapes that its errors come in."""
    try:
        said = json.loads(content)["error"]
        found = [one.get("reason") for one in (*said.get("errors", ()), *said.get("details", ()))]
        found.append(said.get("status"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {word for word in found if isinstance(word, str) and _REASON.fullmatch(word)}


def _wait(error: HttpError) -> float:
    """`Retry-After` in seconds. Its other form, a date, is not used: our clock may differ from Google's."""
    said = str(error.resp.get("retry-after", "")).strip()
    return float(min(int(said), _LONGEST_WAIT)) if said.isascii() and said.isdigit() else 0.0


def error_for(fault: Fault, calendar: str) -> Refused | InDoubt:
    """Our error for a fault: a definite no, or no usable answer."""
    sentence, hint = _SENTENCES[fault.cause]
    message = sentence.format(calendar=calendar)
    if not fault.unsure:
        return Refused(message, cause=fault.cause, hint=hint)
    return InDoubt(message, cause=fault.cause, hint=" ".join(filter(None, (_SETTLED, hint))))


def answer_error(kind: Telling, calendar: str) -> SourceUnavailable | Conflict:
    """The error that answers the question."""
    sentence, cause = _TELLING[kind]
    message = sentence.format(calendar=calendar)
    return ChangedThere(message) if issubclass(kind, ChangedThere) else kind(message, cause=cause)


def broken(calendar: str, what: str) -> InDoubt:
    """An answer that came and cannot be used; `what` is for the log."""
    error = InDoubt(_SENTENCES[Cause.BROKEN][0].format(calendar=calendar), cause=Cause.BROKEN, hint=_SETTLED)
    error.__cause__ = Said(what)
    return error
