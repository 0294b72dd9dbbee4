"""Whether and how Google Calendar is set up: what kind of key, which calendars, which server; never a secret."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from pages.shared.dashboard import the_background
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.settings import GoogleSettings
from tutorcore.wording.dates import counted


def draw_set_up(dashboard: Dashboard) -> None:
    """A few sentences."""
    st.markdown("##### Google Calendar")
    google = dashboard.settings.google
    if google is None:
        demo = " The demo asks Google only where GCAL_API_ENDPOINT names a server to try it with."
        st.markdown(plain(f"Not set up: docs/google.md says how.{demo if dashboard.demo else ''}", longest=300))
        return
    named = counted(len(google.calendar_ids), "calendar")
    texts = [
        f"Set up with {_how(google)}; {named} named: {', '.join(google.calendar_ids)}.",
        f"Another server is asked in Google's place: {urlsplit(google.endpoint).hostname}." if google.endpoint else "",
        _going_on(),
    ]
    st.markdown("  \n".join(plain(text, longest=600) for text in texts if text))


def _how(google: GoogleSettings) -> str:
    if google.key is not None:
        return "the key of a service account" + (f" that acts for {google.delegate}" if google.delegate else "")
    return "a bare access token" if google.token is not None else "a stored sign-in (google-login)"


def _going_on() -> str:
    if the_background().running:
        return "Calendars are read and bookings settled by this process every half minute."
    return "Nothing is read by itself: restart the dashboard, the log says what happened."
