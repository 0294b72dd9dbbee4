"""An event as Google sends it: what it becomes, and whether it takes its owner's time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.adapters.google_calendar.google_builders import OURS, START, read, timed, wire
from tutorcore.adapters.google_calendar.events import gather, read_event
from tutorcore.adapters.google_calendar.moments import Clocks, Unreadable
from tutorcore.domain.calendars import EventKind, EventStatus, blocks
from tutorcore.domain.zones import AMSTERDAM

CLOCKS = Clocks(company=AMSTERDAM, calendar="Europe/Amsterdam")
ME, SOMEBODY = {"email": "a@example.org", "self": True}, {"email": "b@example.org"}


def guests(*answers):
    """Attendees: the calendar's owner first, then others."""
    return [who | {"responseStatus": answer} for who, answer in zip((ME, SOMEBODY), answers, strict=False)]


@pytest.mark.parametrize(
    ("values", "busy"),
    [
        ({}, True),
        ({"status": "cancelled"}, False),
        ({"status": "tentative"}, True),
        ({"status": "something new"}, True),
        ({"transparency": "transparent"}, False),
        ({"transparency": "opaque"}, True),
        ({"attendees": guests("declined")}, False),
        ({"attendees": guests("accepted", "declined")}, True),
        ({"attendees": guests("needsAction")}, True),
        ({"attendees": [SOMEBODY | {"responseStatus": "declined"}]}, True),
        ({"eventType": "workingLocation", "transparency": "transparent"}, False),
        ({"eventType": "workingLocation"}, False),
        ({"eventType": "outOfOffice"}, True),
        ({"eventType": "focusTime"}, True),
        ({"eventType": "fromGmail"}, True),
        ({"eventType": "birthday", "transparency": "transparent", "visibility": "private"}, False),
        ({"eventType": "birthday"}, False),
        ({"eventType": "something new"}, True),
        ({"eventType": "lesson"}, True),
        ({"summary": None}, True),
        ({"visibility": "private"}, True),
    ],
)
def test_an_event_takes_time_unless_google_says_that_it_does_not(values, busy):
    assert blocks(read(**values)) is busy


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("default", EventKind.DEFAULT),
        ("outOfOffice", EventKind.OUT_OF_OFFICE),
        ("focusTime", EventKind.FOCUS_TIME),
        ("workingLocation", EventKind.WORKING_LOCATION),
        ("birthday", EventKind.BIRTHDAY),
        ("fromGmail", EventKind.FROM_GMAIL),
        ("lesson", EventKind.DEFAULT),
        ("new kind", EventKind.DEFAULT),
    ],
)
def test_a_kind_is_known_by_googles_name_and_a_new_one_is_an_ordinary_event(said, kind):
    assert read(eventType=said).kind is kind


def test_everything_that_is_used_comes_through():
    event = read(status="tentative", summary=" Overleg\tmet\nPiet ")
    assert (event.id, event.title, event.etag) == ("e1", "Overleg met Piet", '"1"')
    assert (event.start, event.end, event.all_day) == (START, START + timedelta(hours=1), False)
    assert event.status is EventStatus.TENTATIVE


@pytest.mark.parametrize("visibility", ["private", "confidential"])
def test_a_private_events_title_is_its_owners_business(visibility):
    assert read(visibility=visibility).title == "Private"
    assert read(visibility=visibility, extendedProperties={"private": OURS}).title == "Overleg"


def test_a_lesson_of_ours_is_known_by_its_private_properties():
    event = read(extendedProperties={"private": OURS})
    assert (event.kind, event.booking_id, event.contact_id) == (EventKind.LESSON, "b1", "412")
    assert (event.buffer_before_min, event.buffer_after_min) == (10, 15)


@pytest.mark.parametrize("missing", ["booking", "contact"])
@pytest.mark.parametrize("value", [None, ""])
def test_without_booking_or_contact_an_event_is_nobodys_lesson(missing, value):
    kept = {name: text for name, text in OURS.items() if name != missing} | ({} if value is None else {missing: value})
    event = read(extendedProperties={"private": kept})
    assert (event.kind, event.booking_id, event.contact_id) == (EventKind.DEFAULT, "", "")
    assert (event.buffer_before_min, event.buffer_after_min) == (0, 0)


def test_properties_that_all_guests_see_say_nothing_about_a_lesson():
    assert read(extendedProperties={"shared": OURS}).kind is EventKind.DEFAULT


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("0", 0), ("240", 240), ("241", 240), ("9" * 12, 0), ("-5", 0), ("ten", 0), ("", 0), (" 20 ", 20), ("²", 0)],
)
def test_a_buffer_stays_within_what_a_profile_can_ask_for(text, minutes):
    event = read(extendedProperties={"private": OURS | {"buffer_before_min": text, "buffer_after_min": text}})
    assert (event.buffer_before_min, event.buffer_after_min) == (minutes, minutes)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": None}, "its id cannot be read"),
        ({"id": ""}, "its id cannot be read"),
        ({"id": 7}, "its id cannot be read"),
        ({"start": None}, "its time is not given"),
        ({"start": "2026-11-25"}, "its start cannot be read"),
        ({"start": {"dateTime": 1764083400}}, "its start cannot be read"),
        ({"start": {"dateTime": "tomorrow"}}, "its time is not one that a calendar has"),
        ({"start": {"dateTime": "0001-01-01T00:00:00+10:00"}}, "its time is not one that a calendar has"),
        ({"start": {"date": "9999-12-31"}, "end": None}, "its time is not one that a calendar has"),
        ({"start": {"date": "2026-02-30"}}, "its time is not one that a calendar has"),
        ({"start": {"dateTime": "2026-11-25T16:00:00"}}, "its time has no time zone"),
        (
            {"start": {"dateTime": "2026-11-25T16:00:00", "timeZone": "Europe/Nergens"}},
            "its time zone is not known",
        ),
        ({"start": {"dateTime": "2026-11-25T16:00:00", "timeZone": "../etc"}}, "its time zone is not known"),
        ({"end": timed(-1)}, "it ends before it starts"),
        ({"start": {"date": "2026-11-25"}, "end": {"date": "2026-11-24"}}, "it ends before it starts"),
        ({"summary": ["a"]}, "its summary cannot be read"),
        ({"attendees": "b@example.org"}, "its attendees cannot be read"),
        ({"extendedProperties": {"private": {"booking": 1}}}, "its extendedProperties cannot be read"),
    ],
)
def test_an_event_that_cannot_be_understood_says_why(values, reason):
    with pytest.raises(Unreadable) as caught:
        read(**values)
    assert str(caught.value) == reason


@pytest.mark.parametrize("raw", [None, [], "event", 7])
def test_what_is_no_event_says_so(raw):
    with pytest.raises(Unreadable, match="it is no event at all"):
        read_event(raw, CLOCKS)


def test_one_event_that_cannot_be_understood_stops_no_other():
    gathered = gather([wire(), wire(id="e2", start={}), None, wire(id="e3")], CLOCKS)
    assert list(gathered.events) == ["e1", "e3"]
    assert [(bad.number, bad.title, bad.reason) for bad in gathered.bad] == [
        (2, "Overleg", "its time is not given"),
        (3, "", "it is no event at all"),
    ]


def test_a_private_event_that_cannot_be_understood_keeps_its_title_to_itself():
    (bad,) = gather([wire(start={}, visibility="private")], CLOCKS).bad
    assert bad.title == "Private"


def test_a_cancelled_event_is_gone_and_needs_no_times():
    gathered = gather([{"id": "e1", "status": "cancelled"}, wire(id="e2")], CLOCKS)
    assert (list(gathered.events), gathered.gone) == (["e2"], {"e1"})


@pytest.mark.parametrize("event_id", [None, "", 7])
def test_a_cancelled_event_without_an_id_is_told(event_id):
    (bad,) = gather([wire(id=event_id, status="cancelled")], CLOCKS).bad
    assert bad.reason == "its id cannot be read"


def test_what_comes_twice_counts_as_it_came_last():
    changed = gather([wire(summary="a"), wire(summary="b")], CLOCKS)
    assert [event.title for event in changed.events.values()] == ["b"]
    deleted = gather([wire(), wire(status="cancelled")], CLOCKS)
    assert (dict(deleted.events), deleted.gone) == ({}, {"e1"})
    back = gather([wire(status="cancelled"), wire()], CLOCKS)
    assert (list(back.events), back.gone) == (["e1"], set())


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(field=st.sampled_from(sorted(wire())), value=anything)
def test_whatever_stands_in_a_field_an_event_is_read_or_refused_in_words(field, value):
    gathered = gather([wire() | {field: value}], CLOCKS)
    assert len(gathered.events) + len(gathered.gone) + len(gathered.bad) == 1
    assert all(event.start <= event.end for event in gathered.events.values())


@given(anything)
def test_whatever_is_sent_as_an_event_is_refused_in_words(raw):
    assert len(gather([raw], CLOCKS).bad) == 1


def test_an_event_of_the_far_past_is_read():
    event = read(start={"dateTime": "1899-12-31T00:00:00Z"}, end={"dateTime": "1899-12-31T01:00:00Z"})
    assert event.start == datetime(1899, 12, 31, tzinfo=UTC)
