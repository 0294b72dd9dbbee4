"""What was asked for a hold is asked again as it was when it becomes a booking."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.services.bookings.desk import THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.ladder import Rung
from tutorcore.domain.openings import Change, ChangedRule, FieldChange, Opening
from tutorcore.domain.profiles import SATURDAY_AND_SUNDAY
from tutorcore.services.bookings import hold, propose
from tutorcore.services.bookings.asked_again import request_again
from tutorcore.services.plan_week import Trial

SATURDAY = THURSDAY + timedelta(days=2)


def an_opening(*fields, rule=ChangedRule.BUFFER):
    change = Change(rule=rule, minutes=0, fields=tuple(FieldChange(*field) for field in fields))
    return Opening(changes=(change,), opens=1)


@pytest.mark.parametrize(
    ("start", "asked"),
    [
        (WEDNESDAY, {}),
        (WEDNESDAY, {"trial": Trial(profile="premium")}),
        (WEDNESDAY, {"trial": Trial(duration_minutes=45)}),
        (WEDNESDAY, {"opening": an_opening(("duration_minutes", 60, 45), rule=ChangedRule.DURATION)}),
        (WEDNESDAY, {"trial": Trial(wish="donderdagmiddag"), "rung": Rung.SAME_PART}),
        (WEDNESDAY, {"trial": Trial(wish="woensdagmiddag")}),
        (WEDNESDAY, {"opening": an_opening(("buffer_before_min", 10, 5), ("buffer_after_min", 10, 0))}),
        (SATURDAY, {"opening": an_opening(("exclude_weekends", True, False), rule=ChangedRule.WEEKDAY)}),
        (SATURDAY, {"trial": Trial(profile="weekend"), "opening": an_opening(("latest_hour", 18, 19))}),
    ],
)
def test_a_hold_becomes_a_booking_with_the_same_rules_and_exceptions(desk, start, asked):
    held = a_hold(desk, start, **asked)
    again = request_again(held)
    proposal = propose(desk.ports, again, without=held.id)
    assert proposal.refusals == ()
    assert (proposal.span, proposal.profile_name) == (held.span, held.profile)
    assert set(held.exceptions) <= set(proposal.exceptions)
    booked = desk.book(again.start, hold_id=held.id, trial=again.trial, rung=again.rung)
    assert (booked.state, booked.exceptions) == (BookingState.BOOKED, proposal.exceptions)


def a_hold(desk, start, **asked):
    (held,) = hold(desk.ports, [desk.request(start, **asked)], actor="Anouk")
    return held


def test_a_set_of_weekdays_is_read_back(desk):
    weekend = an_opening(("exclude_weekends", True, False), ("allowed_weekdays", None, SATURDAY_AND_SUNDAY))
    held = a_hold(desk, SATURDAY, opening=weekend)
    again = request_again(held)
    assert propose(desk.ports, again, without=held.id).profile.allowed_weekdays == SATURDAY_AND_SUNDAY


def test_a_text_that_is_no_exception_of_ours_changes_nothing(desk):
    held = a_hold(desk, WEDNESDAY)
    odd = replace(held, exceptions=("agreed by phone", "not as wished: by magic", "colour red -> blue"))
    assert request_again(odd) == request_again(held)
