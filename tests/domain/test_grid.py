"""The grid of candidate starts: days, wall-clock steps, and where a lesson sees the clock change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import a_profile
from tutorcore.domain.grid import candidates, day_ordinals, start_minutes, wall_clock
from tutorcore.domain.instants import MINUTE, micros
from tutorcore.domain.zones import AMSTERDAM

MONDAY = date(2026, 11, 23)


def days(today=MONDAY, **fields):
    return [date.fromordinal(int(day)).isoformat() for day in day_ordinals(a_profile(**fields), today)]


def test_the_days_are_the_local_dates_from_today_on():
    assert days(days_ahead=3) == ["2026-11-23", "2026-11-24", "2026-11-25"]
    assert days(days_ahead=1) == ["2026-11-23"]
    assert len(days(days_ahead=366)) == 366


def test_days_whose_weekday_is_not_allowed_fall_out():
    assert days(days_ahead=7, allowed_weekdays={2, 6}) == ["2026-11-25", "2026-11-29"]
    assert days(days_ahead=2, allowed_weekdays={6}) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"earliest_hour": 9, "latest_hour": 10, "slot_step_minutes": 30}, [540, 570, 600]),
        ({"earliest_hour": 9, "latest_hour": 10, "slot_step_minutes": 45}, [540, 585]),
        ({"earliest_hour": 0, "latest_hour": 0}, [0]),
        ({"earliest_hour": 23, "latest_hour": 23, "slot_step_minutes": 5}, [1380]),
    ],
)
def test_the_minutes_run_from_the_first_hour_up_to_the_last(fields, expected):
    assert start_minutes(a_profile(**fields)).tolist() == expected


def test_every_day_holds_every_minute_in_order():
    grid = candidates(a_profile(days_ahead=2, latest_hour=10), MONDAY, AMSTERDAM)
    expected = [datetime(2026, 11, day, hour, tzinfo=AMSTERDAM) for day in (23, 24) for hour in (9, 10)]
    assert grid.starts.tolist() == [micros(moment) for moment in expected]
    assert grid.minutes.tolist() == [540, 600] * 2
    assert grid.weekdays().tolist() == [0, 0, 1, 1]
    assert grid.changes == ()


def test_a_grid_without_days_is_empty():
    grid = candidates(a_profile(days_ahead=1, allowed_weekdays={6}), MONDAY, AMSTERDAM)
    assert (grid.starts.size, grid.weekdays().size, grid.uneven(60 * MINUTE).size) == (0, 0, 0)


def test_a_grid_knows_when_the_clock_changes():
    saturday = date(2026, 3, 28)
    grid = candidates(a_profile(days_ahead=2), saturday, AMSTERDAM)
    assert grid.changes == (micros(datetime(2026, 3, 29, 1, tzinfo=UTC)),)


def test_a_change_in_the_night_behind_the_last_day_is_known_too():
    grid = candidates(a_profile(days_ahead=1, latest_hour=23), date(2026, 3, 28), AMSTERDAM)
    late = grid.uneven(480 * MINUTE)
    assert [int(grid.minutes[place]) for place in late] == [19 * 60, 20 * 60, 21 * 60, 22 * 60, 23 * 60]


def test_only_lessons_that_see_the_change_are_uneven():
    grid = candidates(a_profile(days_ahead=1, earliest_hour=0, latest_hour=4), date(2026, 3, 29), AMSTERDAM)
    assert [int(grid.minutes[place]) for place in grid.uneven(61 * MINUTE)] == [60]
    assert grid.uneven(60 * MINUTE).size == 0


def test_both_changes_of_a_year_are_found_wherever_the_days_fall():
    grid = candidates(a_profile(days_ahead=366, allowed_weekdays={2}), date(2026, 1, 1), AMSTERDAM)
    assert len(grid.changes) == 2


def test_a_minute_of_a_day_is_read_on_the_local_clock_in_its_first_pass():
    ordinal = date(2026, 10, 25).toordinal()
    assert wall_clock(ordinal, 150, AMSTERDAM) == datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    assert wall_clock(ordinal, 150, AMSTERDAM).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_zone_that_moved_for_good_is_no_clock_change_every_night():
    grid = candidates(a_profile(days_ahead=30), date(2024, 2, 15), ZoneInfo("Asia/Almaty"))  # +06 to +05 on 1 March
    assert len(grid.changes) == 1
    assert grid.starts.size == 30 * 9
