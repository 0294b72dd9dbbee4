"""A database of very many made-up contacts and three tutors with full calendars; the same ones at every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from pydantic import SecretStr

from tutorcore.bootstrap import Dashboard, open_dashboard
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.imports import ContactRow, ConversationRow
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.settings import OWN_DATABASE, Settings

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUTORS = ("Anke", "Bas", "Carla")
AT_ONCE = 1_000
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
PARTS = ("", " ochtend", " middag", " avond", " na 16:00", " tussen 14 en 17", " voor 12 uur")
OTHERS = ("", "", "", "; niet zondag", ", niet voor 10 uur", " liefst zo snel mogelijk")
FAMILIES = ("Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks", "Dekker")
GIVEN = ("Anna", "Bram", "Daan", "Emma", "Finn", "Guus", "Hanna", "Isa", "Jip", "Kees", "Lotte", "Mees")
LESSONS_A_DAY = 5
BACK, AHEAD = 60, 30
"""Days around today whose lessons stand in the calendars."""


@dataclass(frozen=True)
class StoppedClock:
    """Tells one time for ever."""

    moment: datetime

    def now(self) -> datetime:
        """The time."""
        return self.moment


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Where a filled database is."""

    var: Path


def fill_everybody(var: Path, contacts: int) -> Filled:
    """A new database in `var` with so many contacts and three tutors, filled through the ports."""
    filled = Filled(var=var)
    dashboard = open_filled(filled)
    try:
        fill_contacts(dashboard, range(contacts))
        _fill_calendars(dashboard, contacts)
    finally:
        dashboard.close()
    return filled


def open_filled(filled: Filled) -> Dashboard:
    """The dashboard over it, at its own time."""
    settings = Settings(
        demo=False,
        database_url=SecretStr(f"sqlite:///{filled.var / OWN_DATABASE}"),
        var=filled.var,
        zone=AMSTERDAM,
        environment_profiles={},
    )
    return open_dashboard(settings, clock=StoppedClock(NOW))


def fill_contacts(dashboard: Dashboard, numbers: range) -> None:
    """Bring contacts of these numbers."""
    for first in range(numbers.start, numbers.stop, AT_ONCE):
        rows = [a_contact(number) for number in range(first, min(first + AT_ONCE, numbers.stop))]
        dashboard.ports.contacts.import_rows(rows, actor="benchmark", at=NOW)


def a_contact(number: int) -> ContactRow:
    """The contact of a number: its segment, tutor and wish differ as those of real ones do."""
    random = Random(number)  # noqa: S311 - made up, not secret
    name = f"{random.choice(GIVEN)} {random.choice(FAMILIES)}"
    return ContactRow(
        number=number + 1,
        id=str(number + 1),
        name=name,
        phone=f"+316{number:08d}",
        email=f"{name.replace(' ', '.').lower()}{number}@example.org",
        attributes=dict(_attributes(random)),
        conversations=(ConversationRow(id=f"c{number + 1}", attributes={"preferred_times": _wish(random)}),),
        last_activity_at=NOW - timedelta(minutes=random.randrange(500_000)),
    )


def _attributes(random: Random) -> Iterator[tuple[str, object]]:
    yield "school", "Het College"
    yield "level", random.choice(("havo 4", "vwo 5", "vmbo 3"))
    kind = random.random()
    if kind < 0.55:
        yield "has_paid_lesson", random.choice((True, "true", "ja"))
        yield "customer_since", f"2024-{random.randrange(1, 13):02d}-01"
    elif kind < 0.62:
        yield "weekend_whitelisted", True
    elif kind < 0.7:
        yield "returning_broadcast", "yes"
    if random.random() < 0.3:
        yield "segment", random.choice(("existing", "new", "premium", "parent"))
    if random.random() < 0.5:
        yield "tutor", random.choice(TUTORS)


def _wish(random: Random) -> str:
    """Nothing for a third; else one or two days, each with a part of the day."""
    if random.random() < 1 / 3:
        return ""
    chosen = sorted(random.sample(range(7), random.choice((1, 1, 2))))
    wished = "; ".join(f"{DAYS[day]}{random.choice(PARTS)}" for day in chosen)
    return wished + random.choice(OTHERS)


def _fill_calendars(dashboard: Dashboard, contacts: int) -> None:
    """Three tutors, each with lessons of contacts on every day around today."""
    calendars = dashboard.ports.calendars
    for place, name in enumerate(TUTORS):
        entry = Entry(at=NOW, actor="benchmark", action="fill", subject=f"tutor:{name}")
        tutor = calendars.add_tutor(name, entry=entry)
        reading = CalendarReading(
            name="lessen",
            source=f"{name}.ics",
            events=tuple(_lessons(Random(place), contacts)),  # noqa: S311 - made up, not secret
            bad=(),
            covers_from=NOW - timedelta(days=BACK + 30),
            covers_until=NOW + timedelta(days=400),
        )
        calendars.store_reading(tutor.id, reading, read_at=NOW, entry=entry)


def _lessons(random: Random, contacts: int) -> Iterator[CalendarEvent]:
    today = NOW.astimezone(AMSTERDAM).date()
    for offset in range(-BACK, AHEAD):
        day = today + timedelta(days=offset)
        for hour in sorted(random.sample(range(9, 21), LESSONS_A_DAY)):
            start = _at(day, hour, random.choice((0, 30)))
            yield CalendarEvent(
                id=f"{day}-{hour}",
                start=start,
                end=start + timedelta(minutes=60),
                title="les",
                contact_id=str(random.randrange(contacts) + 1),
            )


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM)
