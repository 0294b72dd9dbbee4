"""Days off in words: from when to when, and what an import of them did."""

from __future__ import annotations

from datetime import date

from tutorcore.domain.closure_imports import NotUsed
from tutorcore.wording.dates import counted, long_day
from tutorcore.wording.imports import grouped


def period_text(first: date, last: date) -> str:
    """`vr 25 dec 2026`, `ma 21 dec 2026 to zo 3 jan 2027`; both days are included."""
    return long_day(first) if first == last else f"{long_day(first)} to {long_day(last)}"


def closures_text(*, added: int, removed: int, unchanged: int) -> str:
    """`12 periods added, 0 removed, 3 unchanged`."""
    return f"{counted(added, 'period')} added, {grouped(removed)} removed, {grouped(unchanged)} unchanged"


def place_text(one: NotUsed, unit: str) -> str:
    """Where it stands: `row 5`, or its day where only that is known."""
    if one.number:
        return f"{unit} {one.number}"
    return long_day(one.day) if one.day else unit
