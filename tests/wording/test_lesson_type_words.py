from __future__ import annotations

from datetime import UTC, datetime

from tutorcore.domain.contacts import Conversation
from tutorcore.domain.lesson_types import LESSON_TYPES, LessonType, SaidLessonType, lay_over, overlaid
from tutorcore.domain.profile_sources import assemble_profiles
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.errors import ImpossibleOverlay
from tutorcore.wording.lesson_types import (
    impossible_text,
    notes_on,
    result_text,
    said_where_text,
    sets_text,
    unknown_text,
)


def test_what_a_lesson_type_sets_is_told_in_the_order_of_the_table():
    said = sets_text(LESSON_TYPES["trial"])
    assert said == "Lesson 30 minutes, First start 17:00, Last start 19:00, Weekdays ma di wo do vr"
    assert sets_text(LessonType(name="regular", fields={})) == "nothing: the profile as it is"


def test_the_conversation_that_names_it_is_told_with_its_moment():
    moment = datetime(2026, 11, 19, 9, 36, tzinfo=UTC)
    talk = Conversation(id="5212", contact_id="1", last_activity_at=moment)
    assert said_where_text(SaidLessonType(text="trial", conversation=talk)) == "conversation 5212, do 19 nov 10:36"
    undated = Conversation(id="5\n212", contact_id="1")
    assert said_where_text(SaidLessonType(text="trial", conversation=undated)) == "conversation 5 212"
    assert said_where_text(SaidLessonType()) == "no conversation"


def test_an_unknown_one_is_told_and_what_that_means():
    assert unknown_text("reg\nular") == (
        "The lesson type “reg ular” is not known here, so it is not used: the profile counts as it is."
    )


def test_an_impossible_one_is_told_with_both_rules():
    saturday = LessonType(name="saturday", fields={"allowed_weekdays": frozenset({5})})
    try:
        overlaid(PLANNING_PROFILES["new"], saturday, profile_name="new")
    except ImpossibleOverlay as error:
        said = impossible_text(error)
    assert said == (
        "The rules “no weekends” (profile new) and “only Saturday” (lesson type saturday) exclude each other: "
        "nothing can be offered."
    )


def test_what_results_is_told_in_a_few_words_and_notes_only_where_there_is_something_to_know():
    new = assemble_profiles(environment={}, published={})["new"]
    saturday = LessonType(name="saturday", fields={"allowed_weekdays": frozenset({5})})
    known = {**LESSON_TYPES, "saturday": saturday}
    assert result_text(lay_over(new, "trial", known)) == "30 minutes, weekdays 17:00 to 19:00"
    assert notes_on(lay_over(new, "trial", known)) == notes_on(lay_over(new, "", known)) == []
    impossible = lay_over(new, "Saturday", known)
    assert result_text(impossible) == (
        "Not possible: “no weekends” (profile) and “only Saturday” (lesson type) exclude each other."
    )
    (note,) = notes_on(impossible)
    assert note.endswith("nothing can be offered. Choose another lesson type, or change one of the two rules.")
    assert notes_on(lay_over(new, "x", known)) == [unknown_text("x")]
