"""What was not understood of a wish and still has to be looked at: not the remarks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.preferences import not_understood, parse_preferences

PIECES = ["woensdag", "om de week", '"belt eerst"', "“liefst bij Eva”", "niet na 18 uur", ",", "na de training"]


@pytest.mark.parametrize(
    ("wish", "left"),
    [
        ("", ()),
        ("woensdagmiddag", ()),
        ('woensdagmiddag "belt eerst even"', ()),
        ("woensdag “liefst bij Eva”", ()),
        ("woensdag na de training", ("na de training",)),
        ('na de training, "na de training"', ("na de training",)),
    ],
)
def test_a_remark_in_quotes_is_no_longer_open(wish, left):
    assert not_understood(wish) == left


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_a_wish_that_a_planner_has_saved_has_nothing_open(wish):
    assert not_understood(str(parse_preferences(wish))) == ()


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_what_is_open_is_part_of_what_was_not_understood(wish):
    pieces = list(parse_preferences(wish).unrecognised)
    for piece in not_understood(wish):
        pieces.remove(piece)
