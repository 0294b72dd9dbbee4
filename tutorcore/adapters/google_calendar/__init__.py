"""Google Calendar, read and written through Google's own client library.

client     calendars and sessions: what services see
listing    answers in pages -> everything that a listing holds, or nothing
events     an event as Google sends it -> ours
moments    dates and times as Google sends them -> instants
drafts     ours -> an event as Google takes it
failures   everything that goes wrong -> errors of ours, in words
asking     one question: asked again where that helps, until the deadline
transport  connections that send each request once, and none after the deadline
deadline   how long a session may take, and a wait that ends then
access     the key, the token or the stored sign-in -> credentials
sign_in    signing in with a browser; what comes of it is stored for its owner alone
"""

from __future__ import annotations

from tutorcore.adapters.google_calendar.access import Access, KeyAccess, StoredAccess, TokenAccess
from tutorcore.adapters.google_calendar.client import GoogleCalendars
from tutorcore.adapters.google_calendar.sign_in import sign_in

__all__ = ["Access", "GoogleCalendars", "KeyAccess", "StoredAccess", "TokenAccess", "sign_in"]
