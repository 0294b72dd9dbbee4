"""Settings to services: the only file that chooses adapters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tutorcore.adapters.chatwoot import open_contact_file
from tutorcore.adapters.closure_lists import is_calendar, open_closure_list
from tutorcore.adapters.demo import DemoData
from tutorcore.adapters.google_calendar import Access, GoogleCalendars, KeyAccess, StoredAccess, TokenAccess, sign_in
from tutorcore.adapters.ics import calendar_from_bytes, calendar_of_bookings, open_calendar
from tutorcore.adapters.public_holidays import DutchHolidays
from tutorcore.adapters.sql import Store, open_store
from tutorcore.adapters.sql.content import SqlContent
from tutorcore.adapters.templates import TemplateFolder
from tutorcore.domain.bookings import Booking
from tutorcore.errors import SettingsError
from tutorcore.logs import log_to
from tutorcore.ports import CalendarSource, Clock, ClosureList, ContactSource, Ports
from tutorcore.services.demo import refresh_demo
from tutorcore.services.demo_bookings import bring_bookings
from tutorcore.services.demo_segments import bring_segment_days
from tutorcore.services.store_content import StoreContent, store_content
from tutorcore.settings import GoogleSettings, Settings

DEMO_FOLDER = Path(__file__).resolve().parent.parent / "data"


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """The dashboard, ready to work: its ports, and where it came from. `close` gives the database back."""

    ports: Ports
    settings: Settings
    store: Store

    @property
    def demo(self) -> bool:
        """Whether this is demo data."""
        return self.settings.demo

    @property
    def templates(self) -> TemplateFolder:
        """The company's own wording of messages, where it has one."""
        named = self.settings.templates
        return TemplateFolder(named or self.settings.var / "templates", named=named is not None)

    def contact_file(self, path: Path) -> ContactSource:
        """A file of contacts, whatever its format. Raises `BrokenFile`."""
        return open_contact_file(path)

    def calendar(self, location: str) -> CalendarSource:
        """A calendar file or feed. Raises `InputError`."""
        return open_calendar(location, zone=self.ports.zone)

    def calendar_upload(self, data: bytes, name: str) -> CalendarSource:
        """A calendar file that was uploaded; it goes by its name."""
        return calendar_from_bytes(data, name=name, zone=self.ports.zone)

    def closure_file(self, path: Path, *, name: str = "") -> CalendarSource | ClosureList:
        """A file of days off, which goes by `name` or its own: CSV or iCalendar, as its content says.

        Raises `BrokenFile`.
        """
        if is_calendar(path):
            return calendar_from_bytes(path.read_bytes(), name=name or path.name, zone=self.ports.zone)
        return open_closure_list(path, name=name)

    def calendar_of(self, bookings: Iterable[Booking]) -> bytes:
        """The bookings that take time now, as a calendar file."""
        return calendar_of_bookings(bookings, now=self.ports.clock.now())

    def content(self) -> StoreContent:
        """What is in the store. Raises `SourceUnavailable`."""
        return store_content(SqlContent(self.store.engine), self.ports.journal)

    def close(self) -> None:
        """Give every connection back."""
        self.store.close()


def open_dashboard(settings: Settings, *, clock: Clock | None = None) -> Dashboard:
    """Open the database (made and migrated where needed). Raises `SettingsError`, `SourceUnavailable`."""
    log_to(settings.var)
    remote = _google_calendars(settings)
    store = open_store(settings.database_url.get_secret_value(), holidays=DutchHolidays())
    ports = Ports(
        contacts=store.contacts,
        calendars=store.calendars,
        closures=store.closures,
        bookings=store.bookings,
        profiles=store.profiles,
        staff=store.staff,
        journal=store.journal,
        roster=store.roster,
        segment_history=store.segment_history,
        clock=clock or SystemClock(),
        zone=settings.zone,
        environment_profiles=settings.environment_profiles,
        offer_weights=settings.offer_weights,
        remote=remote,
    )
    return Dashboard(ports=ports, settings=settings, store=store)


def _google_calendars(settings: Settings) -> GoogleCalendars | None:
    """The way to Google's calendars, where one is set up. Raises `SettingsError`."""
    google = settings.google
    if google is None:
        return None
    return GoogleCalendars(
        _google_access(google), calendar_ids=google.calendar_ids, zone=settings.zone, endpoint=google.endpoint
    )


def _google_access(google: GoogleSettings) -> Access:
    if google.key is not None:
        return KeyAccess(google.key, delegate=google.delegate)
    if google.token is not None:
        return TokenAccess(google.token)
    return StoredAccess(google.login)


def sign_in_to_google(settings: Settings, *, port: int, browser: bool) -> Path:
    """Sign in with a browser; the file in which that was stored. Raises `SettingsError`, `SourceUnavailable`."""
    if settings.google_client is None:
        raise SettingsError(
            "GCAL_OAUTH_CLIENT is not given.", hint="It names the file of an installed application, as Google gives it."
        )
    sign_in(settings.google_client, settings.google_login, port=port, browser=browser)
    return settings.google_login


def prepare(settings: Settings, *, clock: Clock | None = None) -> None:
    """Bring the database up to date, and in the demo its data to today. Nothing is ever emptied."""
    dashboard = open_dashboard(settings, clock=clock)
    try:
        if settings.demo:
            refresh_demo_data(dashboard)
    finally:
        dashboard.close()


def refresh_demo_data(dashboard: Dashboard) -> None:
    """Move the demo data to today. Raises `BrokenFile`."""
    ports, now = dashboard.ports, dashboard.ports.clock.now()
    demo = DemoData(DEMO_FOLDER, now.astimezone(ports.zone).date(), ports.zone)
    refresh_demo(
        demo,
        contacts=ports.contacts,
        calendars=ports.calendars,
        closures=ports.closures,
        staff=ports.staff,
        now=now,
    )
    bring_bookings(
        demo.bookings(now), bookings=ports.bookings, contacts=ports.contacts, calendars=ports.calendars, now=now
    )
    bring_segment_days(demo.segment_days(), segment_history=ports.segment_history, now=now)
