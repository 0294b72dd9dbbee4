"""The benchmark itself: it compares answers before it times them, and its figures are what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.browser import measure_browser
from benchmarks.slots import compare, compare_busy
from benchmarks.table import table
from benchmarks.timing import Figure, Samples, WrongAnswerError, faster_than, side_by_side, times_as_long
from benchmarks.workloads.baseline import suggest
from benchmarks.workloads.loading import Workload

SAMPLES = Samples(ours=[1.0, 2.0, 9.0], theirs=[40.0, 10.0, 20.0])


@pytest.fixture(scope="module")
def w1():
    return Workload.load("W1")


def test_the_loop_and_the_evaluation_agree_on_the_first_workload(w1):
    compare(w1)
    assert len(w1.evaluate().suggested) == len(suggest(w1.fields, w1.zone, w1.now, w1.events)) == 84


def test_the_loop_on_every_few_starts_agrees_too(w1):
    compare(w1, every=7)


@pytest.mark.parametrize("every", [1, 3])
def test_answers_that_differ_are_told_before_any_time_is_taken(every):
    workload = Workload.load("W1")
    assert len(workload.busy) == 60
    workload.events.clear()
    with pytest.raises(WrongAnswerError, match="W1"):
        compare(workload, every=every)


def test_busy_time_that_covers_other_minutes_is_told(w1):
    compare_busy(w1)
    more = replace(w1, minutes=[*w1.minutes, (0, 1)])
    with pytest.raises(WrongAnswerError, match="W1"):
        compare_busy(more)


def test_a_ratio_is_one_of_medians():
    assert SAMPLES.faster == pytest.approx(10)
    assert SAMPLES.slower == pytest.approx(0.1)
    assert SAMPLES.scaled_theirs(3).faster == pytest.approx(30)


def test_both_are_timed_in_turn_and_for_one_call():
    called = []
    samples = side_by_side(lambda: called.append("ours"), lambda: called.append("theirs"), calls=(2, 1), rounds=2)
    assert called == ["theirs"] * 2 + ["ours"] * 3 + ["theirs"] * 2 + ["ours"] * 3
    assert len(samples.ours) == len(samples.theirs) == 2
    assert all(seconds > 0 for seconds in (*samples.ours, *samples.theirs))


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (faster_than("it", SAMPLES, bound=5, aim=10), "aim met"),
        (faster_than("it", SAMPLES, bound=5, aim=11), "kept, aim not met"),
        (faster_than("it", SAMPLES, bound=11, aim=12), "MISSED"),
        (times_as_long("it", SAMPLES, bound=0.1), "kept"),
        (times_as_long("it", SAMPLES, bound=0.09), "MISSED"),
        (faster_than("it", SAMPLES), "for information"),
    ],
)
def test_the_table_says_whether_a_bound_is_kept(figure: Figure, verdict: str):
    assert f"| {verdict} " in table([figure])
    assert figure.kept is (verdict != "MISSED")


@pytest.mark.browser
@pytest.mark.timeout(180)
def test_every_click_can_be_measured_in_a_browser():
    figures = list(measure_browser(rounds=1))
    assert [figure.bound for figure in figures] == [1.8, 1.5, 3, 2.2, 2.5]
    assert all(0.01 < figure.samples.ours[0] < 20 for figure in figures)
