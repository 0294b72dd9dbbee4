"""What happens without a click: calendars are kept fresh, what was asked for is read, and errors end nothing."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.booking_builders import a_booking, stored
from tests.builders import NOW, a_row, an_entry, at, bring, ports_over
from tests.remote_in_memory import RemoteInMemory
from tutorcore.background import Background
from tutorcore.domain.bookings import BookingState
from tutorcore.services.read_remote import connect_calendar, remote_calendars

NOOR = "noor@example.org"
SOON = 10
"""Seconds after which a test gives up."""


@pytest.fixture
def remote():
    return RemoteInMemory(NOOR)


@pytest.fixture
def ports(sqlite_store, remote):
    sqlite_store.calendars.add_tutor("Noor", entry=an_entry("tutor added"))
    return ports_over(sqlite_store, now=NOW, remote=remote)


@pytest.fixture
def noor(ports):
    return connect_calendar(ports, "Noor", NOOR, actor="Anouk")


@pytest.fixture
def background(ports):
    """Started by the test; it looks at everything every few milliseconds."""
    running = Background(ports, every=timedelta(milliseconds=5))
    yield running
    running.stop()


def threads_of_ours():
    return {thread.name for thread in threading.enumerate()} & {"keeping fresh", "reading asked"}


def until(holds):
    """Wait for something to hold."""
    pause = threading.Event()
    for _ in range(SOON * 100):
        if holds():
            return
        pause.wait(0.01)
    raise AssertionError("it never came")


def test_nothing_runs_before_the_start_or_after_the_stop(background):
    assert (threads_of_ours(), background.running) == (set(), False)
    background.start()
    assert (threads_of_ours(), background.running) == ({"keeping fresh", "reading asked"}, True)
    background.stop()
    assert (threads_of_ours(), background.running) == (set(), False)


def test_one_that_was_never_started_can_be_stopped(ports):
    Background(ports).stop()
    assert not threads_of_ours()


def test_calendars_are_read_again_when_they_are_old(ports, noor, background, remote):
    background.start()
    until(lambda: remote_calendars(ports)[0].read_at == NOW)
    ports.clock.moment = at(2)
    until(lambda: remote_calendars(ports)[0].read_at == at(2))
    assert [call for call, _, _ in remote.calls] == ["read", "changes"]


def test_what_was_left_under_way_is_settled(ports, noor, background, remote):
    stored(ports, a_booking("b1", tutor_id=noor.tutor_id, calendar_id=noor.id, state=BookingState.BOOKING))
    background.start()
    until(lambda: not ports.bookings.under_way())
    is_booked = ports.bookings.get("b1").state is BookingState.BOOKED
    assert is_booked == any(event.booking_id == "b1" for event in remote.standing(NOOR))


def test_what_a_page_asks_for_is_read_at_once_and_asked_once_a_minute(ports, noor, remote):
    background = Background(ports, every=timedelta(hours=1))
    background.start()
    until(lambda: remote_calendars(ports)[0].read_at == NOW)
    ports.clock.moment = at(1)
    background.ask({noor.tutor_id})
    until(lambda: not background.reading_for({noor.tutor_id}))
    assert remote_calendars(ports)[0].read_at == at(1)
    background.ask({noor.tutor_id})
    assert not background.reading_for({noor.tutor_id})
    background.stop()


def test_what_is_asked_for_counts_as_going_on_until_it_is_done(ports, noor):
    background = Background(ports)
    background.ask({noor.tutor_id})
    assert background.reading_for({noor.tutor_id, 99})
    assert not background.reading_for({99})


@pytest.mark.usefixtures("noor")
def test_an_error_is_told_once_and_the_work_goes_on(ports, background, remote, caplog):
    remote.fail("read", ZeroDivisionError("ours"))
    with caplog.at_level(logging.ERROR, logger="tutorcore.background"):
        background.start()
        until(lambda: remote_calendars(ports)[0].error)
        ports.clock.moment = at(2)
        until(lambda: remote_calendars(ports)[0].read_at == at(2))
    assert [record.getMessage() for record in caplog.records] == ["reading in the background failed"]


def test_a_database_that_is_gone_is_told_once_not_twice_a_minute(ports, caplog):
    looks = []

    class Gone:
        def calendars(self):
            looks.append(1)
            raise OSError("gone")

    broken = Background(replace(ports, calendars=Gone()), every=timedelta(milliseconds=1))
    with caplog.at_level(logging.ERROR, logger="tutorcore.background"):
        broken.start()
        until(lambda: len(looks) > 3)
        broken.stop()
    assert [record.getMessage() for record in caplog.records] == ["reading in the background failed"]


def test_the_contacts_of_each_segment_are_counted_once_a_day(ports):
    bring(ports, a_row("1"))
    background = Background(ports, every=timedelta(milliseconds=1))
    background.start()
    until(ports.segment_history.days)
    bring(ports, a_row("2"))
    ports.clock.moment = at(days=1)
    until(lambda: len(ports.segment_history.days()) > 1)
    background.stop()
    assert [day.counts for day in ports.segment_history.days()] == [{"new": 1}, {"new": 2}]


class NotingRoster:
    """The store's roster, which remembers whom it was asked for."""

    def __init__(self, roster):
        self.roster, self.asked = roster, []

    def __getattr__(self, name):
        return getattr(self.roster, name)

    def rows(self, now, *, contact_ids=None):
        self.asked.append(contact_ids)
        return self.roster.rows(now, contact_ids=contact_ids)


def test_everybody_is_read_before_somebody_asks_and_then_what_changed(ports):
    bring(ports, a_row("1", "Emma"))
    roster = NotingRoster(ports.roster)
    background = Background(replace(ports, roster=roster), every=timedelta(milliseconds=5))
    background.start()
    until(lambda: None in roster.asked)
    bring(ports, a_row("2", "Sam"))
    until(lambda: frozenset({"2"}) in roster.asked)
    background.stop()
