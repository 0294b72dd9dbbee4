"""Changes and openings as values: their order, and what applying them does."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.domain.domain_builders import at
from tests.domain.openings_builders import WEEK, asked
from tutorcore.domain.explanation import explain_start
from tutorcore.domain.openings import Change, ChangedRule, FieldChange, Opening, openings_of
from tutorcore.domain.openings.model import in_order


def test_rules_come_in_their_order():
    assert [rule.name for rule in sorted(ChangedRule)] == [
        "NOTICE",
        "BUFFER",
        "STEP",
        "HOURS",
        "DURATION",
        "WEEKDAY",
        "HORIZON",
        "PREFERENCE",
    ]


def an_opening(*changes, opens=1):
    return Opening(changes=tuple(Change(rule=rule, minutes=minutes) for rule, minutes in changes), opens=opens)


def test_openings_come_singly_then_by_rule_then_by_minutes_moved_then_by_slots_opened():
    ordered = [
        an_opening((ChangedRule.NOTICE, 90)),
        an_opening((ChangedRule.HOURS, 60), opens=3),
        an_opening((ChangedRule.HOURS, 60), opens=2),
        an_opening((ChangedRule.HOURS, 120), opens=9),
        an_opening((ChangedRule.NOTICE, 30), (ChangedRule.STEP, 15)),
    ]
    assert list(in_order(ordered[::-1])) == ordered


def test_a_change_leaves_the_question_as_it_is():
    question = asked(min_lead_minutes=720)
    (opening,) = openings_of(at("ma 17:00"), question, week=WEEK).openings
    changed = opening.apply(question)
    assert (question.profile.min_lead_minutes, changed.profile.min_lead_minutes) == (720, 540)
    assert changed.busy is question.busy
    assert explain_start(at("ma 17:00"), changed) == ()
    assert explain_start(at("ma 17:00"), question) != ()


def test_an_impossible_profile_is_never_applied():
    change = Change(rule=ChangedRule.NOTICE, minutes=-1, fields=(FieldChange("min_lead_minutes", 0, 99_999),))
    with pytest.raises(ValidationError, match="no slot can ever be offered"):
        change.apply(asked())
