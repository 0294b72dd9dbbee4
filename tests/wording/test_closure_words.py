from __future__ import annotations

from datetime import date

import pytest

from tutorcore.domain.closure_imports import NotUsed
from tutorcore.wording.closures import closures_text, period_text, place_text


def test_a_period_of_one_day_is_told_as_that_day():
    assert period_text(date(2026, 12, 25), date(2026, 12, 25)) == "vr 25 dec 2026"
    assert period_text(date(2026, 12, 21), date(2027, 1, 3)) == "ma 21 dec 2026 to zo 3 jan 2027"


def test_counts_are_told_in_full():
    assert closures_text(added=1, removed=0, unchanged=1_200) == "1 period added, 0 removed, 1.200 unchanged"


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (NotUsed(number=5, day=date(2026, 12, 25), reason="x"), "event 5"),
        (NotUsed(day=date(2026, 12, 25), reason="x"), "vr 25 dec 2026"),
        (NotUsed(reason="x"), "event"),
    ],
)
def test_a_place_is_a_number_or_a_day(one, told):
    assert place_text(one, "event") == told
