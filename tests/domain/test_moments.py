from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.moments import FIRST_DAY, LAST_DAY, read_moment
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import InputError
from tutorcore.wording.dates import moment_text

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 11, 23)


def read(text, today=TODAY, week=None):
    return read_moment(text, today=today, zone=AMSTERDAM, week=week)


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
        "25/11 16:00",
        "25-11 16:00",
        "wo 25-11 16:00",
        "wo 2026-11-25 om 16:00",
        "16:00 25 nov",
        "om 16.00 uur, op woensdag 25-11",
        "25 nov 16u",
        "25 nov om 16 uur",
        "25 nov 16u00",
        "16 uur 25/11",
        "wo 16:00",
        "wo. 16:00",
        "Woensdag om 16.00 uur",
        "on Wednesday, at 16:00",
        "16:00 wo",
        "overmorgen 16:00",
        "the day after tomorrow at 16:00",
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
    ("text", "day"),
    [
        ("ma 10:00", date(2026, 11, 23)),
        ("di 10:00", date(2026, 11, 24)),
        ("zondag 10:00", date(2026, 11, 29)),
        ("vandaag 10:00", date(2026, 11, 23)),
        ("today 10:00", date(2026, 11, 23)),
        ("morgen 10:00", date(2026, 11, 24)),
        ("10:00 tomorrow", date(2026, 11, 24)),
    ],
)
def test_a_weekday_alone_is_the_next_one_and_may_be_today(text, day):
    assert read(text).date() == day


@pytest.mark.parametrize("week", [IsoWeek(2026, 45), IsoWeek(2026, 48), IsoWeek(2027, 2)])
def test_a_weekday_alone_is_that_of_the_week_that_is_shown(week):
    assert read("wo 16:00", week=week).date() == week.days[2]
    assert read("zo 16:00", week=week).date() == week.days[6]


@pytest.mark.parametrize("text", ["morgen 16:00", "24/11 16:00", "di 24 nov 16:00"])
def test_a_day_that_names_itself_does_not_mind_the_week_that_is_shown(text):
    assert read(text, week=IsoWeek(2027, 2)).date() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("told", "hour", "minute"),
    [
        ("4 uur", 16, 0),
        ("4u", 16, 0),
        ("4u30", 16, 30),
        ("7 uur", 19, 0),
        ("8 uur", 8, 0),
        ("12 uur", 12, 0),
        ("04 uur", 4, 0),
        ("4:00", 4, 0),
        ("4.30 uur", 4, 30),
    ],
)
def test_hours_as_people_say_them_are_in_the_afternoon_from_1_to_7_and_a_clock_is_read_as_written(told, hour, minute):
    moment = read(f"wo om {told}")
    assert (moment.hour, moment.minute) == (hour, minute)


@pytest.mark.parametrize(
    "text",
    [
        *("", "wo", "16:00", "16 uur", "wo 25 nov", "25 foo 16:00", "31 feb 10:00", "31/2 10:00", "x" * 10_000),
        *("25 nov 24:00", "25 nov 16:60", "wo 25 uur", "wo 16", "25 16:00", "foo 16:00", "10.11 16:00"),
    ],
)
def test_what_is_no_day_and_time_is_refused_with_an_example(text):
    with pytest.raises(InputError) as refused:
        read(text)
    assert "wo 25 nov 16:00" in refused.value.hint


def test_a_weekday_that_does_not_belong_to_the_day_is_told():
    with pytest.raises(InputError, match="is not a “ma” but a “wo”"):
        read("ma 25 nov 16:00")
    with pytest.raises(InputError, match="is not a “ma” but a “wo”"):
        read("ma 25-11 16:00")


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


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2000-01-02", "9999-01-04", "9999-12-31"])
def test_a_day_in_a_week_that_no_address_can_name_is_refused_as_a_day(day):
    with pytest.raises(InputError, match=f"^{day} is too far away") as refused:
        read(f"{day} 00:00")
    assert "week" not in f"{refused.value} {refused.value.hint}"


@given(st.dates())
def test_a_day_is_read_just_where_an_address_can_name_its_week(day):
    try:
        named = IsoWeek.parse(str(IsoWeek.of(day)))
    except InputError:
        named = None
    assert (FIRST_DAY <= day <= LAST_DAY) == (named is not None)


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_first_and_the_last_day_are_read(day):
    assert read(f"{day.isoformat()} 12:00").date() == day
    assert IsoWeek.parse(str(IsoWeek.of(day))) == IsoWeek.of(day)


def test_a_day_after_the_end_of_the_calendar_is_refused():
    with pytest.raises(InputError, match="is not a day and a time"):
        read("morgen 10:00", today=date.max)


PIECES = st.sampled_from(
    [
        *("wo", "ma", "sunday", "morgen", "today", "nov", "feb", "uur", "u", "t", "om", "op", "at", "٣", "İ"),
        *("0", "4", "02", "16", "25", "30", "31", "99", "0001", "2027", "9999", "/", "-", ":", ".", ",", " ", " ", " "),
    ]
)
DAYS = st.builds("{:%d} {}".format, st.dates(), st.sampled_from(["jan", "mrt", "okt"])) | st.sampled_from(
    ["wo", "zo", "morgen", "overmorgen", "31/12", "1-1", "29 feb"]
)
CLOCKS = st.sampled_from(["00:00", "02:30", "23:59", "4 uur", "16u", "25:00"])
TYPED = (
    st.text()
    | st.lists(PIECES, max_size=12).map("".join)
    | st.builds("{} {}".format, DAYS | st.dates().map(str), CLOCKS)
    | st.builds("{} {}".format, CLOCKS, DAYS)
)


@given(TYPED, st.dates(), st.none() | st.dates().map(IsoWeek.of))
def test_any_text_is_a_moment_or_refused_on_any_day(text, today, week):
    with suppress(InputError):
        moment = read(text, today=today, week=week)
        assert moment.tzinfo is AMSTERDAM
        assert FIRST_DAY <= moment.date() <= LAST_DAY
