"""Reasons in words: a short name for each, and a sentence with what stands behind it."""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import NOW, a_profile, an_event, at, busy
from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.closures import Closure
from tutorcore.domain.explanation import explain, explain_start
from tutorcore.domain.lesson_types import LessonType, checked_fields, overlaid
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.reasons import SHORT, refusal_text, taken_text


def said(start, *, wish="", events=(), closures=(), now=NOW, **fields):
    preferences = parse_preferences(wish)
    told = explain(at(start), a_profile(**fields), events, now=now, preferences=preferences, closures=closures)
    return [refusal_text(refusal) for refusal in told]


def said_by(start, events=(), **fields):
    """What a lesson type “exam” with these fields says, laid over the plain profile."""
    exam = LessonType(name="exam", fields=checked_fields(fields))
    profile = overlaid(a_profile(), exam, profile_name="plain")
    question = Question.of(profile, events, now=NOW, zone=AMSTERDAM, preferences=None, closures=(), lesson_type=exam)
    return [refusal_text(refusal) for refusal in explain_start(at(start), question)]


STUDY_DAY = Closure(date(2026, 11, 25), date(2026, 11, 25), "Studiedag")


@pytest.mark.parametrize(
    ("start", "given", "sentence"),
    [
        ("ma 10:00", {"now": at("ma 12:00")}, "It lies in the past."),
        ("+ma 10:00", {}, "The profile looks 7 days ahead, until zo 29 nov."),
        ("za 10:00", {"exclude_weekends": True}, "The profile does not allow a Saturday."),
        ("wo 10:00", {"closures": [STUDY_DAY]}, "Closed: Studiedag."),
        ("wo 10:00", {"closures": [Closure(STUDY_DAY.first, STUDY_DAY.last)]}, "Closed: closure."),
        ("wo 18:00", {}, "Outside hours: lessons start from 9:00 to 17:00."),
        ("wo 16:20", {}, "Not on the grid; near it are: wo 25 nov 16:00, wo 25 nov 17:00."),
        ("ma 09:00", {"min_lead_minutes": 180}, "Notice is 3 hours; bookable from ma 23 nov 11:00."),
        ("wo 10:00", {"events": [an_event("wo 10:30-11:30", "Tandarts")]}, "Busy: Tandarts 10:30–11:30."),
        ("wo 10:00", {"events": busy("wo 10:30-11:30")}, "Busy: busy 10:30–11:30."),
        (
            "wo 10:00",
            {"events": [an_event("wo 09:00-09:55", "Yoga", after=10)]},
            "Too close after: Yoga 09:00–09:55, 5 minutes short; that lesson keeps 10 minutes free itself.",
        ),
        (
            "wo 10:00",
            {"events": [an_event("wo 11:05-12:00", "Les", before=10)]},
            "Too close before: Les 11:05–12:00, 5 minutes short; that lesson keeps 10 minutes free itself.",
        ),
        (
            "wo 10:00",
            {"events": [an_event("wo 09:00-09:55", "Yoga")], "buffer_before_min": 10},
            "Too close after: Yoga 09:00–09:55, 5 minutes short.",
        ),
        (
            "wo 10:00",
            {
                "events": [an_event("wo 08:30-09:50", "Les Zoë", after=30), an_event("wo 09:00-09:55", "Yoga")],
                "buffer_before_min": 15,
            },
            (
                "Too close after: Les Zoë 08:30–09:50, 20 minutes short; that lesson keeps 30 minutes free itself; "
                "Yoga 09:00–09:55, 10 minutes short."
            ),
        ),
        (
            "wo 10:00",
            {"events": [BusyEvent(at("wo 00:00"), at("do 00:00"), title="Vrij")]},
            "Busy: Vrij all day wo 25 nov.",
        ),
        (
            "wo 10:00",
            {"events": [BusyEvent(at("di 00:00"), at("vr 00:00"), title="Reis")]},
            "Busy: Reis all day di 24 nov–do 26 nov.",
        ),
        (
            "wo 10:00",
            {"events": [BusyEvent(at("di 23:00"), at("wo 11:00"), title="Nacht")]},
            "Busy: Nacht di 24 nov 23:00–wo 25 nov 11:00.",
        ),
        ("wo 10:00", {"wish": "vrijdag"}, "Outside the wish: vrijdag."),
    ],
)
def test_a_refusal_is_told_in_one_sentence(start, given, sentence):
    assert said(start, **given) == [sentence]


def test_an_exclusion_is_told_in_the_words_of_a_wish():
    (sentence,) = said("wo 16:00", wish="niet op woensdag")
    assert sentence.startswith("Excluded by the wish: ")
    assert "woensdag" in sentence


def test_the_second_pass_of_a_repeated_hour_is_told():
    sentence = refusal_text(Refusal(reason=Reason.CLOCK_CHANGE))
    assert sentence == "The clock changes that night: this time does not exist, or is its second pass."


@pytest.mark.parametrize(("zone", "span"), [("Europe/Amsterdam", "10:30–11:30"), ("UTC", "09:30–10:30")])
def test_events_are_told_on_the_local_clock_whatever_zone_they_are_kept_in(zone, span):
    local = an_event("wo 10:30-11:30", "Tandarts")
    kept = BusyEvent(local.start.astimezone(UTC), local.end.astimezone(UTC), title="Tandarts")
    refusal = Refusal(reason=Reason.BUSY, events=(kept,))
    assert refusal_text(refusal, zone=ZoneInfo(zone)) == f"Busy: Tandarts {span}."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_even_with_nothing_behind_it(reason):
    assert SHORT[reason]
    sentence = refusal_text(Refusal(reason=reason))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert ": ." not in sentence


def test_a_reason_with_nothing_behind_it_is_told_by_its_name():
    assert refusal_text(Refusal(reason=Reason.NOTICE)) == "Notice too short."
    assert refusal_text(Refusal(reason=Reason.GRID)) == "Not on the step's grid."


def test_which_rule_took_how_many_is_told_most_first():
    taken = {Reason.PAST: 3, Reason.BUSY: 1248, Reason.EXCLUDED: 1}
    assert taken_text(taken) == [
        "busy took 1248",
        "in the past took 3",
        "excluded by the wish took 1",
    ]
    assert taken_text({}) == []


@pytest.mark.parametrize(
    ("start", "fields", "sentence"),
    [
        (
            "wo 16:00",
            {"earliest_hour": 17},
            "Outside hours: lessons start from 17:00 to 17:00 by the lesson type “exam”.",
        ),
        ("za 10:00", {"exclude_weekends": True}, "The lesson type “exam” does not allow a Saturday."),
        ("vr 10:00", {"days_ahead": 2}, "The lesson type “exam” looks 2 days ahead, until di 24 nov."),
        (
            "ma 09:00",
            {"min_lead_minutes": 180},
            "Notice is 3 hours by the lesson type “exam”; bookable from ma 23 nov 11:00.",
        ),
        (
            "wo 12:00",
            {"slot_step_minutes": 120},
            "Not on the grid of the lesson type “exam”; near it are: wo 25 nov 11:00, wo 25 nov 13:00.",
        ),
    ],
)
def test_a_rule_of_the_lesson_type_is_told_as_its_own(start, fields, sentence):
    assert said_by(start, **fields) == [sentence]


def test_a_buffer_of_the_lesson_type_is_told_as_its_own():
    close = [an_event("wo 08:00-09:55", "Yoga")]
    told = said_by("wo 10:00", close, buffer_before_min=10)
    assert told == ["Too close after (by the lesson type “exam”): Yoga 08:00–09:55, 5 minutes short."]
