"""The port `Contacts` without search and imports: versions, conflicts, wishes, pins, and who was opened last."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.builders import NOW, a_row, a_talk, an_entry, at, bring
from tutorcore.domain.contacts import Pin
from tutorcore.errors import Conflict, InputError, UnknownName


def entries(store):
    return [entry.action for entry in store.journal.entries()]


@pytest.fixture
def known(store):
    """A store with one contact and one conversation."""
    bring(store, a_row("1", "Emma", talks=[a_talk("woensdag", conversation_id="77", last_activity_at=at(-60))]))
    return store


def a_pin(segment="premium", *, since=NOW, until=None, contact_id="1"):
    return Pin(contact_id=contact_id, segment=segment, reason="r", actor="Anouk", since=since, until=until)


def save(store, line, *, conversation_id="77", version=1, own_line="woensdag"):
    return store.contacts.save_wish(
        "1", line, own_line=own_line, conversation_id=conversation_id, expected_version=version, entry=an_entry("wish")
    )


# who cannot be found


@pytest.mark.parametrize("contact_id", ["", "2", "1\x00", "x" * 10_000, "1 ", "\ud800", "' or 1=1 --"])
def test_a_contact_that_is_not_there_is_an_unknown_name(store, contact_id):
    bring(store, a_row("11"))
    with pytest.raises(UnknownName) as told:
        store.contacts.get(contact_id)
    assert len(str(told.value)) < 200


def test_every_change_of_an_unknown_contact_is_refused_and_leaves_no_entry(store):
    changes = [
        lambda: store.contacts.set_attributes("9", {"a": 1}, expected_version=1, entry=an_entry()),
        lambda: store.contacts.set_pin(a_pin(contact_id="9"), expected_version=1, entry=an_entry()),
        lambda: store.contacts.end_pin("9", NOW, expected_version=1, entry=an_entry()),
        lambda: store.contacts.note_opened("Anouk", "9", NOW),
        lambda: store.contacts.save_wish(
            "9", "x", own_line="", conversation_id="", expected_version=1, entry=an_entry()
        ),
    ]
    for change in changes:
        with pytest.raises(UnknownName):
            change()
    assert store.journal.entries() == []


def test_an_unknown_contact_has_no_conversations_and_no_pin(store):
    assert store.contacts.conversations("9") == []
    assert store.contacts.pin_of("9", NOW) is None


# attributes


def test_attributes_are_merged_and_none_removes_one(known):
    contacts = known.contacts
    contacts.set_attributes("1", {"segment": "new", "city": "Ede"}, expected_version=1, entry=an_entry())
    changed = contacts.set_attributes("1", {"segment": None, "n": 0}, expected_version=2, entry=an_entry())
    assert changed.attributes == {"city": "Ede", "n": 0}
    assert changed.version == 3
    assert contacts.get("1") == changed


def test_a_change_and_its_entry_are_stored_together(known):
    entry = an_entry("segment", before={"segment": None}, after={"segment": "new"}, reason="why not")
    known.contacts.set_attributes("1", {"segment": "new"}, expected_version=1, entry=entry)
    assert known.journal.entries(subject="contact:1")[0] == entry


def test_the_second_of_two_planners_is_told_and_shown_what_the_first_stored(known):
    first = known.contacts.set_attributes("1", {"segment": "new"}, expected_version=1, entry=an_entry("first"))
    with pytest.raises(Conflict) as told:
        known.contacts.set_attributes("1", {"segment": "weekend"}, expected_version=1, entry=an_entry("second"))
    assert told.value.theirs == first
    assert told.value.hint
    assert known.contacts.get("1") == first
    assert entries(known) == ["first", "import"]


def test_a_change_that_changes_nothing_is_none(known):
    known.contacts.set_attributes("1", {"a": True}, expected_version=1, entry=an_entry("first"))
    same = known.contacts.set_attributes("1", {"a": True, "b": None}, expected_version=2, entry=an_entry("again"))
    assert same.version == 2
    assert entries(known) == ["first", "import"]


def test_true_and_one_are_two_values(known):
    known.contacts.set_attributes("1", {"a": True}, expected_version=1, entry=an_entry())
    changed = known.contacts.set_attributes("1", {"a": 1}, expected_version=2, entry=an_entry())
    assert changed.attributes["a"] is not True


def test_what_no_database_can_hold_is_cleaned(known):
    odd = {"nul\x00": "a\x00b", "half": "\ud800", "list": ["\x00", {"x": float("nan")}], "when": NOW}
    changed = known.contacts.set_attributes("1", odd, expected_version=1, entry=an_entry(reason="\x00", after=odd))
    expected = {"nul": "ab", "half": "?", "list": ["", {"x": "nan"}], "when": str(NOW)}
    assert changed.attributes == expected
    assert known.journal.entries()[0].after == expected


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A1", "x" * 10_000, "👩🏽‍🏫", "\\u0000"]
)
def test_other_text_comes_back_as_it_was(known, text):
    changed = known.contacts.set_attributes("1", {text: text}, expected_version=1, entry=an_entry())
    assert changed.attributes == {text: text}


# wishes


def test_a_wish_is_stored_beside_the_customers_own_words(known):
    saved = save(known, "woensdag middag")
    assert (saved.preferred_times, saved.own_line, saved.version) == ("woensdag middag", "woensdag", 2)
    assert known.contacts.conversations("1") == [saved]
    assert known.contacts.get("1").version == 1


def test_a_stale_wish_is_refused_and_shows_the_stored_one(known):
    first = save(known, "vrijdag")
    with pytest.raises(Conflict) as told:
        save(known, "zondag")
    assert told.value.theirs == first
    assert entries(known) == ["wish", "import"]


def test_a_wish_without_a_conversation_goes_to_the_newest(known):
    newer = a_talk(conversation_id="78", last_activity_at=at(-5))
    bring(known, a_row("1", talks=[newer]))
    saved = save(known, "vrijdag", conversation_id="")
    assert saved.id == "78"
    assert known.contacts.get("1").version == 2


def test_a_contact_without_conversations_gets_one_of_our_own(store):
    bring(store, a_row("1", "Emma"))
    saved = save(store, "vrijdag", conversation_id="", own_line="")
    assert (saved.id, saved.version, saved.created_at) == ("own-1", 1, NOW)
    with pytest.raises(Conflict) as told:
        save(store, "zondag", conversation_id="", own_line="")
    assert told.value.theirs == saved


def test_a_wish_for_a_contact_that_changed_meanwhile_makes_no_conversation(store):
    bring(store, a_row("1", "Emma"))
    store.contacts.set_attributes("1", {"a": 1}, expected_version=1, entry=an_entry())
    with pytest.raises(Conflict):
        save(store, "zondag", conversation_id="")
    assert store.contacts.conversations("1") == []


def test_a_conversation_of_somebody_else_is_unknown(known):
    bring(known, a_row("2", talks=[a_talk("x", conversation_id="99")]))
    with pytest.raises(UnknownName):
        save(known, "vrijdag", conversation_id="99")


def test_conversations_come_newest_first(store):
    talks = [a_talk(conversation_id=str(n), last_activity_at=at(days=-abs(n - 5))) for n in range(3, 9)]
    bring(store, a_row("1", talks=[*talks, a_talk("x", conversation_id="undated")]))
    assert [talk.id for talk in store.contacts.conversations("1")] == ["5", "6", "4", "7", "3", "8", "undated"]


# pins


def test_a_pin_runs_from_its_start_until_its_end(known):
    pin = a_pin(until=at(60))
    assert known.contacts.set_pin(pin, expected_version=1, entry=an_entry("pinned")).version == 2
    assert known.contacts.pin_of("1", at(-1)) is None
    assert known.contacts.pin_of("1", NOW) == pin
    assert known.contacts.pin_of("1", at(60)) is None
    assert entries(known)[0] == "pinned"


def test_a_new_pin_ends_the_running_one_and_its_history_stays(known):
    known.contacts.set_pin(a_pin("premium"), expected_version=1, entry=an_entry())
    known.contacts.set_pin(a_pin("weekend", since=at(30)), expected_version=2, entry=an_entry())
    assert known.contacts.pin_of("1", at(29)).segment == "premium"
    assert known.contacts.pin_of("1", at(29)).until == at(30)
    assert known.contacts.pin_of("1", at(31)).segment == "weekend"


def test_taking_a_pin_off_ends_it(known):
    known.contacts.set_pin(a_pin(), expected_version=1, entry=an_entry())
    assert known.contacts.end_pin("1", at(5), expected_version=2, entry=an_entry("off")).version == 3
    assert known.contacts.pin_of("1", at(5)) is None
    assert known.contacts.pin_of("1", at(4)).until == at(5)


def test_taking_off_a_pin_that_does_not_run_changes_nothing(known):
    assert known.contacts.end_pin("1", NOW, expected_version=1, entry=an_entry("off")).version == 1
    assert entries(known) == ["import"]


def test_ending_a_pin_ends_one_that_would_begin_later_too(known):
    known.contacts.set_pin(a_pin(since=at(60)), expected_version=1, entry=an_entry())
    known.contacts.end_pin("1", NOW, expected_version=2, entry=an_entry())
    assert known.contacts.pin_of("1", at(90)) is None


def test_a_stale_pin_is_refused(known):
    known.contacts.set_pin(a_pin("premium"), expected_version=1, entry=an_entry("first"))
    for change in (
        lambda: known.contacts.set_pin(a_pin("weekend", since=at(1)), expected_version=1, entry=an_entry("second")),
        lambda: known.contacts.end_pin("1", at(1), expected_version=1, entry=an_entry("second")),
    ):
        with pytest.raises(Conflict) as told:
            change()
        assert told.value.theirs.version == 2
    assert known.contacts.pin_of("1", at(2)).segment == "premium"
    assert "second" not in entries(known)


def test_a_pin_that_ends_before_it_begins_is_refused(known):
    with pytest.raises(InputError):
        known.contacts.set_pin(a_pin(until=NOW), expected_version=1, entry=an_entry())


# lists


def test_recent_contacts_come_by_last_activity_and_those_without_last(store):
    bring(
        store,
        a_row("never"),
        a_row("old", last_activity_at=at(days=-9)),
        a_row("new", last_activity_at=at(days=-1)),
        a_row("came", created_at=at(days=-5)),
    )
    assert [contact.id for contact in store.contacts.recent()] == ["new", "came", "old", "never"]
    assert [contact.id for contact in store.contacts.recent(limit=1)] == ["new"]
    assert store.contacts.count() == 4


def test_each_planner_has_contacts_opened_last(store):
    bring(store, *(a_row(str(n)) for n in range(4)))
    for minute, contact_id in enumerate(["0", "1", "2", "0"]):
        store.contacts.note_opened("Anouk", contact_id, at(minute))
    store.contacts.note_opened("Bram", "3", NOW)
    assert [contact.id for contact in store.contacts.opened_by("Anouk")] == ["0", "2", "1"]
    assert [contact.id for contact in store.contacts.opened_by("Anouk", limit=1)] == ["0"]
    assert [contact.id for contact in store.contacts.opened_by("Bram")] == ["3"]
    assert store.contacts.opened_by("nobody\x00") == []
    assert store.contacts.get("0").version == 1


# times


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(store):
    bring(store, a_row("1", created_at=datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))))
    assert store.contacts.get("1").created_at.isoformat() == "2026-07-01T10:00:00+00:00"


def test_a_naive_time_is_refused(store):
    bring(store, a_row("1"))
    with pytest.raises(InputError, match="time zone"):
        store.contacts.note_opened("Anouk", "1", datetime(2026, 7, 1))  # noqa: DTZ001  # what is refused


def test_the_journal_is_newest_first_and_bounded(known):
    for version in range(1, 6):
        entry = an_entry(str(version), at=at(-version))
        known.contacts.set_attributes("1", {"n": version}, expected_version=version, entry=entry)
    assert [entry.action for entry in known.journal.entries(subject="contact:1", limit=2)] == ["5", "4"]
    assert known.journal.entries(subject="contact:2") == []
