"""Calendar files and feeds (RFC 5545), read as Google, Outlook and Apple write them.

opening    a path, an address or bytes -> a `CalendarSource`
feed       an address -> bytes
limits     what all of it may cost
text       bytes -> lines
structure  lines -> the calendars and events of a file, each by itself
parsing    an event's lines -> values, by icalendar
zones      the names of time zones -> zones
events     values -> one event with its rules: when, how it is marked
flags      how an event is marked: free, cancelled, declined, out of office
expansion  an event and its rules -> occurrences, by recurring-ical-events
gathering  the events of a file -> the occurrences of a calendar
reading    all of it together
writing    bookings -> a calendar file
"""

from __future__ import annotations

from tutorcore.adapters.ics.limits import Limits
from tutorcore.adapters.ics.opening import calendar_from_bytes, open_calendar
from tutorcore.adapters.ics.writing import calendar_of_bookings

__all__ = ["Limits", "calendar_from_bytes", "calendar_of_bookings", "open_calendar"]
