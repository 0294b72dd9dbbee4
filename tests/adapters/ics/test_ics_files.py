"""Files as a whole: how they are written down, and which are refused."""

from datetime import UTC, datetime

import pytest

from tutorcore.adapters.ics import Limits, calendar_from_bytes, open_calendar
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import BrokenFile, InputError, SourceUnavailable

LESSON = "DTSTART:20261126T090000Z\nSUMMARY:Één les – crème"
FROM, UNTIL = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace("\r\n", "\r").encode(),
        lambda text: text.replace("\r\n", "\r\n\r\n").encode(),
        lambda text: b"\n\n  " + text.encode() + b"\x00\n",
        lambda text: text.encode().replace(b"\xc3\x89", b"\xc3\r\n \x89"),
        lambda text: text.replace("SUMMARY", "summ\r\n\tary").encode(),
        lambda text: text.replace("BEGIN:", "begin:").replace("END:", "end:").encode(),
    ],
)
def test_a_file_is_read_however_it_was_written_down(read, file_of, event, written):
    reading = read(written(file_of(event(LESSON)).decode()))
    assert [event.title for event in reading.events] == ["Één les – crème"]


def test_one_old_line_does_not_garble_the_others(read, file_of, event):
    data = file_of(event("UID:a", LESSON), event("UID:b", LESSON.replace("Één", "Twee")))
    mixed = data.replace("Twee les – crème".encode(), "Twee les – crème".encode("cp1252"))
    assert {event.title for event in read(mixed).events} == {"Één les – crème", "Twee les – crème"}


def test_the_name_of_a_calendar_is_its_own_else_the_files(read, event):
    assert read("X-WR-CALNAME:Lessen\\, Sanne", event(LESSON)).name == "Lessen, Sanne"
    assert read(event(LESSON)).name == "agenda"


def test_a_calendar_without_events_is_an_empty_one(read):
    reading = read("X-WR-CALNAME:Leeg")
    assert (reading.events, reading.bad) == ((), ())


def test_several_calendars_in_one_file_are_one(read, file_of, event):
    series = file_of(event("DTSTART:20261126T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2"))
    change = file_of(event("RECURRENCE-ID:20261203T090000Z", "DTSTART:20261204T090000Z"))
    reading = read(series + change)
    assert [event.start.day for event in reading.events] == [26, 4]


def test_the_text_of_alarms_and_tasks_is_no_event(read, event):
    alarm = "BEGIN:VALARM\nTRIGGER:-PT30M\nSUMMARY:Alarm\nDTSTART:19700101T000000Z\nEND:VALARM"
    task = "BEGIN:VTODO\nUID:t\nDTSTART:20261126T090000Z\nSUMMARY:Taak\nEND:VTODO"
    assert [event.title for event in read(event(LESSON, alarm), task).events] == ["Één les – crème"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b" \r\n ", "The file is empty."),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "This is a web page, not a calendar."),
        (b"\n<HTML>BEGIN:VCALENDAR", "This is a web page, not a calendar."),
        (b"naam;telefoon\r\nNoor;06\r\n", "This is not an iCalendar file: it holds no calendar."),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "This is not an iCalendar file: it holds no calendar."),
        (b"BEGIN:VEVENT\nEND:VEVENT\n", "This is not an iCalendar file: it holds no calendar."),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\n", "The calendar stops before its end: it was cut off on its way."),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTST", "The calendar stops before its end: it was cut off on its way."),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            "The calendar is damaged near event 1: VEVENT is not closed.",
        ),
        (b"BEGIN:VCALENDAR\nEND:VEVENT\n", "The calendar is damaged: VCALENDAR is not closed."),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 5000, "The calendar's parts lie inside each other without end."),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nFREEBUSY:20261126T090000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR\n",
            "This file holds free/busy times but no events.",
        ),
    ],
)
def test_what_is_no_whole_calendar_is_refused_with_a_next_step(read, data, message):
    with pytest.raises(BrokenFile) as refused:
        read(data)
    assert str(refused.value) == message
    assert refused.value.hint or "empty" in message


def test_a_list_of_busy_times_beside_events_is_told_as_unread(read, event):
    reading = read(event(LESSON), "BEGIN:VFREEBUSY\nFREEBUSY:20261126T090000Z/PT1H\nEND:VFREEBUSY")
    assert [bad.reason for bad in reading.bad] == ["a list of busy times is not read"]
    assert len(reading.events) == 1


@pytest.mark.parametrize(
    ("limits", "told"), [(Limits(max_events=3), "too many events"), (Limits(rule_seconds=-1), "repeat too often")]
)
def test_a_calendar_that_would_cost_too_much_is_refused(file_of, event, limits, told):
    data = file_of(event("DTSTART:20261126T090000Z", "RRULE:FREQ=DAILY;COUNT=4"))
    with pytest.raises(BrokenFile, match=told):
        calendar_from_bytes(data, name="a.ics", zone=AMSTERDAM, limits=limits).read(FROM, UNTIL)


def test_a_file_goes_by_its_name_without_folders(tmp_path, file_of, event):
    path = tmp_path / "Lessen Sanne.ics"
    path.write_bytes(file_of(event(LESSON)))
    source = open_calendar(f" {path} ", zone=AMSTERDAM)
    reading = source.read(FROM, UNTIL)
    assert source.source == reading.source == "Lessen Sanne.ics"
    assert reading.name == "Lessen Sanne"


@pytest.mark.parametrize("name", ["agenda.ics", "map/agenda.ics", "C:\\map\\agenda.ics"])
def test_an_upload_goes_by_its_name_without_folders(file_of, name):
    assert calendar_from_bytes(file_of(), name=name, zone=AMSTERDAM).source == "agenda.ics"


@pytest.mark.parametrize("location", ["", "  ", "nergens.ics", ".", "ftp://example.org/a.ics", "https://", "https://["])
def test_a_location_that_can_be_no_calendar_is_refused_at_once(location):
    with pytest.raises(InputError) as refused:
        open_calendar(location, zone=AMSTERDAM)
    assert refused.value.hint


def test_a_file_that_went_away_is_unavailable(tmp_path, file_of):
    path = tmp_path / "weg.ics"
    path.write_bytes(file_of())
    source = open_calendar(str(path), zone=AMSTERDAM)
    path.unlink()
    with pytest.raises(SourceUnavailable, match=r"The file weg\.ics cannot be read"):
        source.read(FROM, UNTIL)


def test_a_file_that_is_too_large_is_refused(tmp_path, file_of, event):
    path = tmp_path / "groot.ics"
    path.write_bytes(file_of(event(LESSON)))
    with pytest.raises(BrokenFile, match="larger than 0 MB"):
        open_calendar(str(path), zone=AMSTERDAM, limits=Limits(max_bytes=50)).read(FROM, UNTIL)


def test_a_time_without_a_zone_is_refused(file_of):
    source = calendar_from_bytes(file_of(), name="a.ics", zone=AMSTERDAM)
    for start, end in [(FROM.replace(tzinfo=None), UNTIL), (FROM, UNTIL.replace(tzinfo=None)), (UNTIL, FROM)]:
        with pytest.raises(InputError):
            source.read(start, end)
