"""How fast `evaluate_slots` answers, beside the plain loop. Answers are compared before any time is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from benchmarks.timing import Figure, faster_than, side_by_side, times_as_long
from benchmarks.workloads.baseline import starts, suggest
from benchmarks.workloads.loading import Workload

CALLS = 100
"""Answers in one measurement: one alone is shorter than what a clock tells well."""
EVERY = 50
"""W3's loop takes minutes: it is run on every fiftieth start, and its time scaled."""
W3_ROUNDS = 5
BOUNDS = {"W1": (50, 150), "W2": (1_500, 5_000)}
GROWTH = 1.3


class WrongAnswerError(Exception):
    """The two answers differ: then no time means anything."""


def measure_slots() -> Iterator[Figure]:
    """The figures one by one, as they are taken."""
    for name, (bound, aim) in BOUNDS.items():
        workload = Workload.load(name)
        compare(workload)
        yield _against_loop(workload, bound=bound, aim=aim)
    yield _growth(Workload.load("N125"), Workload.load("N8000"))
    yield _sampled(Workload.load("W3"))


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


def _against_loop(workload: Workload, *, bound: float, aim: float) -> Figure:
    samples = side_by_side(
        workload.evaluate,
        lambda: suggest(workload.fields, workload.zone, workload.now, workload.events),
        calls=(CALLS, 1),
    )
    return faster_than(
        f"{workload.name}, {len(workload.events)} events: faster than the loop", samples, bound=bound, aim=aim
    )


def _growth(few: Workload, many: Workload) -> Figure:
    for workload in (few, many):
        compare(workload, every=EVERY if workload is many else 1)
    samples = side_by_side(many.evaluate, few.evaluate, calls=(CALLS, CALLS))
    name = f"{few.name} to {many.name}: growth with {len(many.events) // len(few.events)} times the events"
    return times_as_long(name, samples, bound=GROWTH)


def _sampled(workload: Workload) -> Figure:
    """For information: the loop on a sample of the starts."""
    compare(workload, every=EVERY)
    samples = side_by_side(
        workload.evaluate,
        lambda: suggest(workload.fields, workload.zone, workload.now, workload.events, every=EVERY),
        calls=(CALLS, 1),
        rounds=W3_ROUNDS,
    )
    everything = list(starts(workload.fields, workload.zone, workload.now))
    scaled = samples.scaled_theirs(len(everything) / len(everything[::EVERY]))
    return faster_than(f"{workload.name}, {len(workload.events)} events: faster than the loop (scaled)", scaled)
