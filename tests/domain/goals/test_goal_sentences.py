from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.goals import Goal, read_goal
from tutorcore.errors import InputError
from tutorcore.wording.goals import goal_text, percent_text

SEGMENTS = ("new", "existing", "returning_broadcast", "weekend", "premium", "evening2")
GOALS = st.builds(
    Goal,
    slots=st.integers(1, 1000),
    percent=st.decimals("0.1", "100", places=1),
    segment=st.sampled_from(["", *SEGMENTS]),
)
WORDS = st.sampled_from(["nobody", "new", "at", "least", "3", "slots", "95", "%", "without", "a", "most", "than"])


def read(sentence):
    goal = read_goal(sentence, SEGMENTS)
    return goal.segment, goal.slots, str(goal.percent)


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("nobody in `new` without a slot", ("new", 1, "100")),
        ("at least 6 slots for 95 %", ("", 6, "95")),
        ("Nobody without slots.", ("", 1, "100")),
        ("no one in existing with fewer than 3 slots", ("existing", 3, "100")),
        ("niemand in new zonder plek", ("new", 1, "100")),
        ("niemand zonder een mogelijkheid", ("", 1, "100")),
        ("niemand heeft minder dan drie plekken", ("", 3, "100")),
        ("iedereen minstens 3 plekken", ("", 3, "100")),
        ("alle klanten in “premium” hebben ten minste 10 momenten", ("premium", 10, "100")),
        ("minstens 6 plekken voor 95 procent van bestaande klanten", ("existing", 6, "95")),
        ("95% of new has at least six slots", ("new", 6, "95")),
        ("99,5 % of everybody: 2 or more slots", ("", 2, "99.5")),
        ("at least 6 slots for at least 95 %", ("", 6, "95")),
        ("at most 5 % of new without a slot", ("new", 1, "95")),
        ("hooguit 10% minder dan 4 tijden", ("", 4, "90")),
        ("for half of the weekend people more than 2 slots", ("weekend", 3, "50")),
        ("everyone in evening2 has a slot", ("evening2", 1, "100")),
        ("returning: at least 2 slots", ("returning_broadcast", 2, "100")),
        ("nobody in NEW has no slots", ("new", 1, "100")),
        ("nobody with at most 2 slots", ("", 3, "100")),
    ],
)
def test_a_sentence_is_a_goal(sentence, meant):
    assert read(sentence) == meant


@given(GOALS)
def test_a_goal_in_words_reads_back_as_the_same_goal(goal):
    assert read_goal(goal_text(goal), SEGMENTS) == goal


def test_a_goal_in_words():
    assert goal_text(Goal(segment="new")) == "Nobody in new without a slot"
    assert goal_text(Goal(slots=3)) == "Nobody with fewer than 3 slots"
    assert goal_text(Goal(slots=6, percent=Decimal(95))) == "At least 6 slots for 95 % of everybody"
    assert percent_text(Decimal("99.50")) == "99.5 %"
    assert percent_text(Decimal(100)) == "100 %"


@pytest.mark.parametrize(
    ("sentence", "unknown"),
    [
        ("nobody in vip without a slot", "vip"),
        ("at least 6 slots soon", "soon"),
        ("6 slots; 95 %", ";"),
        ("at least 6.5x slots", "5x"),
        ("<b>", "< b >"),
    ],
)
def test_a_word_that_is_not_understood_is_told(sentence, unknown):
    with pytest.raises(InputError, match="not understood") as caught:
        read(sentence)
    assert f"“{unknown}”" in str(caught.value)
    assert "Such as" in caught.value.hint


@pytest.mark.parametrize(
    "sentence",
    [
        "nobody has 3 slots",
        "everybody without a slot",
        "95 % without a slot",
        "nobody at least 95 % without a slot",
        "at most 5 % at least 3 slots",
        "nobody",
        "slots",
        "6",
        "95 %",
        "6 slots 7 slots",
        "at least 2.5 slots",
    ],
)
def test_what_says_something_else_is_no_goal(sentence):
    with pytest.raises(InputError, match="not a goal"):
        read(sentence)


@pytest.mark.parametrize("sentence", ["", "  ", "the", "."])
def test_no_words_are_no_goal(sentence):
    with pytest.raises(InputError, match="No goal is given yet"):
        read(sentence)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("at least 0 slots", "asks for 1 to 1000 slots, not 0"),
        ("at least 1001 slots", "asks for 1 to 1000 slots, not 1001"),
        ("0 % at least 3 slots", "more than 0 and at most 100 percent, not 0"),
        ("101 % at least 3 slots", "at most 100 percent, not 101"),
        ("at most 100 % without a slot", "not 0"),
        ("nobody in new and existing without a slot", "for one segment"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_bounds(sentence, said):
    with pytest.raises(InputError, match=said):
        read(sentence)


@given(st.text(max_size=60) | st.lists(WORDS).map(" ".join))
def test_any_sentence_is_a_goal_or_refused_in_words(sentence):
    try:
        told = goal_text(read_goal(sentence, SEGMENTS))
    except InputError as error:
        told = str(error)
    assert told


@given(GOALS, st.integers(0, 10_000))
def test_so_many_people_are_the_fewest_that_make_the_share(goal, people):
    needed = goal.needs(people)
    assert needed * 100 >= goal.percent * people
    assert needed == 0 or (needed - 1) * 100 < goal.percent * people
