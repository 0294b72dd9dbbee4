from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.moments import read_moment
from tutorcore.errors import InputError
from tutorcore.wording.dates import moment_text

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 23)


def read(text, today=TODAY):
    return read_moment(text, today=today, zone=AMSTERDAM)


@pytest.mark.parametrize(
    "text",
    [
        "wo 25 nov 16:00",
        "Woensdag 25 november om 16.00",
        "25 nov 16:00",
        "wed 25 nov 2026 at 16:00",
        "2026-11-25 16:00",
        "2026-11-25T16:00",
        "25-11-2026 16.00",
        "25/11/2026 16:00",
        "  wo   25  nov.  16:00 ",
    ],
)
def test_a_day_and_a_time_are_read_however_they_are_written(text):
    assert read(text) == datetime(2026, 11, 25, 16, 0, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("text", "day"),
    [("5 jan 10:00", date(2027, 1, 5)), ("20 nov 10:00", date(2026, 11, 20)), ("1 mrt 10:00", date(2027, 3, 1))],
)
def test_without_a_year_the_nearest_such_day_is_meant(text, day):
    assert read(text).date() == day


@pytest.mark.parametrize(
    "text",
    ["", "wo", "16:00", "wo 25 nov", "25 foo 16:00", "31 feb 10:00", "25 nov 24:00", "25 nov 16:60", "x" * 10_000],
)
def test_what_is_no_day_and_time_is_refused_with_an_example(text):
    with pytest.raises(InputError) as refused:
        read(text)
    assert "wo 25 nov 16:00" in refused.value.hint


def test_a_weekday_that_does_not_belong_to_the_day_is_told():
    with pytest.raises(InputError, match="is not a “ma” but a “wo”"):
        read("ma 25 nov 16:00")


def test_a_word_that_is_no_weekday_is_told():
    with pytest.raises(InputError, match="is not a weekday"):
        read("foo 25 nov 16:00")


def test_a_time_that_the_clock_skips_is_refused():
    with pytest.raises(InputError, match="skips"):
        read("28-03-2027 02:30")


def test_a_time_that_comes_twice_means_its_first_pass():
    assert read("25-10-2026 02:30").astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.integers(0, 300 * 1440))
def test_what_the_pages_write_is_read_back(minutes):
    moment = (datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(AMSTERDAM)
    assert read(moment_text(moment)) == moment.replace(fold=0)


@given(st.text())
def test_any_text_is_a_moment_or_refused(text):
    with suppress(InputError):
        assert read(text).tzinfo is AMSTERDAM
