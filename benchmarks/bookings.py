"""How many lessons are booked in a second when fifty planners want the same slots, and how long a loser waits.

The whole way: rules, store and a Google of the tests' own, which is another process on the same machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.racing import BOOKED, LOST, ROOT, Try, Wanted, drawn, race
from benchmarks.timing import Figure, Samples, WrongAnswerError, faster_than, times_as_long
from tutorcore.adapters.sql import open_store
from tutorcore.domain.calendars import REMOTE
from tutorcore.domain.imports import ContactRow
from tutorcore.domain.records import Entry

PLANNERS: Final = 50
PROCESSES: Final = 4
SLOTS: Final = 20
WISHES: Final = 5
"""Slots that each planner tries."""
_CALENDAR: Final = "tutor"
_TUTOR: Final = "Noor"
_NOW: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_FIRST: Final = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
_APART: Final = timedelta(minutes=90)
_A_DAY: Final = 7
"""Slots on a day."""


def measure_bookings(*, planners: int = PLANNERS, processes: int = PROCESSES, slots: int = SLOTS) -> Iterator[Figure]:
    """The figures of one race, beside one planner who is alone."""
    starts = [_FIRST + timedelta(days=number // _A_DAY) + number % _A_DAY * _APART for number in range(slots)]
    alone, _ = _raced([[Wanted(contact="1", start=start.isoformat()) for start in starts]], processes=1)
    wishes = drawn(starts, planners=planners, each=min(WISHES, slots), seed=1)
    tries, seconds = _raced(wishes, processes=processes)
    check_race(tries, starts)
    by_one = [one.seconds for one in alone if one.outcome == BOOKED]
    rates = f"{len(starts) / seconds:.1f} bookings and {len(tries) / seconds:.0f} answers a second"
    name = f"{planners} planners in {processes} processes for {slots} slots: {rates}"
    yield faster_than(f"{name}, beside one alone", Samples(ours=[seconds / len(starts)], theirs=by_one))
    lost = [one.seconds for one in tries if one.outcome == LOST]
    yield times_as_long("The same: how long a loser waits, beside a booking alone", Samples(ours=lost, theirs=by_one))


def check_race(tries: list[Try], starts: list[datetime]) -> None:
    """Raise `WrongAnswerError` where a slot was not booked, or twice."""
    won = [one.start for one in tries if one.outcome == BOOKED]
    if sorted(won) != [start.isoformat() for start in starts]:
        raise WrongAnswerError(f"{len(won)} bookings of {len(starts)} slots, {len(set(won))} of them different")


def _raced(wishes: list[list[Wanted]], *, processes: int) -> tuple[list[Try], float]:
    """A race over a new database and a new calendar."""
    folder = Path(tempfile.mkdtemp(prefix="bookings-"))
    try:
        with _google() as variables:
            url = f"sqlite:///{folder / 'race.db'}"
            _furnish(url, contacts=len(wishes))
            given = {**variables, "DATABASE_URL": url, "TUTORBOT_VAR": str(folder), "TUTORBOT_DEMO": "no"}
            return race(given, wishes, tutor=_TUTOR, now=_NOW, processes=processes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(url: str, *, contacts: int) -> None:
    """A tutor with the calendar, and so many contacts."""
    entry = Entry(at=_NOW, actor="benchmark", action="furnished", subject="tutor")
    store = open_store(url)
    try:
        tutor = store.calendars.add_tutor(_TUTOR, entry=entry)
        store.calendars.connect(tutor.id, REMOTE + _CALENDAR, name=_CALENDAR, entry=entry)
        rows = [ContactRow(number=number, id=str(number), name=f"Pupil {number}") for number in range(1, contacts + 1)]
        store.contacts.import_rows(rows, actor="benchmark", at=_NOW)
    finally:
        store.close()


@contextmanager
def _google() -> Iterator[dict[str, str]]:
    """A fake Google in a process of its own; the variables that lead to it."""
    process = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-m", "tests.fake_google", "--calendar", _CALENDAR],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        endpoint, token = (process.stdout.readline().strip() if process.stdout else "" for _ in range(2))
        yield {"GCAL_API_ENDPOINT": endpoint, "GCAL_ACCESS_TOKEN": token, "GCAL_CALENDAR_ID": _CALENDAR}
    finally:
        process.terminate()
        process.communicate()
