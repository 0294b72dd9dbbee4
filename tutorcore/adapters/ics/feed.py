"""Fetching a feed: an address in, its bytes out. Whatever goes wrong is told without the address.

The address of a feed is a key, so it may stand in no message, no chained error and no log.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

import httpx

from tutorcore.adapters.ics.limits import Limits
from tutorcore.domain.calendars import shown_source
from tutorcore.errors import BrokenFile, SourceUnavailable

_LOGS_WITH_ADDRESSES: Final = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy")
_HEADERS: Final = {"Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "gzip"}
_LATER: Final = "Try again later. Until then the last good reading stays, and nothing is taken as free."
_SHARED: Final = "Look in the calendar's settings whether it is still shared, and enter its new address."
_ASK: Final = "Check the address, and whether it opens in a browser."


class _Refused(Exception):
    """Why a feed was given up: a sentence's end, and the next step. Never leaves this module."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def fetch(address: str, client: httpx.Client | None, limits: Limits) -> bytes:
    """What stands at an http(s) address. Raises `SourceUnavailable`, and `BrokenFile` where it is too large."""
    shown = shown_source(address)
    with _silent_logs():
        body = _attempt(address, client, limits)
    if isinstance(body, bytes):
        if len(body) > limits.max_bytes:
            raise BrokenFile(f"The calendar at {shown} is larger than {limits.max_bytes // 1_000_000} MB.")
        return body
    raise SourceUnavailable(f"The calendar at {shown} {body}.", hint=body.hint)


def _attempt(address: str, client: httpx.Client | None, limits: Limits) -> bytes | _Refused:
    """The body, or why there is none: returned, not raised, so that nothing chains the error with the address."""
    try:
        if client is not None:
            return _read(client, address, limits)
        with httpx.Client(timeout=_timeout(limits)) as own:
            return _read(own, address, limits)
    except _Refused as refused:
        return refused
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
        return _translated(error)


def _timeout(limits: Limits) -> httpx.Timeout:
    return httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)


def _read(client: httpx.Client, address: str, limits: Limits) -> bytes:
    """Follow redirects, each within the limits, and read the body that stands at their end."""
    deadline = time.monotonic() + limits.total_seconds
    request = client.build_request("GET", address, headers=_HEADERS, timeout=_timeout(limits))
    for _ in range(limits.max_redirects + 1):
        with closing(client.send(request, stream=True, follow_redirects=False)) as response:
            if response.next_request is None:
                return _body(response, limits, deadline)
            request = response.next_request
    raise _Refused("sends from one address to the next without end", _ASK)


def _body(response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    """The body as it comes, unpacked, until it is too large or takes too long."""
    _check_status(response.status_code)
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limits.max_bytes:
            break
        if time.monotonic() > deadline:
            raise _Refused("is sent too slowly", _LATER)
    return bytes(body)


def _check_status(status: int) -> None:
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        raise _Refused(f"asks for a sign-in (status {status})", _SHARED)
    if status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
        raise _Refused(f"is not there (status {status})", _SHARED)
    if not httpx.codes.is_success(status):
        raise _Refused(f"cannot be had now (status {status})", _LATER)


def _translated(error: Exception) -> _Refused:
    """The one place that translates errors of the network."""
    if isinstance(error, httpx.TimeoutException):
        return _Refused("does not answer in time", _LATER)
    if isinstance(error, httpx.ConnectError) and "certificate" in str(error).lower():
        return _Refused("has a certificate that cannot be trusted", _ASK)
    if isinstance(error, httpx.ConnectError | OSError):
        return _Refused("cannot be reached", "Check the address and the network. " + _LATER)
    if isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
        return _Refused("broke off before its end", _LATER)
    if isinstance(error, httpx.DecodingError):
        return _Refused("is packed in a way that cannot be unpacked", _LATER)
    return _Refused("has an address that cannot be used", _ASK)


@contextmanager
def _silent_logs() -> Iterator[None]:
    """Keep httpx from logging the address, in this thread only: it writes every request's at level INFO."""
    thread = threading.get_ident()

    def of_others(record: logging.LogRecord) -> bool:
        return record.thread != thread

    loggers = [logging.getLogger(name) for name in _LOGS_WITH_ADDRESSES]
    for logger in loggers:
        logger.addFilter(of_others)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(of_others)
