"""What services need from the world: Protocols, and the values that pass through them; a file for each subject.

Below both who uses a port (services) and who implements it (adapters). Every method that changes something takes the
journal entry of the change and commits both together, or neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tutorcore.domain.profile_sources import Overlays
from tutorcore.domain.weights import Weights
from tutorcore.ports.bookings import Bookings, Following
from tutorcore.ports.calendars import Calendars, CalendarSource
from tutorcore.ports.clock import Clock
from tutorcore.ports.closures import ClosureList, Closures, PublicHolidays
from tutorcore.ports.contacts import Contacts, ContactSource
from tutorcore.ports.memory import Memory
from tutorcore.ports.people import Journal, Staff
from tutorcore.ports.profiles import Profiles
from tutorcore.ports.remote import RemoteCalendars, RemoteSession
from tutorcore.ports.roster import Roster
from tutorcore.ports.segments import SegmentHistory

__all__ = [
    "Bookings",
    "CalendarSource",
    "Calendars",
    "Clock",
    "ClosureList",
    "Closures",
    "ContactSource",
    "Contacts",
    "Following",
    "Journal",
    "Memory",
    "Ports",
    "Profiles",
    "PublicHolidays",
    "RemoteCalendars",
    "RemoteSession",
    "Roster",
    "SegmentHistory",
    "Staff",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ports:
    """Everything that the services of the dashboard work with, chosen in `bootstrap`.

    `zone` is the company's; `environment_profiles` the fields of planning profiles that the environment sets, and
    `offer_weights` how much each part of a slot's score counts. `remote` is the way to the outside calendar, None where
    none is set up. `memory` is what this process keeps between two questions.
    """

    contacts: Contacts
    calendars: Calendars
    closures: Closures
    bookings: Bookings
    profiles: Profiles
    staff: Staff
    journal: Journal
    roster: Roster
    segment_history: SegmentHistory
    clock: Clock
    zone: ZoneInfo
    environment_profiles: Overlays = field(default_factory=dict)
    offer_weights: Weights = field(default_factory=Weights)
    remote: RemoteCalendars | None = None
    memory: Memory = field(default_factory=Memory)
