"""Refusals and openings name the lesson type whose rule is in the way, and no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.domain_builders import DAYS, NOW, a_profile, an_event, at
from tests.domain.lesson_type_strategies import lesson_types
from tests.domain.question_strategies import questions
from tutorcore.domain.busy import Busy
from tutorcore.domain.explanation import explain_start
from tutorcore.domain.lesson_types import LESSON_TYPES, LessonType, checked_fields, overlaid
from tutorcore.domain.openings import openings_of, openings_of_week
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import evaluate_question, evaluate_slots
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import ImpossibleOverlay

WEEK = IsoWeek.of(NOW.date())
TRIAL = LESSON_TYPES["trial"]


def asked(lesson_type=TRIAL, *events, **fields):
    """A question of a plain profile with a lesson type laid over it."""
    profile = overlaid(a_profile(**fields), lesson_type, profile_name="plain")
    return Question.of(profile, events, now=NOW, zone=AMSTERDAM, preferences=None, closures=(), lesson_type=lesson_type)


def a_lesson_type(**fields):
    return LessonType(name="exam", fields=checked_fields(fields))


def named(question, text):
    """The lesson type of each reason; blank where it is the profile's own rule."""
    return {each.reason: each.lesson_type for each in explain_start(at(text), question)}


def test_hours_and_weekdays_of_a_trial_are_the_lesson_types():
    assert named(asked(), "wo 16:00") == {Reason.HOURS: "trial"}
    assert named(asked(), "za 17:00") == {Reason.WEEKDAY: "trial"}


def test_rules_that_the_lesson_type_does_not_set_are_the_profiles():
    question = asked(days_ahead=2, min_lead_minutes=720)
    assert named(question, "do 17:00") == {Reason.HORIZON: ""}
    assert named(question, "ma 17:00") == {Reason.NOTICE: ""}


def test_of_two_hours_only_the_one_that_refuses_counts():
    question = asked(a_lesson_type(earliest_hour=12))
    assert named(question, "wo 10:00") == {Reason.HOURS: "exam"}
    assert named(question, "wo 18:00") == {Reason.HOURS: ""}


def test_a_weekend_that_the_profile_excludes_is_the_profiles_rule():
    question = asked(a_lesson_type(allowed_weekdays=range(7)), exclude_weekends=True)
    assert named(question, "za 12:00") == {Reason.WEEKDAY: ""}
    excluding = asked(a_lesson_type(exclude_weekends=True))
    assert named(excluding, "za 12:00") == {Reason.WEEKDAY: "exam"}


def test_a_buffer_of_the_lesson_type_is_named_and_one_of_an_event_is_not():
    close = an_event("wo 10:00-11:50")
    assert named(asked(a_lesson_type(buffer_before_min=15), close), "wo 12:00") == {Reason.BUFFER_BEFORE: "exam"}
    assert named(asked(a_lesson_type(buffer_after_min=15), close), "wo 12:00") == {}
    keeps = an_event("wo 10:00-11:50", after=20)
    assert named(asked(a_lesson_type(buffer_before_min=5), keeps), "wo 12:00") == {Reason.BUFFER_BEFORE: ""}


def test_notice_steps_and_days_ahead_are_named_where_they_are_the_lesson_types():
    question = asked(a_lesson_type(min_lead_minutes=2880, slot_step_minutes=120, days_ahead=4))
    assert named(question, "ma 11:00") == {Reason.NOTICE: "exam"}
    assert named(question, "do 12:00") == {Reason.GRID: "exam"}
    assert named(question, "vr 11:00") == {Reason.HORIZON: "exam"}


def test_busy_time_is_nobodys_rule():
    assert named(asked(TRIAL, an_event("wo 17:00-18:00")), "wo 17:00") == {Reason.BUSY: ""}


def test_the_smallest_change_says_whose_rule_it_is():
    openings = openings_of(at("wo 16:00"), asked(min_lead_minutes=0), week=WEEK).openings
    assert [(each.field, change.lesson_type) for one in openings for change in one.changes for each in change.fields][
        :1
    ] == [("earliest_hour", "trial")]
    notice = openings_of(at("ma 17:00"), asked(min_lead_minutes=720), week=WEEK).openings
    assert {change.lesson_type for one in notice for change in one.changes} == {""}


def test_a_shorter_lesson_of_an_empty_week_says_whose_length_it_is():
    busy = [an_event(f"{day} {hours}") for day in DAYS for hours in ("00:00-17:15", "17:30-23:59")]
    question = asked(a_lesson_type(duration_minutes=30, slot_step_minutes=15), *busy, earliest_hour=10, latest_hour=20)
    changes = [change for opening in openings_of_week(question, week=WEEK) for change in opening.changes]
    assert [(change.minutes, change.lesson_type) for change in changes] == [(15, "exam")]


def test_once_a_rule_is_changed_it_is_not_the_lesson_types_any_more():
    question = asked()
    opening = openings_of(at("wo 16:00"), question, week=WEEK).openings[0]
    assert explain_start(at("wo 16:00"), opening.apply(question)) == ()
    assert named(opening.apply(question), "wo 15:00") == {Reason.HOURS: ""}


@given(questions(), lesson_types(), st.data())
def test_with_a_lesson_type_slots_and_explanations_agree(plain, lesson_type, data):
    try:
        profile = overlaid(plain.profile, lesson_type, profile_name="plain")
    except ImpossibleOverlay:
        return
    profile = profile.model_copy(update={"days_ahead": min(profile.days_ahead, 4)})
    values = {"now": plain.now, "zone": plain.zone, "preferences": plain.preferences, "closures": plain.closures}
    question = Question.of(profile, Busy.of(plain.events), **values, lesson_type=lesson_type)
    table = evaluate_question(question)
    assert (table.mask == evaluate_slots(profile, plain.events, **values).mask).all()
    if not len(table):
        return
    place = data.draw(st.integers(0, len(table) - 1))
    refusals = explain_start(table.slot(place).start, question)
    assert tuple(each.reason for each in refusals) == table.reasons(place)
    assert {each.lesson_type for each in refusals} <= {"", lesson_type.name}
