"""What would open a week without slots: for each rule the smallest change that opens any of its starts."""

from __future__ import annotations

import pytest

from tests.domain.domain_builders import at, busy
from tests.domain.openings_builders import WEEK, opened_week

FULL = busy(*(f"{day} 00:00-23:59" for day in ("ma", "di", "do", "vr", "za", "zo")))
"""Wednesday alone is free."""


@pytest.mark.parametrize(
    ("given", "openings"),
    [
        (
            {"min_lead_minutes": 9400, "latest_hour": 20},
            ["min_lead_minutes 9400>9360 opens 1", "latest_hour 20>21 opens 1"],
        ),
        (
            {"events": [*FULL, *busy("wo 00:00-09:50", "wo 11:05-23:59")], "buffer_before_min": 15, "latest_hour": 10},
            ["buffer_before_min 15>10 opens 1"],
        ),
        (
            {"events": [*FULL, *busy("wo 00:00-10:30", "wo 11:30-23:59")]},
            ["slot_step_minutes 60>30 opens 1", "duration_minutes 60>30 opens 1"],
        ),
        ({"events": [*FULL, *busy("wo 00:00-18:00")]}, ["latest_hour 17>18 opens 1"]),
        ({"events": [*FULL, *busy("wo 00:00-07:00", "wo 08:00-23:59")]}, ["earliest_hour 9>7 opens 1"]),
        (
            {"events": [*FULL, *busy("wo 00:00-10:00", "wo 10:45-23:59")]},
            ["duration_minutes 60>45 opens 1"],
        ),
        (
            {"events": [*FULL, *busy("wo 00:00-12:00", "wo 18:00-23:59")], "wish": "woensdagavond", "latest_hour": 23},
            ["wish woensdagavond; of woensdagmiddag opens 6"],
        ),
        ({"events": FULL, "wish": "niet woensdag"}, ["wish opens 9"]),
        (
            {"events": FULL, "exclude_weekends": True, "allowed_weekdays": {0, 1, 5, 6}},
            ["allowed_weekdays 0156>01256 opens 9"],
        ),
    ],
)
def test_each_rule_tells_the_smallest_change_that_opens_a_start(given, openings):
    assert opened_week(**given) == openings


def test_a_week_beyond_the_horizon_is_opened_by_its_first_free_day():
    assert opened_week(week=WEEK.shifted(1), events=busy("+ma 00:00-23:59")) == ["days_ahead 7>9 opens 9"]


def test_of_changes_that_move_as_little_the_one_that_opens_most_is_told():
    events = busy("wo 00:00-17:00", "do 00:00-16:00", "vr 00:00-23:59", "za 00:00-23:59", "zo 00:00-23:59")
    given = {"now": at("wo 08:00"), "events": events, "wish": "maandag", "days_ahead": 5, "latest_hour": 17}
    assert opened_week(**given) == ["wish maandag; of donderdagmiddag opens 2"]


def test_where_no_change_is_enough_alone_pairs_are_told():
    events = [*FULL, *busy("wo 00:00-18:00")]
    assert opened_week(events=events, wish="woensdagmiddag") == [
        "latest_hour 17>18 + wish woensdagmiddag; of woensdagavond opens 1",
    ]


def test_a_week_that_is_taken_or_over_cannot_be_opened():
    assert opened_week(events=[*FULL, *busy("wo 00:00-23:59")]) == []
    assert opened_week(week=WEEK.shifted(-1)) == []


def test_a_week_that_has_slots_is_told_what_adds_one():
    assert opened_week(events=FULL)[0] == "slot_step_minutes 60>30 opens 8"
