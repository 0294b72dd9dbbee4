"""The measurements of effects and of the search: answers are compared first, and both are the same at every run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.effect import Company, company, compare_effect, measure_effect
from benchmarks.effect_clicks import measure_effect_click
from benchmarks.everybody import a_contact, fill_everybody
from benchmarks.search import filled, measure_search
from benchmarks.timing import WrongAnswerError

FEW = 120


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A database with few contacts."""
    return fill_everybody(tmp_path_factory.mktemp("everybody"), FEW)


def test_made_up_contacts_are_the_same_at_every_run():
    assert a_contact(7) == a_contact(7)
    assert len({a_contact(number).conversations[0].attributes["preferred_times"] for number in range(50)}) > 20


def test_everybody_is_counted_as_each_is_alone(few):
    with company(few, sample=20) as asked:
        compare_effect(asked)
        assert len(set(asked.one_by_one())) > 3


def test_an_answer_that_differs_from_asking_alone_is_told(few):
    with company(few, sample=20) as asked, pytest.raises(WrongAnswerError, match="counted otherwise"):
        compare_effect(Forgetful(**vars(asked)))


class Forgetful(Company):
    """Says of everybody that nothing is free."""

    def one_by_one(self):
        return [(0, 0) for _ in self.sample]


def test_a_change_that_changes_nothing_measures_nothing(few):
    with company(few, sample=3) as asked, pytest.raises(WrongAnswerError, match="or none"):
        compare_effect(replace(asked, changed=asked.ports))


def test_the_effect_is_measured_in_time_and_in_memory():
    faster, memory = measure_effect(FEW, sample=5, rounds=1)
    assert (faster.bound, faster.at_least, memory.bound, memory.at_least) == (1_000, True, 500, False)
    assert memory.kept
    assert memory.ratio > 0


@pytest.mark.browser
@pytest.mark.timeout(180)
def test_a_changed_value_can_be_measured_in_a_browser():
    [figure] = measure_effect_click(rounds=1)
    assert (figure.bound, len(figure.samples.ours)) == (2.5, 1)
    assert 0.01 < figure.samples.ours[0] < 20


def test_a_contact_is_searched_by_each_of_its_own(tmp_path):
    searched = filled(tmp_path / "some.db", 400)
    searched.check()
    assert len({text for text, _ in searched.wanted}) == 40
    with pytest.raises(WrongAnswerError, match="does not find"):
        replace(searched, wanted=[(searched.wanted[0][0], "nobody")]).check()
    searched.store.close()


def test_the_search_among_many_is_measured_beside_the_same_among_few():
    [figure] = measure_search(100, 300, rounds=1)
    assert (figure.bound, figure.at_least) == (10, False)
    assert figure.ratio > 0
