"""The figures as a table for people."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.timing import Breakdown, Figure

HEADINGS = ("what", "ratio", "bound", "aim", "", "ours", "baseline", "rounds")


def table(figures: Sequence[Figure]) -> str:
    """One line a figure: its ratio beside bound and aim, and the two medians that it is made of."""
    return _drawn([HEADINGS, *(_row(figure) for figure in figures)])


def steps_table(parts: Sequence[Breakdown]) -> str:
    """One line a step: its milliseconds, and its share of the whole, for each of the `parts`."""
    steps = list(dict.fromkeys(step for part in parts for step in part.steps))
    headings = ("step", *(heading for part in parts for heading in (f"{part.name}: ms", "share")))
    rows = [(step, *(cell for part in parts for cell in _share(part, part.steps.get(step, 0.0)))) for step in steps]
    return _drawn([headings, *rows, ("all", *(cell for part in parts for cell in _share(part, part.total)))])


def _drawn(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as a table in Markdown, the first as its heading."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _share(part: Breakdown, seconds: float) -> tuple[str, str]:
    return f"{seconds * 1e3:.2f}", f"{seconds / part.total:.0%}"


def machine() -> str:
    """Where it was measured, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{os.cpu_count()} cores of {_processor()}, {memory:.0f} GB of memory, Python {python}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.at_least else "≤"
    return (
        figure.name,
        _number(figure.ratio),
        "" if figure.bound is None else f"{sign} {_number(figure.bound)}",
        "" if figure.aim is None else f"{sign} {_number(figure.aim)}",
        _verdict(figure),
        _duration(median(figure.samples.ours)),
        _duration(median(figure.samples.theirs)),
        str(len(figure.samples.ours)),
    )


def _verdict(figure: Figure) -> str:
    if figure.bound is None:
        return "for information"
    if not figure.kept:
        return "MISSED"
    if figure.aim is None:
        return "kept"
    return "aim met" if figure.aim_met else "kept, aim not met"


def _number(value: float) -> str:
    if value >= 20:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 0.2 else f"{value:.3f}"


def _duration(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"
