"""Many planners in several processes who want the same slots: what each of them is told, and how long that took.

`python -m benchmarks.racing` is one of the processes: a line of JSON on its input says what to do, a further line
starts it, and a line of JSON on its output tells what came of each try. No secret stands in its arguments.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from tutorcore.bootstrap import Dashboard, open_dashboard
from tutorcore.domain.bookings import BookingState
from tutorcore.errors import NotBookable, SlotTaken, SourceUnavailable
from tutorcore.ports import Ports
from tutorcore.services.bookings import Request, book
from tutorcore.settings import Settings

ROOT: Final = Path(__file__).resolve().parent.parent
BOOKED: Final = "booked"
LOST: Final = "lost"
"""Somebody else has the slot, and that was told."""
IN_DOUBT: Final = "in doubt"
MOST_TRIES: Final = 20
"""Of one planner for one slot, while Google or the database has no time to answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A slot that a planner tries to book for a contact."""

    contact: str
    start: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Try:
    """What came of it, after so many seconds; `told` is the sentence that a loser gets."""

    contact: str
    start: str
    outcome: str
    seconds: float
    told: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FixedClock:
    """Tells one time for ever."""

    moment: datetime

    def now(self) -> datetime:
        """That time."""
        return self.moment


def drawn(starts: Sequence[datetime], *, planners: int, each: int, seed: int) -> list[list[Wanted]]:
    """Each planner's slots, at random; every slot is the first wish of somebody, as far as there are planners."""
    random, wishes = Random(seed), []  # noqa: S311 - nothing secret hangs on it
    for number in range(planners):
        first = starts[number % len(starts)]
        others = random.sample([start for start in starts if start != first], min(each, len(starts)) - 1)
        contact = str(number + 1)
        wishes.append([Wanted(contact=contact, start=start.isoformat()) for start in (first, *others)])
    return wishes


def race(
    variables: Mapping[str, str], wishes: Sequence[Sequence[Wanted]], *, tutor: str, now: datetime, processes: int
) -> tuple[list[Try], float]:
    """What came of each try, and the seconds from the start to the last answer."""
    with ExitStack() as stack:
        runners = []
        for number in range(processes):
            mine = [[asdict(wanted) for wanted in planner] for planner in wishes[number::processes]]
            runner = stack.enter_context(_process(variables))
            _tell(runner, {"wishes": mine, "tutor": tutor, "now": now.isoformat()})
            runners.append(runner)
        for runner in runners:
            _heard(runner)
        begun = time.perf_counter()
        for runner in runners:
            _tell(runner, "go")
        tries = [Try(**told) for runner in runners for told in _heard(runner)]
        return tries, time.perf_counter() - begun


@contextmanager
def _process(variables: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.racing"],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.communicate()


def _tell(process: subprocess.Popen[str], what: object) -> None:
    if process.stdin is not None:
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()


def _heard(process: subprocess.Popen[str]) -> Any:
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        raise RuntimeError("A process of planners ended before it had told everything")
    return json.loads(line)


def main() -> None:
    """Open the dashboard, wait for the start, let every planner work in a thread of its own."""
    job = json.loads(sys.stdin.readline())
    now = datetime.fromisoformat(job["now"])
    dashboard = open_dashboard(Settings.read(), clock=FixedClock(moment=now))
    try:
        _say("ready")
        sys.stdin.readline()
        _say([asdict(tried) for tried in _worked(dashboard, job)])
    finally:
        dashboard.close()


def _worked(dashboard: Dashboard, job: Mapping[str, Any]) -> list[Try]:
    planners = [[Wanted(**wanted) for wanted in planner] for planner in job["wishes"]]
    with ThreadPoolExecutor(max_workers=len(planners)) as pool:
        done = pool.map(lambda wishes: [tried(dashboard.ports, wanted, job["tutor"]) for wanted in wishes], planners)
        return [one for tries in done for one in tries]


def tried(ports: Ports, wanted: Wanted, tutor: str) -> Try:
    """Book a slot, once more where nothing was written because nobody answered; what came of it."""
    request = Request(contact_id=wanted.contact, tutor=tutor, start=datetime.fromisoformat(wanted.start))
    begun, outcome, told = time.perf_counter(), IN_DOUBT, ""
    for _ in range(MOST_TRIES):
        try:
            booked = book(ports, request, actor=f"planner {wanted.contact}")
        except (SlotTaken, NotBookable) as error:
            outcome, told = LOST, str(error)
        except SourceUnavailable:
            continue
        else:
            outcome, told = _outcome(booked.state), booked.problem
        break
    seconds = time.perf_counter() - begun
    return Try(contact=wanted.contact, start=wanted.start, outcome=outcome, seconds=seconds, told=told)


def _outcome(state: BookingState) -> str:
    return {BookingState.BOOKED: BOOKED, BookingState.FAILED: LOST}.get(state, IN_DOUBT)


def _say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
