"""Connections that send each request once, and none after the deadline.

httplib2 by itself sends a request again when the server hangs up before it answers: a second answer that says no would
then hide that the first one was done. And what is sent after its caller has stopped waiting, nobody would look for.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import httplib2

from tutorcore.adapters.google_calendar.deadline import Deadline

_NEW: Final = httplib2.DEFAULT_MAX_REDIRECTS


class NotConnected(ConnectionError):
    """No connection could be made, so nothing was sent."""


class _SentOnce:
    """Mixed into httplib2's connections; `deadline` is the session's."""

    deadline: Deadline
    timeout: float
    sock: socket.socket | None
    _waiting = False

    def connect(self) -> None:
        """Connect within the time that is left, and not between a request and its answer."""
        self._refuse_again()
        self.timeout = self.deadline.check()
        try:
            super().connect()  # type: ignore[misc]
        except (socket.gaierror, ssl.SSLCertVerificationError):
            raise
        except OSError as error:
            raise NotConnected(type(error).__name__) from error

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request, unless it was sent already or the time is over."""
        self._refuse_again()
        left = self.deadline.check()
        if self.sock is not None:
            self.sock.settimeout(left)
        self._waiting = True
        super().request(*args, **kwargs)  # type: ignore[misc]

    def getresponse(self) -> Any:
        """The answer."""
        response = super().getresponse()  # type: ignore[misc]
        self._waiting = False
        return response

    def _refuse_again(self) -> None:
        if self._waiting:
            raise ConnectionResetError("the other side hung up before it answered")


class Transport(httplib2.Http):  # type: ignore[misc]
    """httplib2 within a deadline, without redirects (Google's calendars send none). For one thread at a time."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self.follow_redirects = False
        kept = {"deadline": deadline}
        self._kinds = {
            "http": type("_Plain", (_SentOnce, httplib2.HTTPConnectionWithTimeout), kept),
            "https": type("_Secure", (_SentOnce, httplib2.HTTPSConnectionWithTimeout), kept),
        }

    def request(  # noqa: PLR0917 - httplib2's own parameters
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: Any = None,
        redirections: int = _NEW,
        connection_type: Any = None,
    ) -> Any:
        """Ask one question over a connection of ours."""
        kind = connection_type or self._kinds.get(urlsplit(uri).scheme)
        return super().request(uri, method, body, headers, redirections, kind)

    def __deepcopy__(self, memo: dict[int, Any]) -> Transport:
        """None is to be had, so that nobody is asked unasked.

        With a key, google-auth asks another server of Google's, token in hand and in a thread of its own, over a copy.
        """
        raise TypeError("a transport belongs to one session")

    def hang_up(self) -> None:
        """End every connection, one that another thread still waits at too."""
        for connection in list(self.connections.values()):
            with suppress(OSError, AttributeError):  # never connected, or closed meanwhile
                connection.sock.shutdown(socket.SHUT_RDWR)
        self.close()
