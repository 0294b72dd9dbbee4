"""Events in pages: all that stand in a calendar, or what changed since a sync token."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from threading import Lock

from tests.fake_google import errors
from tests.fake_google.recurrence import instances, is_recurring
from tests.fake_google.times import instant, meets, span, zone_named

NOT_WITH_A_TOKEN = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
    "updatedMin",
)
MOST_ON_A_PAGE = 2500


@dataclass(frozen=True)
class Question:
    """What a listing asks for, read from its query."""

    single: bool = False
    deleted: bool = False
    window: tuple = (None, None)
    order: str = ""
    words: str = ""
    updated_since: object = None
    uid: str = ""
    types: frozenset = frozenset()
    private: tuple = ()
    shared: tuple = ()

    @classmethod
    def of(cls, query):
        """Read from parameters that stand in lists, as a query has them."""
        read = {name: values[-1] for name, values in query.items()}
        question = cls(
            single=read.get("singleEvents") == "true",
            deleted=read.get("showDeleted") == "true",
            window=tuple(instant(read[name]) if name in read else None for name in ("timeMin", "timeMax")),
            order=read.get("orderBy", ""),
            words=read.get("q", "").casefold(),
            updated_since=instant(read["updatedMin"]) if "updatedMin" in read else None,
            uid=read.get("iCalUID", ""),
            types=frozenset(query.get("eventTypes", ())),
            private=tuple(_pair(text) for text in query.get("privateExtendedProperty", ())),
            shared=tuple(_pair(text) for text in query.get("sharedExtendedProperty", ())),
        )
        since, until = question.window
        if since and until and until <= since:
            raise errors.empty_range()
        if question.order == "startTime" and not question.single:
            raise errors.bad("The requested ordering is not available for the particular query.", "badRequest")
        return question

    @property
    def may_be_synced(self):
        """Whether a sync token stands at the end of the answer."""
        return not (self.order or self.words or self.updated_since or self.uid or self.private or self.shared)

    def wants(self, event):
        """Whether an event passes the filters that do not ask for its time."""
        text = " ".join(str(event.get(name, "")) for name in ("summary", "description", "location")).casefold()
        properties = event.get("extendedProperties", {})
        return (
            (not self.types or event.get("eventType", "default") in self.types)
            and self.words in text
            and self.uid in ("", event.get("iCalUID"))
            and (self.updated_since is None or instant(event["updated"]) >= self.updated_since)
            and all(properties.get("private", {}).get(name) == value for name, value in self.private)
            and all(properties.get("shared", {}).get(name) == value for name, value in self.shared)
        )


def _pair(text):
    name, equals, value = text.partition("=")
    if not equals:
        raise errors.bad(f"Invalid value: {text}")
    return name, value


def standing(calendar, question):
    """The events that a full listing answers."""
    found = []
    with_deleted = question.deleted or question.updated_since is not None
    for event in calendar.now():
        if event["status"] == "cancelled" and not (with_deleted or _kept_exception(event, question)):
            continue
        if event["status"] == "cancelled" and "recurringEventId" in event:
            found.append(_remains(event))
            continue
        if not is_recurring(event):
            own_series = question.single and "recurringEventId" in event and event["status"] != "cancelled"
            found += [] if own_series or not meets(event, calendar.zone, question.window) else [event]
        elif question.single:
            found += _instances(calendar, event, question)
        elif _instances(calendar, event, question):
            found.append(event)
    return _ordered(calendar, [event for event in found if question.wants(event)], question)


def _kept_exception(event, question):
    return "recurringEventId" in event and not question.single


def _instances(calendar, series, question, exceptions=None):
    known = calendar.exceptions_of(series["id"]) if exceptions is None else exceptions
    return instances(series, known, calendar.zone, question.window)


def _ordered(calendar, events, question):
    if question.order == "startTime":
        return sorted(events, key=lambda event: span(event, calendar.zone)[0])
    return sorted(events, key=lambda event: event["updated"]) if question.order == "updated" else events


def changed(calendar, question, sequence):
    """The events that changed after a token was given, deleted ones as cancelled with little more than their id."""
    found = []
    for event in calendar.changed_since(sequence):
        before = calendar.as_of(event["id"], sequence)
        if question.single and (is_recurring(event) or (before and is_recurring(before))):
            found += _changed_series(calendar, question, event, before)
        elif event["status"] == "cancelled":
            found.append(_remains(event))
        else:
            found.append(event)
    return [event for event in found if not question.types or event.get("eventType", "default") in question.types]


def _changed_series(calendar, question, event, before):
    """Every occurrence as it stands, and as cancelled those that were there before and are no more."""
    exceptions = calendar.exceptions_of(event["id"])
    now = _instances(calendar, event, question, exceptions) if _lives(event) else []
    known = {one["id"] for one in now} | set(exceptions)
    then = _instances(calendar, before, question, {}) if before and _lives(before) else []
    return now + [_remains(one | {"etag": event["etag"]}) for one in then if one["id"] not in known]


def _lives(event):
    return is_recurring(event) and event["status"] != "cancelled"


def _remains(event):
    names = ("kind", "etag", "id", "recurringEventId", "originalStartTime")
    return {name: event[name] for name in names if name in event} | {"status": "cancelled"}


@dataclass(frozen=True)
class Place:
    """Where a listing that has further pages goes on."""

    calendar: str
    events: list
    sync_token: str
    query: dict
    skipped: bool = False


@dataclass
class Listings:
    """Page tokens and sync tokens that were given out. Tests choose how the pages come."""

    page_size: int | None = None
    empty_pages: bool = False
    sync_tokens: dict = field(default_factory=dict)
    page_tokens: dict = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def events(self, calendar, query):
        """One page of events.list."""
        return self.pages(calendar, None if "pageToken" in query else self._first(calendar, query), query)

    def pages(self, calendar, place, query):
        """The page of a listing that begins at `place`, or goes on where the query's token says."""
        zone = zone_named(query["timeZone"][-1]) if "timeZone" in query else calendar.zone
        place = self._further(calendar, query) if "pageToken" in query else place
        events, rest = self._page(place, query)
        page = {
            "kind": "calendar#events",
            "etag": calendar.etag,
            "summary": calendar.summary,
            "description": "",
            "updated": calendar.updated,
            "timeZone": zone.key,
            "accessRole": calendar.role,
            "defaultReminders": [],
        }
        return page | rest | {"items": [calendar.shown(event, zone) for event in events]}

    def _first(self, calendar, query):
        sequence = calendar.account.sequence
        if "syncToken" in query:
            question, since = self._resumed(calendar, query)
            events = changed(calendar, question, since)
        else:
            question = Question.of(query)
            events = standing(calendar, question)
        token = self._sync_token(calendar, question, sequence) if question.may_be_synced else ""
        return Place(calendar.id, events, token, without_place(query))

    def _further(self, calendar, query):
        place = self.page_tokens.get(query["pageToken"][-1])
        if place is None or place.calendar != calendar.id:
            raise errors.bad("Invalid page token value.", where=("parameter", "pageToken"))
        if place.query != without_place(query):
            raise errors.bad("The page token belongs to another question.", where=("parameter", "pageToken"))
        return place

    def _resumed(self, calendar, query):
        for name in NOT_WITH_A_TOKEN:
            if name in query:
                raise errors.bad(f"Sync token cannot be used with {name}.", "invalidParameter")
        if query.get("showDeleted", ["true"])[-1] == "false":
            raise errors.bad("Sync token cannot be used with showDeleted set to False.", "invalidParameter")
        known = self.sync_tokens.get(query["syncToken"][-1])
        if known is None or known[0] != calendar.id:
            raise errors.full_sync_required()
        _, question, sequence = known
        if question.single != Question.of(query).single:
            raise errors.bad("All other parameters must be those of the first question.", "invalidParameter")
        return question, sequence

    def _sync_token(self, calendar, question, sequence):
        token = "sync-" + secrets.token_urlsafe(12) + "="
        with self.lock:
            self.sync_tokens[token] = (calendar.id, question, sequence)
        return token

    def _page(self, place, query):
        if self.empty_pages and not place.skipped:
            return [], {"nextPageToken": self._page_token(replace(place, skipped=True))}
        asked = min(int(query.get("maxResults", ["250"])[-1]), MOST_ON_A_PAGE, self.page_size or MOST_ON_A_PAGE)
        rest = place.events[asked:]
        if rest:
            further = replace(place, events=rest, skipped=False)
            return place.events[:asked], {"nextPageToken": self._page_token(further)}
        return place.events, {"nextSyncToken": place.sync_token} if place.sync_token else {}

    def _page_token(self, place):
        token = "page-" + secrets.token_urlsafe(12)
        with self.lock:
            self.page_tokens[token] = place
        return token


def without_place(query):
    """What a page token is bound to: everything that was asked but the place and the size of the page."""
    return {name: values for name, values in query.items() if name not in {"pageToken", "maxResults"}}
