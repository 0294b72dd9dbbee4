"""A database for the browser's measurements: weeks of exactly 200 slots among 50 busy blocks, and people to search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from pydantic import SecretStr

from tutorcore.bootstrap import Dashboard, open_dashboard
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.imports import ContactRow, ConversationRow
from tutorcore.domain.profile_environment import overlays_from
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week
from tutorcore.services.switch_holidays import holiday_switches, switch_holiday
from tutorcore.settings import OWN_DATABASE, Settings

SLOTS = 200
BLOCKS = 50
WEEKS = 7
"""Full weeks after the present one that are filled."""

STEP, FIRST, LAST, BUFFER = 20, 8 * 60, 22 * 60, 5
PROFILE = {
    "PLANNING_BENCH_DURATION": str(STEP),
    "PLANNING_BENCH_STEP": str(STEP),
    "PLANNING_BENCH_EARLIEST": str(FIRST // 60),
    "PLANNING_BENCH_LATEST": str(LAST // 60),
    "PLANNING_BENCH_LEAD": "0",
    "PLANNING_BENCH_BUFFER_BEFORE": str(BUFFER),
    "PLANNING_BENCH_BUFFER_AFTER": str(BUFFER),
    "PLANNING_BENCH_DAYS": str(7 * (WEEKS + 2)),
    "PLANNING_BENCH_EXCLUDE_WEEKENDS": "no",
}
PLANNED = "1"
"""Id of the contact whose weeks are shown."""
TUTOR = "Bea Bench"
FAMILIES = ("Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks", "Dekker")
GIVEN = ("Anna", "Bram", "Daan", "Emma")


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What is in the database: the weeks that are filled, and (id, name) of the people to search."""

    var: Path
    weeks: tuple[IsoWeek, ...]
    people: tuple[tuple[str, str], ...]

    @property
    def variables(self) -> dict[str, str]:
        """The environment in which the dashboard shows it."""
        return {"TUTORBOT_DEMO": "0", "TUTORBOT_VAR": str(self.var), **PROFILE}


def fill(var: Path) -> Filled:
    """Fill a new database in `var` through the ports, and make sure that every week is as it is meant."""
    settings = Settings(
        demo=False,
        database_url=SecretStr(f"sqlite:///{var / OWN_DATABASE}"),
        var=var,
        zone=AMSTERDAM,
        environment_profiles=overlays_from(PROFILE),
    )
    dashboard = open_dashboard(settings)
    try:
        now = datetime.now(UTC)
        people = tuple((str(100 + place), name) for place, name in enumerate(_names()))
        dashboard.ports.contacts.import_rows([*_contacts(people, now)], actor="benchmark", at=now)
        _switch_holidays_off(dashboard)
        weeks = _calendar(dashboard, now)
        _check(dashboard, weeks)
    finally:
        dashboard.close()
    return Filled(var=var, weeks=weeks, people=people)


def _names() -> Iterator[str]:
    for family in FAMILIES:
        for given in GIVEN:
            yield f"{given} {family}"


def _contacts(people: tuple[tuple[str, str], ...], now: datetime) -> Iterator[ContactRow]:
    """One that the profile of the measurement holds for, and ordinary ones with a wish."""
    planned = {"segment": "bench", "tutor": TUTOR}
    yield ContactRow(number=1, id=PLANNED, name="Wies Week", attributes=planned, last_activity_at=now)
    for number, (contact_id, name) in enumerate(people, start=2):
        yield ContactRow(
            number=number,
            id=contact_id,
            name=name,
            phone=f"+316{number:08d}",
            email=f"{name.replace(' ', '.').lower()}@example.org",
            attributes={"customer_since": "2024-09-01", "tutor": TUTOR, "school": "Het College", "level": "havo 4"},
            conversations=(ConversationRow(id=f"c{contact_id}", attributes={"preferred_times": "woensdag, vrijdag"}),),
            last_activity_at=now - timedelta(days=number),
        )


def _switch_holidays_off(dashboard: Dashboard) -> None:
    """A week with a public holiday would have fewer slots than the others."""
    for holiday in holiday_switches(dashboard.ports):
        switch_holiday(dashboard.ports, holiday.key, on=False, actor="benchmark")


def _calendar(dashboard: Dashboard, now: datetime) -> tuple[IsoWeek, ...]:
    """One tutor with a calendar of the coming weeks."""
    today = now.astimezone(AMSTERDAM).date()
    weeks = tuple(IsoWeek.of(today).shifted(number) for number in range(1, WEEKS + 1))
    calendars, entry = dashboard.ports.calendars, Entry(at=now, actor="benchmark", action="fill", subject="tutor:1")
    tutor = calendars.add_tutor(TUTOR, entry=entry)
    reading = CalendarReading(
        name="lessons",
        source="bench.ics",
        events=tuple(event for week in weeks for event in _events(week)),
        bad=(),
        covers_from=now - timedelta(days=30),
        covers_until=now + timedelta(days=200),
    )
    calendars.store_reading(tutor.id, reading, read_at=now, entry=entry)
    return weeks


def _events(week: IsoWeek) -> Iterator[CalendarEvent]:
    """50 blocks: each takes two of a day's 43 starts, one takes three, so that 7 * 43 - 49 * 2 - 3 = 200 are left."""
    for number in range(BLOCKS):
        day = week.days[number % 7]
        begins = _at(day, FIRST + STEP * (1 + 5 * (number // 7)) + BUFFER)
        length = timedelta(minutes=STEP * (2 if number else 3) - 2 * BUFFER)
        yield CalendarEvent(id=f"{week}-{number}", start=begins, end=begins + length, title=f"Lesson {number}")


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=AMSTERDAM)


def _check(dashboard: Dashboard, weeks: tuple[IsoWeek, ...]) -> None:
    opened = open_contact(dashboard.ports, PLANNED)
    for week in weeks:
        plan = plan_week(dashboard.ports, opened, week)
        blocks = sum(_in_week(event.start, week) for time in plan.tutors for event in time.busy_events())
        if (len(plan.offered), blocks) != (SLOTS, BLOCKS):
            raise RuntimeError(f"{week}: {len(plan.offered)} slots among {blocks} blocks, not {SLOTS} among {BLOCKS}")


def _in_week(moment: datetime, week: IsoWeek) -> bool:
    return IsoWeek.of(moment.astimezone(AMSTERDAM).date()) == week
