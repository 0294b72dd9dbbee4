"""ISO weeks as links write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.weeks import IsoWeek, end_of_day
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError


@pytest.mark.parametrize("text", ["2026-W48", "2026W48", "2026-w48", " 2026-W48 "])
def test_a_week_is_read_as_people_write_it(text):
    assert IsoWeek.parse(text) == IsoWeek(2026, 48)


@pytest.mark.parametrize("text", ["2026-W08", "2026-W8"])
def test_a_week_of_one_digit_is_told_with_two(text):
    assert str(IsoWeek.parse(text)) == "2026-W08"


@pytest.mark.parametrize(
    "text",
    ["", "48", "2026", "2026-48", "2026-W00", "2026-W54", "2025-W53", "1999-W10", "9999-W01", "2026-W48x", "W48"],
)
def test_what_is_no_week_is_refused_with_how_to_write_one(text):
    with pytest.raises(InputError, match="is not a week") as caught:
        IsoWeek.parse(text)
    assert caught.value.hint == "Write a week as 2026-W48."


def test_a_long_text_is_told_in_short():
    with pytest.raises(InputError) as caught:
        IsoWeek.parse("x" * 10_000)
    assert len(str(caught.value)) < 80


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 25), "2026-W48"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_date_belongs_to_its_iso_week(day, week):
    assert str(IsoWeek.of(day)) == week


def test_a_week_runs_from_monday_to_sunday():
    week = IsoWeek(2026, 48)
    assert week.monday == date(2026, 11, 23)
    assert week.days[-1] == date(2026, 11, 29)
    assert len(week.days) == 7


@pytest.mark.parametrize(("weeks", "expected"), [(1, "2026-W49"), (-1, "2026-W47"), (6, "2027-W01"), (-48, "2025-W52")])
def test_weeks_to_and_fro_pass_over_the_year(weeks, expected):
    assert str(IsoWeek(2026, 48).shifted(weeks)) == expected


@pytest.mark.parametrize(
    ("week", "hours"), [("2026-W48", 168), ("2026-W13", 167), ("2026-W43", 169)], ids=["plain", "spring", "autumn"]
)
def test_the_span_of_a_week_is_as_long_as_the_clock_makes_it(week, hours):
    start, end = IsoWeek.parse(week).span(AMSTERDAM)
    assert end - start == timedelta(hours=hours)
    assert start.astimezone(AMSTERDAM).strftime("%a %H:%M") == "Mon 00:00"


def test_a_day_ends_at_the_next_midnight():
    assert end_of_day(date(2026, 3, 29), AMSTERDAM) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert end_of_day(date(2026, 3, 28), ZoneInfo("Asia/Beirut")).astimezone(UTC) == datetime(
        2026, 3, 28, 22, tzinfo=UTC
    )


@given(st.dates(date(2000, 1, 3), date(9990, 1, 1)))
def test_a_week_written_and_read_again_is_the_same_and_holds_its_day(day):
    week = IsoWeek.of(day)
    assert IsoWeek.parse(str(week)) == week
    assert day in week.days


@given(st.dates(date(2000, 1, 3), date(2100, 1, 1)), st.integers(-500, 500))
def test_weeks_are_ordered_as_their_days(day, weeks):
    one, other = IsoWeek.of(day), IsoWeek.of(day).shifted(weeks)
    assert (one < other) == (one.monday < other.monday)
    assert other.shifted(-weeks) == one
