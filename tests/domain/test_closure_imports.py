"""Days off from outside: which events close, and how a new reading is merged with what is stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.calendars import CalendarEvent, DayOff, EventKind, EventStatus
from tutorcore.domain.closure_imports import Listed, Period, merge_listed, new_among, periods_of, tidy_name
from tutorcore.domain.records import BadEvent, CalendarReading
from tutorcore.domain.zones import AMSTERDAM

TODAY = date(2026, 11, 23)
_ids = count(1)


def a_period(first, last=None, name="Vakantie"):
    """From `first` to `last`, in days from today."""
    return Period(first=TODAY + timedelta(first), last=TODAY + timedelta(first if last is None else last), name=name)


def stored(*periods):
    """Days off as the same calendar brought them."""
    return [DayOff(id=next(_ids), first=one.first, last=one.last, name=one.name) for one in periods]


def listed(*periods, unreadable=0):
    return Listed(name="Vakanties", source="vakanties.ics", periods=periods, unreadable=unreadable)


def merged(days, *periods, unreadable=0):
    return merge_listed(days, listed(*periods, unreadable=unreadable), today=TODAY)


# merging


def test_what_is_new_is_added_and_what_is_there_stays():
    merge = merged(stored(a_period(3)), a_period(3), a_period(9))
    assert (merge.add, merge.remove, merge.unchanged) == ((a_period(9),), (), 1)


def test_what_is_no_longer_listed_goes():
    days = stored(a_period(3), a_period(9))
    assert merged(days, a_period(9)).remove == (days[0],)


def test_what_moved_goes_and_comes():
    days = stored(a_period(3, 9))
    merge = merged(days, a_period(3, 8))
    assert (merge.add, merge.remove) == ((a_period(3, 8),), tuple(days))


def test_what_is_over_stays_though_it_is_no_longer_listed():
    assert merged(stored(a_period(-9, -1))).remove == ()


def test_what_is_still_running_today_is_not_over():
    days = stored(a_period(-9, 0))
    assert merged(days).remove == tuple(days)


def test_the_past_is_brought_once_and_not_rewritten():
    assert merged([], a_period(-9, -3)).add == (a_period(-9, -3),)
    assert merged(stored(a_period(-9, -3)), a_period(-9, -2, "Herfstvakantie")).add == ()


def test_nothing_is_removed_while_some_events_could_not_be_read():
    merge = merged(stored(a_period(3)), a_period(9), unreadable=1)
    assert (merge.add, merge.remove) == ((a_period(9),), ())


some_periods = st.lists(
    st.builds(
        lambda first, length, name: a_period(first, first + length, name),
        st.integers(-20, 20),
        st.integers(0, 10),
        st.sampled_from(["a", "b"]),
    ),
    max_size=8,
)


@given(some_periods, some_periods)
def test_a_second_merge_of_the_same_reading_changes_nothing(before, now):
    days = stored(*dict.fromkeys(before))
    merge = merged(days, *now)
    after = [day for day in days if day not in merge.remove] + stored(*merge.add)
    again = merged(after, *now)
    assert (again.add, again.remove) == ((), ())


@given(some_periods, some_periods)
def test_a_reading_rules_the_future_and_leaves_the_past(before, now):
    days = stored(*dict.fromkeys(before))
    merge = merged(days, *now)
    after = [day for day in days if day not in merge.remove] + stored(*merge.add)
    coming = {(day.first, day.last, day.name) for day in after if day.last >= TODAY}
    assert coming == {(one.first, one.last, one.name) for one in now if one.last >= TODAY}
    assert all(day in after for day in days if day.last < TODAY)


# lists


def test_what_says_the_same_is_not_new():
    there = DayOff(id=1, first=TODAY, last=TODAY, name="Kerst", tutor_id=None)
    same = DayOff(id=0, first=TODAY, last=TODAY, name=" KERST ")
    for_eva = DayOff(id=0, first=TODAY, last=TODAY, name="Kerst", tutor_id=4)
    assert new_among([same, for_eva, for_eva], [there]) == [for_eva]


def test_a_name_is_one_short_line():
    assert tidy_name(" Kerst\n vakantie ") == "Kerst vakantie"
    assert len(tidy_name("x" * 10_000)) == 200


# events


def local(day, hour=0, minute=0):
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, hour, minute, tzinfo=AMSTERDAM) + timedelta(day)
    return moment.astimezone(UTC)


def an_event(start, end, *, all_day=False, **values):
    return CalendarEvent(
        **{"id": f"e{start}", "start": start, "end": end, "title": "Vakantie", "all_day": all_day} | values
    )


def read(*events, bad=()):
    reading = CalendarReading(
        name="x", source="x.ics", events=events, bad=tuple(bad), covers_from=local(-99), covers_until=local(99)
    )
    return periods_of(reading, AMSTERDAM)


def test_the_last_day_of_an_all_day_event_is_the_one_before_its_end():
    periods, not_used = read(an_event(local(3), local(10), all_day=True))
    assert (periods, not_used) == ((a_period(3, 9),), ())


@pytest.mark.parametrize("marks", [{"transparent": True}, {"status": EventStatus.TENTATIVE}, {"declined": True}])
def test_published_holidays_close_though_they_are_marked_free(marks):
    assert read(an_event(local(3), local(4), all_day=True, **marks))[0] == (a_period(3),)


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ({"status": EventStatus.CANCELLED}, "it is cancelled"),
        ({"kind": EventKind.WORKING_LOCATION}, "it says only where somebody works"),
    ],
)
def test_what_is_called_off_closes_nothing(marks, why):
    periods, (one,) = read(an_event(local(3), local(4), all_day=True, **marks))
    assert (periods, one.reason, one.day) == ((), why, TODAY + timedelta(3))


def test_an_event_that_takes_part_of_a_day_is_reported_once_for_all_its_times():
    meetings = [an_event(local(day, 10), local(day, 11), title="Overleg") for day in (7, 0, 14)]
    periods, (one,) = read(*meetings)
    assert periods == ()
    assert (one.name, one.day) == ("Overleg", TODAY)
    assert one.reason == "it does not last whole days (10:00 to 11:00), 3 times"


def test_from_midnight_to_a_minute_before_it_is_a_whole_day():
    assert read(an_event(local(3), local(4, 23, 59)))[0] == (a_period(3, 4),)


def test_a_period_without_end_closes_nothing():
    periods, (one,) = read(an_event(local(3), local(3 + 732), all_day=True))
    assert (periods, one.reason) == ((), "it is longer than 731 days")


def test_an_event_of_no_length_closes_nothing():
    assert read(an_event(local(3), local(3)))[0] == ()


def test_an_event_that_could_not_be_read_is_reported_by_its_place():
    _, (one,) = read(bad=[BadEvent(number=3, title="Kerst", reason="it has no start")])
    assert (one.number, one.name, one.reason) == (3, "Kerst", "it has no start")


def test_the_same_days_twice_are_one_period():
    twice = [an_event(local(3), local(4), all_day=True, id=one) for one in ("a", "b")]
    assert read(*twice)[0] == (a_period(3),)
