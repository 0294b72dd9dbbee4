"""The whole answer is taken apart into steps, after what is planned from the store was compared with the plain loop."""

from __future__ import annotations

import pytest

from benchmarks.answer import QUERIES, compare_answer, measure_answers
from benchmarks.answer_store import open_filled
from benchmarks.table import steps_table
from benchmarks.timing import Breakdown, WrongAnswerError
from benchmarks.workloads.loading import Workload


def test_every_query_and_every_step_of_an_answer_is_told_once():
    (answer,) = measure_answers(("W1",), rounds=2)
    assert answer.name == "W1, 60 events"
    assert set(QUERIES.values()) < set(answer.steps)
    assert len(answer.steps) == len(QUERIES) + 7
    assert answer.total == pytest.approx(sum(answer.steps.values()))
    assert all(seconds > 0 for step, seconds in answer.steps.items() if step in QUERIES.values())


def test_a_plan_that_differs_from_the_loop_is_told_before_any_time_is_taken(tmp_path):
    workload = Workload.load("W1")
    with open_filled(workload, tmp_path) as ports:
        compare_answer(workload, ports)
        workload.events.clear()
        with pytest.raises(WrongAnswerError, match="W1"):
            compare_answer(workload, ports)


def test_steps_are_told_in_milliseconds_with_their_share_of_the_whole():
    few = Breakdown(name="few", steps={"read": 0.003, "draw": 0.001})
    many = Breakdown(name="many", steps={"read": 0.009, "judge": 0.001})
    assert [line.replace(" ", "") for line in steps_table([few, many]).splitlines()] == [
        "|step|few:ms|share|many:ms|share|",
        "|-------|---------|-------|----------|-------|",
        "|read|3.00|75%|9.00|90%|",
        "|draw|1.00|25%|0.00|0%|",
        "|judge|0.00|0%|1.00|10%|",
        "|all|4.00|100%|10.00|100%|",
    ]
