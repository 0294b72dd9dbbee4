"""Who stands behind a contact: the pupil's name and the parent's, and never one that nobody wrote down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tutorcore.domain.contacts import Contact, Conversation
from tutorcore.domain.people import People, people_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def a_contact(name="Sanne van der Berg", **attributes):
    return Contact(id="1", name=name, attributes=attributes)


def a_talk(days_ago, **attributes):
    moment = NOW - timedelta(days=days_ago)
    return Conversation(id=str(days_ago), contact_id="1", attributes=attributes, last_activity_at=moment)


def test_a_contact_goes_by_the_pupils_name_and_holds_the_parents():
    people = people_of(a_contact(parent_name="Ingrid van der Berg"))
    assert people == People(pupil="Sanne van der Berg", parent="Ingrid van der Berg")


@pytest.mark.parametrize(
    "contact",
    [
        a_contact("Karin", segment="parent"),
        a_contact("Karin", segment=" Parent "),
        a_contact("Karin", is_parent="true"),
        a_contact("fam. De Boer"),
        a_contact(" Familie De Boer"),
        a_contact("Mevr. Jansen (moeder van Lieke)"),
        a_contact("Ann, mother of Tom"),
    ],
)
def test_a_parents_own_contact_does_not_lend_its_name_to_the_pupil(contact):
    assert people_of(contact) == People(pupil="", parent=contact.name, of_parent=True)


@pytest.mark.parametrize(
    "contact",
    [
        a_contact("Famke de Boer"),
        a_contact("Sanne Familie"),
        a_contact("Sanne", is_parent="nee"),
        a_contact("Sanne", segment="existing"),
        a_contact("Ouderkerk van Dam"),
    ],
)
def test_what_only_looks_like_a_parent_is_a_pupil(contact):
    assert people_of(contact) == People(pupil=contact.name)


def test_a_family_with_a_parents_name_is_written_to_by_that_name():
    people = people_of(a_contact("fam. De Boer", parent_name="Karin de Boer"))
    assert people == People(parent="Karin de Boer", of_parent=True)


def test_a_pupil_named_in_a_conversation_is_the_newest_one_named():
    talks = [a_talk(9, learner_name="Tom"), a_talk(3, learner_name="Lieke"), a_talk(1, learner_name=" ")]
    assert people_of(a_contact("Karin", segment="parent"), talks).pupil == "Lieke"


def test_the_contacts_own_attributes_count_before_its_conversations():
    talks = [a_talk(1, guardian_name="Johan")]
    assert people_of(a_contact(), talks).parent == "Johan"
    assert people_of(a_contact(guardian_name="Karin"), talks).parent == "Karin"


@pytest.mark.parametrize("value", [None, "", "  ", 7, ["Karin"], {"name": "Karin"}])
def test_what_is_no_text_is_no_name(value):
    assert people_of(a_contact(parent_name=value)).parent == ""


def test_a_contact_without_anything_is_nobody():
    assert people_of(Contact(id="1")) == People()
