"""The work list over a store: the same as asking each contact alone, and never older than what it hangs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from tests.booking_builders import a_booking, a_hold, stored
from tests.builders import NOW, StoppedClock, a_row, a_talk, an_entry, bring, ports_over
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.calendars import CalendarEvent, EventStatus
from tutorcore.domain.contacts import Pin
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.tutor_time import Doubt
from tutorcore.domain.work import Why
from tutorcore.errors import UnknownName
from tutorcore.services.work_list import work_list, work_of

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SOURCE = "eva.ics"


def a_lesson(contact_id, start, **values):
    """A lesson of an hour in a calendar, so far from now."""
    span = {"start": NOW + start, "end": NOW + start + HOUR}
    return CalendarEvent(id=f"{contact_id} {start}", title="Les", contact_id=contact_id, **span | values)


def read(ports, *lessons, days=90, **values):
    """Eva's calendar as it was read just now."""
    span = {"covers_from": NOW - days * DAY, "covers_until": NOW + 90 * DAY}
    reading = CalendarReading(name="lessons", source=SOURCE, events=lessons, bad=(), **span | values)
    ports.calendars.store_reading(1, reading, read_at=NOW, entry=an_entry("calendar read"))


def with_calendar(store):
    """What services work with, beside an Eva whose empty calendar was read."""
    ports = ports_over(store, now=NOW)
    ports.calendars.add_tutor("Eva", entry=an_entry())
    read(ports)
    return ports


@pytest.fixture
def ports(sqlite_store):
    return with_calendar(sqlite_store)


def listed(ports):
    """Every reason by contact."""
    return {item.contact_id: [cause.why for cause in item.causes] for item in work_list(ports).items}


def existing(contact_id="1", **values):
    return a_row(contact_id, "Emma", attributes={"customer_status": "active"}, **values)


def test_nobody_needs_planning_in_an_empty_store(ports):
    found = work_list(ports)
    assert (found.items, found.contacts, found.lessons_known) == ((), 0, True)


def test_an_existing_customer_is_listed_until_a_lesson_is_read_or_booked(ports):
    bring(ports, existing("1"), existing("2"), existing("3"), a_row("4", "Sam"))
    assert listed(ports) == {number: [Why.NO_LESSON] for number in "123"}
    read(ports, a_lesson("1", -3 * DAY))
    stored(ports, a_booking("b1", contact_id="2"))
    assert listed(ports) == {"3": [Why.NO_LESSON]}


@pytest.mark.parametrize("values", [{"status": EventStatus.CANCELLED}, {"declined": True}])
def test_a_lesson_that_was_called_off_is_none(ports, values):
    bring(ports, existing())
    read(ports, a_lesson("1", -3 * DAY, **values))
    assert listed(ports) == {"1": [Why.NO_LESSON]}


def test_a_lesson_that_is_being_booked_is_to_come(ports):
    bring(ports, existing())
    stored(ports, a_booking("b1", state=BookingState.BOOKING))
    assert listed(ports) == {}


def test_a_failed_booking_is_listed_until_it_is_booked_again(ports):
    bring(ports, a_row("1", "Emma"))
    stored(ports, a_booking("b1", state=BookingState.FAILED, problem="Google said no."))
    assert listed(ports) == {"1": [Why.BOOKING_FAILED]}
    stored(ports, a_booking("b2", hours=30, made_at=NOW))
    assert listed(ports) == {}


def test_a_hold_is_listed_when_it_is_near_its_end_and_by_the_clock_alone(ports):
    bring(ports, a_row("1", "Emma"))
    stored(ports, a_hold("h1", lasting=25))
    assert listed(ports) == {}
    assert listed(later(ports, HOUR)) == {"1": [Why.HOLD_ENDING]}
    assert listed(later(ports, 25 * HOUR)) == {}


def test_a_pin_near_its_end_and_a_wish_that_is_not_clear_are_listed(ports):
    bring(ports, a_row("1", "Emma", talks=[a_talk("om de week woensdag")]), a_row("2", talks=[a_talk("woensdag")]))
    pin = Pin(contact_id="2", segment="premium", reason="", actor="Joris", since=NOW, until=NOW + 2 * DAY)
    ports.contacts.set_pin(pin, expected_version=1, entry=an_entry(subject="contact:2"))
    assert listed(ports) == {"1": [Why.WISH_UNCLEAR], "2": [Why.PIN_ENDING]}


def test_a_remark_in_quotes_has_been_seen_by_somebody(ports):
    bring(ports, a_row("1", "Emma", talks=[a_talk('woensdag "om de week"')]))
    assert listed(ports) == {}
    assert work_of(ports, "1") == ()


def test_what_is_held_for_somebody_who_is_not_here_is_nobodys(ports):
    stored(ports, a_hold("h1", contact_id="gone", lasting=2))
    assert listed(ports) == {}


def test_the_most_urgent_comes_first_with_all_reasons(ports):
    bring(ports, existing("1"), existing("2"))
    stored(ports, a_hold("h1", contact_id="2", lasting=2))
    assert list(listed(ports).items()) == [("2", [Why.HOLD_ENDING, Why.NO_LESSON]), ("1", [Why.NO_LESSON])]
    assert work_list(ports).counts == {Why.HOLD_ENDING: 1, Why.NO_LESSON: 2}


# What is not known


def test_while_a_calendar_is_not_known_nobody_is_said_to_have_no_lesson(ports):
    bring(ports, existing("1"), existing("2"))
    read(ports, a_lesson("2", DAY))
    ports.calendars.record_failure(1, SOURCE, "not reachable", at=NOW)
    found = work_list(ports)
    assert [(item.contact_id, item.causes[0].why) for item in found.items] == [("1", Why.LESSONS_NOT_KNOWN)]
    assert [doubted.doubt for each in found.unread for doubted in each.doubts] == [Doubt.READING_FAILED]
    assert not found.lessons_known


def test_a_tutor_without_a_calendar_may_give_any_lesson(ports):
    bring(ports, existing())
    ports.calendars.add_tutor("Tim", entry=an_entry())
    assert listed(ports) == {"1": [Why.LESSONS_NOT_KNOWN]}


def test_without_tutors_nothing_is_known_of_lessons(sqlite_store):
    ports = ports_over(sqlite_store, now=NOW)
    bring(ports, existing())
    assert listed(ports) == {"1": [Why.LESSONS_NOT_KNOWN]}
    assert [cause.why for cause in work_of(ports, "1")] == [Why.LESSONS_NOT_KNOWN]


# Remembered


def later(ports, after):
    """The same at a later moment, with what the process remembers."""
    return replace(ports, clock=StoppedClock(NOW + after))


def test_the_list_is_remembered_for_a_minute(ports):
    bring(ports, existing())
    first = work_list(ports)
    assert work_list(later(ports, timedelta(seconds=59))) is first
    assert work_list(later(ports, timedelta(seconds=60))) is not first
    assert work_list(later(ports, timedelta(seconds=60))).items == first.items


def test_a_clock_that_was_put_back_makes_a_new_list(ports):
    ahead = work_list(later(ports, HOUR))
    assert work_list(ports).made_at < ahead.made_at


def test_somebody_who_is_not_here_has_no_reasons(ports):
    with pytest.raises(UnknownName):
        work_of(ports, "nobody")


# The same for all at once as for each alone


def anybody(number, chance):
    """A contact with all that rules look at."""
    yes = ("trial_lesson_completed", "has_paid_lesson", "customer_status", "weekend_whitelisted", "segment")
    values = [True, "nee", "active", "premium", "existing", "false"]
    attributes = {name: chance.choice(values) for name in yes if chance.random() < 0.4}
    wish = chance.choice(["", "woensdag", "om de week woensdag", "vrijdag als het regent", 'di "belt eerst"'])
    talk = a_talk(wish, attributes={"lesson_type": chance.choice(["", "trial", "regular"])})
    return a_row(str(number), f"C{number}", number=number, attributes=attributes, talks=[talk], last_activity_at=NOW)


def whatever(ports, chance, people):
    """A store full of lessons, holds, failed bookings and pins."""
    bring(ports, *(anybody(number, chance) for number in range(1, people + 1)))
    somebody = [str(number) for number in range(1, people + 1)]
    times = [chance.randrange(-40 * 24, 20 * 24) * HOUR for _ in range(people)]
    read(ports, *(a_lesson(chance.choice(somebody), start) for start in times))
    states = [BookingState.BOOKED, BookingState.FAILED, BookingState.HELD, BookingState.CANCELLED]
    for number in range(people):
        state, hours = chance.choice(states), 2 * number - people
        ending = {"expires_at": NOW + chance.randrange(1, 40) * HOUR} if state is BookingState.HELD else {}
        stored(ports, a_booking(f"b{number}", hours=hours, contact_id=chance.choice(somebody), state=state, **ending))
    for contact_id in chance.sample(somebody, people // 4):
        until = chance.choice([None, NOW + chance.randrange(1, 20) * DAY])
        pin = Pin(contact_id=contact_id, segment="existing", reason="", actor="Joris", since=NOW - DAY, until=until)
        ports.contacts.set_pin(pin, expected_version=1, entry=an_entry(subject=f"contact:{contact_id}"))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("known", [True, False])
def test_the_list_of_everybody_is_what_each_contact_alone_gives(store, seed, known):
    ports = with_calendar(store)
    whatever(ports, Random(seed), 60)  # noqa: S311 - data of tests, the same for a seed
    if not known:
        ports.calendars.record_failure(1, SOURCE, "not reachable", at=NOW)
    alone = {str(number): work_of(ports, str(number)) for number in range(1, 61)}
    assert {item.contact_id: item.causes for item in work_list(ports).items} == {
        contact_id: reasons for contact_id, reasons in alone.items() if reasons
    }
    assert len({cause.why for reasons in alone.values() for cause in reasons}) >= 4
