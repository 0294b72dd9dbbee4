"""A store that holds one workload: a contact whose profile it is, and a tutor with its events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from benchmarks.workloads.loading import Workload
from tutorcore.bootstrap import Dashboard, open_dashboard
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.imports import ContactRow, ConversationRow
from tutorcore.domain.profile_environment import lines_of, overlays_from
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.ports import Ports
from tutorcore.services.switch_holidays import holiday_switches, switch_holiday
from tutorcore.settings import OWN_DATABASE, Settings

CONTACT = "1"
"""Id of the contact."""
WISH = "voor 18:00; na 16:00"
"""Two windows that between them hold every lesson of the workloads: read and judged, and nothing is refused."""
_TUTOR, _PROFILE, _ACTOR = "Bea Bench", "bench", "benchmark"


class _At:
    """A clock that stands still."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment."""
        return self._moment


@contextmanager
def open_filled(workload: Workload, var: Path) -> Iterator[Ports]:
    """A new store in `var`, at the workload's own time; no public holiday closes it."""
    variables = dict(line.split("=", 1) for line in lines_of({_PROFILE: workload.profile}))
    settings = Settings(
        demo=False,
        database_url=SecretStr(f"sqlite:///{var / OWN_DATABASE}"),
        var=var,
        zone=workload.zone,
        environment_profiles=overlays_from(variables),
    )
    dashboard = open_dashboard(settings, clock=_At(workload.now))
    try:
        _fill(dashboard, workload)
        yield dashboard.ports
    finally:
        dashboard.close()


def _fill(dashboard: Dashboard, workload: Workload) -> None:
    ports, now = dashboard.ports, workload.now
    for holiday in holiday_switches(ports):
        if holiday.on:
            switch_holiday(ports, holiday.key, on=False, actor=_ACTOR)
    wish = ConversationRow(id="c1", attributes={"preferred_times": WISH})
    attributes = {"segment": _PROFILE, "tutor": _TUTOR}
    row = ContactRow(number=1, id=CONTACT, name="Wies Week", attributes=attributes, conversations=(wish,))
    ports.contacts.import_rows([row], actor=_ACTOR, at=now)
    entry = Entry(at=now, actor=_ACTOR, action="fill", subject="tutor:1")
    tutor = ports.calendars.add_tutor(_TUTOR, entry=entry)
    reading = CalendarReading(
        name="lessons",
        source="bench.ics",
        events=tuple(
            CalendarEvent(id=str(number), start=start, end=end, title=f"Lesson {number}")
            for number, (start, end) in enumerate(workload.events)
        ),
        bad=(),
        covers_from=now - timedelta(days=30),
        covers_until=now + timedelta(days=200),
    )
    ports.calendars.store_reading(tutor.id, reading, read_at=now, entry=entry)
