"""`python -m benchmarks [PART]`: what was measured; exit status 1 where a bound is missed. `--help` lists the parts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from benchmarks.answer import measure_answers
from benchmarks.batches import measure_batches
from benchmarks.bookings import measure_bookings
from benchmarks.browser import measure_browser
from benchmarks.effect import measure_effect
from benchmarks.effect_clicks import measure_effect_click
from benchmarks.search import measure_search
from benchmarks.slots import measure_slots
from benchmarks.table import machine, steps_table, table
from benchmarks.timing import ROUNDS, Breakdown, Figure

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "slots": measure_slots,
    "batches": measure_batches,
    "bookings": measure_bookings,
    "effect": measure_effect,
    "search": measure_search,
    "browser": measure_browser,
    "draft": measure_effect_click,
}
ANSWER: Final = "answer"
_Measured = TypeVar("_Measured", Figure, Breakdown)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the speed that is promised.")
    choices = [*PARTS, ANSWER, "all"]
    parser.add_argument("part", nargs="?", choices=choices, default="all", help="what to measure (all)")
    part = parser.parse_args(arguments).part
    figures = list(_told(figure for name in PARTS if part in {name, "all"} for figure in PARTS[name]()))
    answers = list(_told(measure_answers())) if part in {ANSWER, "all"} else []
    print(f"Medians of {ROUNDS} rounds unless told otherwise, in turn with the baseline, on {machine()}.")
    if figures:
        print(f"\n{table(figures)}")
    if answers:
        print(f"\nFrom a contact's id to the figure of its week as JSON:\n\n{steps_table(answers)}")
    missed = [figure.name for figure in figures if not figure.kept]
    if missed:
        print("\nMissed: " + "; ".join(missed))
    return 1 if missed else 0


def _told(measured: Iterable[_Measured]) -> Iterator[_Measured]:
    """What is measured, told as it comes."""
    for one in measured:
        print(f"measured: {one.name}", file=sys.stderr)
        yield one


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
