"""Exports in the style of Google, Outlook and Apple, over both clock changes of the winter of 2026, exactly."""

from datetime import UTC, datetime
from pathlib import Path

from tutorcore.adapters.ics import open_calendar
from tutorcore.domain.calendars import EventKind, EventStatus
from tutorcore.domain.records import BadEvent
from tutorcore.domain.zones import AMSTERDAM

DATA = Path(__file__).parents[2] / "data" / "calendars"
WISKUNDE = "Wiskunde met Noor, havo 4 – reële getallen en één héél lange titel die over de vouw heen loopt"


def export(name, owner=""):
    source = open_calendar(str(DATA / name), zone=AMSTERDAM, owner=owner)
    return source.read(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))


def test_a_google_export_keeps_its_lessons_on_the_local_clock_and_honours_exceptions(shown):
    reading = export("google.ics")
    assert shown(reading) == [
        f"2026-10-07 16:00+02:00 - 2026-10-07 17:00+02:00 {WISKUNDE}",
        f"2026-10-14 16:00+02:00 - 2026-10-14 17:00+02:00 {WISKUNDE}",
        "2026-10-17 00:00+02:00 - 2026-10-26 00:00+01:00 Herfstvakantie (all day) (free)",
        "2026-10-25 00:00+02:00 - 2026-10-26 00:00+01:00 Familiedag (all day)",
        f"2026-10-28 16:00+01:00 - 2026-10-28 17:00+01:00 {WISKUNDE}",
        "2026-11-05 10:00+01:00 - 2026-11-05 11:15+01:00 Wiskunde met Noor (verzet)",
        "2026-11-11 16:00+01:00 - 2026-11-11 17:00+01:00 Wiskunde met Noor (free)",
        f"2026-11-18 16:00+01:00 - 2026-11-18 17:00+01:00 {WISKUNDE}",
        "2026-11-25 09:30+01:00 - 2026-11-25 10:30+01:00 Overleg (free)",
        "2026-11-26 09:30+01:00 - 2026-11-26 10:30+01:00 Intake",
    ]
    assert (reading.name, reading.source, reading.bad) == ("sanne@example.org", "google.ics", ())


def test_a_google_export_keeps_cancelled_and_declined_events_with_their_marks():
    marked = {event.id: event for event in export("google.ics").events}
    assert marked["4k2n7wiskunde@google.com/20261111T150000Z"].status is EventStatus.CANCELLED
    assert marked["overleg@google.com/20261125T083000Z"].declined
    assert not marked["intake@google.com/20261126T083000Z"].declined
    assert marked["intake@google.com/20261126T083000Z"].status is EventStatus.TENTATIVE
    assert marked["4k2n7wiskunde@google.com/20261104T150000Z"].start == datetime(2026, 11, 5, 9, tzinfo=UTC)


def test_an_outlook_export_in_windows_1252_keeps_its_zones_and_marks(shown):
    reading = export("outlook-windows-1252.ics")
    assert shown(reading) == [
        "2027-03-16 19:00+01:00 - 2027-03-16 20:30+01:00 Natuurkunde groep",
        "2027-03-24 19:00+01:00 - 2027-03-24 20:00+01:00 Natuurkunde groep (online)",
        "2027-03-28 00:00+01:00 - 2027-03-30 00:00+02:00 Pâques à la mer (all day)",
        "2027-03-30 19:00+02:00 - 2027-03-30 20:30+02:00 Natuurkunde groep",
        "2027-03-31 09:00+02:00 - 2027-03-31 17:00+02:00 Thuis werken (free)",
        "2027-04-01 18:00+02:00 - 2027-04-01 19:00+02:00 Misschien sporten (free)",
        "2027-04-02 09:00+02:00 - 2027-04-02 09:15+02:00 Private",
    ]
    assert reading.bad == (
        BadEvent(number=7, title="Elders", reason="its time zone is unknown: Middle Earth Standard Time"),
    )
    kinds = {event.title: event.kind for event in reading.events}
    assert kinds["Pâques à la mer"] is EventKind.OUT_OF_OFFICE
    assert kinds["Thuis werken"] is EventKind.WORKING_LOCATION


def test_an_apple_export_moves_this_and_all_future_lessons(shown):
    reading = export("apple.ics", owner="youri@example.org")
    assert shown(reading) == [
        "2026-10-19 14:30+02:00 - 2026-10-19 15:30+02:00 Engels – Youssef",
        "2026-10-24 22:00+02:00 - 2026-10-25 05:00+01:00 Nachtdienst",
        "2026-10-25 00:00+02:00 - 2026-10-26 00:00+01:00 Verjaardag (all day) (free)",
        "2026-10-26 14:30+01:00 - 2026-10-26 15:30+01:00 Engels – Youssef",
        "2026-11-02 16:00+01:00 - 2026-11-02 17:30+01:00 Engels – Youssef (later)",
        "2026-11-09 16:00+01:00 - 2026-11-09 17:30+01:00 Engels – Youssef (later)",
        "2026-11-16 16:00+01:00 - 2026-11-16 17:30+01:00 Engels – Youssef (later)",
        "2026-12-03 09:00+01:00 - 2026-12-03 12:00+01:00 Teamuitje (free)",
        "2027-03-27 22:00+01:00 - 2027-03-28 07:00+02:00 Nachtdienst",
    ]
    assert reading.bad == ()
    assert [event.id[-17:] for event in reading.events if "later" in event.title] == [
        "/20261102T133000Z",
        "/20261109T133000Z",
        "/20261116T133000Z",
    ]


def test_an_event_declined_by_somebody_else_blocks_while_nobody_knows_whose_calendar_it_is(shown):
    assert "2026-12-03 09:00+01:00 - 2026-12-03 12:00+01:00 Teamuitje" in shown(export("apple.ics"))
