"""From click to painted page in a real Chromium: the week's clicks beside a page that only writes a number."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle
from pathlib import Path

from benchmarks import painted
from benchmarks.clicks import Window, chromium, new_window
from benchmarks.filling import BLOCKS, PLANNED, SLOTS, Filled, fill
from benchmarks.servers import ROOT, streamlit_server
from benchmarks.timing import ROUNDS, Figure, Samples, times_as_long
from pages.shared.work_desk import STEP
from tutorcore.domain.weeks import IsoWeek

WARM_UP = 3
"""Rounds before those that count."""
APART = 17
"""Every so manieth slot is picked: never the same twice, which would let it go."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Two pages of one browser: the dashboard's, and the floor's, which only writes a number."""

    address: str
    filled: Filled
    window: Window
    floor: Window
    rounds: int

    def in_turn(self, click: Callable[[], float]) -> Samples:
        """`click` and the floor's click in turn, after a few rounds that do not count."""
        pairs = [(self._floor_click(), click()) for _ in range(WARM_UP + self.rounds)][WARM_UP:]
        return Samples(ours=[ours for _, ours in pairs], theirs=[theirs for theirs, _ in pairs])

    def _floor_click(self) -> float:
        """Seconds until the next number is painted."""
        shown = int(self.floor.find("() => document.querySelector('.st-key-shown').textContent"))
        return self.floor.seconds_until(painted.number_is_shown(shown + 1), lambda: self.floor.click_key("next"))

    def show_week(self, week: IsoWeek) -> None:
        """Open the week page of the contact that the measurement is about."""
        self.window.go(f"{self.address}/week?contact={PLANNED}&week={week}")
        self.window.wait_for(painted.week_is_shown(week))


def measure_browser(rounds: int = ROUNDS) -> Iterator[Figure]:
    """The figures one by one, as they are taken."""
    with tempfile.TemporaryDirectory(prefix="benchmark") as folder, _stage(Path(folder), rounds) as stage:
        yield next_week(stage)
        yield pick(stage)
        yield why_not(stage)
        yield open_from_search(stage)
        yield open_work_list(stage)


@contextmanager
def _stage(var: Path, rounds: int) -> Iterator[Stage]:
    """Both servers and the browser, warmed up.

    Both run with Streamlit's own settings for all that costs time.
    """
    filled, floor_app = fill(var), Path(__file__).with_name("floor_app.py")
    with (
        streamlit_server(floor_app, var / "floor.log", folder=var, variables={}) as floor_address,
        streamlit_server(ROOT / "app.py", var / "dashboard.log", folder=ROOT, variables=filled.variables) as address,
        chromium() as browser,
    ):
        stage = Stage(
            address=address, filled=filled, window=new_window(browser), floor=new_window(browser), rounds=rounds
        )
        stage.floor.go(floor_address)
        stage.window.go(address)
        yield stage


def next_week(stage: Stage) -> Figure:
    """A click on "next week" until its slots and busy blocks are painted; through all the weeks, then again."""
    samples = stage.in_turn(_next_weeks(stage).__next__)
    name = f'"next week" until {SLOTS} slots and {BLOCKS} busy blocks are painted'
    return times_as_long(name, samples, bound=1.8, aim=1.5)


def _next_weeks(stage: Stage) -> Iterator[float]:
    first, *others = stage.filled.weeks
    while True:
        stage.show_week(first)
        for week in others:
            yield stage.window.seconds_until(painted.week_is_shown(week), lambda: stage.window.click_key("later"))


def pick(stage: Stage) -> Figure:
    """A click on a slot of the calendar until it is shown picked; another one each time."""
    stage.show_week(stage.filled.weeks[0])
    slots = cycle(range(3, SLOTS, APART))

    def click() -> float:
        x, y, start = stage.window.find(painted.PLACE_OF_BAR, next(slots))
        stage.window.page.mouse.move(x, y)
        shown = painted.slot_is_shown_picked(datetime.fromisoformat(start))
        return stage.window.seconds_until(shown, lambda: stage.window.page.mouse.click(x, y))

    return times_as_long("a slot until it is shown picked", stage.in_turn(click), bound=1.5, aim=1.3)


def why_not(stage: Stage) -> Figure:
    """A click on the switch of the why-not view until every refused half hour is painted."""
    stage.show_week(stage.filled.weeks[0])

    def click() -> float:
        took = stage.window.seconds_until(painted.REFUSED_ARE_SHOWN, lambda: _switch(stage))
        _switch(stage)
        stage.window.wait_for(painted.week_is_shown(stage.filled.weeks[0]))
        return took

    return times_as_long("the why-not view until every refused half hour is painted", stage.in_turn(click), bound=3)


def _switch(stage: Stage) -> None:
    stage.window.page.locator(".st-key-why_shown label").first.click()


def open_from_search(stage: Stage) -> Figure:
    """A click on a contact among the results of a search until the contact is shown."""
    stage.window.go(f"{stage.address}/contact")
    people = cycle(stage.filled.people)

    def click() -> float:
        contact_id, name = next(people)
        stage.window.page.locator(".st-key-search input").fill(name)
        stage.window.wait_for(painted.results_have(contact_id))
        return stage.window.seconds_until(
            painted.contact_is_shown(name), lambda: stage.window.click_key(f"open_{contact_id}")
        )

    return times_as_long("a contact of the search until it is shown", stage.in_turn(click), bound=2.2)


def open_work_list(stage: Stage) -> Figure:
    """A click on "Work list" until its first rows are shown, each with its reasons."""
    stage.window.go(f"{stage.address}/health")

    def click() -> float:
        took = stage.window.seconds_until(painted.WORK_LIST_IS_SHOWN, lambda: _follow(stage, "Work list"))
        _follow(stage, "Health")
        stage.window.wait_for(painted.WORK_LIST_IS_GONE)
        return took

    return times_as_long(f"the work list until its first {STEP} rows are shown", stage.in_turn(click), bound=2.5)


def _follow(stage: Stage, label: str) -> None:
    stage.window.page.get_by_role("link", name=label).first.click()
