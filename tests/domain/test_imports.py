"""Merging what an import brings with what is stored: three values a field, and nobody's change lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_row, a_talk, at
from tutorcore.domain.imports import FieldConflict, combine, merge_fields, says_the_same

VALUES = st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from(["", "a", "b", "false"]))
FIELDS = st.dictionaries(st.sampled_from("xyz"), VALUES)


def merged(base, mine, theirs):
    """(value to store, new base, whether that is a conflict) for one field."""
    stored, known, conflicts = merge_fields({"f": base}, {"f": mine}, {"f": theirs})
    return stored["f"], known["f"], bool(conflicts)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a", "a", "a", ("a", "a", False)),  # nothing new
        ("a", "a", "b", ("b", "b", False)),  # new there, untouched here
        ("a", "b", "a", ("b", "a", True)),  # changed here, the file still holds the old value
        ("a", "b", "c", ("b", "a", True)),  # changed on both sides
        ("a", "b", "b", ("b", "b", False)),  # changed on both sides, to the same
        (None, None, "a", ("a", "a", False)),  # first seen
        (None, "b", "a", ("b", None, True)),  # set here before the file ever had it
        ("a", None, "a", (None, "a", True)),  # taken away here
        ("a", "a", "", ("", "", False)),  # emptied there
        ("a", "", None, ("", None, False)),  # blank and absent are the same
        (1, 1, True, (True, True, False)),  # a yes is not a number
        (True, 1, True, (1, True, True)),
        ("1", "1", 1, (1, 1, False)),
    ],
)
def test_each_way_in_which_three_values_meet(base, mine, theirs, expected):
    stored, known, is_conflict = merged(base, mine, theirs)
    assert (stored, known, is_conflict) == expected
    assert type(stored) is type(expected[0])


def test_a_conflict_names_the_field_and_both_values():
    _, _, conflicts = merge_fields({"f": "a"}, {"f": "b"}, {"f": "c"})
    assert conflicts == (FieldConflict(field="f", stored="b", offered="c"),)


def test_a_field_that_the_file_does_not_have_stays_and_keeps_its_base():
    assert merge_fields({"f": "a"}, {"f": "b"}, {}) == ({"f": "b"}, {"f": "a"}, ())


def test_a_conflict_is_told_again_until_it_is_settled():
    base, mine = {"f": "a"}, {"f": "b"}
    for _ in range(3):
        mine, base, conflicts = merge_fields(base, mine, {"f": "c"})
        assert len(conflicts) == 1
    mine, base, conflicts = merge_fields(base, mine, {"f": "b"})
    assert conflicts == ()
    assert merge_fields(base, mine, {"f": "c"})[0] == {"f": "c"}


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_the_same_import_again_changes_nothing_and_tells_the_same(base, mine, theirs):
    stored, known, conflicts = merge_fields(base, mine, theirs)
    again, known_again, conflicts_again = merge_fields(known, stored, theirs)
    assert (repr(again), repr(known_again), conflicts_again) == (repr(stored), repr(known), conflicts)


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_a_value_that_was_changed_here_is_never_overwritten(base, mine, theirs):
    stored, _, conflicts = merge_fields(base, mine, theirs)
    in_conflict = {conflict.field for conflict in conflicts}
    for name, value in mine.items():
        if name not in theirs or not says_the_same(value, base.get(name)):
            assert says_the_same(stored[name], value)
            assert name not in theirs or name in in_conflict or says_the_same(value, theirs[name])


@given(base=FIELDS, mine=FIELDS, theirs=FIELDS)
def test_merging_leaves_what_it_was_given_alone(base, mine, theirs):
    before = repr((base, mine, theirs))
    merge_fields(base, mine, theirs)
    assert repr((base, mine, theirs)) == before


def test_two_rows_about_one_contact_are_one_in_which_the_later_wins():
    earlier = a_row("1", "Emma", email="e@x.nl", attributes={"a": 1, "b": 1}, created_at=at(), notes=("odd",))
    later = a_row("1", "", number=2, attributes={"b": 2}, talks=[a_talk("zondag", conversation_id="7")], notes=("o",))
    row = combine(earlier, later)
    assert (row.number, row.name, row.email, row.created_at) == (2, "", "e@x.nl", at())
    assert row.attributes == {"a": 1, "b": 2}
    assert row.notes == ("odd", "o")
    assert [talk.id for talk in row.conversations] == ["7"]


def test_two_rows_about_one_conversation_are_one():
    earlier = a_row(talks=[a_talk("zaterdag", conversation_id="7", status="open"), a_talk("x", conversation_id="8")])
    later = a_row(talks=[a_talk("zondag", conversation_id="7", attributes={"lesson_type": "trial"})])
    first, second = combine(earlier, later).conversations
    assert (first.id, first.status, second.id) == ("7", "open", "8")
    assert first.attributes == {"preferred_times": "zondag", "lesson_type": "trial"}
