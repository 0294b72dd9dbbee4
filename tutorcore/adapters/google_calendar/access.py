"""Who the dashboard is to Google: a service account's key, a bare token, or a stored sign-in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final, Protocol

import google.oauth2.credentials as user
from google.auth.exceptions import RefreshError
from google.oauth2 import service_account
from pydantic import SecretStr

from tutorcore.errors import SettingsError

SCOPES: Final = ("https://www.googleapis.com/auth/calendar.events",)
"""Reading and writing events, and nothing else: neither the list of calendars nor with whom they are shared."""
_LOGIN_HOLDS: Final = ("refresh_token", "token_uri", "client_id", "client_secret")
_NEW_KEY: Final = "Make a new key at Google, and give its file as it comes."


class Access(Protocol):
    """Gives the credentials that are valid now; they may be shared by threads."""

    def credentials(self) -> Any:
        """google-auth's credentials. Raises its `RefreshError` where there are none (any more)."""
        ...


class KeyAccess:
    """The key of a service account, acting for the user `delegate` where one is given. Raises `SettingsError`."""

    def __init__(self, key: SecretStr, *, delegate: str = "") -> None:
        self._credentials = _from_key(key, delegate)

    def credentials(self) -> Any:
        """The account's, which renew themselves."""
        return self._credentials


def _from_key(key: SecretStr, delegate: str) -> Any:
    try:
        return service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            json.loads(key.get_secret_value()), scopes=list(SCOPES), subject=delegate or None
        )
    except Exception:  # noqa: BLE001 - what cryptography raises for a key that is none has many classes
        unusable = SettingsError("GCAL_SERVICE_ACCOUNT_JSON holds no key that can be used.", hint=_NEW_KEY)
    raise unusable  # outside of `except`: the foreign error may quote the key


class TokenAccess:
    """A bare token, good as long as it is good."""

    def __init__(self, token: SecretStr) -> None:
        self._credentials = user.Credentials(token.get_secret_value())  # type: ignore[no-untyped-call]

    def credentials(self) -> Any:
        """The token."""
        return self._credentials


class StoredAccess:
    """The sign-in that `google-login` stored. Who signs in again is seen by a dashboard that runs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._written = -1
        self._credentials: Any = None

    def credentials(self) -> Any:
        """Those of the newest sign-in, which renew themselves."""
        with self._lock:
            try:
                return self._newest()
            except (OSError, ValueError, KeyError, TypeError, AttributeError):  # gone, or not what we stored
                raise RefreshError("no stored sign-in") from None  # type: ignore[no-untyped-call]

    def _newest(self) -> Any:
        written = self._path.stat().st_mtime_ns
        if written != self._written:
            self._credentials = _from_login(json.loads(self._path.read_text(encoding="utf-8")))
            self._written = written
        return self._credentials


def _from_login(stored: Mapping[str, object]) -> Any:
    """What `google-login` stored. Not by google-auth's own reader: that renews at Google's whatever the file says."""
    given = {name: stored[name] for name in _LOGIN_HOLDS}
    if not all(isinstance(value, str) and value for value in given.values()):
        raise ValueError("not what was stored")
    return user.Credentials(None, scopes=list(SCOPES), **given)  # type: ignore[no-untyped-call]
