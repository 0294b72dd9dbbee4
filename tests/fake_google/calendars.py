"""What the fake Google keeps: calendars, and of each event every version that it ever had."""

from __future__ import annotations

import re
import secrets
from threading import RLock

from tests.fake_google import errors
from tests.fake_google.recurrence import instance, is_recurring
from tests.fake_google.times import check_times, rendered, stamp, zone_named

EMAIL = "planner@example.com"
OWN_ID = re.compile(r"[a-v0-9]{5,1024}")
WRITERS = {"owner", "writer"}
ROLES = WRITERS | {"reader", "freeBusyReader"}
FIRST_ETAG = 3_400_000_000_000_000
GOOGLES_OWN = ("kind", "etag", "created", "creator", "organizer", "htmlLink", "updated", "recurringEventId")


class Calendar:
    """One calendar. Events are replaced, never changed in place, so that each version can be kept."""

    def __init__(self, account, calendar_id, *, zone, role, summary, primary):
        if role not in ROLES:
            raise ValueError(f"No such role: {role}")
        self.account, self.id, self.role, self.primary = account, calendar_id, role, primary
        self.zone, self.summary = zone_named(str(zone)), summary or calendar_id
        self.gone = False
        self.updated = stamp()
        self.versions = {}  # event id -> [(sequence, event), …]

    @property
    def etag(self):
        """Changes with each change of the calendar's events."""
        newest = max((versions[-1][0] for versions in self.versions.values()), default=0)
        return f'"p{FIRST_ETAG + newest}"'

    def now(self):
        """Every event as it stands, deleted ones and series included."""
        return [versions[-1][1] for versions in self.versions.values()]

    def as_of(self, event_id, sequence):
        """An event as it stood, None before it was there."""
        return next((event for at, event in reversed(self.versions.get(event_id, [])) if at <= sequence), None)

    def changed_since(self, sequence):
        """The events that changed after, in the order of their changes."""
        newest = [versions[-1] for versions in self.versions.values() if versions[-1][0] > sequence]
        return [event for _, event in sorted(newest, key=lambda version: version[0])]

    def exceptions_of(self, series_id, events=None):
        """The occurrences of a series that were moved, changed or cancelled by themselves, by id."""
        return {
            event["id"]: event
            for event in (self.now() if events is None else events)
            if event.get("recurringEventId") == series_id
        }

    def find(self, event_id):
        """An event or an occurrence of a series."""
        if event_id in self.versions:
            return self.versions[event_id][-1][1]
        series = self.versions.get(event_id.rpartition("_")[0])
        found = series and is_recurring(series[-1][1]) and instance(series[-1][1], event_id, self.zone)
        if not found:
            raise errors.not_found()
        return found

    def save(self, event):
        """Keep a new version of an event under a new etag; what stands there then."""
        sequence = self.account.next_sequence()
        self.updated = stamp()
        event = event | {"etag": f'"{FIRST_ETAG + 2 * sequence}"', "updated": self.updated}
        self.versions.setdefault(event["id"], []).append((sequence, event))
        return event

    def insert(self, fields):
        """Write a new event."""
        event_id = fields.get("id")
        if event_id is None:
            event_id = secrets.token_hex(13)
        elif not OWN_ID.fullmatch(event_id):
            raise errors.bad("Invalid resource id value.")
        elif event_id in self.versions:
            raise errors.duplicate()
        check_times(fields)
        return self.save(self._with_defaults(event_id, fields))

    def put(self, event_id, fields):
        """Write an event past every rule, for what Google may hold and never take from us."""
        event_id = event_id or secrets.token_hex(13)
        if event_id in self.versions:
            raise ValueError(f"{event_id} is there already")
        if "end" not in fields:  # Google still tells one
            fields = fields | {"end": fields["start"], "endTimeUnspecified": True}
        return self.save(self._with_defaults(event_id, fields))

    def _with_defaults(self, event_id, fields):
        who = {"email": self.id, "displayName": self.summary, "self": True}
        defaults = {
            "kind": "calendar#event",
            "status": "confirmed",
            "htmlLink": f"https://www.google.com/calendar/event?eid={event_id}",
            "created": stamp(),
            "creator": {"email": EMAIL},
            "organizer": who,
            "iCalUID": f"{event_id}@google.com",
            "sequence": 0,
            "reminders": {"useDefault": True},
            "eventType": "default",
        }
        given = {name: value for name, value in fields.items() if value is not None and name not in GOOGLES_OWN}
        return defaults | given | {"id": event_id}

    def patch(self, event_id, fields):
        """Change the fields that are given; null takes one away."""
        return self._replace(event_id, lambda event: merged(event, fields))

    def update(self, event_id, fields):
        """Replace all fields but those that are Google's own."""
        kept = (*GOOGLES_OWN, "id", "iCalUID", "sequence", "originalStartTime", "eventType")
        return self._replace(
            event_id,
            lambda event: (
                {"status": "confirmed", "reminders": {"useDefault": True}}
                | {name: value for name, value in fields.items() if value is not None}
                | {name: event[name] for name in kept if name in event}
            ),
        )

    def _replace(self, event_id, change):
        event = self.find(event_id)
        changed = change(event) | {"id": event_id}
        check_times(changed)
        if (changed["start"], changed["end"]) != (event["start"], event.get("end")):
            changed["sequence"] = event.get("sequence", 0) + 1
        if changed.get("status") == "cancelled" and event["status"] != "cancelled":
            self._cancel_exceptions(event_id)
        return self.save(changed)

    def delete(self, event_id):
        """Cancel an event, and with a series everything that belongs to it. The id stays taken."""
        event = self.find(event_id)
        if event["status"] == "cancelled":
            raise errors.deleted()
        self._cancel_exceptions(event_id)
        return self.save(event | {"status": "cancelled"})

    def _cancel_exceptions(self, series_id):
        for exception in self.exceptions_of(series_id).values():
            if exception["status"] != "cancelled":
                self.save(exception | {"status": "cancelled"})

    def shown(self, event, zone=None):
        """An event as an answer shows it, on the calendar's clock or another."""
        times = {
            name: rendered(event[name], zone or self.zone)
            for name in ("start", "end", "originalStartTime")
            if name in event
        }
        shown = event | times
        if self.role == "freeBusyReader":
            seen = ("kind", "etag", "id", "status", "start", "end", "created", "updated", "recurringEventId")
            return {name: shown[name] for name in seen if name in shown} | {"visibility": "private"}
        return shown


class Account:
    """All calendars of one sign-in, behind one lock."""

    def __init__(self):
        self.lock = RLock()
        self.calendars = {}
        self.sequence = 0

    def next_sequence(self):
        """A number above all before: changes are in this order."""
        self.sequence += 1
        return self.sequence

    def add(self, calendar_id, *, zone="Europe/Amsterdam", role="owner", summary=""):
        """A new calendar. `primary` is known by the account's e-mail address too, as with Google."""
        primary = calendar_id == "primary"
        own_id = EMAIL if primary else calendar_id
        if own_id in self.calendars:
            raise ValueError(f"{calendar_id} is there already")
        self.calendars[own_id] = Calendar(self, own_id, zone=zone, role=role, summary=summary, primary=primary)
        return self.calendars[own_id]

    def calendar(self, calendar_id):
        """A calendar by id or as `primary`."""
        found = self.calendars.get(EMAIL if calendar_id == "primary" else calendar_id)
        if found is None or found.gone:
            raise errors.not_found()
        return found

    def writable(self, calendar_id):
        """A calendar that we may write to."""
        found = self.calendar(calendar_id)
        if found.role not in WRITERS:
            raise errors.not_a_writer()
        return found


def merged(old, new):
    """A merge patch: dictionaries grow into each other, null takes away, everything else replaces."""
    result = dict(old)
    for name, value in new.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict) and isinstance(result.get(name), dict):
            result[name] = merged(result[name], value)
        else:
            result[name] = value
    return result
