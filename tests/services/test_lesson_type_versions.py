"""Lesson types are published, taken back and retired; what results on each profile is told before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import NOW, a_row, a_talk, bring, ports_over
from tutorcore.domain.lesson_types import LESSON_TYPES, LessonType, Naming
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.domain.records import RulesKind
from tutorcore.errors import Conflict, ImpossibleOverlay, InputError, UnknownName
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.lesson_types.publishing import (
    naming,
    publish_lesson_type,
    publish_type_again,
    retire_lesson_type,
)
from tutorcore.services.lesson_types.results import what_results
from tutorcore.services.profiles.publishing import withdraw_version
from tutorcore.services.profiles.standing import standing_of

SATURDAY = {"allowed_weekdays": [5]}


@pytest.fixture
def ports(sqlite_store):
    return ports_over(sqlite_store, now=NOW)


def publish(ports, name="exam", *, expected_version=0, **fields):
    return publish_lesson_type(
        ports,
        name,
        fields or {"duration_minutes": 90},
        note="as agreed",
        actor="Anouk",
        expected_version=expected_version,
    )


def test_what_results_is_told_for_every_profile(ports):
    results = what_results(ports, LessonType(name="exam", fields={"allowed_weekdays": frozenset({5})}))
    assert results.keys() == PLANNING_PROFILES.keys()
    possible = {name for name, rules in results.items() if rules.impossible is None}
    assert possible == {"weekend", "premium"}
    assert "“no weekends” (profile new)" in str(results["new"].impossible)


def test_a_new_one_is_published_and_known(ports):
    publish(ports, " Proef  les ", duration_minutes=45)
    assert know_lesson_types(ports)["Proef les"].fields == {"duration_minutes": 45}
    entry = ports.journal.entries()[0]
    assert (entry.subject, entry.reason) == ("lesson type:Proef les", "as agreed")


def test_one_that_is_impossible_on_some_profiles_is_published(ports):
    publish(ports, **SATURDAY)
    assert know_lesson_types(ports)["exam"].fields == {"allowed_weekdays": frozenset({5})}


def test_one_that_is_impossible_everywhere_is_refused(ports):
    with pytest.raises(ImpossibleOverlay, match=r"first start 19:00.*last start 17:00"):
        publish(ports, earliest_hour=19, latest_hour=17)
    with pytest.raises(ImpossibleOverlay, match=r"first start 23:00.*\(lesson type exam\)"):
        publish(ports, earliest_hour=23)
    assert list(know_lesson_types(ports)) == ["trial"]


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("exam", {"duration_minutes": 4}, "Lesson must be at least 5, not 4."),
        ("exam", {"colour": 1}, "has no field “colour”"),
        ("a + b", {"offer_size": 3}, "cannot be the name of a lesson type"),
        ("Trial", {"offer_size": 3}, "There is “trial” already"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(ports, name, fields, said):
    with pytest.raises(InputError, match=said):
        publish(ports, name, **fields)


def test_the_built_in_one_is_replaced_and_put_back(ports):
    with pytest.raises(InputError, match="nothing to publish"):
        publish(ports, "trial", **LESSON_TYPES["trial"].fields)
    publish(ports, "trial", duration_minutes=45)
    assert know_lesson_types(ports)["trial"].fields == {"duration_minutes": 45}
    publish_type_again(ports, "trial", 0, note="back", actor="Anouk", expected_version=1)
    assert know_lesson_types(ports)["trial"].fields == LESSON_TYPES["trial"].fields


def test_publishing_a_b_a_gives_a(ports):
    publish(ports, duration_minutes=90)
    publish(ports, expected_version=1, duration_minutes=120, offer_size=3)
    publish_type_again(ports, "exam", 1, note="back", actor="Anouk", expected_version=2)
    assert know_lesson_types(ports)["exam"].fields == {"duration_minutes": 90}
    with pytest.raises(UnknownName):
        publish_type_again(ports, "exam", 9, note="back", actor="Anouk", expected_version=3)
    with pytest.raises(UnknownName, match="not built in"):
        publish_type_again(ports, "exam", 0, note="back", actor="Anouk", expected_version=3)


def test_who_comes_second_sees_what_was_published(ports):
    publish(ports)
    with pytest.raises(Conflict) as raised:
        publish(ports, duration_minutes=120)
    assert raised.value.theirs.fields == {"duration_minutes": 90}


def test_one_that_is_to_come_can_be_withdrawn(ports):
    day = NOW.date() + timedelta(days=3)
    publish_lesson_type(ports, "exam", {"offer_size": 3}, note="n", effective_on=day, actor="Anouk", expected_version=0)
    assert "exam" not in know_lesson_types(ports)
    assert "exam" in know_lesson_types(ports, on=day)
    withdraw_version(ports, "exam", 1, actor="Anouk", kind=RulesKind.LESSON_TYPE)
    assert "exam" not in know_lesson_types(ports, on=day)


def test_conversations_that_name_it_are_counted_in_any_case(ports, sqlite_store):
    said = ["exam", " EXAM ", "exam week", None, 5]
    for number, text in enumerate(said):
        talk = a_talk(conversation_id=f"c{number}", attributes={} if text is None else {"lesson_type": text})
        bring(sqlite_store, a_row(str(number % 2), talks=[talk]))
    assert naming(ports, "exam") == Naming(conversations=2, contacts=2)
    assert naming(ports, "5") == Naming(conversations=1, contacts=1)
    assert naming(ports, "no") == Naming(conversations=0, contacts=0)


def test_a_retired_one_is_not_known_any_more_and_can_come_back(ports):
    publish(ports)
    retire_lesson_type(ports, "exam", note="over", actor="Anouk", expected_version=1)
    assert list(know_lesson_types(ports)) == ["trial"]
    with pytest.raises(UnknownName, match="any more"):
        retire_lesson_type(ports, "exam", note="over", actor="Anouk", expected_version=2)
    publish_type_again(ports, "exam", 1, note="needed", actor="Anouk", expected_version=2)
    assert "exam" in know_lesson_types(ports)


def test_a_retired_name_may_be_that_of_a_profile_with_contacts(ports, sqlite_store):
    bring(sqlite_store, a_row("1", attributes={"segment": "premium"}))
    publish(ports, "premium")
    retire_lesson_type(ports, "premium", note="over", actor="Anouk", expected_version=1)
    assert not standing_of(ports, "premium", kind=RulesKind.LESSON_TYPE).exists


def test_the_built_in_one_cannot_be_retired_and_a_note_is_needed(ports):
    with pytest.raises(InputError, match="built in and cannot be retired"):
        retire_lesson_type(ports, "trial", note="over", actor="Anouk", expected_version=0)
    publish(ports)
    with pytest.raises(InputError, match="Say why"):
        retire_lesson_type(ports, "exam", note=" ", actor="Anouk", expected_version=1)
