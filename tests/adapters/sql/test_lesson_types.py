"""The lesson type on conversations: saved in one of them, taken out of all, counted by its name."""

from __future__ import annotations

import pytest

from tests.builders import a_row, a_talk, an_entry, at, bring
from tutorcore.domain.contacts import Conversation
from tutorcore.domain.lesson_types import Naming, current_lesson_type
from tutorcore.errors import Conflict, UnknownName


@pytest.fixture
def known(store):
    """A contact with two conversations that name a lesson type, the newer one with a wish."""
    old = a_talk(conversation_id="7", last_activity_at=at(-90), attributes={"lesson_type": "exam"})
    new = a_talk("woensdag", conversation_id="8", last_activity_at=at(-60), attributes={"lesson_type": " Trial"})
    bring(store, a_row("1", talks=[old, new]))
    return store


def save(store, lesson_type, *, contact="1", conversation_id="8", version=1):
    return store.contacts.save_lesson_type(
        contact, lesson_type, conversation_id=conversation_id, expected_version=version, entry=an_entry("chosen")
    )


def said(store, contact="1"):
    return current_lesson_type(store.contacts.conversations(contact))


def test_it_is_saved_beside_what_else_the_conversation_says(known):
    saved = save(known, "intake")
    assert isinstance(saved, Conversation)
    assert (saved.lesson_type, saved.preferred_times, saved.version) == ("intake", "woensdag", 2)
    assert said(known) == "intake"
    assert known.journal.entries()[0].action == "chosen"


def test_a_blank_one_is_taken_out_of_every_conversation(known):
    save(known, "")
    assert said(known) == ""
    assert [one.preferred_times for one in known.contacts.conversations("1")] == ["woensdag", ""]


def test_another_version_than_expected_is_a_conflict_and_changes_nothing(known):
    entries = known.journal.entries()
    with pytest.raises(Conflict) as told:
        save(known, "", version=9)
    assert told.value.theirs.lesson_type == " Trial"
    assert said(known) == "Trial"
    assert known.journal.entries() == entries


def test_a_contact_without_conversations_gets_one_of_our_own_by_its_own_version(store):
    bring(store, a_row("2"))
    with pytest.raises(Conflict):
        save(store, "trial", contact="2", conversation_id="", version=5)
    save(store, "trial", contact="2", conversation_id="")
    assert said(store, "2") == "trial"
    assert store.contacts.get("2").version == 2


def test_an_unknown_contact_or_conversation_is_told(known):
    with pytest.raises(UnknownName):
        save(known, "trial", contact="9")
    with pytest.raises(UnknownName):
        save(known, "trial", conversation_id="99")


def test_those_who_name_it_are_counted_whatever_the_case(known):
    others = [a_talk(conversation_id=f"t{number}", attributes={"lesson_type": "TRIAL "}) for number in range(2)]
    bring(known, a_row("2", talks=others), a_row("3", talks=[a_talk("trial", conversation_id="w")]))
    assert known.contacts.naming("trial") == Naming(conversations=3, contacts=2)
    assert known.contacts.naming("100%") == Naming(conversations=0, contacts=0)


@pytest.mark.parametrize("name", ["Proef “les” é", 'a "b" \\ c', "50%_x"])
def test_signs_that_mean_something_to_a_database_are_only_signs(store, name):
    bring(store, a_row("1", talks=[a_talk(conversation_id="1", attributes={"lesson_type": name})]))
    assert store.contacts.naming(name) == Naming(conversations=1, contacts=1)
