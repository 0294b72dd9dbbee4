"""Which lessons a wish allows: on the local clock, over midnight, and where the clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.preferences.wishes import structures
from tutorcore.domain.preferences import AMSTERDAM, Exclusion, parse_preferences
from tutorcore.errors import InputError

WEDNESDAY = "2026-11-25"


def moment(text, *, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold)


def allows(wish, start, minutes, *, fold=0):
    begin = moment(start, fold=fold)
    end = (begin.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(AMSTERDAM)
    return parse_preferences(wish).allows(begin, end)


@pytest.mark.parametrize(
    ("wish", "time", "allowed"),
    [
        ("", "03:00", True),
        ("woensdag", "00:00", True),
        ("woensdag", "23:30", True),
        ("dinsdag", "12:00", False),
        ("middag", "11:59", False),
        ("middag", "12:00", True),
        ("middag", "17:59", True),
        ("middag", "18:00", False),
        ("na 16:00", "15:59", False),
        ("na 16:00", "16:00", True),
        ("na 16:00", "23:30", True),
        ("voor 12 uur", "11:00", True),
        ("voor 12 uur", "11:01", False),
        ("tussen 14 en 17", "13:59", False),
        ("tussen 14 en 17", "14:00", True),
        ("tussen 14 en 17", "16:00", True),
        ("tussen 14 en 17", "16:01", False),
        ("van 22:00 tot 24:00", "23:00", True),
        ("van 22:00 tot 24:00", "23:01", False),
        ("om 15:30", "15:30", True),
        ("om 15:30", "15:31", False),
        ("dinsdag of middag", "13:00", True),
        ("niet na 18:00", "17:00", True),
        ("niet na 18:00", "17:01", False),
        ("niet voor 9:00", "09:00", True),
        ("niet voor 9:00", "08:59", False),
        ("niet om 16:00", "15:00", True),
        ("niet om 16:00", "15:01", False),
        ("niet om 16:00", "16:00", False),
        ("niet om 16:00", "16:01", True),
        ("niet donderdag", "23:00", True),
        ("niet donderdag", "23:01", False),
        ("niet donderdag na 10:00", "23:30", True),
        ("niet woensdag", "23:30", False),
        ("middag, niet na 16:00", "14:00", True),
        ("middag, niet na 16:00", "15:30", False),
    ],
)
def test_a_lesson_of_an_hour_on_a_wednesday_is_judged_by_the_local_clock(wish, time, allowed):
    assert allows(wish, f"{WEDNESDAY} {time}", 60) is allowed


def test_an_exact_start_is_exact_to_the_microsecond():
    preferences = parse_preferences("om 15:30")
    start = moment(f"{WEDNESDAY} 15:30")

    assert preferences.allows(start, start + timedelta(hours=1))
    assert not preferences.allows(start + timedelta(microseconds=1), start + timedelta(hours=1))


@pytest.mark.parametrize(
    ("wish", "start", "minutes", "allowed"),
    [
        # The spring change skips 02:00 to 03:00 on 28 March 2027, a Sunday.
        ("niet tussen 02:00 en 03:00", "2027-03-28 01:30", 60, True),
        ("niet om 02:30", "2027-03-28 01:30", 60, True),
        ("niet na 03:00", "2027-03-28 01:30", 30, True),
        ("niet na 03:00", "2027-03-28 01:30", 31, False),
        ("tussen 01:00 en 03:00", "2027-03-28 01:00", 60, True),
        ("tussen 01:00 en 03:30", "2027-03-28 01:30", 60, True),
        ("tussen 01:00 en 03:29", "2027-03-28 01:30", 60, False),
        # The autumn change repeats 02:00 to 03:00 on 25 October 2026, a Sunday.
        ("niet tussen 02:00 en 02:15", "2026-10-25 02:30", 30, True),
        ("niet tussen 02:00 en 02:15", "2026-10-25 02:30", 31, False),
        ("niet om 02:00", "2026-10-25 02:30", 60, False),
        ("niet tussen 02:00 en 02:15", "2026-10-25 02:30 again", 60, True),
        ("tussen 02:30 en 04:00", "2026-10-25 02:30", 60, False),
        ("tussen 02:30 en 04:00", "2026-10-25 02:30 again", 60, True),
        ("tussen 02:00 en 03:00", "2026-10-25 02:00", 120, True),
        ("tussen 02:00 en 03:00", "2026-10-25 02:00", 121, False),
        ("om 02:30", "2026-10-25 02:30", 60, True),
        ("om 02:30", "2026-10-25 02:30 again", 60, True),
        ("niet maandag", "2026-10-25 00:00", 25 * 60, True),
        ("niet maandag", "2026-10-25 00:00", 25 * 60 + 1, False),
    ],
)
def test_through_a_clock_change_a_lesson_is_where_the_clock_shows_it(wish, start, minutes, allowed):
    second_pass = start.endswith(" again")
    assert allows(wish, start.removesuffix(" again"), minutes, fold=int(second_pass)) is allowed


def test_the_zone_decides_which_clock_is_read():
    start = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)
    end = start + timedelta(hours=1)
    preferences = parse_preferences("woensdag na 17:00")

    assert preferences.allows(start, end)
    assert not preferences.allows(start, end, zone=ZoneInfo("UTC"))
    assert preferences.allows(start.astimezone(ZoneInfo("Asia/Tokyo")), end)


def test_a_day_that_the_calendar_skips_is_not_touched():
    zone = ZoneInfo("Pacific/Apia")  # had no Friday 30 December 2011
    start = datetime(2011, 12, 29, 23, 30, tzinfo=zone)
    end = (start.astimezone(UTC) + timedelta(hours=1)).astimezone(zone)

    assert parse_preferences("niet vrijdag").allows(start, end, zone=zone)
    assert not parse_preferences("niet zaterdag").allows(start, end, zone=zone)


def test_a_long_lesson_touches_every_day_that_it_runs_through():
    start = moment("2026-11-23 23:00")

    touched = parse_preferences("niet woensdag; niet vrijdag").touched_exclusions(start, start + timedelta(days=2))

    assert touched == (Exclusion(frozenset({2})),)


def test_the_whole_of_a_lesson_lies_in_a_range_of_one_day():
    assert not allows("van 00:00 tot 24:00", f"{WEDNESDAY} 23:30", 60)


@pytest.mark.parametrize("question", ["allows", "fits_window", "touched_exclusions"])
def test_a_time_without_a_zone_is_refused(question):
    ask = getattr(parse_preferences("woensdag"), question)
    naive, aware = datetime(2026, 11, 25, 12), moment(f"{WEDNESDAY} 13:00")  # noqa: DTZ001  that is the case

    with pytest.raises(ValueError, match="no time zone"):
        ask(naive, aware)
    with pytest.raises(ValueError, match="no time zone"):
        ask(aware, naive)


@pytest.mark.parametrize("minutes", [0, -1])
def test_an_end_that_is_not_after_its_start_is_refused(minutes):
    start = moment(f"{WEDNESDAY} 12:00")

    with pytest.raises(InputError, match="ends after it starts"):
        parse_preferences("").allows(start, start + timedelta(minutes=minutes))


def test_an_end_that_is_only_later_on_the_clock_is_refused():
    second, first = moment("2026-10-25 02:15", fold=1), moment("2026-10-25 02:45", fold=0)

    with pytest.raises(InputError, match="ends after it starts"):
        parse_preferences("").allows(second, first)


instants = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
changes = st.sampled_from([datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)])
near_changes = st.builds(lambda change, minutes: change + timedelta(minutes=minutes), changes, st.integers(-240, 240))
lengths = st.integers(1, 600).map(lambda minutes: timedelta(minutes=minutes))


@given(structures, instants | near_changes, lengths)
def test_a_lesson_is_allowed_where_it_fits_a_window_and_touches_no_exclusion(preferences, start, length):
    end = start + length

    allowed = preferences.allows(start, end)

    assert allowed == (preferences.fits_window(start, end) and not preferences.touched_exclusions(start, end))


@given(structures, near_changes, st.integers(1, 300))
def test_minute_by_minute_the_clock_says_the_same(preferences, start, minutes):
    """The plain reading of the rules: look at the clock in every minute of the lesson."""
    readings = [(start + timedelta(minutes=minute)).astimezone(AMSTERDAM) for minute in range(minutes)]
    seen = [(reading.weekday(), reading.hour * 60 + reading.minute) for reading in readings]

    touched = tuple(exclusion for exclusion in preferences.exclusions if any(runs_in(exclusion, *at) for at in seen))
    fitting = [window for window in preferences.windows if holds(window, seen)]

    end = start + timedelta(minutes=minutes)
    assert preferences.touched_exclusions(start, end) == touched
    assert preferences.fits_window(start, end) == (bool(fitting) or not preferences.windows)


def runs_in(exclusion, day, minute):
    return day in exclusion.days and exclusion.start <= minute < max(exclusion.end, exclusion.start + 1)


def holds(window, seen):
    day, minute = seen[0]
    if window.hold == "whole":
        return all(at[0] == day and at[0] in window.days and window.start <= at[1] < window.end for at in seen)
    return day in window.days and window.start <= minute < max(window.end, window.start + 1)
