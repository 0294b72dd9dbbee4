"""Each fault of the wire at each call of booking, moving and cancelling, with the real adapter over real HTTP.

Whatever happens: the click ends in its time; what is told as done stands there, what is told as refused does not; and
when Google answers again, everything is settled and both sides say the same.
"""

from __future__ import annotations

import time
from datetime import timedelta
from threading import Event

import pytest

from tests.fake_google import faults
from tests.proofs.shop import CALENDAR
from tests.services.bookings.desk import THURSDAY, WEDNESDAY
from tutorcore.errors import InDoubt, Refused
from tutorcore.services.bookings.carrying_out import CLICK

SLOW = 25
"""Seconds: far longer than a click may take."""
HURRY = timedelta(seconds=0.4)
FAULTS = {
    "429": faults.too_many(),
    "429, come back in an hour": faults.too_many(3600),
    "403 quota": faults.quota(),
    "403 daily limit": faults.quota("dailyLimitExceeded"),
    "403": faults.forbidden(),
    "401": faults.revoked(),
    "400": faults.bad_request(),
    "404": faults.gone(),
    "412": faults.changed_there(),
    "500": faults.server_error(),
    "500, but done": faults.server_error(applied=True),
    "503": faults.server_error(503),
    "slow": faults.slow(SLOW),
    "byte by byte": faults.drip(SLOW),
    "cut off": faults.cut_off(),
    "broken JSON": faults.broken_json(),
    "HTML": faults.html(),
    "empty": faults.empty(),
    "other JSON": faults.other_json(),
    "lost": faults.lost(),
    "hang-up": faults.hang_up(),
}
PLACES = {
    "book: first look": ("book", "events.list", 0),
    "book: insert": ("book", "events.insert", 0),
    "book: second look": ("book", "events.list", 1),
    "move: first look": ("move", "events.list", 0),
    "move: patch": ("move", "events.patch", 0),
    "move: second look": ("move", "events.list", 1),
    "cancel: delete": ("cancel", "events.delete", 0),
}
HARDEST = ("429", "401", "500, but done", "slow", "broken JSON", "lost")
"""Those that are tried everywhere in the ordinary tests; the rest is for the long ones."""
EVERYWHERE = [
    pytest.param(place, fault, id=f"{where}, {name}", marks=() if name in HARDEST else pytest.mark.long)
    for where, place in PLACES.items()
    for name, fault in FAULTS.items()
]


def act(desk, name, booked):
    """Book, move or cancel; the booking as it is told, None where that was refused or is not known."""
    acts = {"book": desk.book, "move": lambda: desk.move(booked), "cancel": lambda: desk.cancel(booked)}
    try:
        return acts[name]()
    except (Refused, InDoubt):
        return None


def is_true(desk, name, told, before):
    """Whether what is told agrees with what stands in the calendar at that moment."""
    if told is None:
        return desk.standing() == before
    if told.under_way:
        return bool(told.problem) and not told.worker
    stands = [start for booking, start in desk.standing() if booking == told.id]
    return stands == ([told.span.start] if told.state == "booked" else [])


def settle(desk):
    """Google answers again, and the next rounds of the background are over."""
    desk.google.recover()
    for _ in range(2):
        desk.settle(seconds=31)
        desk.read()


@pytest.mark.parametrize(("place", "fault"), EVERYWHERE)
def test_a_fault_from_there_on(desk, place, fault):
    name, method, after = place
    booked = None if name == "book" else desk.book()
    before = desk.standing()
    desk.google.fail(method, fault, times=None, after=after)
    begun = time.monotonic()
    told = act(desk.hurried(HURRY), name, booked)
    assert time.monotonic() - begun < SLOW / 2, "nobody waits for Google to end"
    assert is_true(desk, name, told, before)
    settle(desk)
    assert desk.differences() == []


@pytest.mark.parametrize("fault", ["429", "500", "500, but done", "lost", "hang-up", "cut off"])
@pytest.mark.parametrize("place", [place for place in PLACES.values() if place[1] != "events.list"], ids=str)
def test_a_fault_that_passes_by_is_not_even_seen(desk, place, fault):
    name, method, after = place
    booked = None if name == "book" else desk.book()
    desk.google.fail(method, FAULTS[fault], after=after)
    told = act(desk, name, booked)
    assert (told.under_way, told.problem) == (False, "")
    assert desk.differences() == []


@pytest.mark.parametrize("place", [place for place in PLACES.values() if place[1] != "events.list"], ids=str)
@pytest.mark.parametrize("settled_first", [True, False], ids=["settled first", "comes first"])
def test_what_is_carried_out_long_after_everybody_stopped_waiting(desk, place, settled_first):
    """The first try arrives late: when somebody has settled it already, or a moment before."""
    name, method, _ = place
    booked = None if name == "book" else desk.book()
    landing, landed = Event(), Event()
    desk.google.before(method, lambda _: landing.wait(SLOW))
    desk.google.after(method, lambda _: landed.set(), after=1 if settled_first else 0)
    told = act(desk.hurried(HURRY), name, booked)
    assert told.under_way
    if settled_first:
        desk.settle(seconds=1)
    landing.set()
    assert landed.wait(SLOW)
    settle(desk)
    assert desk.differences() == []
    (stored,) = desk.stored()
    wanted = {"book": ("booked", WEDNESDAY), "move": ("booked", THURSDAY), "cancel": ("cancelled", WEDNESDAY)}
    assert (stored.state, stored.span.start) == wanted[name]
    assert stored.theirs is None


def test_a_planner_waits_five_seconds_at_the_longest(desk):
    desk.google.fail("events.insert", faults.drip(SLOW))
    begun = time.monotonic()
    assert desk.book().under_way
    waited = time.monotonic() - begun
    assert CLICK.total_seconds() * 0.9 < waited < SLOW / 2
    settle(desk)
    assert desk.differences() == []


def test_no_request_was_one_that_google_does_not_know(desk):
    desk.cancel(desk.move(desk.book()))
    assert desk.google.invalid == []
    assert [event["status"] for event in desk.google.events(CALENDAR, deleted=True)] == ["cancelled"]
