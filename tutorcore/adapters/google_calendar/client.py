"""Google's calendars as services see them: sessions within one deadline, every answer whole or an error of ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import google_auth_httplib2
from googleapiclient.discovery import build

from tutorcore.adapters.google_calendar.access import Access
from tutorcore.adapters.google_calendar.asking import NOTHING_TELLING, Question
from tutorcore.adapters.google_calendar.deadline import Deadline
from tutorcore.adapters.google_calendar.drafts import body_of, times_body
from tutorcore.adapters.google_calendar.events import gather, is_cancelled, read_deleted, read_event
from tutorcore.adapters.google_calendar.failures import Telling, answer_error, broken
from tutorcore.adapters.google_calendar.listing import PAGE_SIZE, Listing, checked_page, whole_listing
from tutorcore.adapters.google_calendar.moments import Clocks, Unreadable
from tutorcore.adapters.google_calendar.transport import Transport
from tutorcore.adapters.ics.flags import clean
from tutorcore.domain.bookings import Span
from tutorcore.domain.calendars import REMOTE, CalendarEvent
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.remote_events import CalendarDelta, EventDraft
from tutorcore.errors import AlreadyThere, ChangedThere, GoneThere, StartOver

_AROUND: Final = timedelta(hours=26)
"""How far a day in one zone of the world can lie from that day in another: Google looks for all-day events by the
calendar's zone, we by the company's too."""
_TALKATIVE: Final = ("googleapiclient", "google_auth_httplib2", "google.auth", "oauthlib", "requests_oauthlib")
_INSERT: Final[Mapping[int, Telling]] = {409: AlreadyThere}
_CHANGE: Final[Mapping[int, Telling]] = {404: GoneThere, 409: ChangedThere, 410: GoneThere, 412: ChangedThere}
_GET: Final[Mapping[int, Telling]] = {404: GoneThere}
_SYNC: Final[Mapping[int, Telling]] = {410: StartOver}


class GoogleCalendars:
    """The way to Google's calendars (`ports.RemoteCalendars`).

    `zone` is the company's; `endpoint` another server in place of Google's, or blank.
    """

    def __init__(self, access: Access, *, calendar_ids: Sequence[str], zone: ZoneInfo, endpoint: str = "") -> None:
        self._access, self._zone, self._endpoint = access, zone, endpoint
        self._calendar_ids = tuple(calendar_ids)
        for name in _TALKATIVE:  # below this level they write addresses, answers and tokens
            logging.getLogger(name).setLevel(logging.ERROR)

    @property
    def calendar_ids(self) -> tuple[str, ...]:
        """The calendars that the settings name."""
        return self._calendar_ids

    @contextmanager
    def session(self, *, limit: timedelta) -> Iterator[GoogleSession]:
        """Ask something: whatever is asked in it ends within `limit`. For one thread."""
        deadline = Deadline(limit)
        transport = Transport(deadline)
        try:
            yield GoogleSession(self._connected(transport), transport, deadline, self._zone)
        finally:
            transport.hang_up()

    def _connected(self, transport: Transport) -> Callable[[], Any]:
        """Makes the library's `events` on first use, in the thread that asks; without a question to the network."""
        made: list[Any] = []

        def events() -> Any:
            if not made:
                options = {"api_endpoint": self._endpoint} if self._endpoint else None
                authorized = google_auth_httplib2.AuthorizedHttp(self._access.credentials(), http=transport)
                service = build("calendar", "v3", http=authorized, static_discovery=True, client_options=options)
                made.append(service.events())
            return made[0]

        return events


class GoogleSession:
    """Questions within one deadline (`ports.RemoteSession`). For one thread at a time."""

    def __init__(self, events: Callable[[], Any], transport: Transport, deadline: Deadline, zone: ZoneInfo) -> None:
        self._events, self._transport, self._deadline, self._zone = events, transport, deadline, zone

    def read(self, calendar: str, covers_from: datetime, covers_until: datetime) -> CalendarReading:
        """Every event that meets the time, with a token for `changes`."""
        return self._reading(calendar, covers_from, covers_until, with_token=True)

    def window(self, calendar: str, start: datetime, end: datetime) -> CalendarReading:
        """Every event that meets a short time, as it stands now."""
        return self._reading(calendar, start, end, with_token=False)

    def changes(self, calendar: str, token: str) -> CalendarDelta:
        """What changed since. Raises `StartOver`."""
        listing = self._listed(calendar, _SYNC, syncToken=token)
        gathered = gather(listing.items, self._clocks(listing))
        return CalendarDelta(
            events=tuple(gathered.events.values()),
            gone=frozenset(gathered.gone),
            bad=tuple(gathered.bad),
            token=listing.token,
        )

    def insert(self, calendar: str, event: EventDraft) -> CalendarEvent:
        """Write an event; what stands there then. Raises `AlreadyThere`."""
        body = body_of(event, self._zone)
        answer = self._ask(calendar, "insert", _INSERT, calendarId=calendar, body=body, sendUpdates="none")
        return self._event(calendar, event.id, answer)

    def get(self, calendar: str, event_id: str) -> CalendarEvent | None:
        """The event as it stands, a deleted one as cancelled; None where there never was one."""
        try:
            answer = self._ask(calendar, "get", _GET, calendarId=calendar, eventId=event_id)
        except GoneThere:
            self._check_calendar(calendar)
            return None
        if is_cancelled(answer):
            return read_deleted(answer, event_id, Clocks(company=self._zone))
        return self._event(calendar, event_id, answer)

    def move(self, calendar: str, event_id: str, span: Span, *, etag: str) -> CalendarEvent:
        """Move an event that is still as `etag` says. Raises `ChangedThere`, `GoneThere`."""
        body = times_body(span, self._zone)
        answer = self._change(calendar, "patch", event_id, etag, body=body)
        return self._event(calendar, event_id, answer)

    def cancel(self, calendar: str, event_id: str, *, etag: str) -> None:
        """Delete an event that is still as `etag` says. Raises `ChangedThere`, `GoneThere`."""
        answer = self._change(calendar, "delete", event_id, etag)
        if answer not in ("", b"", {}):
            raise broken(calendar, "an answer to another question")

    def _reading(self, calendar: str, start: datetime, end: datetime, *, with_token: bool) -> CalendarReading:
        listing = self._listed(calendar, timeMin=_instant(start - _AROUND), timeMax=_instant(end + _AROUND))
        gathered = gather(listing.items, self._clocks(listing))
        return CalendarReading(
            name=clean(listing.name) or calendar,
            source=REMOTE + calendar,
            events=gathered.meeting(start, end),
            bad=tuple(gathered.bad),
            covers_from=start,
            covers_until=end,
            token=listing.token if with_token else "",
        )

    def _listed(self, calendar: str, telling: Mapping[int, Telling] = NOTHING_TELLING, **asked: str) -> Listing:
        """Every page. The same parameters on each, and with a token those of the reading that gave it."""
        given: dict[str, Any] = {"calendarId": calendar, "singleEvents": True, "maxResults": PAGE_SIZE, **asked}
        return whole_listing(calendar, lambda token: self._ask(calendar, "list", telling, pageToken=token, **given))

    def _change(self, calendar: str, method: str, event_id: str, etag: str, **given: Any) -> Any:
        """Change an event under `If-Match`. An event that is gone is told apart from a calendar that is."""
        if not etag:
            raise answer_error(ChangedThere, calendar)  # nobody knows which version was seen: never blindly
        try:
            return self._ask(
                calendar, method, _CHANGE, etag, calendarId=calendar, eventId=event_id, sendUpdates="none", **given
            )
        except GoneThere:
            self._check_calendar(calendar)
            raise

    def _check_calendar(self, calendar: str) -> None:
        """Raises what Google says of the calendar itself: 404 does not say which of the two it does not find."""
        checked_page(calendar, self._ask(calendar, "list", calendarId=calendar, maxResults=1))

    def _ask(
        self, calendar: str, method: str, telling: Mapping[int, Telling] = NOTHING_TELLING, etag: str = "", **given: Any
    ) -> Any:
        """One question by the name that Google gives it."""

        def asked() -> Any:
            request = getattr(self._events(), method)(**given)
            if etag:
                request.headers["If-Match"] = etag
            return request.execute(num_retries=0)

        return Question(asked, self._transport, self._deadline).answer(calendar, telling)

    def _event(self, calendar: str, event_id: str, answer: object) -> CalendarEvent:
        """The event that an answer to a question about one has to hold."""
        try:
            event = read_event(answer, Clocks(company=self._zone))
        except Unreadable as error:
            wrong = str(error)
        else:
            if event.id == event_id:
                return event
            wrong = "another event"
        raise broken(calendar, wrong)

    def _clocks(self, listing: Listing) -> Clocks:
        return Clocks(company=self._zone, calendar=listing.zone)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
