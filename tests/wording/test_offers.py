"""Offers in words: how far from the wish, why a slot is good, and what its score is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.domain_builders import span
from tests.domain.test_offers import an_offer, past
from tutorcore.domain.ladder import Rung
from tutorcore.domain.neighbours import Beside, Side, Surroundings
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.scores import Score, ScorePart
from tutorcore.domain.weights import Part, Weights
from tutorcore.wording.offers import PART_NAMES, RUNG_BADGES, climbed_text, reasons_text, score_rows, score_text


def best(wish="", *texts, **given):
    offer = an_offer(wish, *texts, **given)
    return offer.items[0], offer.wish


def said(wish="", *texts, **given):
    return reasons_text(*best(wish, *texts, **given))


def an_item(*surroundings):
    """A slot with nothing to be said for it but what stands beside it."""
    item, _ = best("zondag")
    later = Score(tuple(replace(part, value=0.0) for part in item.score.parts))
    return replace(item, score=later, surroundings=surroundings)


NOTHING = Side()


def around(before=NOTHING, after=NOTHING, tutor="Anouk"):
    return Surroundings(tutor, before, after)


LESSON = Side(Beside.ADJACENT, lesson=True)
APPOINTMENT = Side(Beside.ADJACENT)


def test_the_reasons_are_told_in_one_line():
    given = past("wo 16:00") | {"lessons": {"Anouk": [span("wo 15:00-16:00")]}}
    told = said("woensdagmiddag", "wo 15:00-16:00", background=given)
    assert told == "Fits the wish; usual time; next to another lesson"


def test_what_is_soon_is_told_and_a_wish_that_there_is_not_is_not():
    assert said() == "Soon"
    assert said("niet op zondag") == "Soon"


def test_a_time_near_the_usual_one_says_so():
    given = past("wo 15:00") | {"weights": Weights(habit=100, fit=0, sooner=0, neighbour=0)}
    assert said("", "wo 15:00-16:00", background=given) == "Near the usual time; next to another appointment"


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ("wo 15:00-16:00", "Not as wished: within an hour; next to another appointment"),
        ("wo 14:00-17:00", "Not as wished: same day, other part"),
        ("wo 09:00-22:00", "Not as wished: other day, same part; soon"),
    ],
)
def test_a_slot_that_is_not_as_wished_says_how_far_from_it(taken, told):
    background = {"weights": Weights(fit=0, sooner=100, habit=0, neighbour=0)}
    assert said("woensdag om 15:00", taken, background=background) == told


@pytest.mark.parametrize(
    ("surroundings", "told"),
    [
        ([around()], "Nothing stands against it"),
        ([around(LESSON)], "Next to another lesson"),
        ([around(after=APPOINTMENT)], "Next to another appointment"),
        ([around(LESSON, LESSON)], "Between two lessons"),
        ([around(LESSON, APPOINTMENT)], "Between two appointments"),
        ([around(Side(Beside.STRAY_GAP, 1))], "Leaves 1 minute unused before it"),
        ([around(LESSON, Side(Beside.STRAY_GAP, 20))], "Next to another lesson; leaves 20 minutes unused after it"),
        (
            [around(Side(Beside.STRAY_GAP, 10), Side(Beside.STRAY_GAP, 20))],
            "Leaves 10 minutes unused before it and 20 minutes unused after it",
        ),
        ([around(LESSON), around(tutor="Bram")], "Next to another lesson (Anouk)"),
    ],
)
def test_what_stands_beside_it_is_told(surroundings, told):
    assert reasons_text(an_item(*surroundings), Preferences()) == told


def test_a_score_is_told_by_its_parts_and_their_weights():
    values = {Part.FIT: 0.8, Part.SOONER: 0.925, Part.HABIT: 0.0, Part.NEIGHBOUR: 1.0}
    weights = {Part.FIT: 40, Part.SOONER: 20, Part.HABIT: 30, Part.NEIGHBOUR: 10}
    score = Score(tuple(ScorePart(part, values[part], weights[part]) for part in Part))
    assert score_text(score) == (
        "60 of 100: fits the wish 80 × 40, sooner 92 × 20, usual time 0 × 30, joins the tutor's day 100 × 10"
    )
    assert score_rows(score)[0] == ("fits the wish", 80, 40)
    assert set(PART_NAMES) == set(Part)


@pytest.mark.parametrize("rung", Rung)
def test_every_rung_has_a_badge_and_a_sentence(rung):
    assert RUNG_BADGES[rung]
    assert climbed_text(rung).endswith(".")


def test_what_the_ladder_came_to_is_told():
    assert climbed_text(Rung.AS_WISHED) == "These fit the wish."
    assert climbed_text(Rung.WITHIN_AN_HOUR) == (
        "Nothing fits the wish. What comes nearest: at most an hour away from it. What is excluded stays excluded."
    )
    assert climbed_text(None) == "Nothing fits, not even outside the wished times."


def test_the_wish_of_an_offer_is_the_one_that_was_asked():
    assert best("woensdagmiddag")[1] == parse_preferences("woensdagmiddag")
