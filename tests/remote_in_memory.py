"""An outside calendar in memory, that keeps to what Google promises: for tests of services and pages.

    remote = RemoteInMemory("noor@example.org")
    remote.busy("noor@example.org", at(60), at(120), title="Tandarts")      # somebody works in the calendar by hand
    remote.fail("insert", in_doubt(), after=True)                           # written, but the answer is lost
    remote.before("insert", lambda: remote.busy(...))                       # somebody is a moment quicker

Own ids are kept, the id of a deleted event stays taken, every change gives a new etag and shows up after older tokens.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from threading import RLock

from tutorcore.domain.calendars import REMOTE, CalendarEvent, EventKind, EventStatus
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.remote_events import CalendarDelta
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, GoneThere, InDoubt, Refused, StartOver

CALLS = ("read", "window", "changes", "insert", "get", "move", "cancel")


def in_doubt(cause=Cause.UNREACHABLE, message="Google gave no answer"):
    """No usable answer came."""
    return InDoubt(message, cause=cause)


def refused(cause=Cause.FORBIDDEN, message="Google does not allow this"):
    """A definite no."""
    return Refused(message, cause=cause)


@dataclass
class _Calendar:
    """What stands in one calendar, deleted events included, and when each was changed last."""

    name: str
    events: dict = field(default_factory=dict)
    changed: dict = field(default_factory=dict)
    drafts: dict = field(default_factory=dict)
    bad: tuple = ()
    tokens_from: int = 0


class RemoteInMemory:
    """`RemoteCalendars` over dicts, shared by threads. `calls` holds (method, calendar, event id or "") of each."""

    def __init__(self, *calendar_ids):
        self.calendar_ids = calendar_ids
        self.calls = []
        self.limits = []
        self._calendars = {calendar: _Calendar(name=calendar) for calendar in calendar_ids}
        self._changes = count(1)
        self._last = 0
        self._planned = defaultdict(list)
        self._lock = RLock()

    @contextmanager
    def session(self, *, limit):
        """A session, of which the limit is noted in `limits`."""
        self.limits.append(limit)
        session = _Session(self)
        try:
            yield session
        finally:
            session.open = False

    # What people and the world do

    def busy(self, calendar, start, end, **values):
        """An event by hand in [start, end); as it stands then."""
        given = {"id": f"hand{next(self._changes)}", "title": "busy"} | values
        return self.put(calendar, CalendarEvent(start=start, end=end, **given))

    def put(self, calendar, event):
        """Write an event by hand, over the one of its id where there is one; as it stands then."""
        with self._lock:
            return self._write(self._calendars[calendar], event)

    def move_by_hand(self, calendar, event_id, start, end):
        """Drag an event to another time."""
        return self.put(calendar, replace(self._calendars[calendar].events[event_id], start=start, end=end))

    def delete_by_hand(self, calendar, event_id):
        """Delete an event; its id stays taken."""
        event = self._calendars[calendar].events[event_id]
        return self.put(calendar, replace(event, status=EventStatus.CANCELLED))

    def forget_tokens(self, calendar):
        """No token given so far is taken any more."""
        self._calendars[calendar].tokens_from = next(self._changes)
        self._last = self._calendars[calendar].tokens_from

    def spoil(self, calendar, *bad):
        """Let every reading hold these events that cannot be understood (`BadEvent`); none: all can be again."""
        self._calendars[calendar].bad = bad

    def remove_calendar(self, calendar):
        """Delete the calendar itself, or stop sharing it."""
        del self._calendars[calendar]

    # What is planned to go wrong

    def fail(self, call, error, *, after=False, times=1, skip=0):
        """Raise `error` at the next `times` calls of a method, past the first `skip`; `after`: once it has worked."""

        def fault():
            raise error

        self._plan(call, fault, after=after, times=times, skip=skip)

    def before(self, call, action, *, times=1, skip=0):
        """Do something just before a call works."""
        self._plan(call, action, after=False, times=times, skip=skip)

    def after(self, call, action, *, times=1, skip=0):
        """Do something just after a call has worked, before it answers."""
        self._plan(call, action, after=True, times=times, skip=skip)

    def recover(self):
        """Forget everything that is planned."""
        self._planned.clear()

    def _plan(self, call, action, *, after, times, skip):
        assert call in CALLS, f"there is no call {call}"
        self._planned[call].append({"action": action, "after": after, "times": times, "skip": skip})

    # What stands there

    def standing(self, calendar):
        """The events that are there, by start."""
        there = self._calendars[calendar].events.values()
        return sorted((e for e in there if e.status is not EventStatus.CANCELLED), key=lambda event: event.start)

    def event(self, calendar, event_id):
        """An event, a deleted one as cancelled; None where there never was one."""
        return self._calendars[calendar].events.get(event_id)

    def draft(self, calendar, event_id):
        """What was written for an event of ours: its description and properties."""
        return self._calendars[calendar].drafts[event_id]

    # The work of a session

    def _call(self, name, calendar, event_id, work):
        with self._lock:
            self.calls.append((name, calendar, event_id))
            fitting = [plan for plan in self._planned[name] if self._due(plan)]
            self._do(fitting, after=False)
            answer = work(self._known(calendar))
            self._do(fitting, after=True)
            return answer

    def _due(self, plan):
        if plan["skip"]:
            plan["skip"] -= 1
            return False
        plan["times"] -= 1
        return plan["times"] >= 0

    def _do(self, plans, *, after):
        for plan in plans:
            if plan["after"] is after:
                plan["action"]()

    def _known(self, calendar):
        if calendar not in self._calendars:
            raise Refused("Google does not know this calendar", cause=Cause.NOT_FOUND)
        return self._calendars[calendar]

    def _write(self, calendar, event):
        self._last = next(self._changes)
        calendar.changed[event.id] = self._last
        calendar.events[event.id] = replace(event, etag=f'"{self._last}"')
        return calendar.events[event.id]


class _Session:
    """`RemoteSession` over the calendars of one `RemoteInMemory`."""

    def __init__(self, remote):
        self.open = True
        self._remote = remote

    def read(self, calendar, covers_from, covers_until):
        return self._ask(
            "read",
            calendar,
            "",
            lambda there: self._reading(calendar, there, covers_from, covers_until, token=self._token()),
        )

    def window(self, calendar, start, end):
        return self._ask("window", calendar, "", lambda there: self._reading(calendar, there, start, end))

    def changes(self, calendar, token):
        return self._ask("changes", calendar, "", lambda there: self._delta(there, int(token.removeprefix("token-"))))

    def insert(self, calendar, event):
        return self._ask("insert", calendar, event.id, lambda there: self._insert(there, event))

    def get(self, calendar, event_id):
        return self._ask("get", calendar, event_id, lambda there: there.events.get(event_id))

    def move(self, calendar, event_id, span, *, etag):
        return self._ask("move", calendar, event_id, lambda there: self._move(there, event_id, span, etag))

    def cancel(self, calendar, event_id, *, etag):
        self._ask("cancel", calendar, event_id, lambda there: self._cancel(there, event_id, etag))

    def _ask(self, name, calendar, event_id, work):
        assert self.open, "the session is over"
        return self._remote._call(name, calendar, event_id, work)

    def _token(self):
        return f"token-{self._remote._last}"

    def _reading(self, calendar, there, start, end, *, token=""):
        standing = (event for event in there.events.values() if event.status is not EventStatus.CANCELLED)
        return CalendarReading(
            name=there.name,
            source=REMOTE + calendar,
            events=tuple(event for event in standing if event.start < end and start < event.end),
            bad=there.bad,
            covers_from=start,
            covers_until=end,
            token=token,
        )

    def _delta(self, there, since):
        if since < there.tokens_from:
            raise StartOver("What changed cannot be told any more", cause=Cause.CHANGED)
        changed = [there.events[event_id] for event_id, when in there.changed.items() if when > since]
        return CalendarDelta(
            events=tuple(event for event in changed if event.status is not EventStatus.CANCELLED),
            gone=frozenset(event.id for event in changed if event.status is EventStatus.CANCELLED),
            bad=there.bad,
            token=self._token(),
        )

    def _insert(self, there, draft):
        if draft.id in there.events:
            raise AlreadyThere("That id is or was in use", cause=Cause.CHANGED)
        there.drafts[draft.id] = draft
        return self._remote._write(there, _event_of(draft))

    def _move(self, there, event_id, span, etag):
        event = _same(there, event_id, etag)
        return self._remote._write(there, replace(event, start=span.start, end=span.end))

    def _cancel(self, there, event_id, etag):
        event = _same(there, event_id, etag)
        self._remote._write(there, replace(event, status=EventStatus.CANCELLED))


def _same(there, event_id, etag):
    """The event, still as `etag` says."""
    event = there.events.get(event_id)
    if event is None or event.status is EventStatus.CANCELLED:
        raise GoneThere("The event is not there any more", cause=Cause.NOT_FOUND)
    if event.etag != etag:
        raise ChangedThere("The event was changed in Google Calendar")
    return event


def _event_of(draft):
    """An event of ours as a reading gives it."""
    kept = draft.properties
    ours = bool(kept.get("booking")) and bool(kept.get("contact"))
    return CalendarEvent(
        id=draft.id,
        start=draft.span.start,
        end=draft.span.end,
        title=draft.title,
        kind=EventKind.LESSON if ours else EventKind.DEFAULT,
        contact_id=kept["contact"] if ours else "",
        booking_id=kept["booking"] if ours else "",
        buffer_before_min=int(kept.get("buffer_before_min", 0)) if ours else 0,
        buffer_after_min=int(kept.get("buffer_after_min", 0)) if ours else 0,
    )
