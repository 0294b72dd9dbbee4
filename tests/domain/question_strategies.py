"""Arbitrary questions about slots: near clock changes or not, with events, wishes and closures around the horizon."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.domain.plain_slots import Asked
from tests.domain.preferences.wishes import exclusions, windows
from tests.domain.profile_strategies import profiles
from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.closures import Closure
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile

MIDWEEK = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
CHANGES = {
    "Europe/Amsterdam": (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC), MIDWEEK),
    "America/New_York": (datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC), MIDWEEK),
    "Australia/Lord_Howe": (datetime(2026, 4, 4, 15, tzinfo=UTC), datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    "Asia/Beirut": (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 21, tzinfo=UTC)),
    "America/Asuncion": (datetime(2024, 10, 6, 4, tzinfo=UTC), datetime(2024, 3, 24, 3, tzinfo=UTC)),
    "America/Nuuk": (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
    "Pacific/Apia": (datetime(2011, 12, 30, 10, tzinfo=UTC),),
    "UTC": (MIDWEEK,),
}
PLACES = st.sampled_from([(zone, moment) for zone, moments in CHANGES.items() for moment in moments])
MINUTES = st.integers(-3000, 600)
BUFFERS = st.sampled_from([0, 0, 10, 45]) | st.integers(0, 240)
FEW = {
    "days_ahead": st.integers(1, 4),
    "slot_step_minutes": st.sampled_from([30, 60, 45, 240]) | st.integers(15, 240),
    "duration_minutes": st.sampled_from([30, 60, 90]) | st.integers(5, 480),
    "buffer_before_min": BUFFERS,
    "buffer_after_min": BUFFERS,
}
EVENTS = st.tuples(
    st.integers(-1440, 4320),
    st.sampled_from([0, 30, 60]) | st.integers(0, 300) | st.integers(0, 3000),
    BUFFERS,
    BUFFERS,
)
CLOSURES = st.lists(st.tuples(st.integers(-2, 5), st.integers(0, 2)), max_size=2)


def some_events(base: datetime, zone: ZoneInfo, *, most: int = 6) -> st.SearchStrategy[list[BusyEvent]]:
    """Events within some days of `base`, to the minute, some long, some of no length, some with buffers."""

    def event(minute: int, minutes: int, before: int, after: int) -> BusyEvent:
        start = base.astimezone(UTC) + timedelta(minutes=minute)
        end = start + timedelta(minutes=minutes)
        return BusyEvent(start.astimezone(zone), end.astimezone(zone), buffer_before_min=before, buffer_after_min=after)

    return st.lists(EVENTS, max_size=most).map(lambda drawn: [event(*each) for each in drawn])


def some_closures(base: date) -> st.SearchStrategy[list[Closure]]:
    """Closures of one to three days around a date."""

    def closure(first: int, days: int) -> Closure:
        return Closure(base + timedelta(days=first), base + timedelta(days=first + days))

    return CLOSURES.map(lambda drawn: [closure(*each) for each in drawn])


wishes = st.builds(
    Preferences,
    windows=st.lists(windows, max_size=3).map(tuple),
    exclusions=st.lists(exclusions, max_size=2).map(tuple),
)
WISHES_OR_NONE = st.none() | wishes


def questions(**fixed: object) -> st.SearchStrategy[Asked]:
    """A question within some days of a clock change, or in an ordinary week; `fixed` fields of the profile."""
    return _questions(profiles(**(FEW | fixed)))


@st.composite
def _questions(draw: st.DrawFn, planned: st.SearchStrategy[PlanningProfile]) -> Asked:
    name, moment = draw(PLACES)
    zone = ZoneInfo(name)
    now = moment + timedelta(minutes=draw(MINUTES))
    return Asked(
        profile=draw(planned),
        events=draw(some_events(now, zone)),
        now=now.astimezone(zone if draw(st.booleans()) else ZoneInfo("UTC")),
        zone=zone,
        preferences=draw(WISHES_OR_NONE),
        closures=draw(some_closures(now.astimezone(zone).date())),
    )
