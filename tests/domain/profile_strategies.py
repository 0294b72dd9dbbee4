"""Arbitrary planning profiles."""

from __future__ import annotations

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from tutorcore.domain.profiles import PlanningProfile


@st.composite
def profiles(draw: st.DrawFn, **fixed: object) -> PlanningProfile:
    """Any profile that is possible; `fixed` fields as given, or drawn from a strategy."""
    earliest = draw(st.integers(0, 23))
    fields = {
        "duration_minutes": draw(st.integers(5, 480)),
        "earliest_hour": earliest,
        "latest_hour": draw(st.integers(earliest, 23)),
        "min_lead_minutes": draw(st.sampled_from([0, 1, 30, 180, 720, 1440]) | st.integers(0, 3000)),
        "buffer_before_min": draw(st.integers(0, 240)),
        "buffer_after_min": draw(st.integers(0, 240)),
        "days_ahead": draw(st.integers(1, 366)),
        "slot_step_minutes": draw(st.integers(5, 240)),
        "exclude_weekends": draw(st.booleans()),
        "allowed_weekdays": draw(st.none() | st.frozensets(st.integers(0, 6), min_size=1)),
        "offer_size": draw(st.integers(1, 50)),
    }
    chosen = {name: draw(value) if isinstance(value, st.SearchStrategy) else value for name, value in fixed.items()}
    try:
        return PlanningProfile(**(fields | chosen))
    except ValidationError:
        assume(False)
        raise
