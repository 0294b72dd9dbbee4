"""Many planners in several processes, one database: exactly one booking a slot, and every loser is told."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest

from benchmarks.racing import BOOKED, IN_DOUBT, LOST, drawn, race
from tests.proofs.shop import environment, shop
from tests.services.bookings.desk import WEDNESDAY
from tutorcore.domain.bookings import BookingState, in_each_others_way

FULL = pytest.param(50, 4, 20, marks=[pytest.mark.long, pytest.mark.timeout(1800)], id="50 planners in 4 processes")
A_TENTH = pytest.param(5, 2, 4, id="5 planners in 2 processes")
SIZES = pytest.mark.parametrize(("planners", "processes", "slots"), [A_TENTH, FULL])
DAYS = (0, 1, 2, 7)
"""From Wednesday: days on which a new customer can have a lesson."""


@pytest.fixture
def racers(store_url, google, tmp_path):
    """A desk over a database of each kind in turn, and a race on it."""
    folder = tmp_path / "var"
    with shop(store_url, google, folder, contacts=50) as desk:

        def run(starts, *, planners, processes):
            wishes = drawn(starts, planners=planners, each=5, seed=planners)
            variables, now = environment(store_url, google, folder), desk.ports.clock.now()
            tries, _ = race(variables, wishes, tutor="Noor", now=now, processes=processes)
            for _ in range(2):
                desk.settle(seconds=31)
                assert all(desk.read())
            return tries

        yield desk, run


def starts_every(minutes, *, slots):
    """Starts so many minutes apart on a few days, from ten in the morning."""
    first = WEDNESDAY - timedelta(hours=6)
    hours = range(0, 10 * 60 + 1, minutes)
    return [first + timedelta(days=day, minutes=minute) for day in DAYS for minute in hours][:slots]


def booked(desk):
    return [one for one in desk.stored() if one.state is BookingState.BOOKED]


def in_the_way(bookings):
    return [pair for pair in combinations(bookings, 2) if in_each_others_way(*pair)]


@SIZES
def test_one_booking_a_slot(racers, planners, processes, slots):
    desk, run = racers
    starts = starts_every(90, slots=slots)
    tries = run(starts, planners=planners, processes=processes)
    assert sorted(one.span.start for one in booked(desk)) == starts
    assert desk.differences() == []
    assert in_the_way(booked(desk)) == []
    winners = [one.start for one in tries if one.outcome == BOOKED]
    assert len(winners) == len(set(winners)), "two were told that the slot is theirs"
    assert {one.outcome for one in tries} <= {BOOKED, LOST, IN_DOUBT}
    assert all(one.told for one in tries if one.outcome == LOST)
    assert len([one for one in tries if one.outcome == LOST]) >= len(tries) - slots


@SIZES
def test_no_lesson_within_anothers_buffers(racers, planners, processes, slots):
    desk, run = racers
    tries = run(starts_every(30, slots=2 * slots), planners=planners, processes=processes)
    assert len(booked(desk)) >= sum(one.outcome == BOOKED for one in tries) > 0
    assert desk.differences() == []
    assert in_the_way(booked(desk)) == []
