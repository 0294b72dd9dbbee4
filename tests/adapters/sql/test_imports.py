"""Importing rows: what comes in, what stays, and what is told. Rules of merging: `tests/domain/test_imports.py`."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tests.builders import NOW, a_row, a_talk, an_entry, at, bring
from tutorcore.domain.imports import Outcome
from tutorcore.errors import InputError

EMMA = a_row(
    "1",
    "Emma de Vries",
    email="emma@example.nl",
    phone="+31612345678",
    attributes={"customer_since": "2024-01-01", "kids": 2},
    created_at=at(days=-90),
    last_activity_at=at(days=-2),
    talks=[a_talk("woensdag", conversation_id="77", status="open", created_at=at(days=-9))],
)


def outcomes(results):
    return [result.outcome for result in results]


def test_a_new_row_becomes_a_contact_with_its_conversation(store):
    assert outcomes(bring(store, EMMA)) == [Outcome.CREATED]
    contact = store.contacts.get("1")
    assert (contact.name, contact.email, contact.phone) == ("Emma de Vries", "emma@example.nl", "+31612345678")
    assert contact.attributes == {"customer_since": "2024-01-01", "kids": 2}
    assert (contact.created_at, contact.last_activity_at, contact.version) == (at(days=-90), at(days=-2), 1)
    [talk] = store.contacts.conversations("1")
    assert (talk.id, talk.preferred_times, talk.status, talk.version) == ("77", "woensdag", "open", 1)


def test_the_same_rows_twice_change_nothing_the_second_time(store):
    bring(store, EMMA)
    before = store.contacts.get("1"), store.contacts.conversations("1"), store.journal.entries()
    assert outcomes(bring(store, EMMA, moment=at(5))) == [Outcome.UNCHANGED]
    assert (store.contacts.get("1"), store.contacts.conversations("1"), store.journal.entries()) == before


def test_the_journal_holds_what_changed_and_nothing_else(store):
    bring(store, EMMA)
    bring(store, a_row("1", "Emma Bakker", attributes={"kids": 3, "customer_since": "2024-01-01"}), actor="Bram")
    entry = store.journal.entries(subject="contact:1")[0]
    assert (entry.actor, entry.action) == ("Bram", "import")
    assert entry.before == {"name": "Emma de Vries", "attributes": {"kids": 2}}
    assert entry.after == {"name": "Emma Bakker", "attributes": {"kids": 3}}


def test_a_field_that_a_row_does_not_have_stays(store):
    bring(store, EMMA)
    assert outcomes(bring(store, a_row("1", attributes={"city": "Ede"}))) == [Outcome.UPDATED]
    contact = store.contacts.get("1")
    assert contact.name == "Emma de Vries"
    assert contact.attributes == {"customer_since": "2024-01-01", "kids": 2, "city": "Ede"}
    assert contact.version == 2


def test_what_a_planner_changed_is_kept_and_reported_every_time(store):
    bring(store, EMMA)
    store.contacts.set_attributes("1", {"kids": 5}, expected_version=1, entry=an_entry())
    for _ in range(2):
        [result] = bring(store, EMMA)
        assert result.outcome is Outcome.UNCHANGED
        assert [(c.field, c.stored, c.offered) for c in result.conflicts] == [("kids", 5, 2)]
    assert store.contacts.get("1").attributes["kids"] == 5


def test_what_a_planner_took_away_does_not_come_back(store):
    bring(store, EMMA)
    store.contacts.set_attributes("1", {"kids": None}, expected_version=1, entry=an_entry())
    [result] = bring(store, EMMA)
    assert [conflict.field for conflict in result.conflicts] == ["kids"]
    assert "kids" not in store.contacts.get("1").attributes


def test_a_conflict_is_settled_once_both_say_the_same(store):
    bring(store, EMMA)
    store.contacts.set_attributes("1", {"kids": 5}, expected_version=1, entry=an_entry())
    [agreed] = bring(store, a_row("1", attributes={"kids": 5}))
    [later] = bring(store, a_row("1", attributes={"kids": 6}))
    assert (agreed.outcome, agreed.conflicts) == (Outcome.UNCHANGED, ())
    assert (later.outcome, later.conflicts) == (Outcome.UPDATED, ())
    assert store.contacts.get("1").attributes["kids"] == 6


def test_a_saved_wish_is_not_reverted_and_a_new_one_of_the_customer_is_reported(store):
    bring(store, EMMA)
    store.contacts.save_wish(
        "1", "woensdag middag", own_line="woensdag", conversation_id="77", expected_version=1, entry=an_entry()
    )
    for offered in ("woensdag", "vrijdag"):
        [result] = bring(store, a_row("1", talks=[a_talk(offered, conversation_id="77")]))
        assert [(c.field, c.offered) for c in result.conflicts] == [("preferred_times", offered)]
    [talk] = store.contacts.conversations("1")
    assert (talk.preferred_times, talk.own_line) == ("woensdag middag", "woensdag")


def test_a_wish_that_an_import_brings_is_the_customers_own_again(store):
    bring(store, EMMA)
    store.contacts.save_wish("1", "woensdag", own_line="wo", conversation_id="77", expected_version=1, entry=an_entry())
    bring(store, a_row("1", talks=[a_talk("vrijdag", conversation_id="77")]))
    [talk] = store.contacts.conversations("1")
    assert (talk.preferred_times, talk.own_line, talk.version) == ("vrijdag", "", 3)


def test_a_wish_without_a_conversation_goes_to_the_newest_one(store):
    bring(store, a_row("1", talks=[a_talk(conversation_id=n, last_activity_at=at(int(n))) for n in "132"]))
    bring(store, a_row("1", talks=[a_talk("zondag")]))
    assert store.contacts.conversations("1")[0].id == "3"
    assert store.contacts.conversations("1")[0].preferred_times == "zondag"
    assert store.contacts.get("1").version == 1


def test_a_wish_of_a_contact_without_conversations_gets_one_of_our_own(store):
    row = a_row("1", talks=[a_talk("zondag")])
    assert outcomes([*bring(store, row), *bring(store, row)]) == [Outcome.CREATED, Outcome.UNCHANGED]
    assert [talk.id for talk in store.contacts.conversations("1")] == ["own-1"]


def test_a_blank_wish_makes_no_conversation(store):
    bring(store, a_row("1", talks=[a_talk("")]))
    assert store.contacts.conversations("1") == []


def test_dates_take_the_earliest_creation_and_the_latest_activity(store):
    bring(store, EMMA)
    assert outcomes(bring(store, a_row("1", created_at=at(), last_activity_at=at(days=-50)))) == [Outcome.UNCHANGED]
    assert outcomes(bring(store, a_row("1", last_activity_at=at(days=-1)))) == [Outcome.UPDATED]
    contact = store.contacts.get("1")
    assert (contact.created_at, contact.last_activity_at) == (at(days=-90), at(days=-1))


def test_a_contact_in_two_rows_of_one_batch_takes_them_in_order(store):
    results = bring(store, a_row("1", "A", number=1), a_row("2", "B", number=2), a_row("1", "C", number=3))
    assert outcomes(results) == [Outcome.CREATED, Outcome.CREATED, Outcome.UPDATED]
    assert [result.number for result in results] == [1, 2, 3]
    assert store.contacts.get("1").name == "C"
    assert store.contacts.search("A") == []
    assert len(store.journal.entries(subject="contact:1")) == 2


@pytest.mark.parametrize("contact_id", ["", "  ", "\x00", "x" * 201])
def test_a_row_whose_id_cannot_be_kept_is_rejected_and_stops_nothing(store, contact_id):
    results = bring(store, a_row(contact_id, "No"), a_row("2", "Yes"))
    assert outcomes(results) == [Outcome.REJECTED, Outcome.CREATED]
    assert results[0].notes
    assert store.contacts.count() == 1


def test_hostile_text_comes_in_as_itself_and_twice_changes_nothing(store):
    nasty = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ' \" \\ % _ \n\t👩🏽‍🏫 " + "y" * 10_000
    row = a_row(
        "1",
        nasty,
        email=nasty,
        phone=nasty,
        attributes={nasty: nasty, "nul": "a\x00b", "half": "\udc80"},
        talks=[a_talk(nasty, conversation_id="'; drop table contacts", status=nasty)],
    )
    assert outcomes([*bring(store, row), *bring(store, row)]) == [Outcome.CREATED, Outcome.UNCHANGED]
    contact = store.contacts.get("1")
    assert contact.name == contact.email == contact.phone == contact.attributes[nasty] == nasty
    assert store.contacts.conversations("1")[0].preferred_times == nasty
    assert contact.attributes["nul"] == "ab"


def test_a_batch_that_fails_in_the_middle_changes_nothing(store):
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(InputError):
        bring(store, a_row("1", "Emma"), a_row("2", created_at=naive))
    assert store.contacts.count() == 0
    assert store.journal.entries() == []
    assert store.contacts.search("Emma") == []


def test_an_empty_batch_is_nothing(store):
    assert bring(store) == []


def statements_of(store, *rows):
    """How many statements importing these rows takes."""
    seen = []
    count = lambda *arguments: seen.append(arguments[2])  # noqa: E731  # a listener
    event.listen(store.engine, "before_cursor_execute", count)
    bring(store, *rows)
    event.remove(store.engine, "before_cursor_execute", count)
    return len(seen)


def test_the_number_of_statements_does_not_grow_with_the_rows(store):
    def rows(count, word):
        return [a_row(str(n), f"{word} {n}", talks=[a_talk(word, conversation_id=str(n))]) for n in range(count)]

    few = statements_of(store, *rows(5, "een"))
    many = statements_of(store, *rows(400, "twee"))
    again = statements_of(store, *rows(400, "drie"))
    assert many <= few + 6
    assert again <= few + 6
