"""Lessons that were held, put to a profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import a_profile, at, busy
from tests.domain.profile_strategies import profiles
from tests.domain.question_strategies import FEW
from tutorcore.domain.busy import Busy
from tutorcore.domain.effects.back_test import HeldLesson, back_test
from tutorcore.domain.explanation import explain
from tutorcore.domain.reasons import Reason
from tutorcore.domain.zones import AMSTERDAM


def a_lesson(start="wo 10:00", minutes=60, **values):
    """A lesson of the week, of contact 1 with tutor 1."""
    begins = at(start)
    return HeldLesson(
        **{"contact_id": "1", "start": begins, "end": begins + timedelta(minutes=minutes), "tutor_id": 1} | values
    )


def judged(*lessons, stood=(), **fields):
    """Lessons put to one profile, with what stood in the calendar of tutor 1."""
    return back_test(lessons, [a_profile(**fields)], {1: Busy.of(busy(*stood))}, AMSTERDAM)


def why(lesson, stood=(), **fields):
    """The rules that refuse one lesson."""
    return list(judged(lesson, stood=stood, **fields).by_rule)


def test_a_lesson_within_all_the_rules_is_not_refused():
    found = judged(a_lesson(), stood=["wo 10:00-11:00", "wo 11:00-12:00"])
    assert (found.judged, found.refused, found.by_rule, found.lessons) == (1, 0, {}, ())


@pytest.mark.parametrize(
    ("lesson", "fields", "reasons"),
    [
        (a_lesson("za 10:00"), {"exclude_weekends": True}, [Reason.WEEKDAY]),
        (a_lesson("wo 18:00"), {}, [Reason.HOURS]),
        (a_lesson("wo 08:00"), {}, [Reason.HOURS]),
        (a_lesson("wo 10:20"), {}, [Reason.GRID]),
        (a_lesson("wo 17:00"), {}, []),
        (a_lesson(chosen_at=at("wo 08:00")), {"min_lead_minutes": 180}, [Reason.NOTICE]),
        (a_lesson(chosen_at=at("wo 07:00")), {"min_lead_minutes": 180}, []),
        (a_lesson(chosen_at=at("ma 07:00")), {"days_ahead": 2}, [Reason.HORIZON]),
        (a_lesson(chosen_at=at("ma 07:00")), {"days_ahead": 3}, []),
        (a_lesson(), {"min_lead_minutes": 1000, "days_ahead": 2}, []),
    ],
)
def test_each_rule_refuses_what_breaks_it(lesson, fields, reasons):
    assert why(lesson, **fields) == reasons


def test_what_stands_too_close_refuses_but_the_lesson_itself_does_not():
    stood = ["wo 10:00-11:00", "wo 09:00-09:50", "wo 11:20-12:00"]
    assert why(a_lesson(), stood, buffer_before_min=10, buffer_after_min=20) == []
    assert why(a_lesson(), stood, buffer_before_min=11, buffer_after_min=21) == [
        Reason.BUFFER_BEFORE,
        Reason.BUFFER_AFTER,
    ]


def test_a_longer_lesson_is_judged_by_its_own_end():
    assert why(a_lesson(minutes=90), ["wo 10:00-11:30", "wo 12:00-13:00"], buffer_after_min=30) == []


def test_what_is_not_known_is_not_judged_and_that_is_told():
    lessons = [a_lesson(), a_lesson("do 10:00", tutor_id=9), a_lesson("vr 10:00", chosen_at=at("ma 10:00"))]
    found = judged(*lessons, stood=["do 09:00-09:59"], buffer_before_min=30)
    assert (found.judged, found.refused, found.notice_not_judged, found.beside_not_judged) == (3, 0, 2, 1)


def test_each_lesson_is_judged_by_its_own_profile_and_those_without_one_are_not():
    lessons = [a_lesson("wo 17:00", rules=0), a_lesson("wo 17:00", rules=1), a_lesson("wo 17:00", rules=2)]
    found = back_test(lessons, [a_profile(), None, a_profile(latest_hour=16)], {}, AMSTERDAM)
    assert (found.judged, found.refused, found.by_rule) == (2, 1, {Reason.HOURS: 1})
    assert [(lesson.rules, reasons) for lesson, reasons in found.lessons] == [(2, (Reason.HOURS,))]


def test_nothing_held_is_ordinary():
    assert judged().judged == judged().refused == 0


@settings(max_examples=60)
@given(profiles(**FEW), st.integers(0, 7 * 24 * 12), st.integers(-2000, 0))
def test_a_lesson_is_refused_as_the_explanation_of_its_start_says(profile, steps, minutes):
    start = at("ma 00:00") + timedelta(minutes=5 * steps)
    chosen, end = start + timedelta(minutes=minutes), start + timedelta(minutes=profile.duration_minutes)
    held = a_lesson(start="ma 00:00", chosen_at=chosen)
    held = replace(held, start=start, end=end)
    found = back_test([held], [profile], {1: Busy.of([])}, AMSTERDAM)
    assert list(found.by_rule) == [refusal.reason for refusal in explain(start, profile, [], now=chosen)]
