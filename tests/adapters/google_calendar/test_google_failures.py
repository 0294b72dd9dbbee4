"""Every class of error that the libraries have has its translation, and every translation is a sentence."""

from __future__ import annotations

import builtins
import http.client
import inspect
import json
import socket
import ssl
from contextlib import suppress

import google.auth.exceptions
import googleapiclient.errors
import httplib2.error
import pytest
from googleapiclient.errors import BatchError, HttpError
from httplib2 import Response

from tutorcore.adapters.google_calendar import failures, transport
from tutorcore.adapters.google_calendar.failures import FAULTS, Fault, answer_error, broken, error_for, fault_of
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, GoneThere, InDoubt, Refused, StartOver, TutorError

MODULES = (
    *(googleapiclient.errors, google.auth.exceptions, httplib2.error),
    *(http.client, ssl, socket, json.decoder, transport),
)
CLASSES = sorted(
    {
        kind
        for module in MODULES
        for name, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, Exception) and kind is not Exception and not name.startswith("_")
    }
    | {kind for _, kind in inspect.getmembers(builtins, inspect.isclass) if issubclass(kind, OSError | ValueError)},
    key=lambda kind: (kind.__module__, kind.__qualname__),
)
ROWS = [kind for kind, _ in FAULTS]


def http_error(status, content=b"", **headers):
    return HttpError(Response({"status": status, **headers}), content, uri="https://example.org/secret")


def said(*reasons, status=None):
    """Google's errors in their usual shape."""
    error = {"errors": [{"reason": reason} for reason in reasons]} | ({"status": status} if status else {})
    return json.dumps({"error": error}).encode()


WAYS = (
    *((), ("x",), ("x", "x"), ("x", "x", 0), ("x", None, b"")),
    *(("utf-8", b"", 0, 1, "x"), ("utf-8", "", 0, 1, "x"), ("", 0, 1, "x")),
)


def one_of(kind):
    """An error of that class, however it is made."""
    if issubclass(kind, HttpError) and not issubclass(kind, BatchError):
        return kind(Response({"status": 500}), b"{}")
    for given in WAYS:
        with suppress(TypeError):
            return kind(*given)
    raise AssertionError(f"{kind} is made in some other way")


def test_there_are_errors_to_translate():
    names = {kind.__name__ for kind in CLASSES}
    assert {"HttpError", "RefreshError", "ServerNotFoundError", "IncompleteRead", "SSLError", "gaierror"} <= names
    assert len(CLASSES) > 60


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_class_of_the_libraries_has_a_row_and_a_sentence(kind):
    row = next(row for row in ROWS if issubclass(kind, row))
    assert row is not Exception
    error = error_for(fault_of(one_of(kind)), "tutor-2")
    assert isinstance(error, Refused | InDoubt)
    assert "tutor-2" in str(error)


def test_a_row_is_never_hidden_by_one_above_it():
    for place, kind in enumerate(ROWS):
        assert not any(issubclass(kind, above) for above in ROWS[:place]), kind


def test_what_nobody_knows_is_in_doubt():
    fault = fault_of(RecursionError())
    assert (fault.cause, fault.unsure, fault.again) == (Cause.BROKEN, True, False)


def retryable(kind):
    return kind("x", retryable=True)


@pytest.mark.parametrize(
    ("error", "cause", "unsure", "again"),
    [
        (google.auth.exceptions.RefreshError("x"), Cause.ACCESS, False, False),
        (retryable(google.auth.exceptions.RefreshError), Cause.UNREACHABLE, False, True),
        (google.auth.exceptions.TransportError("x"), Cause.UNREACHABLE, False, True),
        (google.auth.exceptions.MutualTLSChannelError("x"), Cause.ACCESS, False, False),
        (httplib2.ServerNotFoundError("x"), Cause.UNREACHABLE, False, True),
        (httplib2.RedirectLimit("x", None, b""), Cause.BROKEN, True, False),
        (http.client.IncompleteRead(b""), Cause.BROKEN, True, True),
        (http.client.RemoteDisconnected("x"), Cause.UNREACHABLE, True, True),
        (http.client.BadStatusLine("x"), Cause.BROKEN, True, False),
        (ConnectionRefusedError("x"), Cause.UNREACHABLE, False, True),
        (ConnectionResetError("x"), Cause.UNREACHABLE, True, True),
        (TimeoutError("x"), Cause.UNREACHABLE, True, True),
        (ssl.SSLError("x"), Cause.UNREACHABLE, True, True),
        (ssl.SSLCertVerificationError("x"), Cause.UNREACHABLE, False, False),
        (json.JSONDecodeError("x", "x", 0), Cause.BROKEN, True, False),
        (BatchError("x"), Cause.BROKEN, True, False),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_what_an_error_means(error, cause, unsure, again):
    fault = fault_of(error)
    assert (fault.cause, fault.unsure, fault.again) == (cause, unsure, again)


@pytest.mark.parametrize(
    ("status", "content", "cause", "unsure", "again"),
    [
        (400, b"", Cause.NOT_UNDERSTOOD, False, False),
        (401, b"", Cause.ACCESS, False, False),
        (403, b"", Cause.FORBIDDEN, False, False),
        (403, b"<html>", Cause.FORBIDDEN, False, False),
        (403, b'{"error": "access_denied"}', Cause.FORBIDDEN, False, False),
        (403, b'{"error": {"errors": [7]}}', Cause.FORBIDDEN, False, False),
        (403, said("forbidden"), Cause.FORBIDDEN, False, False),
        (403, said("insufficientPermissions", status="PERMISSION_DENIED"), Cause.FORBIDDEN, False, False),
        (403, said("authError"), Cause.ACCESS, False, False),
        (403, said("rateLimitExceeded"), Cause.QUOTA, False, True),
        (403, said("userRateLimitExceeded"), Cause.QUOTA, False, True),
        (403, said("quotaExceeded"), Cause.QUOTA, False, True),
        (403, said("dailyLimitExceeded"), Cause.QUOTA, False, False),
        (403, said(status="RESOURCE_EXHAUSTED"), Cause.QUOTA, False, True),
        (403, b'{"error": {"details": [{"reason": "RATE_LIMIT_EXCEEDED"}]}}', Cause.QUOTA, False, True),
        (404, b"", Cause.NOT_FOUND, False, False),
        (408, b"", Cause.UNREACHABLE, True, False),
        (409, b"", Cause.CHANGED, False, False),
        (410, b"", Cause.NOT_FOUND, False, False),
        (412, b"", Cause.CHANGED, False, False),
        (418, b"", Cause.NOT_UNDERSTOOD, False, False),
        (429, b"", Cause.QUOTA, False, True),
        (500, b"", Cause.FAILED_THERE, True, True),
        (503, b"", Cause.FAILED_THERE, True, True),
        (302, b"", Cause.BROKEN, True, False),
        (600, b"", Cause.BROKEN, True, False),
    ],
)
def test_what_a_status_means(status, content, cause, unsure, again):  # noqa: PLR0917
    fault = fault_of(http_error(status, content))
    assert (fault.cause, fault.unsure, fault.again, fault.status) == (cause, unsure, again, status)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7", 7), (" 0 ", 0), ("99999", 3600), ("Wed, 25 Nov 2026 15:00:00 GMT", 0), ("-1", 0), ("²", 0), ("", 0)],
)
def test_how_long_google_asks_to_wait(text, seconds):
    assert fault_of(http_error(429, **{"retry-after": text})).wait == seconds


def test_what_is_noted_names_the_status_and_reasons_and_nothing_that_anybody_wrote():
    error = http_error(403, said("forbidden", "Jan de Vries", "<b>"))
    assert fault_of(error).noted == "HTTP 403 forbidden"
    assert fault_of(ValueError("Jan de Vries")).noted == "ValueError"


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("unsure", [True, False])
def test_every_cause_is_a_sentence_that_names_the_calendar(cause, unsure):
    error = error_for(Fault(cause=cause, unsure=unsure), "tutor-2")
    assert isinstance(error, InDoubt if unsure else Refused)
    assert error.cause is cause
    assert "tutor-2" in str(error)
    assert "{" not in str(error) + error.hint


def test_a_withdrawn_grant_is_told_with_the_next_step():
    error = error_for(Fault(cause=Cause.ACCESS, unsure=False), "tutor-2")
    assert str(error) == "Google has withdrawn access to tutor-2: sign in again."
    assert "google-login" in error.hint


@pytest.mark.parametrize("kind", [AlreadyThere, GoneThere, StartOver, ChangedThere])
def test_an_error_that_answers_names_the_calendar(kind):
    error = answer_error(kind, "tutor-2")
    assert type(error) is kind
    assert isinstance(error, TutorError)
    assert "tutor-2" in str(error)


def test_a_broken_answer_keeps_what_was_wrong_for_the_log():
    error = broken("tutor-2", "a page without a list of events")
    assert isinstance(error.__cause__, failures.Said)
    assert "page" not in str(error)
