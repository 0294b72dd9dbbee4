"""Each fault at each call: what is raised, whether it was asked again, and what stands in the calendar afterwards."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from tests.adapters.google_calendar.google_builders import (
    AMPLE,
    CALENDAR,
    HOUR,
    LATER,
    SPAN,
    START,
    a_draft,
    a_way_to,
)
from tests.fake_google import faults, running_google
from tests.fake_google.errors import GoogleError
from tests.fake_google.faults import Fault
from tutorcore.errors import AlreadyThere, Cause, ChangedThere, GoneThere, InDoubt, Refused

SHORT = timedelta(seconds=1.5)
"""Enough for some tries, and not much to wait for."""
READS = {
    "read": ("events.list", lambda session, _: session.read(CALENDAR, START, START + HOUR)),
    "window": ("events.list", lambda session, _: session.window(CALENDAR, START, START + HOUR)),
    "changes": ("events.list", lambda session, _: session.changes(CALENDAR, session.token)),
    "get": ("events.get", lambda session, lesson: session.get(CALENDAR, lesson.id)),
}
WRITES = {
    "insert": ("events.insert", lambda session, _: session.insert(CALENDAR, a_draft("b2", span=LATER))),
    "move": ("events.patch", lambda session, lesson: session.move(CALENDAR, lesson.id, LATER, etag=lesson.etag)),
    "cancel": ("events.delete", lambda session, lesson: session.cancel(CALENDAR, lesson.id, etag=lesson.etag)),
}
CALLS = READS | WRITES

FINAL = {
    "400": (faults.bad_request(), Refused, Cause.NOT_UNDERSTOOD),
    "401": (faults.revoked(), Refused, Cause.ACCESS),
    "403": (faults.forbidden(), Refused, Cause.FORBIDDEN),
    "403 for today": (faults.quota("dailyLimitExceeded"), Refused, Cause.QUOTA),
    "302": (Fault(name="moved", error=GoogleError(302, "moved", "Moved"), applied=False), InDoubt, Cause.BROKEN),
    "html": (faults.html(), InDoubt, Cause.BROKEN),
    "broken JSON": (faults.broken_json(), InDoubt, Cause.BROKEN),
    "a list": (faults.other_json(), InDoubt, Cause.BROKEN),
    "an error within 200": (faults.other_json(b'{"error": {"code": 503}}'), InDoubt, Cause.BROKEN),
}
PASSING = {
    "500": faults.server_error(500),
    "503": faults.server_error(503),
    "429": faults.too_many(),
    "rate": faults.quota("rateLimitExceeded"),
    "user's rate": faults.quota("userRateLimitExceeded"),
    "quota": faults.quota("quotaExceeded"),
    "hang-up": faults.hang_up(),
}


@pytest.fixture
def lesson(session):
    """A lesson that stands in the calendar, and a token from before it."""
    session.token = session.read(CALENDAR, START, START + HOUR).token
    return session.insert(CALENDAR, a_draft(span=SPAN))


def standing(google):
    return [(event["id"], event["start"]["dateTime"]) for event in google.events(CALENDAR)]


@pytest.mark.parametrize("fault", FINAL.values(), ids=FINAL)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_what_no_further_try_can_help_is_raised_at_once(google, session, lesson, call, fault):  # noqa: PLR0917
    (method, ask), (planned, kind, cause) = call, fault
    before, asked = standing(google), len(google.requests)
    google.fail(method, planned, times=None)
    with pytest.raises((Refused, InDoubt)) as caught:
        ask(session, lesson)
    assert (type(caught.value), caught.value.cause) == (kind, cause)
    assert CALENDAR in str(caught.value)
    assert len(google.requests) == asked + 1
    if kind is Refused:
        assert standing(google) == before


@pytest.mark.parametrize(
    ("name", "fault"),
    [*((name, "503") for name in CALLS), *((name, fault) for name in ("window", "insert") for fault in PASSING)],
)
def test_what_passes_is_asked_again(google, session, lesson, name, fault):  # noqa: PLR0917
    method, ask = CALLS[name]
    asked = len(google.asked(method))
    google.fail(method, PASSING[fault])
    ask(session, lesson)
    assert len(google.asked(method)) == asked + 2


def test_an_answer_without_anything_in_it_is_in_doubt_where_there_has_to_be_one(google, session, lesson):
    for name in ("read", "window", "changes", "get", "insert", "move"):
        method, ask = CALLS[name]
        google.fail(method, faults.empty())
        with pytest.raises(InDoubt) as caught:
            ask(session, lesson)
        assert caught.value.cause is Cause.BROKEN


LOST = {"lost": faults.lost(), "cut off": faults.cut_off(), "502": faults.server_error(502, applied=True)}
FOUND = {"insert": AlreadyThere, "move": ChangedThere, "cancel": (GoneThere, ChangedThere)}


@pytest.mark.parametrize(
    ("name", "fault"),
    [(name, fault) for name in FOUND for fault in LOST if (name, fault) != ("cancel", "cut off")],  # has no answer
)
def test_a_change_of_which_the_answer_is_lost_is_made_once_and_found(google, session, lesson, name, fault):  # noqa: PLR0917
    method, ask = WRITES[name]
    google.fail(method, LOST[fault])
    with pytest.raises(FOUND[name]):
        ask(session, lesson)
    assert [when for _, when in standing(google)] == AFTERWARDS[name]


AFTERWARDS = {
    "insert": ["2026-11-25T16:00:00+01:00", "2026-11-25T19:00:00+01:00"],
    "move": ["2026-11-25T19:00:00+01:00"],
    "cancel": [],
}


ENDLESS = {
    "quota": (faults.quota(), Refused, Cause.QUOTA),
    "500": (faults.server_error(), InDoubt, Cause.FAILED_THERE),
    "hang-up": (faults.hang_up(), InDoubt, Cause.UNREACHABLE),
}


@pytest.mark.parametrize("fault", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("call", [READS["window"], WRITES["insert"]], ids=["window", "insert"])
def test_what_does_not_pass_is_given_up_within_the_limit(google, call, fault):
    (method, ask), (planned, kind, cause) = call, fault
    google.fail(method, planned, times=None)
    began = time.monotonic()
    with a_way_to(google).session(limit=SHORT) as session, pytest.raises((Refused, InDoubt)) as caught:
        ask(session, None)
    assert time.monotonic() - began < AMPLE.total_seconds()
    assert (type(caught.value), caught.value.cause) == (kind, cause)
    assert len(google.asked(method)) > 1
    assert standing(google) == []


LATE = {"slow": faults.slow(20), "drip": faults.drip(20)}


@pytest.mark.parametrize(
    ("name", "fault"),
    [(name, fault) for name in CALLS for fault in LATE if (name, fault) != ("cancel", "drip")],  # has no answer
)
def test_whoever_waits_is_told_at_the_limit(google, session, lesson, name, fault):  # noqa: PLR0917
    method, ask = CALLS[name]
    google.fail(method, LATE[fault])
    began = time.monotonic()
    with a_way_to(google).session(limit=SHORT / 5) as hurried:
        hurried.token = session.token
        with pytest.raises(InDoubt) as caught:
            ask(hurried, lesson)
    assert time.monotonic() - began < 10
    assert caught.value.cause is Cause.UNREACHABLE


def test_a_session_whose_time_is_over_asks_nothing_more(google):
    with a_way_to(google).session(limit=timedelta(0)) as session, pytest.raises(InDoubt) as caught:
        session.insert(CALENDAR, a_draft())
    assert caught.value.cause is Cause.UNREACHABLE
    assert google.requests == []


def test_google_says_how_long_to_wait(google, session):
    google.fail("events.list", faults.too_many(retry_after=1))
    began = time.monotonic()
    session.window(CALENDAR, START, START + HOUR)
    assert time.monotonic() - began >= 1


def test_a_wait_that_is_longer_than_the_time_that_is_left_is_not_begun(google, session):
    google.fail("events.list", faults.too_many(retry_after=3000), times=None)
    with pytest.raises(Refused) as caught:
        session.window(CALENDAR, START, START + HOUR)
    assert caught.value.cause is Cause.QUOTA
    assert len(google.asked("events.list")) == 1


@pytest.mark.parametrize("later", [faults.quota("dailyLimitExceeded"), faults.forbidden(), faults.revoked()])
def test_a_no_after_a_try_without_an_answer_is_in_doubt(google, session, later):
    google.fail("events.insert", faults.lost())
    google.fail("events.insert", later, times=None)
    with pytest.raises(InDoubt):
        session.insert(CALENDAR, a_draft())
    assert len(google.events(CALENDAR)) == 1


def test_a_server_that_is_not_there_refuses_and_nothing_was_done():
    with running_google(calendars=[CALENDAR]) as google:
        calendars = a_way_to(google)
    with calendars.session(limit=SHORT) as session, pytest.raises(Refused) as caught:
        session.insert(CALENDAR, a_draft())
    assert caught.value.cause is Cause.UNREACHABLE


def test_after_a_fault_the_same_session_goes_on(google, session):
    for fault in (faults.forbidden(), faults.html(), faults.bad_request()):
        google.fail("events.list", fault)
        with pytest.raises((Refused, InDoubt)):
            session.window(CALENDAR, START, START + HOUR)
    assert session.window(CALENDAR, START, START + HOUR).events == ()
