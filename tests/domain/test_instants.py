"""Instants as numbers: exact, in UTC, and only from datetimes that say when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.instants import EPOCH, exists, micros, micros_of, midnight, moment_at, require_aware
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError

ZONES = st.sampled_from(["UTC", "Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(9990, 1, 1), timezones=st.timezones())  # noqa: DTZ001


@given(MOMENTS, ZONES)
def test_an_instant_comes_back_exactly_in_any_zone(moment, zone):
    back = moment_at(micros(moment), ZoneInfo(zone))
    assert back.astimezone(UTC) == moment.astimezone(UTC)
    assert back.tzinfo is ZoneInfo(zone)


@given(st.lists(MOMENTS, max_size=5))
def test_many_instants_are_as_exact_as_one(moments):
    assert micros_of(moments).tolist() == [micros(moment) for moment in moments]


OFFSETS = st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
FIXED = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=OFFSETS)  # noqa: DTZ001


@given(st.lists(FIXED, max_size=5), st.booleans())
def test_many_instants_with_fixed_offsets_are_as_exact_as_one(moments, alike):
    told = [moment.replace(tzinfo=moments[0].tzinfo) for moment in moments] if alike else moments
    assert micros_of(told).tolist() == [micros(moment) for moment in told]


def test_microseconds_are_counted_from_1970():
    assert micros(EPOCH) == 0
    assert micros(datetime(1970, 1, 1, 1, tzinfo=AMSTERDAM) + timedelta(microseconds=3)) == 3
    assert micros_of([datetime(1970, 1, 1, 2, tzinfo=timezone(timedelta(hours=1)))]).tolist() == [3_600_000_000]


def test_a_naive_datetime_is_refused_by_name_and_value():
    naive = datetime(2026, 11, 23, 10)  # noqa: DTZ001
    with pytest.raises(InputError, match=r"^The end of it has no time zone: 2026-11-23T10:00:00$"):
        require_aware(naive, "The end of it")
    with pytest.raises(InputError, match="2026-11-23T10:00:00"):
        micros_of([EPOCH, naive])


def test_the_two_passes_of_a_repeated_hour_are_an_hour_apart():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    assert micros(first.replace(fold=1)) - micros(first) == 3_600_000_000


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Amsterdam", date(2026, 11, 23), "2026-11-22T23:00"),
        ("Europe/Amsterdam", date(2026, 7, 1), "2026-06-30T22:00"),
        ("Asia/Beirut", date(2026, 3, 29), "2026-03-28T22:00"),  # skips 00:00 to 01:00
        ("Africa/Cairo", date(2026, 10, 30), "2026-10-29T22:00"),  # 23:00 came twice the evening before
        ("America/Havana", date(2026, 11, 1), "2026-11-01T04:00"),  # 00:00 comes twice: the first
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00"),  # a day that was not
        ("Pacific/Apia", date(2011, 12, 31), "2011-12-30T10:00"),
    ],
)
def test_a_local_day_begins_at_its_first_instant(zone, day, expected):
    assert midnight(day, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "there"),
    [
        ("Europe/Amsterdam", "2026-03-29T01:59", True),
        ("Europe/Amsterdam", "2026-03-29T02:00", False),
        ("Europe/Amsterdam", "2026-03-29T02:59:59.999999", False),
        ("Europe/Amsterdam", "2026-03-29T03:00", True),
        ("Europe/Amsterdam", "2026-10-25T02:30", True),
        ("Australia/Lord_Howe", "2026-10-04T02:15", False),
        ("Australia/Lord_Howe", "2026-10-04T02:30", True),
        ("Pacific/Apia", "2011-12-30T12:00", False),
    ],
)
def test_a_time_that_the_clock_skips_does_not_exist(zone, wall, there):
    local = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    assert exists(local) is there
    assert exists(local.replace(fold=1)) is there


@pytest.mark.parametrize("year", [1, 1900, 1969, 2106, 2107, 2255, 9999])
def test_instants_are_exact_in_any_year(year):
    moment = datetime(year, 6, 1, 12, 34, 56, 789_123, tzinfo=UTC)
    assert micros_of([EPOCH, moment]).tolist() == [0, micros(moment)]
    assert moment_at(micros(moment), ZoneInfo("UTC")) == moment
