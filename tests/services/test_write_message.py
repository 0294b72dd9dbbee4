"""An offer to a contact of the store: its names, its language, its wish and the company's clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.builders import a_row, a_talk, bring, ports_over
from tutorcore.domain.preferences import Preferences
from tutorcore.errors import BrokenFile
from tutorcore.services.open_contact import open_contact
from tutorcore.services.write_message import usual_recipient, write_offer
from tutorcore.wording.languages import Language
from tutorcore.wording.messages import OfferedTime, Recipient

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TIMES = [OfferedTime(start=datetime(2026, 11, 25, 15, tzinfo=UTC))]


@pytest.fixture
def ports(sqlite_store):
    store = sqlite_store
    return ports_over(store, now=NOW)


@pytest.fixture
def opened(ports, sqlite_store):
    def open_one(name, *talks, **attributes):
        bring(sqlite_store, a_row("1", name, talks=talks, attributes=attributes))
        return open_contact(ports, "1")

    return open_one


def worded(ports, opened, **values):
    return write_offer(ports, opened, TIMES, **{"duration_minutes": 60, "own": {}} | values)


def test_a_pupils_contact_is_written_to_by_first_name_in_its_language(ports, opened):
    message = worded(ports, opened("Sanne van der Berg", language="English", parent_name="Ingrid van der Berg"))
    assert message.text.startswith("Hi Sanne,\n\nFor your lesson we can offer:\n\n1. Wednesday 25 November at 16:00\n")
    assert (message.language, message.notes) == (Language.ENGLISH, ())


def test_the_parent_of_a_pupil_is_written_to_when_asked_for(ports, opened):
    contact = opened("Sanne van der Berg", language="nl", parent_name="Ingrid van der Berg")
    message = worded(ports, contact, to=Recipient.PARENT)
    assert message.text.startswith("Beste Ingrid van der Berg,\n\nVoor de les van Sanne kunnen we u")


def test_a_parents_own_contact_is_written_to_as_a_parent(ports, opened):
    contact = opened("fam. De Boer", segment="parent", language="nl")
    assert usual_recipient(contact) is Recipient.PARENT
    message = worded(ports, contact)
    assert message.text.startswith("Beste fam. De Boer,\n\nVoor de les van uw kind kunnen we u")
    assert usual_recipient(opened("Sanne", segment="new")) is Recipient.PUPIL


def test_a_parents_contact_written_to_as_a_pupil_gets_no_wrong_name(ports, opened):
    message = worded(ports, opened("fam. De Boer", language="nl"), to=Recipient.PUPIL)
    assert message.text.startswith("Hallo,\n")
    assert "Boer" not in message.text


def test_the_pupil_is_named_as_in_the_newest_conversation(ports, opened):
    talk = a_talk("woensdagmiddag", conversation_id="7", attributes={"learner_name": "Lieke"})
    message = worded(ports, opened("Karin de Boer", talk, segment="parent", language="nl"))
    assert message.text.startswith(
        "Beste Karin de Boer,\n\nVoor de les van Lieke kunnen we u dit voorstellen. Het past"
    )


def test_the_contacts_wish_counts_unless_another_is_given(ports, opened):
    contact = opened("Sanne", a_talk("woensdag", conversation_id="7"), language="nl")
    assert "Het past bij" in worded(ports, contact).text
    assert "Het past bij" not in worded(ports, contact, wish=Preferences()).text


def test_the_companys_own_wording_is_used(ports, opened):
    contact = opened("Sanne", language="nl")
    assert worded(ports, contact, own={"nl/offer_pupil.txt": "Dag!\n$times"}).text.startswith("Dag!\n1. woensdag")
    with pytest.raises(BrokenFile):
        worded(ports, contact, own={"nl/offer_pupil.txt": "Dag!"})


def test_wording_a_message_changes_nothing(ports, opened):
    contact = opened("Sanne", language="nl")
    before = ports.journal.entries()
    worded(ports, contact)
    assert ports.journal.entries() == before
    assert ports.contacts.get("1") == contact.contact
