"""Planning profiles in words."""

from __future__ import annotations

import pytest

from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES, PlanningProfile
from tutorcore.wording.profiles import FIELD_GROUPS, FIELD_LABELS, days_text, profile_rows, profile_sentence, value_text

SENTENCES = {
    "new": "60 minutes, weekdays 10:00 to last start 20:00, 12 hours' notice, "
    "15 minutes kept free before and after, 10 days ahead",
    "existing": "60 minutes, weekdays 9:00 to last start 21:00, 6 hours' notice, "
    "10 minutes kept free before and after, 14 days ahead",
    "returning_broadcast": "60 minutes, weekdays 9:00 to last start 21:00, 6 hours' notice, "
    "10 minutes kept free before and after, 14 days ahead",
    "weekend": "60 minutes, Saturday and Sunday 10:00 to last start 18:00, 3 hours' notice, "
    "10 minutes kept free before and after, 7 days ahead",
    "premium": "90 minutes, every day 8:00 to last start 22:00, 4 hours' notice, "
    "20 minutes kept free before and after, 21 days ahead",
}


@pytest.mark.parametrize(("name", "sentence"), SENTENCES.items())
def test_a_profile_is_told_in_one_sentence(name, sentence):
    assert profile_sentence(PLANNING_PROFILES[name]) == sentence


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"min_lead_minutes": 0}, ", no notice, "),
        ({"min_lead_minutes": 1}, ", 1 minute's notice, "),
        ({"min_lead_minutes": 45}, ", 45 minutes' notice, "),
        ({"min_lead_minutes": 1440}, ", 1 day's notice, "),
        ({"min_lead_minutes": 2880}, ", 2 days' notice, "),
        ({"buffer_before_min": 0, "buffer_after_min": 0}, ", nothing kept free around it, "),
        ({"buffer_before_min": 5}, ", 5 minutes kept free before and 15 minutes after, "),
        ({"buffer_before_min": 0}, ", 0 minutes kept free before and 15 minutes after, "),
        ({"buffer_before_min": 1, "buffer_after_min": 1}, ", 1 minute kept free before and after, "),
        ({"days_ahead": 1, "min_lead_minutes": 0}, ", today only"),
        ({"days_ahead": 2}, ", 2 days ahead"),
        ({"allowed_weekdays": {0, 2}}, ", ma wo 10:00 to "),
    ],
)
def test_each_part_of_the_sentence_says_what_the_profile_holds(fields, part):
    assert part in f"{profile_sentence(PlanningProfile(**fields))}"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "weekdays"),
        ({"exclude_weekends": False}, "every day"),
        ({"exclude_weekends": False, "allowed_weekdays": {5, 6}}, "Saturday and Sunday"),
        ({"exclude_weekends": False, "allowed_weekdays": {6}}, "zo"),
        ({"allowed_weekdays": {4, 0}}, "ma vr"),
    ],
)
def test_the_days_are_named_together_where_people_do(fields, text):
    assert days_text(PlanningProfile(**fields)) == text


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("duration_minutes", 60, "60 minutes"),
        ("min_lead_minutes", 720, "12 hours"),
        ("min_lead_minutes", 0, "0 minutes"),
        ("earliest_hour", 9, "9:00"),
        ("latest_hour", 21, "21:00"),
        ("days_ahead", 14, "14"),
        ("offer_size", 6, "6"),
        ("exclude_weekends", True, "yes"),
        ("exclude_weekends", False, "no"),
        ("allowed_weekdays", None, "all"),
        ("allowed_weekdays", frozenset({6, 5}), "za zo"),
    ],
)
def test_a_value_is_told_as_in_a_table(field, value, text):
    assert value_text(field, value) == text


def test_every_field_has_a_label_and_a_group():
    assert set(FIELD_LABELS) == set(FIELDS)
    assert sorted(field for group in FIELD_GROUPS.values() for field in group) == sorted(FIELDS)


def test_a_table_has_a_row_for_each_field_with_its_unit():
    rows = profile_rows({"weekend": PLANNING_PROFILES["weekend"], "new": PLANNING_PROFILES["new"]})
    assert rows == [
        ["Lesson (minutes)", 60, 60],
        ["Kept free before (minutes)", 10, 15],
        ["Kept free after (minutes)", 10, 15],
        ["First start (o'clock)", 10, 10],
        ["Last start (o'clock, inclusive)", 18, 20],
        ["A start every (minutes)", 30, 30],
        ["Weekends excluded", "no", "yes"],
        ["Weekdays", "za zo", "all"],
        ["Notice (minutes)", 180, 720],
        ["Days ahead (days, today included)", 7, 10],
        ["Slots in an offer (slots)", 6, 6],
    ]
