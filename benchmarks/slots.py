"""How fast `evaluate_slots` answers, beside the plain loop. Answers are compared before any time is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from benchmarks.timing import Figure, Samples, WrongAnswerError, faster_than, side_by_side, times_as_long
from benchmarks.workloads.baseline import starts, suggest
from benchmarks.workloads.loading import Workload, events_as_sent
from tutorcore.domain.busy import Busy
from tutorcore.domain.instants import MINUTE

CALLS = 100
"""Answers in one measurement: one alone is shorter than what a clock tells well."""
EVERY = 50
"""W3's loop takes minutes: it is run on every fiftieth start, and its time scaled."""
W3_ROUNDS = 5
BOUNDS = {"W1": (50, 150), "W2": (1_500, 5_000), "W3": (50_000, 200_000)}
GROWTH = 1.3
PREPARING = 0.1
"""How long making `Busy` may take beside making the datetimes that it is made of."""


def measure_slots() -> Iterator[Figure]:
    """The figures one by one, as they are taken."""
    for name in ("W1", "W2"):
        workload = Workload.load(name)
        compare(workload)
        yield _against_loop(workload)
    yield _growth(Workload.load("N125"), Workload.load("N8000"))
    largest = Workload.load("W3")
    compare(largest, every=EVERY)
    yield _sampled(largest)
    compare_busy(largest)
    yield _preparing(largest)


def compare(workload: Workload, *, every: int = 1) -> None:
    """Ask both and raise `WrongAnswerError` where they differ; `every` so many starts where the loop is slow."""
    expected = suggest(workload.fields, workload.zone, workload.now, workload.events, every=every)
    asked = list(starts(workload.fields, workload.zone, workload.now))[::every]
    found = {slot.start.astimezone(UTC) for slot in workload.evaluate().suggested}
    ours = [start for start in asked if start.astimezone(UTC) in found]
    if ours != expected or (every == 1 and len(found) != len(expected)):
        raise WrongAnswerError(
            f"{workload.name}: {len(expected)} free starts by the loop, {len(ours)} by evaluate_slots"
        )


def compare_busy(workload: Workload) -> None:
    """Raise `WrongAnswerError` where the prepared busy time does not cover just the minutes that were sent."""
    covered = {minute for start, end in workload.minutes for minute in range(start, end)}
    spans = zip(*(part // MINUTE for part in workload.busy.merged), strict=True)
    if covered != {minute for start, end in spans for minute in range(start, end)}:
        raise WrongAnswerError(f"{workload.name}: the prepared busy time covers other minutes than the events")


def _against_loop(workload: Workload) -> Figure:
    samples = side_by_side(
        workload.evaluate,
        lambda: suggest(workload.fields, workload.zone, workload.now, workload.events),
        calls=(CALLS, 1),
    )
    return _loop_figure(workload, samples)


def _growth(few: Workload, many: Workload) -> Figure:
    for workload in (few, many):
        compare(workload, every=EVERY if workload is many else 1)
    samples = side_by_side(many.evaluate, few.evaluate, calls=(CALLS, CALLS))
    name = f"{few.name} to {many.name}: growth with {len(many.events) // len(few.events)} times the events"
    return times_as_long(name, samples, bound=GROWTH)


def _sampled(workload: Workload) -> Figure:
    """The loop on a sample of the starts, its time scaled."""
    samples = side_by_side(
        workload.evaluate,
        lambda: suggest(workload.fields, workload.zone, workload.now, workload.events, every=EVERY),
        calls=(CALLS, 1),
        rounds=W3_ROUNDS,
    )
    everything = list(starts(workload.fields, workload.zone, workload.now))
    return _loop_figure(workload, samples.scaled_theirs(len(everything) / len(everything[::EVERY])), " (scaled)")


def _loop_figure(workload: Workload, samples: Samples, how: str = "") -> Figure:
    bound, aim = BOUNDS[workload.name]
    name = f"{workload.name}, {len(workload.events)} events: faster than the loop{how}"
    return faster_than(name, samples, bound=bound, aim=aim)


def _preparing(workload: Workload) -> Figure:
    samples = side_by_side(
        lambda: Busy.of(workload.events), lambda: events_as_sent(workload.minutes, workload.zone), calls=(5, 1)
    )
    name = f"{workload.name}, {len(workload.events)} events: making `Busy` beside making their datetimes"
    return times_as_long(name, samples, bound=PREPARING)
