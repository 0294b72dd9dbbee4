"""Segments of everybody in words."""

from __future__ import annotations

import pytest

from tests.domain.segment_builders import a_pin
from tutorcore.domain.redetection import Staying, Stays
from tutorcore.domain.segment_overview import OddCache
from tutorcore.domain.segments import AttributeValue
from tutorcore.wording.segments_of_all import (
    because_text,
    holds_when,
    move_text,
    moves_text,
    odd_cache_text,
    outcome_of_many,
    staying_text,
)

PAID = AttributeValue("has_paid_lesson", "ja", says_yes=True)


def test_each_rule_says_when_it_holds():
    assert holds_when("weekend") == "weekend_whitelisted is set"
    assert holds_when("returning_broadcast") == "returning_broadcast is set"
    assert holds_when("existing") == (
        "one of customer_since, has_paid_lesson, has_completed_intake, intake_completed, trial_lesson_completed, "
        "lesson_booked is set, or customer_status is active"
    )
    assert holds_when("new") == "none of the above"


def test_a_move_from_nothing_says_so():
    assert move_text(None, "new") == move_text(" ", "new") == "nothing → new"
    assert moves_text({("new", "existing"): 11, ("", "new"): 2}) == "new → existing 11, nothing → new 2"


def test_a_drift_says_why_and_that_a_pin_keeps_it():
    odd = OddCache(contact_id="1", label="Emma", cached="new", by_rules="existing", because=(PAID,), pin=a_pin())
    assert odd_cache_text(odd) == "new → existing: has_paid_lesson = “ja”; pinned to premium"
    assert because_text(()) == "no higher rule holds"


@pytest.mark.parametrize(
    ("why", "at", "said"),
    [
        (Stays.PINNED, "weekend", "pinned: weekend"),
        (Stays.NO_PROFILE, "parent", "the cache names no profile: parent"),
        (Stays.CHANGED_SINCE, None, "changed since, is nothing now"),
        (Stays.GONE, None, "not stored any more"),
    ],
)
def test_who_stays_is_told_with_the_reason(why, at, said):
    assert staying_text(Staying(contact_id="1", label="Emma", why=why, at=at)) == said


def test_what_came_of_it_adds_up():
    assert outcome_of_many(changed=1, moves={("new", "existing"): 1}, stayed=2) == (
        "1 contact changed: new → existing 1. 2 contacts stayed as they were."
    )
    assert outcome_of_many(changed=0, moves={}, stayed=0) == "No contact changed."
