"""What would open a refused start: the smallest change of each rule, and pairs where one is not enough."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import NOW, a_profile, an_event, at, busy
from tests.domain.openings_builders import WEEK, all_told, opened, told
from tutorcore.domain.closures import Closure
from tutorcore.domain.openings import ChangedRule, openings_of
from tutorcore.domain.question import Question
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import InputError

WEEKEND = frozenset({5, 6})
SINTERKLAAS = Closure(date(2026, 11, 26), date(2026, 11, 26), "Sinterklaas")


def refused_for_good(start, **given):
    found = opened(start, **given)
    assert not found.openings
    return [refusal.reason.value for refusal in found.unchangeable]


def test_a_time_that_is_offered_needs_no_opening():
    found = opened("wo 16:00")
    assert (found.openings, found.unchangeable, found.rules, found.too_many) == ((), (), (), False)


@pytest.mark.parametrize(
    ("start", "given", "change", "minutes"),
    [
        ("ma 17:00", {"min_lead_minutes": 720}, "min_lead_minutes 720>540", 180),
        ("ma 08:00", {"min_lead_minutes": 720, "earliest_hour": 8}, "min_lead_minutes 720>0", 720),
        (
            "wo 10:00",
            {"events": busy("wo 09:00-09:50"), "buffer_before_min": 15},
            "buffer_before_min 15>10",
            5,
        ),
        ("wo 10:00", {"events": busy("wo 09:00-10:00"), "buffer_before_min": 15}, "buffer_before_min 15>0", 15),
        ("wo 10:30", {}, "slot_step_minutes 60>30", 30),
        ("wo 10:45", {"slot_step_minutes": 30}, "slot_step_minutes 30>15", 15),
        ("wo 10:20", {"slot_step_minutes": 30}, "slot_step_minutes 30>10", 20),
        ("wo 18:00", {}, "latest_hour 17>18", 60),
        ("wo 23:00", {}, "latest_hour 17>23", 360),
        ("wo 08:00", {}, "earliest_hour 9>8", 60),
        ("wo 00:00", {}, "earliest_hour 9>0", 540),
        ("wo 10:00", {"events": busy("wo 10:30-11:30")}, "duration_minutes 60>30", 30),
        ("wo 10:00", {"events": busy("wo 10:33-11:30")}, "duration_minutes 60>30", 30),
        ("wo 10:00", {"events": busy("wo 10:05-11:30")}, "duration_minutes 60>5", 55),
        ("wo 10:00", {"events": busy("wo 10:30-11:30"), "buffer_after_min": 10}, "duration_minutes 60>20", 40),
        (
            "wo 23:00",
            {"latest_hour": 23, "duration_minutes": 90, "closures": [SINTERKLAAS]},
            "duration_minutes 90>60",
            30,
        ),
        ("za 10:00", {"exclude_weekends": True}, "exclude_weekends True>False allowed_weekdays None>012345", 1440),
        ("wo 10:00", {"allowed_weekdays": {0, 1}}, "allowed_weekdays 01>012", 1440),
        ("wo 10:00", {"allowed_weekdays": {0, 1, 3, 4, 5, 6}}, "allowed_weekdays 013456>None", 1440),
        ("wo 10:00", {"allowed_weekdays": {0, 5}, "exclude_weekends": True}, "allowed_weekdays 05>025", 1440),
        (
            "za 10:00",
            {"allowed_weekdays": {0, 5, 6}, "exclude_weekends": True},
            "exclude_weekends True>False allowed_weekdays 056>05",
            1440,
        ),
        ("+wo 10:00", {}, "days_ahead 7>10", 4320),
    ],
)
def test_one_rule_in_the_way_is_moved_as_little_as_opens_the_time(start, given, change, minutes):
    found = opened(start, **given)
    assert all_told(found) == [change]
    assert found.openings[0].minutes == minutes
    assert not found.unchangeable
    assert not found.too_many


def test_both_buffers_are_one_rule_and_each_is_lowered_to_its_own_gap():
    events = busy("wo 09:00-09:53", "wo 11:10-12:00")
    (opening,) = opened("wo 10:00", events=events, buffer_before_min=10, buffer_after_min=15).openings
    assert told(opening) == "buffer_before_min 10>7 buffer_after_min 15>10"
    assert (opening.rules, opening.minutes) == ((ChangedRule.BUFFER,), 8)


def test_a_buffer_after_can_be_lowered_or_the_lesson_shortened():
    found = opened("wo 10:00", events=busy("wo 11:10-12:00"), buffer_after_min=15)
    assert all_told(found) == ["buffer_after_min 15>10", "duration_minutes 60>55"]


def test_seconds_between_an_event_and_a_lesson_are_no_gap():
    start, end = busy("wo 09:00-09:50")[0]
    (opening,) = opened("wo 10:00", events=[(start, end + timedelta(seconds=1))], buffer_before_min=15).openings
    assert told(opening) == "buffer_before_min 15>9"


def test_the_buffer_of_a_lesson_of_ours_cannot_be_changed():
    lesson = an_event("wo 09:00-09:50", "Wiskunde", after=15)
    assert refused_for_good("wo 10:00", events=[lesson], buffer_before_min=20) == ["buffer_before"]


def test_a_shorter_lesson_keeps_clear_of_the_buffer_of_a_lesson_of_ours():
    lesson = an_event("wo 11:10-12:00", "Wiskunde", before=15)
    assert all_told(opened("wo 10:00", events=[lesson])) == ["duration_minutes 60>55"]


def test_one_buffer_is_lowered_and_the_lesson_shortened_where_the_other_buffer_is_not_ours_to_change():
    events = [an_event("wo 11:10-12:00", before=15), *busy("wo 09:00-09:50")]
    found = opened("wo 10:00", events=events, buffer_before_min=15)
    assert all_told(found) == ["buffer_before_min 15>10 + duration_minutes 60>55"]


@pytest.mark.parametrize(
    ("start", "given", "reasons"),
    [
        ("ma 10:00", {"now": at("ma 10:01")}, ["past"]),
        ("wo 10:00", {"closures": [Closure(date(2026, 11, 25), date(2026, 11, 25))]}, ["closure"]),
        ("wo 10:00", {"events": busy("wo 09:30-10:10")}, ["busy"]),
        ("wo 10:00", {"events": busy("wo 10:00-10:10")}, ["busy"]),
        ("wo 10:00", {"events": busy("wo 10:04-11:00")}, ["busy"]),
        ("wo 10:00", {"events": busy("wo 10:10-11:00"), "buffer_after_min": 15}, ["busy"]),
        ("wo 10:00", {"events": busy("wo 09:30-10:10"), "wish": "dinsdag"}, ["busy"]),
        ("wo 10:00", {"events": busy("wo 10:30-11:00"), "duration_minutes": 5}, []),
        ("wo 10:00", {"events": busy("wo 10:03-11:00"), "duration_minutes": 5}, ["busy"]),
        ("wo 10:07", {}, ["grid"]),
        ("wo 23:30", {"slot_step_minutes": 30}, ["hours"]),
        ("+wo 10:00", {"events": busy("+wo 09:00-12:00")}, ["busy"]),
    ],
)
def test_what_no_rule_can_change_is_told_and_nothing_is_claimed(start, given, reasons):
    assert refused_for_good(start, **given) == reasons


def test_a_start_with_seconds_is_on_no_grid():
    assert refused_for_good(at("wo 10:30") + timedelta(seconds=30)) == ["grid"]
    assert refused_for_good(at("wo 17:00") + timedelta(seconds=1)) == ["grid"]


def test_a_year_from_now_is_as_far_as_the_horizon_goes():
    start = at("ma 10:00") + timedelta(days=365)
    assert all_told(opened(start)) == ["days_ahead 7>366"]
    assert refused_for_good(start + timedelta(days=1)) == ["horizon"]


def test_times_that_are_not_on_the_clock_cannot_be_opened():
    zone = ZoneInfo("Europe/Amsterdam")
    question = Question.of(
        a_profile(earliest_hour=0), [], now=datetime(2026, 3, 28, tzinfo=UTC), zone=zone, preferences=None, closures=()
    )
    skipped = openings_of(datetime(2026, 3, 29, 2, 0, tzinfo=zone), question, week=IsoWeek(2026, 13))
    assert [refusal.reason.value for refusal in skipped.unchangeable] == ["clock_change"]
    assert (skipped.openings, skipped.rules) == ((), ())


def test_a_shorter_lesson_is_a_multiple_of_five_minutes_whatever_it_was():
    assert all_told(opened("wo 10:00", events=busy("wo 10:52-11:00"), duration_minutes=57)) == [
        "duration_minutes 57>50"
    ]


def test_where_the_steps_do_not_divide_the_hour_the_first_start_is_one_that_reaches_the_time():
    assert all_told(opened("wo 09:15", earliest_hour=10, slot_step_minutes=45)) == ["earliest_hour 10>7"]


def test_a_finer_step_keeps_the_starts_that_there_were():
    (opening,) = opened("wo 09:25", slot_step_minutes=30).openings
    before, after = ({*range(540, 1021, step)} for step in (30, opening.changes[0].fields[0].new))
    assert before < after


@pytest.mark.parametrize(
    ("start", "given", "pair"),
    [
        ("wo 17:30", {}, "slot_step_minutes 60>30 + latest_hour 17>18"),
        ("wo 08:30", {}, "slot_step_minutes 60>30 + earliest_hour 9>8"),
        ("za 18:00", {"allowed_weekdays": {0, 6}}, "latest_hour 17>18 + allowed_weekdays 06>056"),
        (
            "ma 17:00",
            {"min_lead_minutes": 720, "wish": "dinsdag"},
            "min_lead_minutes 720>540 + wish dinsdag; of maandagmiddag",
        ),
        (
            "wo 10:00",
            {"events": busy("wo 09:00-09:50", "wo 10:30-11:00"), "buffer_before_min": 15},
            "buffer_before_min 15>10 + duration_minutes 60>30",
        ),
        (
            "wo 10:00",
            {"events": busy("wo 10:30-11:00"), "wish": "dinsdag"},
            "duration_minutes 60>30 + wish dinsdag; of woensdagochtend",
        ),
        ("+wo 18:00", {}, "latest_hour 17>18 + days_ahead 7>10"),
    ],
)
def test_where_two_rules_stand_in_the_way_the_pair_opens_the_time(start, given, pair):
    found = opened(start, **given)
    assert all_told(found) == [pair]
    assert len(found.rules) == 2


def test_singles_come_before_pairs():
    found = opened(
        "wo 16:30",
        wish="woensdag tussen 15 en 17",
        buffer_after_min=15,
        events=busy("wo 17:40-18:00"),
        slot_step_minutes=30,
    )
    assert all_told(found) == [
        "duration_minutes 60>30",
        "buffer_after_min 15>10 + wish woensdag van 15:00 tot 17:30",
        "duration_minutes 60>55 + wish woensdag van 15:00 tot 17:30",
    ]


def test_more_than_two_rules_are_named_and_nothing_is_claimed():
    found = opened("za 18:00", wish="dinsdag", exclude_weekends=True)
    assert found.too_many
    assert (found.openings, found.unchangeable) == ((), ())
    assert found.rules == (ChangedRule.HOURS, ChangedRule.WEEKDAY, ChangedRule.PREFERENCE)


def test_hours_that_bring_the_time_on_the_grid_are_one_rule():
    found = opened("wo 08:00", slot_step_minutes=45)
    assert found.rules == (ChangedRule.HOURS,)
    assert all_told(found) == ["earliest_hour 9>8"]


def test_an_opening_tells_how_many_slots_the_shown_week_gains():
    (opening,) = opened("wo 18:00", events=busy("do 18:00-19:00")).openings
    assert opening.opens == 6
    (opening,) = opened("wo 18:00", week=WEEK.shifted(1)).openings
    assert opening.opens == 0
    (opening,) = opened("wo 18:00", week=(at("wo 00:00"), at("do 18:00"))).openings
    assert opening.opens == 1
    (opening,) = opened("wo 18:00", week=(at("wo 00:00"), at("do 18:01"))).openings
    assert opening.opens == 2


def test_the_start_may_be_given_in_any_zone():
    for zone in (UTC, ZoneInfo("Asia/Tokyo")):
        assert opened(at("wo 18:00").astimezone(zone)) == opened("wo 18:00")


def test_a_naive_start_or_week_is_refused():
    naive = datetime(2026, 11, 25, 16)  # noqa: DTZ001
    with pytest.raises(InputError, match="The start of a lesson has no time zone"):
        opened(naive)
    with pytest.raises(InputError, match="The start of a week has no time zone"):
        opened("wo 18:00", week=(naive, NOW))
    with pytest.raises(InputError, match="The end of a week has no time zone"):
        opened("wo 18:00", week=(NOW, naive))
