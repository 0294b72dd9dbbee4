"""Several tutors' tables as one: offered when one is free, or, together, when all are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, at, busy, place_of, starts
from tests.domain.question_strategies import questions, some_events
from tests.domain.test_slot_laws import arguments
from tutorcore.domain.choosing import TUTOR_REASONS, ChoiceTable
from tutorcore.domain.closures import Closure
from tutorcore.domain.instants import micros
from tutorcore.domain.reasons import Reason, reasons_in
from tutorcore.domain.slots import evaluate_slots


def a_choice(*, together=False, closures=None, now=NOW, **events):
    """Tutors by name, each with busy times."""
    tables = {
        name: evaluate_slots(
            a_profile(days_ahead=1, latest_hour=12), busy(*texts), now=now, closures=(closures or {}).get(name, ())
        )
        for name, texts in events.items()
    }
    return ChoiceTable(tables, together=together)


def offered(choice):
    return {starts([one.slot])[0]: one.tutors for one in choice.offered()}


def test_a_slot_is_offered_when_one_tutor_is_free_and_says_who():
    choice = a_choice(Anouk=["ma 09:00-11:00"], Bram=["ma 10:00-12:00"])
    assert offered(choice) == {"ma 09:00": ("Bram",), "ma 11:00": ("Anouk",), "ma 12:00": ("Anouk", "Bram")}


def test_together_a_slot_is_offered_only_when_all_are_free():
    choice = a_choice(Anouk=["ma 09:00-11:00"], Bram=["ma 10:00-12:00"], together=True)
    assert offered(choice) == {"ma 12:00": ("Anouk", "Bram")}


def test_one_tutor_is_that_tutors_own_table():
    choice = a_choice(Anouk=["ma 09:00-10:00"])
    assert [one.slot for one in choice.offered()] == choice.tables["Anouk"].suggested
    assert choice.mask.tolist() == choice.tables["Anouk"].mask.tolist()


def test_offered_slots_may_be_asked_of_a_part_only():
    choice = a_choice(Anouk=[])
    places = choice.places(micros(at("ma 10:00")), micros(at("ma 12:00")))
    assert starts([one.slot for one in choice.offered(places)]) == ["ma 10:00", "ma 11:00"]
    assert choice.offered(choice.places(0, 1)) == []
    assert len(choice) == 4


def test_a_refused_candidate_tells_each_tutors_reasons():
    choice = a_choice(Anouk=["ma 09:00-10:00"], Bram=[])
    told = choice.refusals(place_of(choice.tables["Anouk"], at("ma 09:00")))
    assert [refusal.reason for refusal in told["Anouk"]] == [Reason.BUSY]
    assert told["Bram"] == ()


def test_what_keeps_each_tutor_is_told_where_none_is_free():
    closed = {"Bram": [Closure(date(2026, 11, 23), date(2026, 11, 23))]}
    choice = a_choice(Anouk=["ma 09:00-10:00"], Bram=[], closures=closed)
    assert reasons_in(int(choice.mask[0])) == (Reason.CLOSURE, Reason.BUSY)
    assert choice.counts() == {Reason.CLOSURE: 1, Reason.BUSY: 1}
    assert choice.first_reasons() == {Reason.CLOSURE: 1}


def test_what_refuses_everybody_hides_nothing_of_who_is_free():
    choice = a_choice(Anouk=["ma 09:00-10:00"], Bram=[], now=at("ma 09:30"))
    assert reasons_in(int(choice.mask[0])) == (Reason.PAST,)
    both = a_choice(Anouk=["ma 09:00-10:00"], Bram=["ma 09:30-09:40"], now=at("ma 09:30"))
    assert reasons_in(int(both.mask[0])) == (Reason.PAST, Reason.BUSY)


def test_first_reasons_may_be_counted_for_a_part_only():
    choice = a_choice(Anouk=["ma 09:00-11:00"])
    assert choice.first_reasons() == {Reason.BUSY: 2}
    assert choice.first_reasons(choice.places(micros(at("ma 10:00")), micros(at("ma 13:00")))) == {Reason.BUSY: 1}


def test_a_tutors_reasons_are_those_of_the_tutors_time():
    assert set(TUTOR_REASONS) == {Reason.CLOSURE, Reason.BUSY, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER}


@st.composite
def choices(draw):
    """A question, and one table for each of one to three tutors."""
    asked = draw(questions())
    names = draw(st.lists(st.sampled_from(["Anouk", "Bram", "Chris"]), min_size=1, max_size=3, unique=True))
    events = {name: draw(some_events(asked.now, asked.zone)) for name in names}
    return {
        name: evaluate_slots(asked.profile, own, **arguments(replace(asked, events=own)))
        for name, own in events.items()
    }


def free(table):
    return {slot.start.astimezone(UTC) for slot in table.suggested}


@pytest.mark.parametrize("together", [False, True])
@given(tables=choices())
def test_what_is_offered_is_the_union_or_the_intersection_of_what_each_tutor_offers(tables, together):
    choice = ChoiceTable(tables, together=together)
    sets = [free(table) for table in tables.values()]
    expected = set.intersection(*sets) if together else set.union(*sets)
    assert {one.slot.start.astimezone(UTC) for one in choice.offered()} == expected
    for one in choice.offered():
        names = {name for name, table in tables.items() if one.slot.start.astimezone(UTC) in free(table)}
        assert set(one.tutors) == names


@given(choices(), st.booleans())
def test_a_choice_partitions_its_candidates_too(tables, together):
    choice = ChoiceTable(tables, together=together)
    assert len(choice.offered()) + sum(choice.first_reasons().values()) == len(choice)
    for place in range(len(choice)):
        told = {reason for table in tables.values() for reason in table.reasons(place)}
        assert set(reasons_in(int(choice.mask[place]))) <= told


@given(choices(), st.booleans())
def test_the_order_of_the_tutors_changes_only_the_order_of_their_names(tables, together):
    back = dict(reversed(tables.items()))
    one, other = ChoiceTable(tables, together=together), ChoiceTable(back, together=together)
    assert one.mask.tolist() == other.mask.tolist()
    assert [slot.tutors for slot in one.offered()] == [slot.tutors[::-1] for slot in other.offered()]
