"""Dates, times, ages and lengths as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.domain.domain_builders import at
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import (
    age_text,
    ago_text,
    clock,
    counted,
    length_text,
    long_day,
    minute_of_day,
    moment_text,
    short_day,
    span_text,
    week_text,
    weekday_name,
)


def test_a_moment_is_told_the_dutch_way():
    assert moment_text(at("wo 16:00")) == "wo 25 nov 16:00"
    assert moment_text(at("ma 09:05")) == "ma 23 nov 09:05"
    assert long_day(date(2026, 11, 25)) == "wo 25 nov 2026"
    assert clock(at("wo 00:07")) == "00:07"


def test_weekdays_begin_with_monday():
    assert [weekday_name(day) for day in range(7)] == ["ma", "di", "wo", "do", "vr", "za", "zo"]


def test_months_are_told_in_dutch():
    months = [short_day(date(2026, month, 3)).split()[-1] for month in range(1, 13)]
    assert months == ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@pytest.mark.parametrize(("minutes", "text"), [(0, "00:00"), (545, "09:05"), (960, "16:00"), (1440, "24:00")])
def test_a_minute_of_the_day_is_told_as_a_clock_time(minutes, text):
    assert minute_of_day(minutes) == text


def test_a_span_names_the_day_only_where_it_ends_on_another():
    assert span_text(at("wo 16:00"), at("wo 17:00")) == "16:00–17:00"
    assert span_text(at("wo 23:30"), at("do 00:30")) == "23:30–do 26 nov 00:30"


@pytest.mark.parametrize(
    ("week", "text"),
    [
        ("2026-W48", "week 48 · 23–29 nov"),
        ("2026-W49", "week 49 · 30 nov–6 dec"),
        ("2026-W53", "week 53 · 28 dec–3 jan"),
        ("2026-W02", "week 2 · 5–11 jan"),
    ],
)
def test_a_week_is_told_with_its_days(week, text):
    assert week_text(IsoWeek.parse(week)) == text


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=-5), "0 s"),
        (timedelta(0), "0 s"),
        (timedelta(seconds=40), "40 s"),
        (timedelta(seconds=59.9), "59 s"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=5), "2 days"),
    ],
)
def test_an_age_is_told_in_one_unit(age, text):
    assert age_text(age) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (None, "never"),
        (datetime(2026, 11, 25, 15, tzinfo=UTC), "today"),
        (datetime(2026, 11, 26, 9, tzinfo=UTC), "today"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "today"),  # local midnight has passed
        (datetime(2026, 11, 24, 22, 30, tzinfo=UTC), "yesterday"),
        (datetime(2026, 11, 20, 12, tzinfo=UTC), "5 days ago"),
        (datetime(2026, 9, 27, 12, tzinfo=UTC), "59 days ago"),
        (datetime(2026, 9, 26, 12, tzinfo=UTC), "za 26 sep 2026"),
        (datetime(2026, 8, 31, 23, tzinfo=UTC), "di 1 sep 2026"),
    ],
)
def test_when_something_last_happened_is_told_by_local_days(moment, text):
    assert ago_text(moment, datetime(2026, 11, 25, 16, tzinfo=AMSTERDAM)) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "60 minutes"),
        (90, "90 minutes"),
        (120, "2 hours"),
        (720, "12 hours"),
        (1440, "1 day"),
        (2880, "2 days"),
        (1500, "25 hours"),
        (1441, "1441 minutes"),
    ],
)
def test_a_length_is_told_in_the_unit_in_which_people_say_it(minutes, text):
    assert length_text(minutes) == text


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [
        (1, ("slot",), "1 slot"),
        (0, ("slot",), "0 slots"),
        (1250, ("slot",), "1.250 slots"),
        (1_234_567, ("day",), "1.234.567 days"),
        (2, ("person", "people"), "2 people"),
        (1, ("person", "people"), "1 person"),
    ],
)
def test_numbers_are_counted_the_dutch_way(number, words, text):
    assert counted(number, *words) == text
