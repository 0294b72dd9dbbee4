"""Giving a calendar in Google to a tutor: one that the settings name, to one tutor that there is."""

from __future__ import annotations

import pytest

from tests.builders import NOW, an_entry, ports_over
from tests.remote_in_memory import RemoteInMemory
from tutorcore.errors import InputError
from tutorcore.services.read_remote import connect_calendar, refresh_due, remote_calendars

NOOR, TIM = "noor@example.org", "tim@example.org"


@pytest.fixture
def ports(sqlite_store):
    """Noor and Tim are tutors."""
    for name in ("Noor", "Tim"):
        sqlite_store.calendars.add_tutor(name, entry=an_entry("tutor added"))
    return ports_over(sqlite_store, now=NOW, remote=RemoteInMemory(NOOR, TIM))


@pytest.fixture
def noor(ports):
    """Noor's calendar, never read so far."""
    return connect_calendar(ports, "Noor", NOOR, actor="Anouk")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("Nobody", NOOR, "Anouk"), "There is no tutor"),
        (("Noor", "stranger@example.org", "Anouk"), "The settings name no such calendar"),
        (("Noor", NOOR, " "), "Nobody is chosen"),
        (("Tim", NOOR, "Anouk"), "This calendar belongs to Noor"),
    ],
)
def test_a_calendar_is_given_to_one_tutor_that_there_is(ports, noor, asked, said):
    tutor, remote_id, actor = asked
    with pytest.raises(InputError, match=said):
        connect_calendar(ports, tutor, remote_id, actor=actor)
    assert remote_calendars(ports) == [noor]


def test_given_to_the_same_tutor_again_it_stays_the_same(ports, noor):
    assert connect_calendar(ports, " noor ", NOOR, actor="Anouk") == noor


def test_without_google_nothing_is_read_and_giving_is_refused(sqlite_store):
    sqlite_store.calendars.add_tutor("Noor", entry=an_entry("tutor added"))
    ports = ports_over(sqlite_store, now=NOW)
    assert refresh_due(ports) == []
    with pytest.raises(InputError, match="not set up"):
        connect_calendar(ports, "Noor", NOOR, actor="Anouk")
