"""Values that no profile can hold, in sentences."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, Field, ValidationError

from tutorcore.domain.profiles import FIELDS, PlanningProfile
from tutorcore.wording.validation import problem_text, problems

CANNOT = "This profile cannot be used"
NO_WEEKDAY = "no weekday is left: only weekend days are allowed, and weekends are excluded"
TOO_LONG = (
    "no slot can ever be offered: notice of 20000 minutes reaches beyond the last start, "
    "which is at most 236 hours away"
)


def said(**fields):
    with pytest.raises(ValidationError) as caught:
        PlanningProfile(**fields)
    return problem_text(caught.value)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"duration_minutes": 4}, "Lesson must be at least 5, not 4."),
        ({"duration_minutes": 481}, "Lesson must be at most 480, not 481."),
        ({"min_lead_minutes": -1}, "Notice must be at least 0, not -1."),
        ({"duration_minutes": "60"}, "Lesson must be a whole number, not “60”."),
        ({"duration_minutes": True}, "Lesson must be a whole number, not yes."),
        ({"duration_minutes": 60.5}, "Lesson must be a whole number, not 60.5."),
        ({"duration_minutes": None}, "Lesson must be a whole number, not nothing."),
        ({"duration_minutes": "x" * 500}, f"Lesson must be a whole number, not “{'x' * 40}”."),
        ({"exclude_weekends": "ja"}, "Weekends excluded must be yes or no, not “ja”."),
        ({"allowed_weekdays": set()}, "Weekdays needs at least one weekday, not nothing."),
        ({"allowed_weekdays": {7}}, "Weekdays must be at most 6, not 7."),
        (
            {"allowed_weekdays": "za"},
            "Weekdays must be a set of weekdays, 0 for Monday to 6 for Sunday, not “za”.",
        ),
        ({"colour": 3}, "A planning profile has no field “colour”."),
        ({"x" * 100: 3}, f"A planning profile has no field “{'x' * 60}”."),
        (
            {"earliest_hour": 20, "latest_hour": 9},
            f"{CANNOT}: the last start (9:00) lies before the first (20:00).",
        ),
        ({"exclude_weekends": True, "allowed_weekdays": {5}}, f"{CANNOT}: {NO_WEEKDAY}."),
        ({"min_lead_minutes": 20000}, f"{CANNOT}: {TOO_LONG}."),
    ],
)
def test_a_value_that_cannot_be_used_is_told_in_a_sentence(fields, sentence):
    assert said(**fields) == sentence


def test_everything_that_is_wrong_is_told():
    with pytest.raises(ValidationError) as caught:
        PlanningProfile(duration_minutes=4, days_ahead=0)
    assert problems(caught.value) == ("Lesson must be at least 5, not 4.", "Days ahead must be at least 1, not 0.")
    assert problem_text(caught.value) == " ".join(problems(caught.value))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", [-1, 10**9, "x", None, 1.5, [], {}, pytest.param(object(), id="object")], ids=repr)
def test_no_sentence_is_in_the_words_of_the_library(field, value):
    try:
        PlanningProfile(**{field: value})
    except ValidationError as error:
        for sentence in problems(error):
            assert sentence.endswith(".")
            assert "input" not in sentence.lower()


def test_a_kind_of_problem_without_words_of_its_own_is_told_in_the_librarys():
    class Other(BaseModel):
        name: str = Field(pattern="^a$")

    with pytest.raises(ValidationError) as caught:
        Other(name="b")
    assert problem_text(caught.value) == "name string should match pattern '^a$', not “b”."
