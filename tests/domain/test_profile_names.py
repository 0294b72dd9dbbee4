"""What a new profile may be called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.profile_environment import overlays_from, variable_name
from tutorcore.domain.profile_names import checked_name
from tutorcore.errors import InputError


@given(st.from_regex(r"[a-z][a-z0-9]{0,39}", fullmatch=True).filter(lambda name: name != "returning"))
def test_every_name_that_is_let_through_can_be_a_line_of_the_environment(name):
    checked = checked_name(f" {name} ", ())
    assert overlays_from({variable_name(checked, "days_ahead"): "3"}) == {name: {"days_ahead": 3}}


@given(st.text(max_size=50))
def test_whatever_is_typed_is_let_through_as_such_a_name_or_refused(text):
    try:
        checked = checked_name(text, ())
    except InputError:
        return
    assert overlays_from({variable_name(checked, "days_ahead"): "3"}) == {checked: {"days_ahead": 3}}


@pytest.mark.parametrize("taken", ["avond", "Avond", "AVOND"])
def test_a_name_that_is_taken_in_any_case_is_refused(taken):
    with pytest.raises(InputError, match=f"There is “{taken}” already"):
        checked_name("avond", ["new", taken])
