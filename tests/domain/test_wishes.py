"""Preferences judged for many candidates at once say what `Preferences` says of each."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import a_profile
from tests.domain.preferences.wishes import structures
from tutorcore.domain.grid import candidates
from tutorcore.domain.instants import MINUTE, moment_at
from tutorcore.domain.preferences import ANY_DAY, Exclusion, Hold, Preferences, Window
from tutorcore.domain.wishes import in_exclusions, outside_windows
from tutorcore.domain.zones import AMSTERDAM

WEDNESDAY = date(2026, 11, 25)
HALF_HOURS = a_profile(earliest_hour=0, latest_hour=23, slot_step_minutes=30, days_ahead=1)
ON_WEDNESDAY = frozenset({2})


def told(flags, grid):
    return [f"{minute // 60:02d}:{minute % 60:02d}" for minute in grid.minutes[flags]]


def inside(window, duration=60):
    grid = candidates(HALF_HOURS, WEDNESDAY, AMSTERDAM)
    return told(~outside_windows(Preferences(windows=(window,)), grid, duration, AMSTERDAM), grid)


def excluded(exclusion, duration=60):
    grid = candidates(HALF_HOURS, WEDNESDAY, AMSTERDAM)
    return told(in_exclusions(Preferences(exclusions=(exclusion,)), grid, duration, AMSTERDAM), grid)


def test_a_window_that_holds_the_start_ends_before_its_end():
    assert inside(Window(ON_WEDNESDAY, 720, 840)) == ["12:00", "12:30", "13:00", "13:30"]


def test_a_window_that_holds_the_whole_lesson_holds_its_end_too():
    assert inside(Window(ON_WEDNESDAY, 720, 840, Hold.WHOLE)) == ["12:00", "12:30", "13:00"]
    assert inside(Window(ON_WEDNESDAY, 1320, 1440, Hold.WHOLE)) == ["22:00", "22:30", "23:00"]


def test_a_window_of_one_instant_holds_that_very_start():
    assert inside(Window(ON_WEDNESDAY, 930, 930, Hold.EXACT)) == ["15:30"]
    assert inside(Window(ON_WEDNESDAY, 931, 931, Hold.EXACT)) == []


def test_a_window_of_other_days_holds_nothing():
    assert inside(Window(ANY_DAY - ON_WEDNESDAY, 0, 1440)) == []


def test_an_exclusion_is_touched_by_any_overlap():
    assert excluded(Exclusion(ON_WEDNESDAY, 720, 780)) == ["11:30", "12:00", "12:30"]
    assert excluded(Exclusion(ON_WEDNESDAY, 720, 780), 61) == ["11:00", "11:30", "12:00", "12:30"]


def test_an_excluded_instant_is_touched_from_a_start_there_until_before_an_end_there():
    assert excluded(Exclusion(ON_WEDNESDAY, 720, 720)) == ["11:30", "12:00"]


def test_a_lesson_over_midnight_touches_what_the_next_day_excludes():
    thursday = frozenset({3})
    assert excluded(Exclusion(thursday, 0, 1440), 61) == ["23:00"]
    assert excluded(Exclusion(thursday, 0, 1440), 60) == []
    assert excluded(Exclusion(thursday, 30, 60), 91) == ["23:00"]
    assert excluded(Exclusion(thursday, 30, 60), 90) == []
    assert excluded(Exclusion(thursday, 0, 0), 91) == ["22:30", "23:00"]


def test_no_windows_and_no_exclusions_leave_everything():
    grid = candidates(HALF_HOURS, WEDNESDAY, AMSTERDAM)
    assert not outside_windows(Preferences(), grid, 60, AMSTERDAM).any()
    assert not in_exclusions(Preferences(), grid, 60, AMSTERDAM).any()


DAYS = [("Europe/Amsterdam", date(2026, 11, 27)), ("Europe/Amsterdam", date(2026, 3, 27))]
DAYS += [("Europe/Amsterdam", date(2026, 10, 23)), ("Australia/Lord_Howe", date(2026, 4, 3))]


@pytest.mark.parametrize(("zone", "first"), DAYS)
@settings(max_examples=40)
@given(wish=structures, duration=st.integers(5, 480))
def test_arrays_and_values_say_the_same(zone, first, wish, duration):
    clock = ZoneInfo(zone)
    grid = candidates(HALF_HOURS.model_copy(update={"days_ahead": 4}), first, clock)
    outside = outside_windows(wish, grid, duration, clock)
    touched = in_exclusions(wish, grid, duration, clock)
    for place, start in enumerate(grid.starts.tolist()):
        lesson = moment_at(start, clock), moment_at(start + duration * MINUTE, clock)
        assert outside[place] != wish.fits_window(*lesson, zone=clock)
        assert touched[place] == bool(wish.touched_exclusions(*lesson, zone=clock))
