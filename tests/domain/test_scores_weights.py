"""How much each part counts, and the variables that say so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tutorcore.domain.scores import Score, ScorePart
from tutorcore.domain.weights import Part, Weights, weights_from
from tutorcore.errors import SettingsError


def a_score(weights=None, **values):
    known = weights or Weights()
    return Score(tuple(ScorePart(part, values[part.value], known.of(part)) for part in Part))


def test_there_is_a_weight_for_each_part():
    assert set(Weights.model_fields) == {part.value for part in Part}
    assert Weights().total == sum(Weights().of(part) for part in Part) > 0


@pytest.mark.parametrize("value", [-1, 101, 1.5, "40", True])
def test_a_weight_is_a_whole_number_from_0_to_100(value):
    with pytest.raises(ValidationError):
        Weights(fit=value)


def test_a_total_is_the_parts_by_their_weights():
    score = a_score(Weights(fit=30, sooner=10, habit=0, neighbour=0), fit=1.0, sooner=0.5, habit=0.3, neighbour=0.9)
    assert score.total == pytest.approx((30 + 5) / 40)
    assert score.value(Part.HABIT) == 0.3


def test_where_no_part_counts_every_total_is_0():
    nothing = Weights(fit=0, sooner=0, habit=0, neighbour=0)
    assert a_score(nothing, fit=1.0, sooner=1.0, habit=1.0, neighbour=1.0).total == 0


@given(st.tuples(*[st.integers(0, 100)] * 4), st.tuples(*[st.floats(0, 1)] * 4))
def test_a_total_lies_between_0_and_1_and_between_its_parts(weights, values):
    names = [part.value for part in Part]
    score = a_score(Weights(**dict(zip(names, weights, strict=True))), **dict(zip(names, values, strict=True)))
    counting = [part.value for part in score.parts if part.weight] or [0.0]
    assert min(counting) - 1e-9 <= score.total <= max(counting) + 1e-9


def test_variables_set_weights_and_the_rest_stays():
    found = weights_from({"OFFER_WEIGHT_HABIT": "0", "OFFER_WEIGHT_FIT": " 100 ", "HOME": "x", "OFFER": "9"})
    assert found == Weights(habit=0, fit=100)
    assert weights_from({}) == Weights()


@pytest.mark.parametrize("text", ["", " ", "-1", "101", "1.5", "veel", "1e2", "٤٠", "9" * 5000])
def test_a_weight_that_cannot_be_used_is_refused_with_variable_value_and_bound(text):
    with pytest.raises(SettingsError) as caught:
        weights_from({"OFFER_WEIGHT_SOONER": text})
    assert str(caught.value) == f"OFFER_WEIGHT_SOONER={text}: give a whole number from 0 to 100"


@pytest.mark.parametrize("name", ["LUCK", "fit", "", "FIT_"])
def test_a_weight_that_there_is_not_is_refused_with_those_that_there_are(name):
    with pytest.raises(SettingsError, match=f"no weight “{name}”") as caught:
        weights_from({f"OFFER_WEIGHT_{name}": "1"})
    assert caught.value.hint == "It has: FIT, SOONER, HABIT, NEIGHBOUR."
