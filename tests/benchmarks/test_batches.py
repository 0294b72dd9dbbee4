"""The measurements of many questions at once compare answers first, and hold the plain loop beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.batches import SLOTS, compare_contacts, compare_team
from benchmarks.timing import WrongAnswerError
from benchmarks.workloads.loading import Contacts, Team

FEW = 40
"""Contacts, or tutors, of a workload that is cut short."""


@pytest.fixture(scope="module")
def contacts():
    whole = Contacts.load()
    return replace(whole, asked=whole.asked[:FEW])


@pytest.fixture(scope="module")
def team():
    whole = Team.load()
    return replace(whole, events=dict(list(whole.events.items())[:FEW]))


def slots_of(contacts):
    return int(contacts.count().counts.sum())


def test_all_the_contacts_together_have_the_free_starts_that_the_workload_tells():
    whole = Contacts.load()
    assert (len(whole.asked), slots_of(whole), SLOTS) == (10_000, 943_343, 943_343)


def test_counting_at_once_agrees_with_asking_each_and_with_the_loop(contacts):
    compare_contacts(contacts, slots=slots_of(contacts), every=5)


def test_another_number_of_slots_is_told_before_any_time_is_taken(contacts):
    with pytest.raises(WrongAnswerError, match="W4"):
        compare_contacts(contacts, slots=SLOTS)


def test_a_loop_that_answers_otherwise_is_told(contacts):
    free = replace(contacts, events=list(contacts.events))
    assert len(free.busy) == 400
    free.events.clear()
    with pytest.raises(WrongAnswerError, match="W4: the loop"):
        compare_contacts(free, slots=slots_of(free))


def test_any_tutor_agrees_with_each_tutor_and_with_the_loop(team):
    compare_team(team)


def test_a_tutor_whom_the_loop_finds_free_otherwise_is_told(team):
    assert len(team.busy) == FEW
    team.events["0"] = []
    with pytest.raises(WrongAnswerError, match="W5: the loop"):
        compare_team(team)
