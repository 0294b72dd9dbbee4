"""`python -m benchmarks [slots|browser]`: one table; exit status 1 where a bound is missed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from benchmarks.batches import measure_batches
from benchmarks.browser import measure_browser
from benchmarks.slots import measure_slots
from benchmarks.table import machine, table
from benchmarks.timing import ROUNDS, Figure

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "slots": measure_slots,
    "batches": measure_batches,
    "browser": measure_browser,
}


def main(arguments: Sequence[str]) -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the speed that is promised.")
    parser.add_argument("part", nargs="?", choices=[*PARTS, "all"], default="all", help="what to measure (all)")
    part = parser.parse_args(arguments).part
    figures: list[Figure] = []
    for name in PARTS if part == "all" else [part]:
        for figure in PARTS[name]():
            print(f"measured: {figure.name}", file=sys.stderr)
            figures.append(figure)
    print(f"Medians of {ROUNDS} rounds unless told otherwise, in turn with the baseline, on {machine()}.\n")
    print(table(figures))
    missed = [figure.name for figure in figures if not figure.kept]
    if missed:
        print("\nMissed: " + "; ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
