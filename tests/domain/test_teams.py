"""Any of many tutors: who is free is what each tutor's own table says."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, an_event, busy, starts
from tests.domain.question_strategies import questions, some_events
from tutorcore.domain.closures import Closure
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.slots import suggest_slots
from tutorcore.domain.teams import evaluate_team
from tutorcore.errors import InputError

MORNING = a_profile(days_ahead=1, latest_hour=12)
MONDAY = date(2026, 11, 23)


def free(events, profile=MORNING, **given_too):
    """By start, the tutors who are free."""
    table = evaluate_team(profile, events, now=NOW, **given_too)
    return {starts([one.slot])[0]: one.tutors for one in table.offered()}


def test_a_slot_is_offered_when_any_tutor_is_free_and_says_who():
    assert free({"Anouk": busy("ma 09:00-11:00"), "Bram": busy("ma 10:00-12:00")}) == {
        "ma 09:00": ("Bram",),
        "ma 11:00": ("Anouk",),
        "ma 12:00": ("Anouk", "Bram"),
    }


def test_where_nobody_is_free_nothing_is_offered():
    assert free({"Anouk": busy("ma 08:00-20:00"), "Bram": busy("ma 09:00-13:30")}) == {}


def test_without_a_tutor_nothing_is_offered():
    assert free({}) == {}


def test_a_lesson_keeps_its_buffers_and_an_event_its_own():
    profile = a_profile(days_ahead=1, latest_hour=12, buffer_before_min=15, buffer_after_min=15)
    assert free({"Anouk": busy("ma 10:00-11:00")}, profile) == {"ma 12:00": ("Anouk",)}
    own = {"Anouk": [an_event("ma 10:00-11:00", before=60, after=60)], "Bram": busy("ma 09:00-13:00")}
    assert free(own) == {"ma 12:00": ("Anouk",)}
    assert free({**own, "Bram": []})["ma 09:00"] == ("Bram",)


def test_a_closure_of_one_tutor_is_that_tutors_alone():
    both = {"Anouk": [], "Bram": busy("ma 09:00-12:00")}
    assert free(both, closures=[Closure(MONDAY, MONDAY, tutor="Anouk")]) == {"ma 12:00": ("Bram",)}
    assert free(both, closures=[Closure(MONDAY, MONDAY)]) == {}


def test_a_wish_is_asked_of_the_slots_of_everybody():
    wish = parse_preferences("na 11:00, niet 12:00")
    assert free({"Anouk": busy("ma 09:00-12:00"), "Bram": []}, preferences=wish) == {"ma 11:00": ("Bram",)}


def test_only_the_first_slots_may_be_asked_for():
    table = evaluate_team(MORNING, {"Anouk": []}, now=NOW)
    assert starts([one.slot for one in table.offered(2)]) == ["ma 09:00", "ma 10:00"]
    assert table.offered(0) == []


def test_a_naive_time_is_refused():
    with pytest.raises(InputError, match="has no time zone"):
        evaluate_team(MORNING, {"Anouk": []}, now=NOW.replace(tzinfo=None))
    with pytest.raises(InputError, match="has no time zone"):
        evaluate_team(MORNING, {"Anouk": [(NOW.replace(tzinfo=None), NOW)]}, now=NOW)


@st.composite
def teams(draw):
    """A question, and the busy time of up to four tutors, some of them with closures of their own."""
    asked = draw(questions())
    names = draw(st.lists(st.sampled_from(["Anouk", "Bram", "Chris", "Dilan"]), max_size=4, unique=True))
    owners = st.sampled_from(["", *names])
    closures = [Closure(one.first, one.last, one.name, draw(owners)) for one in asked.closures]
    return asked, {name: draw(some_events(asked.now, asked.zone)) for name in names}, closures


@settings(max_examples=200)
@given(teams())
def test_any_tutor_is_the_union_of_what_each_tutor_offers(team):
    asked, events, closures = team
    given_too = {"now": asked.now, "zone": asked.zone, "preferences": asked.preferences}
    table = evaluate_team(asked.profile, events, closures=closures, **given_too)
    alone = {}
    for name, own in events.items():
        theirs = [one for one in closures if one.tutor in {"", name}]
        for slot in suggest_slots(asked.profile, own, closures=theirs, **given_too):
            alone.setdefault((slot.start.astimezone(UTC), slot.end.astimezone(UTC)), []).append(name)
    offered = [(one.slot.start.astimezone(UTC), one.slot.end.astimezone(UTC)) for one in table.offered()]
    assert offered == sorted(alone)
    assert [list(one.tutors) for one in table.offered()] == [alone[span] for span in sorted(alone)]
