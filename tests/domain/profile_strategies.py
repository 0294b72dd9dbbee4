"""Arbitrary planning profiles."""

from __future__ import annotations

from hypothesis import assume
from hypothesis import strategies as st
from pydantic import ValidationError

from tutorcore.domain.profiles import PlanningProfile

FIELDS = {
    "duration_minutes": st.integers(5, 480),
    "min_lead_minutes": st.sampled_from([0, 1, 30, 180, 720, 1440]) | st.integers(0, 3000),
    "buffer_before_min": st.integers(0, 240),
    "buffer_after_min": st.integers(0, 240),
    "days_ahead": st.integers(1, 366),
    "slot_step_minutes": st.integers(5, 240),
    "exclude_weekends": st.booleans(),
    "allowed_weekdays": st.none() | st.frozensets(st.integers(0, 6), min_size=1),
    "offer_size": st.integers(1, 50),
}
HOURS = st.lists(st.integers(0, 23), min_size=2, max_size=2).map(sorted)


@st.composite
def profiles(draw: st.DrawFn, **fixed: object) -> PlanningProfile:
    """Any profile that is possible; `fixed` fields as given, or drawn from a strategy."""
    earliest, latest = draw(HOURS)
    fields = {"earliest_hour": earliest, "latest_hour": latest} | FIELDS | fixed
    chosen = {name: draw(value) if isinstance(value, st.SearchStrategy) else value for name, value in fields.items()}
    try:
        return PlanningProfile(**chosen)
    except ValidationError:
        assume(False)
        raise
