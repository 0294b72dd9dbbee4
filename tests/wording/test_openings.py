"""What would open a time, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.domain_builders import at, busy
from tests.domain.openings_builders import WEEK, opened
from tutorcore.domain.openings import Change, ChangedRule, FieldChange, Opening
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.wording.openings import (
    change_text,
    nothing_opens_texts,
    opening_text,
    too_many_text,
    unchangeable_text,
)

OPENS_TWO = ": opens 2 slots this week"


def test_a_change_of_the_lesson_types_rule_says_so():
    hours = (FieldChange("latest_hour", 19, 20),)
    change = Change(rule=ChangedRule.HOURS, minutes=60, fields=hours, lesson_type="trial")
    assert change_text(change) == "Last start 20:00 instead of 19:00 (lesson type “trial”)"
    saturday = (FieldChange("allowed_weekdays", frozenset({0}), frozenset({0, 5})),)
    day = Change(rule=ChangedRule.WEEKDAY, minutes=1440, fields=saturday, weekday=5, lesson_type="trial")
    assert opening_text(Opening(changes=(change, day), opens=2)) == (
        "Last start 20:00 instead of 19:00 (lesson type “trial”) and Saturday allowed (lesson type “trial”)" + OPENS_TWO
    )


def said(start, **given):
    return [opening_text(opening) for opening in opened(start, **given).openings]


@pytest.mark.parametrize(
    ("start", "given", "lines"),
    [
        ("ma 17:00", {"min_lead_minutes": 720}, ["Notice 9 hours instead of 12: opens 1 slot this week"]),
        (
            "ma 15:00",
            {"min_lead_minutes": 720},
            ["Notice 7 hours instead of 12: opens 3 slots this week"],
        ),
        (
            "ma 17:00",
            {"min_lead_minutes": 720, "now": at("ma 08:07")},
            ["Notice 8 hours 53 minutes instead of 12 hours: opens 1 slot this week"],
        ),
        (
            "ma 17:00",
            {"min_lead_minutes": 1440, "latest_hour": 17},
            ["Notice 9 hours instead of 1 day: opens 1 slot this week"],
        ),
        ("ma 09:00", {"min_lead_minutes": 120}, ["Notice 60 minutes instead of 2 hours: opens 1 slot this week"]),
        (
            "ma 09:00",
            {"min_lead_minutes": 90, "now": at("ma 09:00")},
            ["No notice instead of 1 hour 30 minutes: opens 2 slots this week"],
        ),
        (
            "wo 10:00",
            {"events": busy("wo 11:10-12:00"), "buffer_after_min": 15},
            [
                "Kept free after: 10 minutes instead of 15: opens 1 slot this week",
                "Lesson 55 minutes instead of 60: opens 1 slot this week",
            ],
        ),
        (
            "wo 10:00",
            {
                "events": busy("wo 09:00-10:00", "wo 11:01-12:00"),
                "buffer_before_min": 15,
                "buffer_after_min": 15,
            },
            ["Kept free before: 0 minutes instead of 15, kept free after: 1 minute instead of 15" + OPENS_TWO],
        ),
        ("wo 10:30", {}, ["A start every 30 minutes instead of 60: opens 56 slots this week"]),
        ("wo 18:00", {}, ["Last start 18:00 instead of 17:00: opens 7 slots this week"]),
        ("wo 08:00", {}, ["First start 8:00 instead of 9:00: opens 7 slots this week"]),
        ("za 10:00", {"exclude_weekends": True}, ["Saturday allowed: opens 9 slots this week"]),
        ("+wo 10:00", {"week": WEEK.shifted(1)}, ["Looking ahead 10 days instead of 7: opens 27 slots this week"]),
        ("wo 10:00", {"days_ahead": 1}, ["Looking ahead 3 days instead of 1: opens 18 slots this week"]),
        ("do 15:00", {"wish": "woensdagmiddag"}, ["Wish widened to “donderdagmiddag”: opens 6 slots this week"]),
        ("wo 15:00", {"wish": "woensdag na 16:00"}, ["Wish widened to “woensdag na 15:00”: opens 1 slot this week"]),
        ("wo 16:00", {"wish": "niet woensdag"}, ["Wish without “niet woensdag”: opens 9 slots this week"]),
        (
            "wo 16:00",
            {"wish": "dinsdag, niet om 16:30"},
            ["Wish widened to “woensdagmiddag”, without “niet om 16:30”: opens 7 slots this week"],
        ),
        (
            "wo 17:30",
            {},
            ["A start every 30 minutes instead of 60 and last start 18:00 instead of 17:00: opens 70 slots this week"],
        ),
        (
            "za 18:00",
            {"exclude_weekends": True},
            ["Last start 18:00 instead of 17:00 and Saturday allowed: opens 15 slots this week"],
        ),
    ],
)
def test_an_opening_is_one_line(start, given, lines):
    assert said(start, **given) == lines


def test_an_opening_outside_the_shown_week_tells_no_slots():
    assert said("+wo 10:00") == ["Looking ahead 10 days instead of 7"]


def test_many_slots_are_written_the_dutch_way():
    change = Change(rule=ChangedRule.STEP, minutes=55, fields=(FieldChange("slot_step_minutes", 60, 5),))
    assert opening_text(Opening(changes=(change,), opens=1250)).endswith(": opens 1.250 slots this week")


def test_a_change_alone_is_told_without_what_it_opens():
    (opening,) = opened("za 18:00", exclude_weekends=True).openings
    assert [*map(change_text, opening.changes)] == ["Last start 18:00 instead of 17:00", "Saturday allowed"]


@pytest.mark.parametrize(
    ("start", "given", "sentence"),
    [
        ("wo 10:00", {"events": busy("wo 09:30-10:10")}, "Busy: this cannot be changed here."),
        ("ma 10:00", {"now": at("ma 12:00")}, "In the past: this cannot be changed here."),
        (at("wo 10:30") + timedelta(seconds=1), {}, "Not on the step's grid: this cannot be changed here."),
    ],
)
def test_what_cannot_be_changed_is_one_sentence(start, given, sentence):
    assert unchangeable_text(opened(start, **given).unchangeable) == sentence


def test_several_things_that_cannot_be_changed_share_a_sentence():
    refusals = [Refusal(reason=reason) for reason in (Reason.PAST, Reason.CLOSURE, Reason.BUSY)]
    expected = "In the past, holiday or closure and busy: this cannot be changed here."
    assert unchangeable_text(refusals) == expected


def test_more_rules_than_two_are_named():
    found = opened("za 18:00", wish="dinsdag", exclude_weekends=True)
    assert too_many_text(found) == "No two changes open it: the hours, the weekdays and the wish stand in the way."


def test_why_nothing_opens_a_time_is_told_for_each_tutor_by_name_where_there_are_several():
    taken, free = opened("wo 16:00", events=busy("wo 16:00-17:00")), opened("wo 16:00")
    assert nothing_opens_texts({"Eva": taken}) == ["Busy: this cannot be changed here."]
    assert nothing_opens_texts({"Eva": taken, "Tim": free}) == ["Eva: Busy: this cannot be changed here."]
    (far,) = nothing_opens_texts({"Eva": opened("+za 20:10", exclude_weekends=True, wish="woensdag")})
    assert far.startswith("No two changes open it: ")
