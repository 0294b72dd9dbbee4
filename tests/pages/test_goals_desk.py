"""A search that nobody waits for any more ends, with what it has."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pages.profiles_parts.goals_desk import GoalsDesk, Search
from tests.pages.data_page import store
from tutorcore.domain.goals import Goal

LONG = Goal(slots=40, percent=Decimal(90))


@pytest.fixture
def ports(demo):
    """What services work with, over the demo data."""
    with store() as dashboard:
        yield dashboard.ports


def answer(search):
    assert search.job.wait(60)
    assert search.job.error is None
    return search.job.result


def test_a_search_that_is_stopped_says_that_it_is_not_all(ports):
    search = Search(ports, LONG, {})
    search.stop()
    assert not answer(search).complete


def test_a_new_search_gives_the_last_one_up(ports):
    desk = GoalsDesk(goal=LONG)
    desk.begin(ports, {})
    first, desk.goal = desk.search, Goal(percent=Decimal(1))
    desk.begin(ports, {})
    assert not answer(first).complete
    assert answer(desk.search).met
