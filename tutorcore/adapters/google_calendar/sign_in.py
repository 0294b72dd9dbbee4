"""Signing in with a browser: Google asks a person, and what comes of it is stored for its owner alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from google_auth_oauthlib.flow import InstalledAppFlow

from tutorcore.adapters.google_calendar.access import SCOPES
from tutorcore.errors import SettingsError, SourceUnavailable

PATIENCE: Final = 300
"""Seconds in which somebody has to say yes in the browser."""
_ASKED: Final = "Open this address in a browser and say yes there:\n{url}"
_DONE: Final = "Signed in. You can close this window."
_AGAIN: Final = "Run the command again, and say yes in the browser."


def sign_in(client: Path, stored: Path, *, port: int = 0, browser: bool = True) -> None:
    """Ask the person at the browser, and store the sign-in. `port` 0: any; `browser` False: only tell the address.

    Raises `SettingsError` where the client's file cannot be used, `SourceUnavailable` where nobody signed in.
    """
    credentials = _asked(_flow(client), port=port, browser=browser)
    if not credentials.refresh_token:
        raise SourceUnavailable("Google gave a sign-in that does not last; nothing was stored.", hint=_AGAIN)
    _store(stored, credentials.to_json())


def _flow(client: Path) -> Any:
    unusable = SettingsError(
        "GCAL_OAUTH_CLIENT names no file of an installed application.",
        hint="At Google, make an OAuth client of the type “Desktop app” and download its JSON.",
    )
    try:
        config = json.loads(client.read_text(encoding="utf-8"))
        return InstalledAppFlow.from_client_config({"installed": config["installed"]}, scopes=list(SCOPES))
    except (OSError, ValueError, KeyError, TypeError):  # none of which may be told: they quote the file
        raise unusable from None


def _asked(flow: Any, *, port: int, browser: bool) -> Any:
    """The credentials that Google gives. What failed is not repeated: it may hold a code or a token."""
    try:
        return flow.run_local_server(
            port=port,
            open_browser=browser,
            authorization_prompt_message=_ASKED,
            success_message=_DONE,
            timeout_seconds=PATIENCE,
            access_type="offline",
            prompt="consent",
        )
    except Exception as error:  # noqa: BLE001 - sockets, browsers, OAuth and HTTP each have their own errors
        kind = type(error).__name__
    raise SourceUnavailable(f"Signing in to Google did not work ({kind}); nothing was stored.", hint=_AGAIN)


def _store(path: Path, text: str) -> None:
    """Write a file that nobody else could read at any time, and only then put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)
