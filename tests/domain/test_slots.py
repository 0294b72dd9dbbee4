"""Slots by example: each rule with its edges, the reasons in the table, and what is refused as a question."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import (
    NOW,
    a_profile,
    an_event,
    at,
    busy,
    place_of,
    reasons_at,
    starts,
)
from tutorcore.domain.closures import Closure
from tutorcore.domain.profiles import PLANNING_PROFILES, PlanningProfile
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import Slot, evaluate_slots, suggest_slots
from tutorcore.domain.zones import AMSTERDAM


def offered(events=(), *, now=NOW, **fields):
    return starts(suggest_slots(a_profile(**fields), events, now=now))


def table(events=(), *, now=NOW, closures=(), **fields):
    return evaluate_slots(a_profile(**fields), events, now=now, closures=closures)


ONE_DAY = {"days_ahead": 1}
HOURS = [f"ma {hour:02d}:00" for hour in range(9, 18)]


def test_starts_run_from_the_first_hour_to_the_last_one_included():
    assert offered(**ONE_DAY) == HOURS


def test_a_slot_has_its_start_and_end_in_the_zone():
    slots = suggest_slots(a_profile(duration_minutes=45), [], now=NOW.astimezone(UTC), limit=1)
    assert slots == [Slot(at("ma 09:00"), at("ma 09:45"))]
    assert slots[0].start.tzinfo is AMSTERDAM
    assert slots[0].end.tzinfo is AMSTERDAM


def test_the_zone_is_the_callers():
    new_york = ZoneInfo("America/New_York")
    slots = suggest_slots(a_profile(), [], now=NOW, zone=new_york, limit=1)
    assert slots == [Slot(at("ma 09:00", zone=new_york), at("ma 10:00", zone=new_york))]
    assert slots[0].start.tzinfo is new_york


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (30, ["09:00", "09:30", "10:00", "10:30", "11:00"]),
        (45, ["09:00", "09:45", "10:30"]),
        (50, ["09:00", "09:50", "10:40"]),
        (120, ["09:00", "11:00"]),
        (121, ["09:00"]),
    ],
)
def test_steps_are_counted_from_the_first_hour(step, expected):
    fields = ONE_DAY | {"slot_step_minutes": step, "latest_hour": 11}
    assert offered(**fields) == [f"ma {clock}" for clock in expected]


def test_a_first_hour_that_is_the_last_is_one_start():
    assert offered(earliest_hour=16, latest_hour=16, days_ahead=2) == ["ma 16:00", "di 16:00"]


def test_a_lesson_may_end_after_midnight():
    slots = suggest_slots(a_profile(latest_hour=23, duration_minutes=120), [], now=NOW)
    assert Slot(at("ma 23:00"), at("di 01:00")) in slots


def test_today_counts_as_the_first_of_the_days_ahead():
    fields = {"earliest_hour": 12, "latest_hour": 12}
    assert offered(**fields, days_ahead=3) == ["ma 12:00", "di 12:00", "wo 12:00"]
    assert offered(**fields, days_ahead=3, now=at("ma 23:59")) == ["di 12:00", "wo 12:00"]
    assert offered(**fields, days_ahead=3, now=at("ma 00:00")) == ["ma 12:00", "di 12:00", "wo 12:00"]


def test_today_is_the_local_date_and_not_that_of_utc():
    fields = {"earliest_hour": 12, "latest_hour": 12, "days_ahead": 1}
    assert offered(**fields, now=datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == ["ma 12:00"]


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, ["ma", "di", "wo", "do", "vr", "za", "zo"]),
        ({"exclude_weekends": True}, ["ma", "di", "wo", "do", "vr"]),
        ({"allowed_weekdays": {5, 6}}, ["za", "zo"]),
        ({"allowed_weekdays": {2, 5}}, ["wo", "za"]),
        ({"allowed_weekdays": {2, 5}, "exclude_weekends": True}, ["wo"]),
    ],
)
def test_only_allowed_weekdays_are_looked_at(fields, days):
    assert offered(earliest_hour=12, latest_hour=12, **fields) == [f"{day} 12:00" for day in days]


def test_days_that_are_not_allowed_count_for_the_horizon_all_the_same():
    fields = {"earliest_hour": 12, "latest_hour": 12, "exclude_weekends": True}
    assert offered(**fields, days_ahead=3, now=at("vr 08:00")) == ["vr 12:00"]


def test_where_no_day_is_left_nothing_is_offered():
    empty = table(now=at("za 08:00"), days_ahead=2, exclude_weekends=True)
    assert (len(empty), empty.suggested, empty.counts(), empty.first_reasons()) == (0, [], {}, {})
    assert list(empty.frame.columns) == ["start", "end", "offered", "reasons", "blocked_by"]
    assert len(empty.frame) == 0


def test_a_start_exactly_at_the_notice_is_offered():
    assert offered(**ONE_DAY, now=at("ma 10:00"), min_lead_minutes=120)[0] == "ma 12:00"
    assert offered(**ONE_DAY, now=at("ma 10:00") + timedelta(microseconds=1), min_lead_minutes=120)[0] == "ma 13:00"


def test_without_notice_a_lesson_may_start_now_but_not_before():
    found = table(**ONE_DAY, now=at("ma 10:00"))
    assert starts(found.suggested)[0] == "ma 10:00"
    assert reasons_at(found, "ma 09:00") == ["past"]


def test_notice_reaches_over_days():
    assert offered(now=at("ma 17:30"), min_lead_minutes=24 * 60)[0] == "wo 09:00"


def test_what_is_past_is_told_so_and_what_is_too_soon_is_told_so():
    found = table(**ONE_DAY, now=at("ma 10:30"), min_lead_minutes=120)
    assert reasons_at(found, "ma 10:00") == ["past"]
    assert reasons_at(found, "ma 11:00") == ["notice"]
    assert reasons_at(found, "ma 13:00") == []


def test_a_lesson_may_start_when_another_ends_and_end_when_another_starts():
    found = table(busy("ma 09:00-10:00", "ma 11:00-12:00"), **ONE_DAY)
    assert reasons_at(found, "ma 09:00") == ["busy"]
    assert reasons_at(found, "ma 10:00") == []
    assert reasons_at(found, "ma 11:00") == ["busy"]


def test_a_minute_of_busy_time_is_enough():
    assert reasons_at(table(busy("ma 10:59-11:00")), "ma 10:00") == ["busy"]
    assert reasons_at(table(busy("ma 10:00-10:01")), "ma 10:00") == ["busy"]


def test_an_event_of_no_length_blocks_nothing_not_even_with_buffers():
    events = [*busy("ma 10:30-10:30", "ma 10:00-10:00"), an_event("ma 11:00-11:00", before=60, after=60)]
    assert offered(events, **ONE_DAY, buffer_before_min=60, buffer_after_min=60) == HOURS


def test_buffers_keep_time_free_on_their_own_side():
    found = table(busy("ma 12:00-13:00"), **ONE_DAY, buffer_before_min=15, buffer_after_min=0)
    assert reasons_at(found, "ma 11:00") == []
    assert reasons_at(found, "ma 13:00") == ["buffer_before"]
    found = table(busy("ma 12:00-13:00"), **ONE_DAY, buffer_before_min=0, buffer_after_min=15)
    assert reasons_at(found, "ma 11:00") == ["buffer_after"]
    assert reasons_at(found, "ma 13:00") == []


@pytest.mark.parametrize(("gap", "expected"), [(14, ["buffer_before"]), (15, []), (16, [])])
def test_a_lesson_may_start_when_the_buffer_behind_an_event_ends(gap, expected):
    events = [(at("ma 09:00"), at("ma 11:00") - timedelta(minutes=gap))]
    assert reasons_at(table(events, buffer_before_min=15), "ma 11:00") == expected


def test_a_lesson_of_ours_keeps_its_own_buffers_before_and_after():
    ours = [an_event("ma 12:00-13:00", "Wiskunde", before=20, after=30)]
    found = table(ours, **ONE_DAY)
    assert reasons_at(found, "ma 11:00") == ["buffer_after"]
    assert reasons_at(found, "ma 13:00") == ["buffer_before"]
    assert reasons_at(found, "ma 14:00") == []
    assert reasons_at(found, "ma 10:00") == []


def test_two_lessons_need_the_larger_of_their_buffers_and_not_both():
    ours = [an_event("ma 11:30-12:30", before=30, after=30)]
    found = table(ours, **ONE_DAY, buffer_before_min=30, buffer_after_min=30)
    assert reasons_at(found, "ma 10:00") == []
    assert reasons_at(found, "ma 13:00") == []
    wider = table(ours, **ONE_DAY, buffer_before_min=31, buffer_after_min=31)
    assert reasons_at(wider, "ma 10:00") == ["buffer_after"]
    assert reasons_at(wider, "ma 13:00") == ["buffer_before"]


def test_all_reasons_are_kept_in_their_order():
    events = busy("ma 09:30-10:00", "ma 10:30-10:40", "ma 11:10-12:00")
    found = evaluate_slots(
        a_profile(buffer_before_min=15, buffer_after_min=15, min_lead_minutes=180),
        events,
        now=NOW,
        closures=[Closure(date(2026, 11, 23), date(2026, 11, 23), "dicht")],
    )
    assert reasons_at(found, "ma 10:00") == ["closure", "notice", "busy", "buffer_before", "buffer_after"]


def test_the_events_in_the_way_are_told_by_start():
    first, second = an_event("ma 09:00-09:55", "Yoga"), an_event("ma 10:59-12:00", "Tandarts")
    found = table([second, first, an_event("ma 16:00-17:00", "Ver weg")], buffer_before_min=10)
    place = place_of(found, at("ma 10:00"))
    assert found.blocked_by(place) == (first, second)
    told = {refusal.reason: refusal.events for refusal in found.refusals(place)}
    assert told == {Reason.BUSY: (second,), Reason.BUFFER_BEFORE: (first,)}


def test_a_closure_refuses_its_whole_day_and_lessons_that_reach_into_it():
    closed = [Closure(date(2026, 11, 24), date(2026, 11, 24), "Studiedag")]
    found = table(closures=closed, days_ahead=3, latest_hour=23, slot_step_minutes=30)
    assert reasons_at(found, "ma 23:00") == []
    assert reasons_at(found, "di 09:00") == ["closure"]
    assert reasons_at(found, "di 23:00") == ["closure"]
    assert reasons_at(found, "wo 09:00") == []
    longer = table(closures=closed, days_ahead=3, latest_hour=23, duration_minutes=61)
    assert reasons_at(longer, "ma 23:00") == ["closure"]


def test_a_refusal_names_the_closures():
    closed = [Closure(date(2026, 11, 24), date(2026, 11, 24), "Studiedag"), Closure(date(2026, 1, 1), date(2026, 1, 1))]
    found = table(closures=closed)
    (refusal,) = found.refusals(place_of(found, at("di 10:00")))
    assert refusal.closures == (closed[0],)


def test_reasons_are_counted_each_and_first_only():
    found = table(busy("ma 09:00-11:00"), **ONE_DAY, now=at("ma 09:30"), min_lead_minutes=60, buffer_after_min=0)
    assert found.counts() == {Reason.PAST: 1, Reason.NOTICE: 1, Reason.BUSY: 2}
    assert found.first_reasons() == {Reason.PAST: 1, Reason.NOTICE: 1}
    assert sum(found.first_reasons().values()) + len(found.suggested) == len(found)


def test_the_frame_has_a_row_for_each_candidate():
    event = an_event("ma 10:00-11:00", "Tandarts")
    frame = table([event], **ONE_DAY, latest_hour=11).frame
    assert list(frame.columns) == ["start", "end", "offered", "reasons", "blocked_by"]
    assert [moment.to_pydatetime() for moment in frame["start"]] == [at(f"ma {hour}:00") for hour in (9, 10, 11)]
    assert str(frame["start"].dt.tz) == str(frame["end"].dt.tz) == "Europe/Amsterdam"
    assert set(frame["end"] - frame["start"]) == {timedelta(hours=1)}
    assert frame["offered"].tolist() == [True, False, True]
    assert frame["reasons"].tolist() == [(), (Reason.BUSY,), ()]
    assert frame["blocked_by"].tolist() == [(), (event,), ()]


@pytest.mark.parametrize("name", PLANNING_PROFILES)
def test_every_built_in_profile_offers_something_in_a_free_calendar(name):
    found = evaluate_slots(PLANNING_PROFILES[name], [], now=NOW)
    assert found.suggested
    assert set(found.counts()) <= {Reason.PAST, Reason.NOTICE}


def test_a_new_customer_is_offered_the_day_after_tomorrow_or_later_as_the_profile_says():
    slots = starts(suggest_slots(PlanningProfile(), busy("di 10:00-20:30"), now=NOW))
    assert slots[:2] == ["ma 20:00", "wo 10:00"]
