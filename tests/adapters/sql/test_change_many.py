"""Changing many contacts in one transaction: each as if it were changed alone, and those that differ are left."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOW, a_row, an_entry, at, bring
from tutorcore.domain.contacts import Pin
from tutorcore.domain.records import ContactChange, EntryFilter, ManyChanged
from tutorcore.errors import Conflict, InputError


@pytest.fixture
def five(store):
    """A store with the contacts 0 to 4, each with a city."""
    bring(store, *(a_row(str(n), f"Emma {n}", attributes={"city": "Ede"}) for n in range(5)))
    return store


def a_change(contact_id="1", *, version=1, action="many", **values):
    return ContactChange(
        contact_id=contact_id, expected_version=version, entry=an_entry(action, f"contact:{contact_id}"), **values
    )


def a_pin(contact_id="1", segment="premium", *, since=NOW, until=None):
    return Pin(contact_id=contact_id, segment=segment, reason="r", actor="Anouk", since=since, until=until)


def actions(store):
    return [entry.action for entry in store.journal.entries() if entry.action != "import"]


def test_nothing_to_change_changes_nothing(five):
    assert five.contacts.change_many([]) == ManyChanged()
    assert actions(five) == []


def test_each_contact_gets_its_attributes_its_version_and_its_entry(five):
    done = five.contacts.change_many(
        [a_change("3", attributes={"segment": "new"}), a_change("1", attributes={"segment": "existing", "city": None})]
    )
    assert done == ManyChanged(changed=("3", "1"))
    changed = five.contacts.get("1")
    assert (changed.attributes, changed.version) == ({"segment": "existing"}, 2)
    assert five.contacts.get("3").attributes == {"city": "Ede", "segment": "new"}
    assert five.contacts.get("2").version == 1
    assert five.journal.entries(subject="contact:3")[0] == an_entry("many", "contact:3")


def test_the_entries_of_the_whole_act_come_before_those_of_the_contacts(five):
    five.contacts.change_many([a_change(attributes={"a": 1})], entries=[an_entry("act", "segments")])
    assert actions(five) == ["many", "act"]


def test_the_act_is_told_even_where_every_contact_was_left(five):
    five.contacts.change_many([a_change(version=7, attributes={"a": 1})], entries=[an_entry("act", "segments")])
    assert actions(five) == ["act"]


def test_the_entries_of_one_act_are_found_by_its_batch(five):
    batch = {"batch": "b1"}
    entry = an_entry("many", "contact:1", **batch)
    change = ContactChange(contact_id="1", expected_version=1, attributes={"a": 1}, entry=entry)
    five.contacts.change_many([change], entries=[an_entry("act", "segments", **batch)])
    five.contacts.change_many([a_change("2", attributes={"a": 1})])
    found = five.journal.page(EntryFilter(batch="b1"))
    assert [(one.action, one.batch) for one in found] == [("many", "b1"), ("act", "b1")]
    assert five.journal.page(EntryFilter(batch="b2")) == []
    assert {one.batch for one in five.journal.entries(subject="contact:2")} == {""}


def test_one_that_was_edited_meanwhile_and_one_that_is_gone_are_left_and_told(five):
    five.contacts.set_attributes("1", {"a": 1}, expected_version=1, entry=an_entry("somebody"))
    done = five.contacts.change_many([a_change(one, attributes={"a": 2}) for one in ("0", "1", "nobody", "2")])
    assert done == ManyChanged(changed=("0", "2"), edited=("1",), gone=("nobody",))
    assert five.contacts.get("1").attributes["a"] == 1
    assert five.journal.entries(subject="contact:1")[0].action == "somebody"
    assert five.journal.entries(subject="contact:nobody") == []


def test_one_that_is_as_it_should_be_has_no_new_version_and_no_entry(five):
    done = five.contacts.change_many([a_change(attributes={"city": "Ede", "none": None}, end_pin=True)])
    assert done == ManyChanged(unchanged=("1",))
    assert five.contacts.get("1").version == 1
    assert actions(five) == []


def test_the_last_attribute_can_be_taken_away(five):
    five.contacts.change_many([a_change(attributes={"city": None})])
    assert five.contacts.get("1").attributes == {}


def test_a_contact_that_comes_twice_is_changed_once(five):
    done = five.contacts.change_many([a_change(attributes={"a": 1}), a_change(attributes={"a": 2})])
    assert done == ManyChanged(changed=("1",), edited=("1",))
    assert five.contacts.get("1").attributes["a"] == 1


def test_a_pin_is_ended_set_and_moved(five):
    five.contacts.set_pin(a_pin("0"), expected_version=1, entry=an_entry())
    five.contacts.set_pin(a_pin("1"), expected_version=1, entry=an_entry())
    off = ContactChange(contact_id="0", expected_version=2, end_pin=True, entry=an_entry("off", "contact:0", at=at(5)))
    moved = a_change("1", version=2, new_pin=a_pin("1", "weekend", since=at(5)))
    done = five.contacts.change_many([off, moved, a_change("2", new_pin=a_pin("2", until=at(9)))])
    assert done.changed == ("0", "1", "2")
    pins = {one: five.contacts.pin_of(one, at(5)) for one in "012"}
    assert pins["0"] is None
    assert pins["1"] == a_pin("1", "weekend", since=at(5))
    assert five.contacts.pin_of("1", at(4)).until == at(5)
    assert pins["2"].until == at(9)
    assert [five.contacts.get(one).version for one in "012"] == [3, 3, 2]


def test_a_pin_that_ends_before_it_begins_refuses_everything(five):
    with pytest.raises(InputError):
        five.contacts.change_many(
            [a_change("0", attributes={"a": 1}), a_change("1", new_pin=a_pin(until=NOW))],
            entries=[an_entry("act", "segments")],
        )
    assert five.contacts.get("0").version == 1
    assert actions(five) == []


def test_what_no_database_can_hold_is_cleaned(five):
    five.contacts.change_many([a_change("1\x00", attributes={"nul\x00": "a\x00b"})])
    assert five.contacts.get("1").attributes == {"city": "Ede", "nul": "ab"}


def test_of_two_who_change_the_same_contacts_at_once_each_contact_has_one_winner(store):
    ids = [str(n) for n in range(120)]
    bring(store, *(a_row(one) for one in ids))
    gate, done = threading.Barrier(2), {}

    def change(who, order):
        gate.wait()
        done[who] = store.contacts.change_many([a_change(one, action=who, attributes={"who": who}) for one in order])

    threads = [threading.Thread(target=change, args=one) for one in (("a", ids), ("b", ids[::-1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done["a"].changed + done["b"].changed, key=int) == ids
    assert sorted(done["a"].edited + done["b"].edited, key=int) == ids
    for who, mine in done.items():
        assert all(store.contacts.get(one).attributes["who"] == who for one in mine.changed)


_values = st.dictionaries(st.sampled_from("abc"), st.one_of(st.none(), st.booleans(), st.integers(0, 2), st.text("xé")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(wanted=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3), _values), max_size=8), round_=st.uuids())
def test_many_at_once_come_out_as_one_after_the_other(sqlite_store, wanted, round_):
    one_by_one, together = ([f"{round_}-{how}-{n}" for n in range(5)] for how in "ab")
    bring(sqlite_store, *(a_row(each, attributes={"a": True}) for each in (*one_by_one, *together)))
    alone = []
    for place, version, values in wanted:
        contact_id = one_by_one[place] if place < len(one_by_one) else "nobody"
        try:
            sqlite_store.contacts.set_attributes(contact_id, values, expected_version=version, entry=an_entry())
        except (Conflict, InputError):
            alone.append(contact_id)
    done = sqlite_store.contacts.change_many(
        [
            a_change(together[place] if place < len(together) else "nobody", version=version, attributes=values)
            for place, version, values in wanted
        ]
    )
    assert len(done.edited) + len(done.gone) == len(alone)
    for mine, theirs in zip(one_by_one, together, strict=True):
        first, second = sqlite_store.contacts.get(mine), sqlite_store.contacts.get(theirs)
        assert (first.attributes, first.version) == (second.attributes, second.version)
