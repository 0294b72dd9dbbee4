"""Bookings in groups: what has to be looked at, holds, coming lessons, and what is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.booking_builders import a_booking, a_hold, a_span, stored
from tests.builders import NOW, an_entry, at, ports_over
from tutorcore.domain.bookings import BookingState, Deed, Theirs
from tutorcore.domain.bookings.troubles import Trouble, trouble_of
from tutorcore.errors import InputError
from tutorcore.services.list_bookings import Wanted, list_bookings, possible_with


@pytest.fixture
def ports(sqlite_store):
    for name in ("Eva", "Tim"):
        sqlite_store.calendars.add_tutor(name, entry=an_entry())
    return ports_over(sqlite_store, now=NOW)


def ids(bookings):
    return [booking.id for booking in bookings]


def keep(ports, *bookings):
    stored(ports, *bookings)
    return ports


TROUBLED = {
    "moved there": ({"theirs": Theirs(span=a_span(30)), "problem": "moved"}, Trouble.CHANGED_THERE),
    "deleted there": ({"theirs": Theirs(span=None)}, Trouble.CHANGED_THERE),
    "failed": ({"state": BookingState.FAILED, "problem": "no"}, Trouble.FAILED),
    "in doubt": ({"state": BookingState.BOOKING, "problem": "?"}, Trouble.IN_DOUBT),
    "half cancelled": ({"state": BookingState.CANCELLING}, Trouble.IN_DOUBT),
    "half moved": ({"target": a_span(40), "lease_until": at(-1), "worker": "dead"}, Trouble.IN_DOUBT),
    "refused": ({"problem": "Google does not allow this"}, Trouble.REFUSED),
}


@pytest.mark.parametrize(("values", "expected"), TROUBLED.values(), ids=TROUBLED)
def test_what_somebody_has_to_look_at_comes_first(ports, values, expected):
    troubled = a_booking("b1", **values)
    assert trouble_of(troubled, NOW) is expected
    listed = list_bookings(keep(ports, troubled, a_booking("b2", hours=12)))
    assert (ids(listed.attention), ids(listed.coming), listed.past) == (["b1"], ["b2"], ())


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"state": BookingState.BOOKING, "lease_until": at(1), "worker": "alive"},
        {"state": BookingState.FAILED, "hours": -2},
        {"state": BookingState.CANCELLED, "problem": "old"},
        {"hours": -2, "problem": "old"},
    ],
)
def test_nobody_has_to_look_at_the_rest(values):
    assert trouble_of(a_booking(**values), NOW) is None


def test_holds_stand_apart_until_they_expire(ports):
    keep(ports, a_hold("h1"), a_hold("h2", hours=50, lasting=-1), a_booking())
    listed = list_bookings(ports, Wanted(past=True))
    assert (ids(listed.holds), ids(listed.coming), ids(listed.past)) == (["h1"], ["b1"], ["h2"])


def test_a_lesson_that_is_running_is_still_coming_and_one_that_ended_is_past(ports):
    keep(ports, a_booking("b1", hours=-2), a_booking("b2", hours=-0.5), a_booking("b3", hours=2))
    assert ids(list_bookings(ports).coming) == ["b2", "b3"]
    assert list_bookings(ports).past == ()
    assert ids(list_bookings(ports, Wanted(past=True)).past) == ["b1"]


def test_past_ones_come_newest_first_the_cancelled_among_them(ports):
    keep(ports, a_booking("b1", hours=-50), a_booking("b2", hours=-5), a_booking("b3", state=BookingState.CANCELLED))
    assert ids(list_bookings(ports, Wanted(past=True)).past) == ["b3", "b2", "b1"]


def test_what_is_under_way_is_listed_however_old_it_is(ports):
    keep(ports, a_booking("b1", hours=-900 * 24, state=BookingState.CANCELLING))
    assert ids(list_bookings(ports).attention) == ["b1"]


def test_a_failed_one_is_settled_by_a_later_booking_of_the_same_contact(ports):
    failed = a_booking("b1", state=BookingState.FAILED)
    keep(ports, failed, a_booking("b2", hours=30, contact_id="2", made_at=NOW))
    assert ids(list_bookings(ports).attention) == ["b1"]
    keep(ports, a_booking("b3", hours=40, made_at=NOW))
    assert list_bookings(ports).attention == ()
    assert ids(list_bookings(ports, Wanted(past=True)).past) == ["b1"]


# filters


@pytest.fixture
def several(ports):
    """Lessons of three contacts with two tutors, on four days from tomorrow on."""
    return keep(
        ports,
        a_booking("b1", hours=24, contact_name="Sanne de Boer"),
        a_booking("b2", hours=48, contact_id="22", contact_name="Zoë", tutor_id=2, tutor_name="Tim"),
        a_hold("h1", hours=72, contact_id="3", contact_name="Sam"),
        a_booking("b4", hours=96, contact_name="Sanne de Boer", state=BookingState.CANCELLED),
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["h1", "b1", "b2"]),
        ({"contact": " BOER  sanne "}, ["b1"]),
        ({"contact": "zoë"}, ["b2"]),
        ({"contact": "22"}, ["b2"]),
        ({"contact": "2"}, []),
        ({"tutor_id": 2}, ["b2"]),
        ({"states": frozenset({BookingState.HELD})}, ["h1"]),
        ({"states": frozenset({BookingState.CANCELLED})}, ["b4"]),
        ({"first": date(2026, 11, 25), "last": date(2026, 11, 25)}, ["b2"]),
        ({"first": date(2026, 11, 26)}, ["h1"]),
        ({"last": date(2026, 11, 24)}, ["b1"]),
        ({"past": True}, ["h1", "b1", "b2", "b4"]),
    ],
)
def test_only_what_is_wanted_is_listed(several, wanted, expected):
    assert ids(list_bookings(several, Wanted(**wanted)).all) == expected


def test_days_the_wrong_way_round_are_told(ports):
    with pytest.raises(InputError, match="lies before the first"):
        list_bookings(ports, Wanted(first=date(2026, 11, 25), last=date(2026, 11, 24)))


# what can be done


def possible(ports, **values):
    booking = a_booking(**values)
    return {name for name in possible_with(ports, booking).__slots__ if getattr(possible_with(ports, booking), name)}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"change"}),
        ({"hours": 5}, {"change", "in_notice"}),
        ({"hours": -2}, set()),
        ({"profile": "gone", "hours": 1}, {"change"}),
        ({"state": BookingState.HELD, "expires_at": at(5)}, {"book", "release"}),
        ({"state": BookingState.HELD, "expires_at": at(-5)}, set()),
        ({"state": BookingState.FAILED}, {"ask_again"}),
        ({"state": BookingState.CANCELLED, "deed": Deed.CANCELLED, "deed_at": at(-9)}, {"undo"}),
        ({"state": BookingState.CANCELLED, "deed": Deed.CANCELLED, "deed_at": at(-11)}, set()),
        ({"theirs": Theirs(span=None)}, {"accept_theirs"}),
        ({"state": BookingState.BOOKING}, {"settle"}),
        ({"state": BookingState.BOOKING, "lease_until": NOW + timedelta(seconds=9)}, set()),
    ],
)
def test_what_can_be_done_with_a_booking(ports, values, expected):
    assert possible(ports, **values) == expected
