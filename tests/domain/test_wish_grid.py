from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.wish_grid import DayPart, cells, clock_windows, with_cells

any_cells = st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(DayPart)))
any_wish = st.sampled_from(
    [
        "",
        "woensdag",
        "vrijdag na 16:00",
        "ma-vr 's avonds",
        "di om 15:30; niet maandag",
        'za "met Eva"',
        "middag of avond",
    ]
).map(parse_preferences)


@pytest.mark.parametrize(
    ("wish", "days_by_part"),
    [
        ("", ([], [], [])),
        ("woensdagmiddag", ([], [2], [])),
        ("donderdag", ([3], [3], [3])),
        ("middag", ([], list(range(7)), [])),
        ("vrijdag na 16:00", ([], [], [])),
        ("vrijdag na 12:00", ([], [4], [4])),
        ("ma ochtend of di avond", ([0], [], [1])),
    ],
)
def test_windows_of_whole_parts_stand_on_the_grid(wish, days_by_part):
    on = cells(parse_preferences(wish))
    assert tuple([day for day in range(7) if (day, part) in on] for part in DayPart) == days_by_part


def test_days_with_all_parts_are_a_list_of_whole_days():
    chosen = {(day, part) for day in (2, 4) for part in DayPart}
    assert with_cells(Preferences(), chosen) == parse_preferences("woensdag of vrijdag")


def test_days_with_the_same_part_share_a_window():
    chosen = {(0, DayPart.EVENING), (1, DayPart.EVENING)}
    assert len(with_cells(Preferences(), chosen).windows) == 1


@given(any_wish, any_cells)
def test_the_grid_shows_what_was_chosen(wish, chosen):
    assert cells(with_cells(wish, chosen)) == chosen


@given(any_wish, any_cells)
def test_what_does_not_stand_on_the_grid_is_left_alone(wish, chosen):
    changed = with_cells(wish, chosen)
    assert clock_windows(changed) == clock_windows(wish)
    assert changed.exclusions == wish.exclusions
    assert changed.unrecognised == wish.unrecognised


@given(any_wish)
def test_choosing_what_is_chosen_changes_nothing(wish):
    assert with_cells(wish, cells(wish)) == wish


@given(any_wish, any_cells)
def test_the_line_that_the_grid_writes_fills_it_alike(wish, chosen):
    changed = with_cells(wish, chosen)
    assert parse_preferences(str(changed)) == changed
