"""Where the time goes between a contact's id and the figure of its week as JSON: from the store, in this process.

The services are called as a page calls them. What the store takes is told by the ports, query by query; what the
busy time and the judgement take, by doing those once more on the same events.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any, cast

from benchmarks.answer_store import CONTACT, open_filled
from benchmarks.timing import ROUNDS, Breakdown, WrongAnswerError, no_collector
from benchmarks.workloads.baseline import suggest
from benchmarks.workloads.loading import Workload
from pages.week_parts.figure import week_figure
from pages.week_parts.shown import ShownWeek
from tutorcore.domain.busy import Busy
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import WeekPlan, plan_week

QUERIES = {
    "contacts.get": "the contact's row",
    "contacts.conversations": "its conversations",
    "contacts.pin_of": "its pin",
    "profiles.versions": "the published profiles",
    "calendars.tutors": "the tutors",
    "calendars.calendars": "their calendars",
    "calendars.events": "their events",
    "closures.days_off": "the days off",
}
"""What is asked of the store, by port and method; anything else is told under its own name."""
READ, PREPARE, JUDGE, PLAN, SLOTS, FIGURE, JSON = (
    "segment, profile and wish",
    "busy time, made from the events",
    "grid and every reason (`evaluate_slots`)",
    "the rest of the plan",
    "the week's slots",
    "the figure",
    "the figure as JSON",
)


def measure_answers(names: tuple[str, ...] = ("W1", "W2"), *, rounds: int = ROUNDS) -> Iterator[Breakdown]:
    """The answers to these workloads, one by one."""
    for name in names:
        workload = Workload.load(name)
        with tempfile.TemporaryDirectory(prefix="benchmark") as folder, open_filled(workload, Path(folder)) as ports:
            compare_answer(workload, ports)
            yield Breakdown(name=f"{name}, {len(workload.events)} events", steps=_medians(ports, rounds))


def compare_answer(workload: Workload, ports: Ports) -> None:
    """Raise `WrongAnswerError` where what is planned from the store differs from the plain loop."""
    expected = suggest(workload.fields, workload.zone, workload.now, workload.events)
    plan = plan_week(ports, open_contact(ports, CONTACT), _week(ports))
    found = [one.slot.start for one in plan.table.offered()] if plan.table else []
    if found != expected:
        raise WrongAnswerError(f"{workload.name}: {len(expected)} free starts by the loop, {len(found)} from the store")


def _medians(ports: Ports, rounds: int) -> dict[str, float]:
    """The median of each step; the first round, which fills caches, is not counted."""
    with no_collector():
        taken = [_one_answer(ports) for _ in range(rounds + 1)][1:]
    return {step: median(one[step] for one in taken) for step in taken[0]}


def _one_answer(ports: Ports) -> dict[str, float]:
    """Seconds of each step of one answer."""
    watch = _Watch()
    timed = watch.over(ports)
    opened = watch.rest(READ, lambda: open_contact(timed, CONTACT))
    plan = watch.rest(PLAN, lambda: plan_week(timed, opened, _week(ports)))
    shown = ShownWeek(plan)
    watch.rest(SLOTS, lambda: shown.slots)
    figure = watch.rest(FIGURE, lambda: week_figure(shown, zone=ports.zone))
    watch.rest(JSON, lambda: json.dumps(figure))
    return _taken_apart(watch.seconds, plan, ports)


def _taken_apart(seconds: dict[str, float], plan: WeekPlan, ports: Ports) -> dict[str, float]:
    """The steps, with what the rest of the plan holds done once more: busy time and judgement."""
    (known,) = plan.tutors
    again = _Watch()
    busy = again.rest(PREPARE, lambda: Busy.of(replace(known).busy_events()))
    again.rest(
        JUDGE, lambda: evaluate_slots(plan.profile, busy, now=plan.now, zone=ports.zone, preferences=plan.preferences)
    )
    steps: dict[str, float] = {}
    for step, taken in seconds.items():
        if step == PLAN:
            steps |= again.seconds
        steps[step] = taken - sum(again.seconds.values()) if step == PLAN else taken
    return steps


def _week(ports: Ports) -> IsoWeek:
    return IsoWeek.of(ports.clock.now().astimezone(ports.zone).date())


class _Watch:
    """Adds up the seconds of each step, in the order in which they come first."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def over(self, ports: Ports) -> Ports:
        """The same ports, of which each method's time is taken."""
        names = ("contacts", "calendars", "closures", "profiles")
        watched = {name: _Watched(getattr(ports, name), name, self) for name in names}
        return replace(ports, **cast("dict[str, Any]", watched))

    def rest(self, step: str, work: Callable[[], Any]) -> Any:
        """What `work` answers; its time, but for the steps within it, is this step's."""
        within, begun = sum(self.seconds.values()), time.perf_counter()
        answer = work()
        taken = time.perf_counter() - begun - (sum(self.seconds.values()) - within)
        self.seconds[step] = self.seconds.get(step, 0.0) + taken
        return answer


class _Watched:
    """A port, each of whose methods is a step."""

    def __init__(self, port: object, name: str, watch: _Watch) -> None:
        self._port, self._name, self._watch = port, name, watch

    def __getattr__(self, method: str) -> Callable[..., Any]:
        step, asked = f"{self._name}.{method}", getattr(self._port, method)
        return lambda *given, **named: self._watch.rest(QUERIES.get(step, step), lambda: asked(*given, **named))
