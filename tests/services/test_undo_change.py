"""Undoing one change of the journal: back where nobody changed it since, a clear sentence where somebody did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.booking_builders import a_booking, stored
from tests.builders import NOW, StoppedClock, a_row, a_talk, an_entry, at, bring, ports_over
from tutorcore.adapters.public_holidays import DutchHolidays
from tutorcore.adapters.sql.closures import SqlClosures
from tutorcore.domain.bookings import BookingState, Deed
from tutorcore.domain.contacts import Pin
from tutorcore.domain.preferences import parse_preferences
from tutorcore.errors import Conflict, InputError, UnknownName
from tutorcore.services.open_contact import open_contact
from tutorcore.services.save_preference import save_preference
from tutorcore.services.set_segment import detect_again, pin_segment, unpin_segment
from tutorcore.services.switch_holidays import holiday_switches, switch_holiday
from tutorcore.services.undo_change import can_undo_change, undo_change


@pytest.fixture
def ports(sqlite_store):
    """Contact 1 with a wish in a conversation, whose cached segment is not what the rules say."""
    bring(sqlite_store, a_row("1", "Sanne", attributes={"segment": "new", "has_paid_lesson": True},
                              talks=[a_talk("woensdag", conversation_id="7")]))  # fmt: skip
    return ports_over(sqlite_store, now=NOW)


def newest(ports, subject="contact:1"):
    return ports.journal.entries(subject=subject, limit=1)[0]


def version(ports):
    return ports.contacts.get("1").version


def segment(ports):
    return ports.contacts.get("1").attributes.get("segment")


def set_by_somebody_else(ports, value):
    ports.contacts.set_attributes("1", {"segment": value}, expected_version=version(ports), entry=an_entry("odd"))


def detected(ports):
    detect_again(ports, "1", actor="Anouk", expected_version=version(ports))
    return newest(ports)


def pinned(ports, to="premium", until=None, reason="moeder belde"):
    pin_segment(ports, "1", to, reason=reason, until=until, actor="Anouk", expected_version=version(ports))
    return newest(ports)


def running_pin(ports):
    pin = ports.contacts.pin_of("1", ports.clock.now())
    return pin and (pin.segment, pin.reason, pin.until)


def wish(ports):
    return open_contact(ports, "1").wish


def saved(ports, line):
    save_preference(ports, open_contact(ports, "1"), parse_preferences(line), actor="Anouk")
    return newest(ports)


# segments


def test_a_detected_segment_goes_back_and_that_is_a_change_too(ports):
    entry = detected(ports)
    assert segment(ports) == "existing"
    undo_change(ports, entry.id, actor="Bram")
    back = newest(ports)
    assert segment(ports) == "new"
    assert (back.actor, back.before, back.after) == ("Bram", {"segment": "existing"}, {"segment": "new"})
    assert back.reason == "undo of “segment detected” by Anouk, ma 23 nov 10:00"


def test_a_segment_that_was_not_there_is_taken_away_again(ports):
    set_by_somebody_else(ports, None)
    undo_change(ports, detected(ports).id, actor="Bram")
    assert "segment" not in ports.contacts.get("1").attributes


def test_an_undo_can_be_undone(ports):
    undo_change(ports, detected(ports).id, actor="Bram")
    undo_change(ports, newest(ports).id, actor="Bram")
    assert segment(ports) == "existing"


def test_a_segment_that_changed_since_stays_and_is_told(ports):
    entry = detected(ports)
    set_by_somebody_else(ports, "premium")
    with pytest.raises(
        Conflict, match="The segment has changed since, so nothing was undone: it is “premium” now"
    ) as no:
        undo_change(ports, entry.id, actor="Bram")
    assert no.value.theirs == "premium"
    assert segment(ports) == "premium"
    assert newest(ports).action == "odd"


def test_a_change_is_not_undone_twice(ports):
    entry = detected(ports)
    undo_change(ports, entry.id, actor="Bram")
    with pytest.raises(Conflict):
        undo_change(ports, entry.id, actor="Bram")
    assert segment(ports) == "new"


def test_the_segment_of_a_pinned_contact_stays(ports):
    entry = detected(ports)
    pinned(ports)
    with pytest.raises(InputError, match="pinned to “premium”"):
        undo_change(ports, entry.id, actor="Bram")
    assert segment(ports) == "existing"


# pins


def test_a_pin_is_taken_off(ports):
    undo_change(ports, pinned(ports).id, actor="Bram")
    assert running_pin(ports) is None
    assert (newest(ports).action, newest(ports).reason[:7]) == ("pin taken off", "undo of")


def test_a_pin_that_was_taken_off_runs_again_to_its_own_end(ports):
    pinned(ports, until=date(2026, 12, 1))
    before = running_pin(ports)
    unpin_segment(ports, "1", actor="Anouk", expected_version=version(ports))
    undo_change(ports, newest(ports).id, actor="Bram")
    assert running_pin(ports) == before
    undo_change(ports, newest(ports).id, actor="Bram")
    assert running_pin(ports) is None


def test_a_pin_over_a_pin_gives_way_to_the_first(ports):
    pinned(ports, "weekend", reason="zaterdag")
    entry = pinned(later(ports), "premium")
    undo_change(later(ports, 2), entry.id, actor="Bram")
    assert running_pin(later(ports, 3)) == ("weekend", "zaterdag", None)


def later(ports, minutes=1):
    return replace(ports, clock=StoppedClock(at(minutes)))


def test_another_pin_since_is_left_alone(ports):
    entry = pinned(ports, "weekend")
    pinned(later(ports))
    with pytest.raises(Conflict, match=r"The pin has changed since.* set to “premium” by Anouk now"):
        undo_change(later(ports, 2), entry.id, actor="Bram")
    unpin_segment(later(ports, 3), "1", actor="Anouk", expected_version=version(ports))
    with pytest.raises(Conflict, match="it is off now"):
        undo_change(later(ports, 4), entry.id, actor="Bram")


def test_a_pin_is_not_set_over_a_newer_one(ports):
    pinned(ports, "weekend")
    unpin_segment(later(ports), "1", actor="Anouk", expected_version=version(ports))
    entry = newest(ports)
    pinned(later(ports, 2))
    with pytest.raises(Conflict):
        undo_change(later(ports, 3), entry.id, actor="Bram")
    assert running_pin(later(ports, 4))[0] == "premium"


def test_a_pin_whose_end_has_come_is_not_set_again(ports):
    pinned(ports, until=date(2026, 11, 23))
    unpin_segment(ports, "1", actor="Anouk", expected_version=version(ports))
    with pytest.raises(InputError, match="would have ended"):
        undo_change(later(ports, 2 * 24 * 60), newest(ports).id, actor="Bram")


def test_a_pin_whose_end_was_not_written_down_has_no_undo(ports):
    before = {"segment": "premium", "reason": "x"}
    pin = Pin(contact_id="1", segment="new", reason="", actor="Anouk", since=NOW)
    ports.contacts.set_pin(pin, expected_version=1, entry=an_entry("segment pinned", before=before))
    assert not can_undo_change(ports, newest(ports))
    ports.contacts.end_pin("1", at(1), expected_version=2, entry=an_entry("pin taken off", before=before))
    with pytest.raises(InputError, match="until when that pin ran"):
        undo_change(later(ports, 2), newest(ports).id, actor="Bram")


# wishes


def test_a_wish_goes_back_and_the_customers_words_stay(ports):
    entry = saved(ports, "vrijdag na 16:00")
    undo_change(ports, entry.id, actor="Bram")
    assert (wish(ports).text, wish(ports).own_line) == ("woensdag", "woensdag")
    assert newest(ports).action == "preference put back"
    undo_change(ports, newest(ports).id, actor="Bram")
    assert wish(ports).text == entry.after["preferred_times"]


def test_a_wish_that_was_cleared_comes_back(ports):
    undo_change(ports, saved(ports, "").id, actor="Bram")
    assert wish(ports).text == "woensdag"


def test_a_first_wish_is_taken_away(sqlite_store):
    bring(sqlite_store, a_row("1"))
    ports = ports_over(sqlite_store, now=NOW)
    undo_change(ports, saved(ports, "woensdag").id, actor="Bram")
    assert wish(ports).text == ""


def test_a_wish_that_changed_since_stays_and_is_told(ports):
    entry = saved(ports, "vrijdag")
    saved(ports, "maandag")
    with pytest.raises(Conflict, match=r"The wish has changed since.* “maandag” now"):
        undo_change(ports, entry.id, actor="Bram")
    assert wish(ports).text == "maandag"
    saved(ports, "")
    with pytest.raises(Conflict, match="it is empty now"):
        undo_change(ports, entry.id, actor="Bram")


# the rest


def test_a_public_holiday_is_switched_back(ports):
    ports = replace(ports, closures=SqlClosures(ports.journal._engine, DutchHolidays()))
    first = next(switch for switch in holiday_switches(ports) if switch.on)
    switch_holiday(ports, first.key, on=False, actor="Anouk")
    entry = ports.journal.entries(limit=1)[0]
    undo_change(ports, entry.id, actor="Bram")
    back = ports.journal.entries(limit=1)[0]
    assert (back.action, back.actor) == ("public holiday switched on", "Bram")
    with pytest.raises(Conflict, match="it is on now"):
        undo_change(ports, entry.id, actor="Bram")


def test_only_what_has_an_undo_is_undone(ports):
    imported = ports.journal.entries(subject="contact:1")[-1]
    assert not can_undo_change(ports, imported)
    with pytest.raises(InputError, match="cannot be undone here"):
        undo_change(ports, imported.id, actor="Bram")
    with pytest.raises(UnknownName):
        undo_change(ports, 10**6, actor="Bram")


def test_somebody_has_to_do_it(ports):
    entry = detected(ports)
    with pytest.raises(InputError, match="Nobody is chosen"):
        undo_change(ports, entry.id, actor=" ")
    assert segment(ports) == "existing"


# bookings


def a_booked(ports, **values):
    """A lesson that was booked just now, and its line in the journal."""
    eva = ports.calendars.add_tutor("Eva", entry=an_entry())
    booking = a_booking(tutor_id=eva.id, **({"deed": Deed.BOOKED, "deed_at": NOW} | values))
    stored(ports, booking)
    return newest(ports, "booking:b1")


def test_a_lesson_that_was_booked_just_now_is_cancelled(ports):
    entry = a_booked(ports)
    assert can_undo_change(ports, entry)
    assert undo_change(ports, entry.id, actor="Bram") == ports.bookings.get("b1")
    assert ports.bookings.get("b1").state is BookingState.CANCELLED
    assert "Bram" in {one.actor for one in ports.journal.entries(subject="booking:b1")}


def test_after_ten_minutes_a_lesson_is_not_undone(ports):
    entry = a_booked(ports)
    assert not can_undo_change(later(ports, 11), entry)
    with pytest.raises(InputError):
        undo_change(later(ports, 11), entry.id, actor="Bram")


def test_only_the_last_deed_of_a_booking_is_undone(ports):
    entry = a_booked(ports)
    booking = ports.bookings.get("b1")
    ports.bookings.save(booking, now=NOW, entry=an_entry("lesson moved", "booking:b1"))
    assert not can_undo_change(ports, entry)
    assert can_undo_change(ports, newest(ports, "booking:b1"))


def test_a_line_about_a_booking_that_is_not_there_has_no_undo(ports):
    assert not can_undo_change(ports, an_entry("lesson booked", "booking:none"))
