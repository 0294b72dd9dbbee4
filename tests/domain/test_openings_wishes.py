"""How a wish is widened for a start that it refuses, and how the result is written."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import a_profile
from tests.domain.openings_builders import all_told, opened
from tutorcore.domain.openings import ChangedRule, openings_of
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.question import Question
from tutorcore.domain.weeks import IsoWeek


@pytest.mark.parametrize(
    ("wish", "start", "becomes", "minutes"),
    [
        ("woensdagmiddag", "do 15:00", "woensdagmiddag; of donderdagmiddag", 360),
        ("woensdag", "do 09:00", "woensdag; of donderdagochtend", 720),
        ("woensdagavond", "wo 17:00", "woensdagavond; of woensdagmiddag", 360),
        ("woensdag na 16:00", "wo 15:00", "woensdag na 15:00", 60),
        ("woensdag na 16:00", "wo 14:00", "woensdag na 16:00; of woensdagmiddag", 360),
        ("na 16:00", "wo 15:00", "na 16:00; of woensdag na 15:00", 60),
        ("woensdag tussen 14 en 17", "wo 13:30", "woensdag van 13:30 tot 17:00", 30),
        ("woensdag tussen 14 en 17", "wo 16:30", "woensdag van 14:00 tot 17:30", 30),
        ("woensdag tussen 14:15 en 14:45", "wo 14:00", "woensdag van 14:00 tot 15:00", 30),
        ("doordeweeks voor 12 uur", "wo 11:30", "doordeweeks voor 12:00; of woensdag voor 12:30", 30),
        ("woensdag begin tussen 13:00 en 15:00", "wo 15:00", "woensdag begin tussen 13:00 en 15:15", 15),
        ("woensdag om 15:30", "wo 16:00", "woensdag om 15:30; of woensdag om 16:00", 30),
        ("woensdag om 15:30", "wo 12:00", "woensdag om 15:30; of woensdagmiddag", 360),
        ("dinsdag na 16:00", "wo 16:00", "dinsdag na 16:00; of woensdagmiddag", 360),
        ("niet woensdag", "wo 16:00", "", 1440),
        ("niet woensdag na 16:30, niet vrijdag", "wo 16:00", "niet vrijdag", 450),
        ("niet om 16:30", "wo 16:00", "", 0),
        ("dinsdag, niet om 16:30", "wo 16:00", "dinsdag; of woensdagmiddag", 360),
        ('dinsdag "bij volle maan"', "wo 16:00", 'dinsdag; of woensdagmiddag "bij volle maan"', 360),
    ],
)
def test_a_wish_is_widened_as_a_planner_would_say_it(wish, start, becomes, minutes):
    found = opened(start, wish=wish, slot_step_minutes=30)
    opening = next(each for each in found.openings if each.rules == (ChangedRule.PREFERENCE,))
    assert str(opening.changes[0].preferences) == becomes
    assert parse_preferences(becomes) == opening.changes[0].preferences
    assert opening.minutes == minutes


def test_a_range_is_not_widened_over_midnight():
    found = opened("wo 23:00", wish="woensdag tussen 22 en 23:30", latest_hour=23, duration_minutes=90)
    assert all_told(found) == ["duration_minutes 90>30", "wish woensdag van 22:00 tot 23:30; of woensdagavond"]


def test_a_range_that_a_clock_change_does_not_fit_gives_way_to_the_part_of_the_day():
    zone = ZoneInfo("Europe/Amsterdam")
    wish = parse_preferences("zondag van 00:30 tot 01:30")
    profile = a_profile(earliest_hour=0, slot_step_minutes=30, duration_minutes=120)
    question = Question.of(
        profile, [], now=datetime(2026, 10, 24, tzinfo=UTC), zone=zone, preferences=wish, closures=()
    )
    start = datetime(2026, 10, 25, 1, 0, tzinfo=zone)  # the clock shows 3:00 in the lesson, and 2:00 at its end
    found = openings_of(start, question, week=IsoWeek(2026, 43))
    widened = [str(each.changes[0].preferences) for each in found.openings if each.rules == (ChangedRule.PREFERENCE,)]
    assert widened == ["zondag van 00:30 tot 01:30; of zondagochtend"]
