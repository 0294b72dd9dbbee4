"""Who has a profile, and retiring it with them, in each kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import NOW, a_row, an_entry, at, bring
from tutorcore.domain.contacts import Pin
from tutorcore.domain.profile_versions import PublishedProfile
from tutorcore.domain.records import ContactChange
from tutorcore.errors import Conflict

RETIRING = PublishedProfile(
    name="avond",
    version=2,
    fields={"days_ahead": 3},
    published_at=NOW,
    actor="Anouk",
    effective_on=date(2026, 11, 23),
    retired=True,
)


@pytest.fixture
def avond(store):
    """Its first version, and one that is to come."""
    for after, day in ((0, 1), (1, 30)):
        store.profiles.publish(
            "avond", {}, effective_on=date(2026, 11, day), note="", expected_version=after, entry=an_entry("published")
        )


def pinned(store, contact_id, segment="avond", *, until=None, since=NOW):
    contact = store.contacts.get(contact_id)
    pin = Pin(contact_id=contact_id, segment=segment, reason="r", actor="Bram", since=since, until=until)
    store.contacts.set_pin(pin, expected_version=contact.version, entry=an_entry("pinned"))


def move(store, contact_id, to="premium", *, version=None):
    seen = store.contacts.get(contact_id).version if version is None else version
    return ContactChange(
        contact_id=contact_id,
        expected_version=seen,
        attributes={"segment": to},
        end_pin=True,
        entry=an_entry("moved", at=at(1)),
    )


def retire(store, *changes, after=2):
    version = replace(RETIRING, version=after + 1)
    return store.profiles.retire(version, expected_version=after, changes=changes, entry=an_entry("retired", at=at(1)))


def test_holders_are_those_whose_cache_names_it_or_whose_running_pin_does(store):
    names = {"1": "avond", "2": " Avond", "3": "avonds", "4": "new", "5": "new", "6": None}
    bring(store, *(a_row(number, attributes={"segment": name, "x": "avond"}) for number, name in names.items()))
    pinned(store, "4")
    pinned(store, "5", until=at(30))
    found = store.profiles.holders("avond", at(60))
    assert [(holder.contact.id, holder.cached) for holder in found] == [("1", True), ("2", True), ("4", False)]
    assert found[2].pin == Pin(contact_id="4", segment="avond", reason="r", actor="Bram", since=NOW)
    assert [holder.contact.id for holder in store.profiles.holders("avond", at(5))] == ["1", "2", "4", "5"]


def test_a_pin_that_was_followed_by_another_holds_no_longer(store):
    bring(store, a_row("1"))
    pinned(store, "1")
    pinned(store, "1", "premium", since=at(10))
    assert store.profiles.holders("avond", at(20)) == []


def test_retiring_moves_everybody_and_takes_out_what_was_to_come(store, avond):
    bring(store, a_row("1", attributes={"segment": "avond"}), a_row("2"))
    pinned(store, "2")
    assert retire(store, move(store, "1"), move(store, "2")).retired
    assert [version.withdrawn for version in store.profiles.versions()] == [False, True, False]
    assert store.profiles.holders("avond", at(2)) == []
    assert store.contacts.get("2").attributes == {"segment": "premium"}
    assert [entry.action for entry in store.journal.entries()][:3] == ["retired", "moved", "moved"]


@pytest.mark.parametrize(("version", "said"), [(9, "Emma"), (None, "Sam")])
def test_nobody_is_moved_where_somebody_changed_or_is_left(store, avond, version, said):
    bring(store, a_row("1", "Emma", attributes={"segment": "avond"}))
    if version is None:
        bring(store, a_row("2", "Sam", attributes={"segment": "avond"}))
    with pytest.raises(Conflict, match=f"{said} changed meanwhile"):
        retire(store, move(store, "1", version=version))
    assert store.contacts.get("1").attributes == {"segment": "avond"}
    assert len(store.profiles.versions()) == 2
    assert "retired" not in [entry.action for entry in store.journal.entries()]


def test_many_who_are_left_are_counted(store, avond):
    bring(store, *(a_row(str(number), f"Emma {number}", attributes={"segment": "avond"}) for number in range(5)))
    with pytest.raises(Conflict, match="Emma 0, Emma 1, Emma 2 and 2 more changed"):
        retire(store)


def test_a_contact_that_is_gone_stops_it_too(store, avond):
    change = ContactChange(contact_id="9", expected_version=1, entry=an_entry("moved"))
    with pytest.raises(Conflict, match="9 changed"):
        retire(store, change)


def test_retiring_over_somebody_elses_version_is_refused(store, avond):
    with pytest.raises(Conflict, match="published"):
        retire(store, after=1)
