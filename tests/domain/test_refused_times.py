"""The half hours of a week that are not offered: the same answer as for any other time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from tests.domain.domain_builders import NOW, a_profile, at, busy
from tests.domain.question_strategies import questions
from tutorcore.domain.choosing import ChoiceTable
from tutorcore.domain.explanation import explain_start
from tutorcore.domain.grid import candidates
from tutorcore.domain.instants import exists
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.refused_times import refused_half_hours
from tutorcore.domain.slots import SlotTable, evaluate_slots, judge
from tutorcore.domain.weeks import IsoWeek

WEEK = IsoWeek.of(NOW.date())


def refused(*tables, week=WEEK, hours=(6, 22), together=False):
    named = {f"tutor {number}": table for number, table in enumerate(tables)}
    found = refused_half_hours(ChoiceTable(named, together=together), week, hours=hours)
    return {time.start: time.reasons for time in found}


def a_table(*events, wish=None, **fields):
    preferences = parse_preferences(wish) if wish else None
    return evaluate_slots(a_profile(**fields), busy(*events), now=NOW, preferences=preferences)


def test_a_time_that_is_offered_is_not_among_them():
    assert at("wo 16:00") not in refused(a_table())


@pytest.mark.parametrize(
    ("start", "reason"),
    [("wo 10:30", Reason.GRID), ("wo 08:00", Reason.HOURS), ("wo 14:00", Reason.BUSY), ("ma 06:30", Reason.PAST)],
)
def test_a_refused_half_hour_has_its_reasons(start, reason):
    assert reason in refused(a_table("wo 14:00-15:00"))[at(start)]


def test_all_the_shown_half_hours_are_offered_or_refused():
    table = a_table("wo 14:00-15:00", wish="woensdag", slot_step_minutes=30)
    offered = {slot.start for slot in table.suggested}
    found = refused(table)
    assert len(found) + len(offered) == 7 * 2 * (22 - 6)
    assert not offered & set(found)


def test_a_time_at_which_one_tutor_is_free_is_refused_only_where_all_must_be():
    free, taken = a_table(), a_table("wo 14:00-15:00")
    assert at("wo 14:00") not in refused(free, taken)
    assert refused(free, taken, together=True)[at("wo 14:00")] == (Reason.BUSY,)


def test_half_hours_that_the_spring_change_skips_are_left_out():
    zone, sunday = ZoneInfo("Europe/Amsterdam"), date(2027, 3, 28)
    table = evaluate_slots(a_profile(), [], now=datetime(2027, 3, 27, tzinfo=zone))
    starts = {*refused(table, week=IsoWeek.of(sunday), hours=(0, 24)), *(slot.start for slot in table.suggested)}
    there = [start for start in starts if start.date() == sunday]
    assert len(there) == 2 * 23
    assert all(exists(start) for start in there)


@given(asked=questions())
@settings(max_examples=60)
def test_they_agree_with_the_explanation_of_each_time(asked):
    question = Question.of(
        asked.profile,
        asked.events,
        now=asked.now,
        zone=asked.zone,
        preferences=asked.preferences,
        closures=asked.closures,
    )
    today = question.now.astimezone(question.zone).date()
    grid = candidates(question.profile, today, question.zone)
    week = IsoWeek.of(today + timedelta(days=3))
    found = refused(SlotTable(question, grid, judge(question, grid)), week=week, hours=(0, 24))
    for day in week.days:
        for minute in range(0, 1440, 30):
            start = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=question.zone)
            if exists(start):
                reasons = tuple(refusal.reason for refusal in explain_start(start, question))
                assert found.get(start, ()) == reasons
