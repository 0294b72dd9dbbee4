"""`google-login`: sign in to Google Calendar with a browser."""

from __future__ import annotations

import argparse

from tutorcore.bootstrap import sign_in_to_google
from tutorcore.settings import Settings


def google_login_command(settings: Settings, options: argparse.Namespace) -> None:
    """Sign in, and say where that is kept."""
    stored = sign_in_to_google(settings, port=options.port, browser=not options.no_browser)
    print(f"Signed in. It is kept in {stored}, which nobody else can read.")
