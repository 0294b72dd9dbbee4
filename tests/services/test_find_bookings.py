"""A booking by its id, by the beginning of one, or a hold by what is held."""

from __future__ import annotations

import pytest

from tests.booking_builders import a_booking, a_hold, a_span, stored
from tests.builders import NOW, an_entry, at, ports_over
from tutorcore.domain.bookings import BookingState
from tutorcore.errors import UnknownName
from tutorcore.services.bookings import Request
from tutorcore.services.find_bookings import hold_of, resolve_booking


@pytest.fixture
def ports(sqlite_store):
    sqlite_store.calendars.add_tutor("Eva", entry=an_entry())
    ports = ports_over(sqlite_store, now=NOW)
    stored(
        ports,
        a_booking("abcd1"),
        a_booking("abcd2", hours=30),
        a_booking("wxyz1", hours=-5),
        a_booking("wxzz1", state=BookingState.CANCELLING, lease_until=at(5), hours=-8),
    )
    return ports


@pytest.mark.parametrize("typed", ["abcd1", " ABCD1 "])
def test_an_id_is_found_however_it_is_typed(ports, typed):
    assert resolve_booking(ports, typed).id == "abcd1"


@pytest.mark.parametrize(("typed", "found"), [("wxyz1", "wxyz1"), ("wxzz", "wxzz1")])
def test_what_is_over_is_found_by_its_whole_id_and_what_is_under_way_by_a_beginning(ports, typed, found):
    assert resolve_booking(ports, typed).id == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abcd", "Several bookings"),
        ("abc", "no booking"),
        ("wxyz", "no booking"),
        ("", "no booking"),
        ("%", "no booking"),
    ],
)
def test_what_names_none_or_several_is_refused(ports, typed, said):
    with pytest.raises(UnknownName, match=said):
        resolve_booking(ports, typed)


HELD = {"contact_id": "1", "tutor": "eva", "start": a_span(48).start}


def test_the_hold_of_a_lesson_is_found_by_contact_tutor_and_start(ports):
    stored(ports, a_hold("held1", hours=48))
    assert hold_of(ports, Request(**HELD)).id == "held1"


@pytest.mark.parametrize("other", [{"contact_id": "2"}, {"tutor": "Tim"}, {"start": a_span(49).start}])
def test_the_hold_of_another_lesson_is_none_of_this_one(ports, other):
    stored(ports, a_hold("held1", hours=48))
    assert hold_of(ports, Request(**HELD | other)) is None


def test_a_hold_that_is_over_is_none(ports):
    stored(ports, a_hold("held1", hours=48, lasting=-1))
    assert hold_of(ports, Request(**HELD)) is None
