from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import ports_over
from tests.domain.profile_strategies import profiles
from tutorcore.domain.busy import Busy
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.profile_sources import Source, SourcedProfile
from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES
from tutorcore.domain.records import CalendarReading, Entry
from tutorcore.domain.slots import suggest_slots
from tutorcore.domain.tutor_time import Doubt
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import UnknownName
from tutorcore.services.compare_profiles import (
    ProfileTrial,
    compared_profile,
    differing_fields,
    supply_of_profiles,
    try_value,
)
from tutorcore.wording.validation import problem_text

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
TODAY = NOW.astimezone(AMSTERDAM).date()
NEW, EXISTING = PLANNING_PROFILES["new"], PLANNING_PROFILES["existing"]
VALUES = {
    "earliest_hour": st.integers(-1, 24),
    "latest_hour": st.integers(-1, 24),
    "min_lead_minutes": st.integers(-1, 40_000),
    "days_ahead": st.integers(0, 367),
    "allowed_weekdays": st.none() | st.frozensets(st.integers(0, 6)),
    "exclude_weekends": st.booleans(),
}
CHANGES = st.lists(st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name])))


@pytest.fixture
def ports(sqlite_store):
    """A store with the tutor Eva, and a clock that stands still on Monday 23 November 2026, 8:00."""
    sqlite_store.calendars.add_tutor("Eva", entry=entry("tutor:Eva"))
    return ports_over(sqlite_store, now=NOW)


def entry(subject):
    return Entry(at=NOW, actor="Anouk", action="try", subject=subject)


def stored(profile=NEW, name="new"):
    return SourcedProfile(name=name, profile=profile, sources=dict.fromkeys(FIELDS, Source.BUILT_IN))


def read_calendar(ports, *events, days=400):
    """Eva's calendar, read just now for `days` days; `events` as (hours from now, length in hours)."""
    found = tuple(
        CalendarEvent(id=str(place), start=NOW + timedelta(hours=after), end=NOW + timedelta(hours=after + length))
        for place, (after, length) in enumerate(events)
    )
    reading = CalendarReading(
        name="lessons",
        source="eva.ics",
        events=found,
        bad=(),
        covers_from=NOW - timedelta(days=7),
        covers_until=NOW + timedelta(days=days),
    )
    tutor = ports.calendars.tutors()[0]
    ports.calendars.store_reading(tutor.id, reading, read_at=NOW, entry=entry("calendar:eva"))


def test_profiles_that_are_the_same_differ_in_nothing():
    assert differing_fields([EXISTING, PLANNING_PROFILES["returning_broadcast"]]) == frozenset()


def test_the_fields_that_differ_are_named():
    assert differing_fields([NEW, NEW.model_copy(update={"offer_size": 9, "latest_hour": 21})]) == {
        "offer_size",
        "latest_hour",
    }


@given(st.lists(profiles(), min_size=1, max_size=4))
def test_fields_differ_exactly_where_two_of_the_profiles_do(chosen):
    pairs = {
        name for one in chosen for other in chosen for name in FIELDS if getattr(one, name) != getattr(other, name)
    }
    assert differing_fields(chosen) == pairs
    assert differing_fields(chosen[::-1]) == pairs


def test_nothing_tried_is_the_stored_profile():
    one = compared_profile(stored(), ProfileTrial())
    assert (one.profile, one.problem, one.tried) == (NEW, None, frozenset())


def test_a_value_that_is_tried_counts():
    one = compared_profile(stored(), try_value(NEW, ProfileTrial(), "latest_hour", 22))
    assert (one.profile.latest_hour, one.tried) == (22, {"latest_hour"})


def test_a_value_as_it_is_stored_is_no_trial():
    trial = try_value(NEW, try_value(NEW, ProfileTrial(), "latest_hour", 22), "latest_hour", 20)
    assert trial == ProfileTrial()


def test_an_impossible_value_leaves_the_last_possible_ones_and_says_why():
    trial = try_value(NEW, try_value(NEW, ProfileTrial(), "offer_size", 9), "earliest_hour", 21)
    one = compared_profile(stored(), trial)
    assert one.problem
    assert "the last start (20:00) lies before the first (21:00)" in problem_text(one.problem)
    assert (one.profile.offer_size, one.profile.earliest_hour) == (9, 10)
    assert one.typed == {"offer_size": 9, "earliest_hour": 21}


def test_two_values_that_are_possible_only_together_may_be_typed_one_after_the_other():
    trial = try_value(NEW, try_value(NEW, ProfileTrial(), "earliest_hour", 21), "latest_hour", 22)
    one = compared_profile(stored(), trial)
    assert (one.profile.earliest_hour, one.profile.latest_hour, one.problem) == (21, 22, None)


def test_a_trial_that_a_new_version_of_the_profile_made_impossible_falls_back_to_that_version():
    trial = try_value(NEW, ProfileTrial(), "earliest_hour", 19)
    newer = NEW.model_copy(update={"latest_hour": 15})
    one = compared_profile(stored(newer), trial)
    assert one.profile == newer
    assert one.problem


@given(profiles(), CHANGES)
def test_whatever_is_typed_a_possible_profile_counts(profile, changes):
    trial = ProfileTrial()
    for name, value in changes:
        trial = try_value(profile, trial, name, value)
    one = compared_profile(stored(profile), trial)
    assert type(one.profile).model_validate(one.profile.model_dump()) == one.profile
    if one.problem is None:
        assert one.profile.model_dump() == profile.model_dump() | dict(trial.typed)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    longer=profiles(days_ahead=st.integers(1, 20)),
    shorter=profiles(days_ahead=3),
    busy=st.lists(st.tuples(st.integers(-24, 400), st.integers(1, 30)), max_size=8),
)
def test_the_days_of_a_profile_sum_up_to_what_is_suggested(ports, longer, shorter, busy):
    read_calendar(ports, *busy)
    chosen = {"longer": longer, "shorter": shorter}
    supply = supply_of_profiles(ports, chosen, tutor="Eva", before=chosen)
    known = Busy.of(supply.tutor.busy_events())
    for name, profile in chosen.items():
        suggested = suggest_slots(profile, known, now=NOW, zone=AMSTERDAM)
        assert supply.total(name) == supply.before[name] == len(suggested)
        assert list(supply.by_day[name]) == [TODAY + timedelta(days=day) for day in range(profile.days_ahead)]
        assert {slot.start.date() for slot in suggested} == {day for day, many in supply.by_day[name].items() if many}


def test_a_profile_is_counted_to_its_own_horizon_only(ports):
    read_calendar(ports)
    supply = supply_of_profiles(ports, {"new": NEW, "existing": EXISTING}, tutor="Eva")
    assert {name: len(days) for name, days in supply.by_day.items()} == {"new": 10, "existing": 14}


def test_days_off_take_slots_away_and_are_named(ports):
    read_calendar(ports)
    before = supply_of_profiles(ports, {"new": NEW}, tutor="Eva").by_day["new"]
    tomorrow = TODAY + timedelta(days=1)
    ports.closures.add(tomorrow, tomorrow, "Studiedag", tutor_id=None, entry=entry("day_off:1"))
    ports.closures.add(TODAY + timedelta(days=90), TODAY + timedelta(days=91), "Later", tutor_id=None, entry=entry("2"))
    supply = supply_of_profiles(ports, {"new": NEW}, tutor="Eva")
    assert before[tomorrow] > 0
    assert supply.by_day["new"] == {**before, tomorrow: 0}
    assert [day.name for day in supply.days_off] == ["Studiedag"]


def test_another_tutors_day_off_is_not_counted(ports):
    read_calendar(ports)
    tim = ports.calendars.add_tutor("Tim", entry=entry("tutor:Tim"))
    ports.closures.add(TODAY, TODAY, "Vrij", tutor_id=tim.id, entry=entry("day_off:1"))
    assert supply_of_profiles(ports, {"new": NEW}, tutor="Eva").days_off == ()


def test_without_a_calendar_nothing_is_offered_and_that_is_said(ports):
    supply = supply_of_profiles(ports, {"new": NEW}, tutor="Eva")
    assert supply.total("new") == 0
    assert [doubted.doubt for doubted in supply.tutor.doubts] == [Doubt.NO_CALENDAR]


def test_nothing_is_offered_beyond_what_is_known_of_a_calendar(ports):
    read_calendar(ports, days=3)
    supply = supply_of_profiles(ports, {"new": NEW}, tutor="Eva")
    assert supply.total("new") > 0
    assert not any(many for day, many in supply.by_day["new"].items() if day > TODAY + timedelta(days=3))
    assert [doubted.doubt for doubted in supply.tutor.doubts] == [Doubt.NOT_COVERED]


def test_a_tutor_who_does_not_exist_is_told(ports):
    with pytest.raises(UnknownName, match="There is no tutor"):
        supply_of_profiles(ports, {"new": NEW}, tutor="Nobody")
