"""`refresh` and `connect-calendar`: calendars in Google, read now and given to tutors."""

from __future__ import annotations

import argparse
from datetime import timedelta

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.booking_outcomes import DONE, UNAVAILABLE
from tutorcore.cli.printing import shown
from tutorcore.errors import InputError
from tutorcore.services.read_remote import Outcome, Refreshed, connect_calendar, refresh_calendar, refresh_due
from tutorcore.services.read_tutors import tutors_named


def refresh_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Read the calendars in Google that were given to tutors, all or of some, a line for each."""
    ports = dashboard.ports
    if ports.remote is None:
        raise InputError("Google Calendar is not set up", hint="docs/google.md says how.")
    tutor_ids = {tutor.id for tutor in tutors_named(ports, options.tutor)} if options.tutor else None
    return _told(dashboard, refresh_due(ports, tutor_ids, older_than=timedelta(0)))


def connect_calendar_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Give a calendar in Google to a tutor, and read it."""
    ports = dashboard.ports
    calendar = connect_calendar(ports, options.tutor, options.calendar, actor=options.actor)
    return _told(dashboard, [refresh_calendar(ports, calendar)])


def _told(dashboard: Dashboard, refreshed: list[Refreshed]) -> int:
    """A line for each calendar; the exit status."""
    names = {tutor.id: tutor.name for tutor in dashboard.ports.calendars.tutors()}
    for each in refreshed:
        name = names.get(each.calendar.tutor_id, "a tutor who left")
        print(shown(f"{name}, {each.calendar.name}: {_outcome_text(each)}", longest=600))
    return UNAVAILABLE if any(each.outcome is Outcome.FAILED for each in refreshed) else DONE


def _outcome_text(refreshed: Refreshed) -> str:
    if refreshed.outcome is Outcome.FAILED:
        return refreshed.error
    return "read." if refreshed.outcome is Outcome.READ else "being read, or read less than a minute ago."
