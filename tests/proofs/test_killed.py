"""Killed with SIGKILL at every step of booking, moving, cancelling, undoing and settling: each write to the database,
before and after each commit and each question to Google. Afterwards every booking is in both or in neither, once.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.proofs.shop import CALENDAR, environment, shop
from tests.services.bookings.desk import AN_HOUR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState

ROOT = Path(__file__).parents[2]
HERE, THERE = ("booked", WEDNESDAY), ("booked", THURSDAY)
CANCELLED, FAILED = ("cancelled", WEDNESDAY), ("failed", WEDNESDAY)
HELD = ("held", WEDNESDAY)


@pytest.fixture(scope="module")
def forker():
    """A warm process that forks those that die."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.proofs.child"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield lambda job: _answer(process, job)
        process.stdin.close()


def _answer(process, job):
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


@dataclass(frozen=True)
class Case:
    """An act, what comes before it, and how it may end."""

    act: str
    ends: tuple
    prepare: tuple = ()
    """What the planner has done; a pair is an act, and the step before which its process died."""
    stranger: tuple = ()
    """A method of Google, and a time: somebody takes it at the moment of that method."""


CASES = {
    "book": Case("book", (None, HERE)),
    "book a hold": Case("book", (HELD, HERE), prepare=("hold",)),
    "book, and somebody comes in": Case("book", (None, FAILED), stranger=("events.insert", WEDNESDAY)),
    "move": Case("move", (HERE, THERE), prepare=("book",)),
    "move, and somebody comes in": Case("move", (HERE,), prepare=("book",), stranger=("events.patch", THURSDAY)),
    "cancel": Case("cancel", (HERE, CANCELLED), prepare=("book",)),
    "undo a booking": Case("undo", (HERE, CANCELLED), prepare=("book",)),
    "undo a move": Case("undo", (HERE, THERE), prepare=("book", "move")),
    "undo a cancelling": Case("undo", (HERE, CANCELLED), prepare=("book", "cancel")),
    "settle a booking": Case("settle", (HERE,), prepare=(("book", "after insert"),)),
    "settle a move": Case("settle", (THERE,), prepare=("book", ("move", "after move"))),
    "settle a cancelling": Case("settle", (CANCELLED,), prepare=("book", ("cancel", "after cancel"))),
}


class Place:
    """A shop of its own for one death."""

    def __init__(self, desk, forker, variables):
        self.desk, self._forker, self._variables = desk, forker, variables

    def run(self, act, *, die=0):
        """Do an act in a process of its own."""
        job = {"environment": self._variables, "now": self.desk.ports.clock.now().isoformat(), "act": act, "die": die}
        answer = self._forker(job)
        assert not answer["error"], answer["error"]
        return answer

    def prepare(self, case, steps_of):
        """What comes before the act."""
        acts = {
            "book": self.desk.book,
            "hold": lambda: self.desk.hold(WEDNESDAY, THURSDAY, contact="1"),
            "move": lambda: self.desk.move(self.desk.stored()[0]),
            "cancel": lambda: self.desk.cancel(self.desk.stored()[0]),
        }
        for done in case.prepare:
            if isinstance(done, str):
                acts[done]()
            else:
                self.run(done[0], die=steps_of[done[0]].index(done[1]) + 1)
                self.desk.later(seconds=31)
        if case.stranger:
            self.stranger(*case.stranger)

    def stranger(self, method, start):
        """Somebody takes a time at the moment of a method."""
        google = self.desk.google
        google.after(method, lambda _: google.put(CALENDAR, start=start, end=start + AN_HOUR, summary="Tandarts"))

    def settle(self):
        """Leases end, another process settles, and the calendar is read."""
        for _ in range(2):
            self.desk.settle(seconds=31)
            assert all(self.desk.read())


class Places:
    """Shops, one after the other, over one database that is emptied between them."""

    def __init__(self, desk, forker, variables):
        self._desk, self._forker, self._variables, self._steps = desk, forker, variables, {}

    def over(self, case, work):
        """What `work` makes of a new shop that is prepared for a case."""
        steps_of = {done[0]: self.steps_of(done[0]) for done in case.prepare if isinstance(done, tuple)}
        self._desk.empty()
        self._desk.furnish()
        place = Place(self._desk, self._forker, self._variables)
        place.prepare(case, steps_of)
        return work(place)

    def steps_of(self, name):
        """The names of the steps of a case that nobody interrupts."""
        if name not in self._steps:
            self._steps[name] = self.over(CASES[name], lambda place: place.run(CASES[name].act)["steps"])
        return self._steps[name]

    def die(self, name, number):
        """Let a process die before a step, and see what is left when all is settled."""

        def work(place):
            assert place.run(CASES[name].act, die=number)["signal"] == signal.SIGKILL
            place.settle()
            check(place.desk, CASES[name])

        self.over(CASES[name], work)


def check(desk, case):
    """Both sides agree, it has ended in one of the ways in which it may, and the contact has followed."""
    assert desk.differences() == []
    kept = [one for one in desk.stored() if one.span.start == WEDNESDAY or one.state is BookingState.BOOKED]
    assert [(one.state, one.span.start) for one in kept] in [[end] if end else [] for end in case.ends]
    booked = any(one.state is BookingState.BOOKED for one in kept)
    if case.act == "book":
        assert ("lesson_booked" in desk.attributes()) is booked
    if case == CASES["undo a booking"]:
        assert ("lesson_booked" in desk.attributes()) is booked


def deaths(places, *, every):
    """(case, step) of each death, or of every so manieth."""
    wanted = [(name, number) for name in CASES for number in range(1, len(places.steps_of(name)) + 1)]
    return wanted[::every]


@pytest.fixture
def places(store_url, google, forker, tmp_path):
    """Shops over a database of each kind in turn."""
    folder = tmp_path / "var"
    with shop(store_url, google, folder) as desk:
        yield Places(desk, forker, environment(store_url, google, folder))


def test_a_death_at_one_step_in_ten(places):
    for name, number in deaths(places, every=10):
        places.die(name, number)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_death_at_every_step(places, record_property):
    wanted = deaths(places, every=1)
    assert len(wanted) >= 200
    record_property("deaths", len(wanted))
    for name, number in wanted:
        places.die(name, number)


def test_the_steps_are_those_that_matter(places):
    steps = places.steps_of("book")
    assert [step for step in steps if step.startswith("before")] == ["before window", "before insert", "before window"]
    assert steps.count("commit") == steps.count("committed") == 3
