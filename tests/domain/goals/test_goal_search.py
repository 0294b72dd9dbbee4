from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from tests.domain.domain_builders import NOW, a_profile, busy
from tutorcore.domain.goals import MOST_ANSWERS, Answer, Crowd, Enough, Goal, Tally, reach
from tutorcore.domain.openings.model import FieldChange
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.slots import suggest_slots
from tutorcore.wording.goals import changes_text, effect_text, moved_text, outcome_text

NINE_TO_FIVE = a_profile(days_ahead=2, earliest_hour=9, latest_hour=16)
"""Monday and Tuesday, eight starts each."""


def a_crowd(*wishes, events=(), others=None, asked=None):
    """One person a wish; `asked` counts how often a profile is asked about."""

    def count(profile):
        if asked is not None:
            asked.append(profile)
        return np.array(
            [len(suggest_slots(profile, events, now=NOW, preferences=parse_preferences(wish))) for wish in wishes]
        )

    return Crowd(count=count, people=np.ones(len(wishes), np.int64), others=others or Tally())


def ways(answer):
    return [changes_text(reached.changes) for reached in answer.reached]


def test_the_smallest_change_that_gives_everybody_a_slot_comes_first():
    answer = reach(Goal(), NINE_TO_FIVE, a_crowd("dinsdag", "maandag na 19:00"))
    assert (answer.before, answer.met) == (Tally(people=2, reached=1, slots=8), False)
    best = answer.reached[0]
    assert best.changes == (FieldChange("latest_hour", 16, 19),)
    assert (best.size, best.after) == (6, Tally(people=2, reached=2, slots=12))
    assert best.values == {"latest_hour": 19}
    assert (effect_text(answer, best), moved_text(answer, best)) == (
        "1 → 0 without a slot",
        "slots in all 8 → 12 (+50 %)",
    )


def test_two_values_are_changed_where_one_is_not_enough():
    answer = reach(Goal(), NINE_TO_FIVE, a_crowd("woensdag na 19:00"))
    assert ways(answer)[0] == "Last start 16:00 → 19:00 and Days ahead 2 → 3"
    assert all(len(reached.changes) == 2 for reached in answer.reached)
    assert moved_text(answer, answer.reached[0]) == "slots in all 0 → 1"


def test_weekends_may_be_lifted_for_one_day_only():
    weekdays = a_profile(exclude_weekends=True)
    answer = reach(Goal(), weekdays, a_crowd("zaterdag"))
    assert ways(answer)[:2] == [
        "Weekends excluded yes → no and Weekdays all → ma di wo do vr za",
        "Weekends excluded yes → no",
    ]


def test_a_share_is_enough_where_it_is_asked_for():
    crowd = a_crowd("dinsdag", "maandag na 19:00", "maandag, niet maandag")
    assert reach(Goal(percent=Decimal("33.3")), NINE_TO_FIVE, crowd).met
    assert ways(reach(Goal(percent=Decimal("66.6")), NINE_TO_FIVE, crowd))[0] == "Last start 16:00 → 19:00"


def test_who_does_not_have_the_profile_counts_but_is_not_helped():
    others = Tally(people=8, reached=7, slots=100)
    everybody = reach(Goal(), NINE_TO_FIVE, a_crowd("maandag na 19:00", "dinsdag", others=others))
    assert everybody.before == Tally(people=10, reached=8, slots=108)
    assert (everybody.reached, everybody.nearest.after.reached) == ((), 9)
    most = reach(Goal(percent=Decimal(90)), NINE_TO_FIVE, a_crowd("maandag na 19:00", "dinsdag", others=others))
    assert most.reached[0].after == Tally(people=10, reached=9, slots=112)


def test_a_goal_that_is_met_already_is_not_searched_for():
    asked = []
    answer = reach(Goal(slots=8), NINE_TO_FIVE, a_crowd("dinsdag", asked=asked))
    assert (answer.met, answer.reached, len(asked)) == (True, (), 1)
    assert outcome_text(answer) == "This is so already: 0 of 1 with fewer than 8 slots."


def test_nobody_to_reach_it_for_is_an_answer_too():
    answer = reach(Goal(segment="premium"), NINE_TO_FIVE, a_crowd())
    assert outcome_text(answer) == "There is nobody in premium, so there is nothing to reach."


def test_what_nothing_reaches_has_the_nearest():
    crowd = a_crowd("maandag na 19:00", "maandag, niet maandag", events=busy("di 00:00-23:59"))
    answer = reach(Goal(), NINE_TO_FIVE, crowd)
    assert answer.reached == ()
    assert (changes_text(answer.nearest.changes), answer.nearest.after.reached) == ("Last start 16:00 → 19:00", 1)
    assert outcome_text(answer).endswith("No change of one or two values reaches it; this one comes nearest.")


def test_what_nothing_comes_nearer_to_says_so():
    answer = reach(Goal(), NINE_TO_FIVE, a_crowd("maandag, niet maandag"))
    assert (answer.reached, answer.nearest) == ((), None)
    assert "what is in the way is not in these rules" in outcome_text(answer)


def test_a_search_that_is_ended_has_what_it_found_and_says_that_it_is_not_all():
    seen = []

    def enough(progress):
        seen.append(progress)
        if progress.done >= 3:
            raise Enough

    stopped = reach(Goal(), NINE_TO_FIVE, a_crowd("maandag na 19:00"), on_progress=enough)
    assert not stopped.complete
    assert ways(stopped) == ["Last start 16:00 → 19:00"]
    assert seen[0].done == 0
    assert seen[-1].total > seen[-1].done
    at_once = reach(Goal(), NINE_TO_FIVE, a_crowd("maandag na 19:00"), on_progress=_refuse)
    assert outcome_text(at_once).endswith("The search was stopped before it found a way.")


def _refuse(_progress):
    raise Enough


def test_no_more_answers_are_told_than_can_be_read():
    narrow = a_profile(
        min_lead_minutes=1440, days_ahead=3, latest_hour=15, slot_step_minutes=30, allowed_weekdays=frozenset({0, 1, 2})
    )
    answer = reach(Goal(slots=38), narrow, a_crowd("", events=busy("di 10:00-11:00", "wo 14:00-15:00")))
    assert len(answer.reached) == MOST_ANSWERS
    assert outcome_text(answer).startswith(f"Now 1 of 1 with fewer than 38 slots. {MOST_ANSWERS} ways to reach it")


def test_one_profile_is_asked_about_once():
    asked = []
    reach(Goal(slots=12), NINE_TO_FIVE, a_crowd("", "dinsdag", asked=asked))
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("answer", [Answer(goal=Goal(), before=Tally(people=3, reached=2, slots=9))])
def test_a_goal_is_met_where_enough_people_have_enough(answer):
    assert not answer.met
    assert answer.before.short == 1
