"""What is known of a tutor's time, and what is doubted: what is not known is never free."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.domain_builders import NOW, a_profile, at, span, starts, told
from tutorcore.domain.calendars import Calendar, CalendarEvent, EventKind, EventStatus, Tutor
from tutorcore.domain.slots import suggest_slots
from tutorcore.domain.tutor_time import NOT_KNOWN, Doubt, TutorTime

START, END = at("ma 00:00"), at("+ma 00:00")


def a_calendar(name="werk", **fields):
    """Read an hour ago, complete for the whole week."""
    known = {"read_at": NOW - timedelta(hours=1), "covers_from": START, "covers_until": END}
    return Calendar(**({"id": 1, "tutor_id": 1, "name": name} | known | fields))


def an_entry(text, **fields):
    start, end = span(text)
    return CalendarEvent(**({"id": "e", "start": start, "end": end} | fields))


def time_of(*calendars, events=(), **fields):
    """The week of one tutor; events stand in the first calendar."""
    return TutorTime(
        tutor=Tutor(id=1, name="Anouk"),
        start=START,
        end=END,
        calendars=calendars,
        events=tuple((calendars[0], event) for event in events),
        **fields,
    )


def blocked(time):
    return [(event.title, told(event.start), told(event.end)) for event in time.busy_events()]


def doubts(time):
    return [doubted.doubt for doubted in time.doubts]


def test_a_calendar_that_is_read_and_covers_the_time_leaves_no_doubt():
    time = time_of(a_calendar(), events=[an_entry("ma 10:00-11:00", title="Wiskunde")])
    assert (doubts(time), time.confirmed, time.read_at) == ([], True, NOW - timedelta(hours=1))
    assert blocked(time) == [("Wiskunde", "ma 10:00", "ma 11:00")]


def test_an_event_keeps_what_a_planner_wants_to_know():
    entry = an_entry("ma 10:00-11:00", id="a1", title="Wiskunde", buffer_before_min=5, buffer_after_min=10)
    (event,) = time_of(a_calendar("thuis"), events=[entry]).busy_events()
    assert (event.id, event.title, event.calendar) == ("a1", "Wiskunde", "thuis")
    assert (event.buffer_before_min, event.buffer_after_min) == (5, 10)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": EventStatus.CANCELLED},
        {"transparent": True},
        {"declined": True},
        {"kind": EventKind.WORKING_LOCATION},
    ],
    ids=["cancelled", "free", "declined", "working location"],
)
def test_events_that_take_no_time_do_not_block(fields):
    assert time_of(a_calendar(), events=[an_entry("ma 10:00-11:00", **fields)]).busy_events() == []


@pytest.mark.parametrize(
    "fields",
    [{"status": EventStatus.TENTATIVE}, {"kind": EventKind.OUT_OF_OFFICE}, {"kind": EventKind.FOCUS_TIME}, {}],
)
def test_all_other_events_block(fields):
    assert len(time_of(a_calendar(), events=[an_entry("ma 10:00-11:00", **fields)]).busy_events()) == 1


def test_without_a_calendar_nothing_is_free():
    time = time_of()
    assert (doubts(time), time.confirmed, time.read_at) == ([Doubt.NO_CALENDAR], False, None)
    assert blocked(time) == [(NOT_KNOWN, "ma 00:00", "ma 00:00")]


@pytest.mark.parametrize(
    "fields",
    [{"read_at": None}, {"covers_until": None}, {"covers_from": None}],
    ids=["never read", "no end of the reading", "no beginning"],
)
def test_a_calendar_that_was_never_read_leaves_nothing_free(fields):
    time = time_of(a_calendar(**fields))
    assert (doubts(time), time.confirmed) == ([Doubt.NEVER_READ], False)
    assert blocked(time) == [(NOT_KNOWN, "ma 00:00", "ma 00:00")]


def test_beyond_what_the_reading_covers_nothing_is_free():
    time = time_of(a_calendar(covers_until=at("wo 12:00")))
    assert (doubts(time), time.confirmed) == ([Doubt.NOT_COVERED], True)
    assert blocked(time) == [(NOT_KNOWN, "wo 12:00", "ma 00:00")]
    slots = suggest_slots(a_profile(), time.busy_events(), now=NOW)
    assert starts(slots)[-1] == "wo 11:00"


def test_before_what_the_reading_covers_nothing_is_free():
    assert blocked(time_of(a_calendar(covers_from=at("ma 12:00")))) == [(NOT_KNOWN, "ma 00:00", "ma 12:00")]


@pytest.mark.parametrize(
    ("first", "last"), [("+di 00:00", "+wo 00:00"), ("ma 00:00", "ma 00:00")], ids=["later", "nothing"]
)
def test_a_reading_of_another_time_leaves_nothing_free(first, last):
    time = time_of(a_calendar(covers_from=at(first), covers_until=at(last)))
    assert suggest_slots(a_profile(), time.busy_events(), now=NOW) == []


def test_a_reading_of_an_earlier_time_leaves_nothing_free():
    earlier = a_calendar(covers_from=START - timedelta(days=9), covers_until=START - timedelta(days=2))
    time = time_of(earlier)
    assert doubts(time) == [Doubt.NOT_COVERED]
    assert suggest_slots(a_profile(), time.busy_events(), now=NOW) == []


def test_a_failed_reading_keeps_the_last_good_one_unconfirmed():
    time = time_of(a_calendar(error="404"), events=[an_entry("ma 10:00-11:00")])
    assert (doubts(time), time.confirmed) == ([Doubt.READING_FAILED], False)
    assert len(time.busy_events()) == 1


@pytest.mark.parametrize(("minutes", "told"), [(15, []), (16, [Doubt.OLD])])
def test_a_calendar_in_google_that_was_not_read_for_a_while_is_not_confirmed(minutes, told):
    calendar = a_calendar(source="google:noor@example.org", read_at=NOW - timedelta(minutes=minutes))
    time = time_of(calendar, events=[an_entry("ma 10:00-11:00")], now=NOW)
    assert (doubts(time), time.confirmed) == (told, not told)
    assert len(time.busy_events()) == 1


def test_a_file_does_not_grow_old_and_without_a_present_nothing_does():
    long_ago = NOW - timedelta(days=9)
    assert time_of(a_calendar(source="noor.ics", read_at=long_ago), now=NOW).confirmed
    assert time_of(a_calendar(source="google:noor@example.org", read_at=long_ago)).confirmed


def test_a_failed_reading_says_enough_of_an_old_one():
    calendar = a_calendar(source="google:noor@example.org", error="404", read_at=NOW - timedelta(days=1))
    assert doubts(time_of(calendar, now=NOW)) == [Doubt.READING_FAILED]


def test_events_that_could_not_be_read_leave_nothing_confirmed():
    time = time_of(a_calendar(unreadable=2))
    assert (doubts(time), time.confirmed) == ([Doubt.INCOMPLETE], False)


def test_every_doubt_of_every_calendar_is_told():
    shaky = a_calendar("privé", error="404", unreadable=1, covers_until=at("wo 12:00"))
    time = time_of(a_calendar(), a_calendar("school", read_at=None), shaky)
    assert [(doubted.doubt, doubted.calendar.name) for doubted in time.doubts] == [
        (Doubt.NEVER_READ, "school"),
        (Doubt.READING_FAILED, "privé"),
        (Doubt.INCOMPLETE, "privé"),
        (Doubt.NOT_COVERED, "privé"),
    ]


def test_a_tutor_is_free_only_when_all_calendars_are():
    known, unknown = a_calendar("werk"), a_calendar("privé", read_at=None)
    assert suggest_slots(a_profile(), time_of(known, unknown).busy_events(), now=NOW) == []


def test_the_oldest_reading_counts_and_a_missing_one_is_none():
    old, new = NOW - timedelta(days=2), NOW
    assert time_of(a_calendar(read_at=new), a_calendar(read_at=old)).read_at == old
    assert time_of(a_calendar(read_at=new), a_calendar(read_at=None)).read_at is None
