"""The fake Google as a test holds it: what stands in its calendars, what goes wrong in it, what it was asked."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from threading import Event, Lock, Thread

from tests.fake_google.calendars import Account, merged
from tests.fake_google.faults import Plan, Planned
from tests.fake_google.listing import Listings
from tests.fake_google.server import Server
from tests.fake_google.times import moment


class FakeGoogle:
    """A server that runs. Everything on it may be used while requests are under way."""

    def __init__(self, *, port=0, token=""):
        self.account, self.listings = Account(), Listings()
        self.token = token or "ya29." + secrets.token_urlsafe(24)
        self.revoked = False
        self.faults, self.hooks_before, self.hooks_after = Plan(), Plan(), Plan()
        self.requests, self.invalid, self.broken = [], [], []
        self.closing, self._log = Event(), Lock()
        self._server = Server(self, port)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), name="fake-google", daemon=True)
        self._thread.start()

    @property
    def address(self):
        """Where the server is, without a path."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def endpoint(self):
        """What GCAL_API_ENDPOINT and the client's `api_endpoint` take."""
        return f"{self.address}/calendar/v3/"

    # What stands in the calendars, changed as somebody else would by hand.

    def add_calendar(self, calendar_id, *, zone="Europe/Amsterdam", role="owner", summary=""):
        """A new calendar; its id. Roles: owner, writer, reader, freeBusyReader."""
        with self.account.lock:
            return self.account.add(calendar_id, zone=zone, role=role, summary=summary).id

    def remove_calendar(self, calendar_id):
        """Take a calendar away, or our access to it: 404 from now on."""
        with self.account.lock:
            self.account.calendar(calendar_id).gone = True

    def put(self, calendar_id, *, start, end=None, id="", private=None, **fields):  # noqa: A002 - Google's word
        """Write an event past every rule. Times: datetimes, dates (`end` excluded), or Google's own dicts."""
        fields |= {"start": moment(start)} | ({} if end is None else {"end": moment(end)})
        if private:
            fields["extendedProperties"] = {"private": private}
        with self.account.lock:
            calendar = self.account.calendar(calendar_id)
            return calendar.shown(calendar.put(id, fields))

    def change(self, calendar_id, event_id, **fields):
        """Change some fields of an event, or of one occurrence of a series by the occurrence's id."""
        fields = {name: moment(value) if name in ("start", "end") else value for name, value in fields.items()}
        with self.account.lock:
            calendar = self.account.calendar(calendar_id)
            return calendar.shown(calendar.save(merged(calendar.find(event_id), fields)))

    def remove(self, calendar_id, event_id):
        """Delete an event, or cancel one occurrence of a series."""
        with self.account.lock:
            self.account.calendar(calendar_id).delete(event_id)

    def events(self, calendar_id, *, deleted=False):
        """The events that stand in a calendar, series unexpanded, by their start; with `deleted` those that stood."""
        with self.account.lock:
            calendar = self.account.calendar(calendar_id)
            shown = [calendar.shown(one) for one in calendar.now() if deleted or one["status"] != "cancelled"]
        return sorted(shown, key=lambda one: (one["start"].get("dateTime") or one["start"].get("date"), one["id"]))

    def event(self, calendar_id, event_id):
        """One event as it stands, deleted ones as cancelled; None where there never was one."""
        return next((one for one in self.events(calendar_id, deleted=True) if one["id"] == event_id), None)

    def expire_sync_tokens(self):
        """From now on every sync token that was given out is answered with 410."""
        with self.listings.lock:
            self.listings.sync_tokens.clear()

    def revoke(self):
        """Withdraw the grant: the token is worth nothing any more, and no key or login fetches a new one."""
        self.revoked = True

    def grant(self):
        """Give the grant back."""
        self.revoked = False

    def renew_token(self):
        """Let the token run out: there is another one, which a key or a stored login can fetch."""
        self.token = "ya29." + secrets.token_urlsafe(24)

    def knows(self, authorization):
        """Whether a header lets somebody in."""
        return not self.revoked and authorization == f"Bearer {self.token}"

    # What goes wrong, and what happens in between.

    def fail(self, method, fault, *, times=1, after=0, calendar="", when=None):
        """Let a method ("events.insert", "*" for all) fail at its next calls, the first `after` of them excepted.

        `times=None` is for ever, `calendar` counts that calendar's calls only, `when` those requests that it allows.
        """
        self.faults.add(Planned(method, fault, times, after, calendar, when))

    def before(self, method, function, *, times=1, after=0, calendar="", when=None):
        """Call `function(request)` before a request is carried out."""
        self.hooks_before.add(Planned(method, function, times, after, calendar, when))

    def after(self, method, function, *, times=1, after=0, calendar="", when=None):
        """Call `function(request)` when a request is carried out and not answered yet."""
        self.hooks_after.add(Planned(method, function, times, after, calendar, when))

    def recover(self):
        """Forget every planned fault and function."""
        for plan in (self.faults, self.hooks_before, self.hooks_after):
            plan.clear()

    # What it was asked.

    def asked(self, method):
        """The requests of one method so far, in their order."""
        with self._log:
            return [one for one in self.requests if one.method == method]

    def record(self, request, problems=()):
        """Keep a request, and what is wrong with it by Google's description."""
        with self._log:
            self.requests.append(request)
            self.invalid += [f"{request.method or request.verb} {request.path}: {problem}" for problem in problems]

    def check(self, *, strict=True):
        """Raise AssertionError where the fake broke, or where Google would not have understood what it was asked."""
        if self.broken:
            raise AssertionError("The fake Google broke:\n" + "\n".join(self.broken))
        if strict and self.invalid:
            raise AssertionError("Google would not have understood:\n" + "\n".join(self.invalid))

    def close(self):
        """Stop, whatever is under way."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


@contextmanager
def running_google(*, calendars=("primary",), strict=True, port=0, token=""):
    """A fake Google with these calendars, for the time of a `with`.

    At its end it raises AssertionError where a request was not valid by Google's description (not with
    `strict=False`), or where the fake itself broke.
    """
    google = FakeGoogle(port=port, token=token)
    try:
        for calendar in calendars:
            google.add_calendar(calendar)
        yield google
    finally:
        google.close()
    google.check(strict=strict)
