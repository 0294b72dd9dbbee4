"""Detecting again for many: who changes, who stays and why, and that nobody is left out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, at
from tests.domain.segment_builders import PROFILES, a_pin, rosters, someone
from tutorcore.domain.redetection import Stays, moves_of, redetect
from tutorcore.domain.segments import SEGMENTS, detect_segment


def looked_at(*contacts, **options):
    return redetect(contacts, profiles=PROFILES, now=NOW, **options)


def stays(found):
    return {one.contact_id: one.why for one in found.staying}


def test_a_drifting_cache_changes_to_what_the_rules_say():
    found = looked_at(someone("1", segment="new", has_paid_lesson=True, version=4), someone("2", segment="new"))
    (change,) = found.changes
    assert (change.contact_id, change.version, change.before, change.after) == ("1", 4, "new", "existing")
    assert [value.name for value in change.because] == ["has_paid_lesson"]
    assert (found.agreeing, found.empty, found.contacts) == (1, 0, 2)


def test_pinned_set_by_hand_and_no_profile_stay_and_are_named():
    drifting = {"segment": "new", "has_paid_lesson": True}
    found = looked_at(
        someone("1", pin=a_pin(), **drifting),
        someone("2", segment="premium"),
        someone("3", segment="parent"),
        someone("4", pin=a_pin("gone"), **drifting),
        someone("5", pin=a_pin(until=at(-1)), **drifting),
    )
    assert stays(found) == {
        "1": Stays.PINNED,
        "2": Stays.BY_HAND,
        "3": Stays.NO_PROFILE,
        "4": Stays.PINNED,
    }
    assert [one.at for one in found.staying] == ["premium", "premium", "parent", "gone"]
    assert [change.contact_id for change in found.changes] == ["5"]


def test_where_nothing_is_cached_only_a_wish_for_it_writes_a_cache():
    contacts = (someone("1"), someone("2", segment=" "), someone("3", segment="parent"))
    assert (looked_at(*contacts).changes, looked_at(*contacts).empty) == ((), 2)
    filled = looked_at(*contacts, fill_empty=True)
    assert [(change.before, change.after) for change in filled.changes] == [(None, "new"), (" ", "new")]
    assert filled.empty == 0
    assert stays(filled) == {"3": Stays.NO_PROFILE}


@given(rosters(), st.booleans())
def test_everybody_is_counted_once(contacts, fill_empty):
    found = looked_at(*contacts, fill_empty=fill_empty)
    assert found.contacts == len(contacts)
    named = Counter([one.contact_id for one in (*found.changes, *found.staying)])
    assert not named or max(named.values()) == 1
    assert sum(found.moves.values()) == len(found.changes)


@given(rosters(), st.booleans())
def test_who_changes_is_neither_pinned_nor_set_by_hand_and_agrees_with_the_rules_afterwards(contacts, fill_empty):
    by_id = {row.contact_id: row for row in contacts}
    for change in looked_at(*contacts, fill_empty=fill_empty).changes:
        row = by_id[change.contact_id]
        after = detect_segment({**row.attributes, "segment": change.after}, profiles=PROFILES)
        assert row.pin_at(NOW) is None
        assert change.after in SEGMENTS
        assert (after.segment, after.drift) == (after.by_rules, False)


@given(rosters())
def test_what_was_changed_is_not_changed_again(contacts):
    changes = {change.contact_id: change.after for change in looked_at(*contacts, fill_empty=True).changes}
    after = [
        someone(row.contact_id, pin=row.pins[0] if row.pins else None, **{**row.attributes, "segment": wanted})
        if (wanted := changes.get(row.contact_id))
        else row
        for row in contacts
    ]
    assert looked_at(*after, fill_empty=True).changes == ()


def test_moves_are_counted_the_most_first():
    assert list(
        moves_of([(None, "new"), ("new", "existing"), (" new", "existing"), ("", "new"), (7, "new")]).items()
    ) == [
        (("", "new"), 2),
        (("new", "existing"), 2),
        (("7", "new"), 1),
    ]
