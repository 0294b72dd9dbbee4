"""Laws of reading a calendar: it agrees with a plain walk through the days, and no bytes can upset it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tutorcore.adapters.ics import calendar_from_bytes
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import BrokenFile

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FROM, UNTIL = datetime(2026, 7, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC)


@st.composite
def weekly_rules(draw):
    zone = draw(st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC"]))
    first = draw(st.dates(date(2026, 8, 1), date(2026, 12, 1)))
    return {
        "zone": zone,
        "start": datetime.combine(first, draw(st.times().map(lambda t: t.replace(second=0, microsecond=0, fold=0)))),
        "minutes": draw(st.integers(0, 600)),
        "every": draw(st.integers(1, 3)),
        "days": draw(st.sets(st.sampled_from(range(7)), min_size=1, max_size=3)),
        "until": draw(st.dates(date(2026, 8, 1), date(2027, 6, 1))),
        "left_out": draw(st.sets(st.integers(0, 200), max_size=4)),
    }


def plainly(rule):
    """The starts of a weekly rule by walking through the days, on the wall clock, then as instants."""
    start, zone = rule["start"], ZoneInfo(rule["zone"])
    monday = start.date() - timedelta(days=start.weekday())
    found = []
    for ahead in range(400):
        day = start.date() + timedelta(days=ahead)
        week = (day - monday).days // 7
        fits = day.weekday() in rule["days"] and week % rule["every"] == 0
        if (fits or day == start.date()) and day <= rule["until"] and ahead not in rule["left_out"]:
            found.append(datetime.combine(day, start.time(), zone).astimezone(UTC))
    return found


def as_file(rule):
    def stamp(day):
        return f"{datetime.combine(day, rule['start'].time()):%Y%m%dT%H%M%S}"

    days = ",".join(DAYS[day] for day in sorted(rule["days"]))
    lines = [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:law",
        f"DTSTART;TZID={rule['zone']}:{stamp(rule['start'].date())}",
        f"DURATION:PT{rule['minutes']}M",
        f"RRULE:FREQ=WEEKLY;WKST=MO;INTERVAL={rule['every']};BYDAY={days};UNTIL={rule['until']:%Y%m%d}",
        *(
            f"EXDATE;TZID={rule['zone']}:{stamp(rule['start'].date() + timedelta(days=ahead))}"
            for ahead in rule["left_out"]
        ),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\n".join(lines).encode()


@given(weekly_rules())
@settings(deadline=None, max_examples=150)
def test_a_weekly_rule_occurs_as_a_walk_through_the_days_says(rule):
    source = calendar_from_bytes(as_file(rule), name="law.ics", zone=AMSTERDAM)
    reading = source.read(FROM, UNTIL)
    assert reading.bad == ()
    assert [event.start for event in reading.events] == plainly(rule)
    assert all(event.end - event.start == timedelta(minutes=rule["minutes"]) for event in reading.events)


@given(st.times(), st.integers(1, 60))
@settings(deadline=None, max_examples=60)
def test_a_daily_lesson_shows_the_same_hours_on_every_day(clock, quarters):
    start = datetime.combine(date(2026, 10, 20), time(clock.hour, clock.minute))
    body = (
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nDTSTART;TZID=Europe/Amsterdam:{start:%Y%m%dT%H%M%S}\n"
        f"DTEND;TZID=Europe/Amsterdam:{start + timedelta(minutes=15 * quarters):%Y%m%dT%H%M%S}\n"
        "RRULE:FREQ=DAILY;COUNT=10\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    events = calendar_from_bytes(body.encode(), name="x", zone=AMSTERDAM).read(FROM, UNTIL).events
    assert {event.start.astimezone(AMSTERDAM).time() for event in events} == {start.time()}
    assert {event.end.astimezone(AMSTERDAM).time() for event in events} == {
        (start + timedelta(minutes=15 * quarters)).time()
    }


LINES = """
BEGIN:VCALENDAR END:VCALENDAR BEGIN:VEVENT END:VEVENT BEGIN:VTIMEZONE END:VTIMEZONE BEGIN:STANDARD END:STANDARD
BEGIN:VALARM END:VALARM BEGIN:VFREEBUSY END:VFREEBUSY UID:a UID:b SUMMARY:Les SUMMARY;X=" METHOD:CANCEL
DTSTART:20261025T023000 DTSTART:20261025T023000Z DTSTART;TZID=Europe/Amsterdam:20270328T023000 DTSTART:x
DTSTART;VALUE=DATE:20261025 DTSTART;TZID=Eigen:20261025T023000 DTSTART:00010101T000000 DTSTART:99991231T235959Z
DTEND:20261025T030000 DTEND;VALUE=DATE:20261026 DTEND:20200101T000000Z DURATION:PT1H DURATION:-P1D DURATION:P9W
DURATION:P999999999D RRULE:FREQ=DAILY RRULE:FREQ=WEEKLY;COUNT=3 RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 RRULE:FREQ
RRULE:FREQ=MONTHLY;UNTIL=20270101 RRULE:FREQ=WEEKLY;COUNT=-1;UNTIL=20261101T000000Z RRULE:FREQ=DAILY;INTERVAL=0
EXDATE:20261026T023000 EXDATE;VALUE=DATE:20261027 EXDATE: RDATE:20261101T100000Z RDATE: RDATE;VALUE=DATE:20261028
RDATE;VALUE=PERIOD:20261101T100000Z/PT1H RECURRENCE-ID:20261026T023000 RECURRENCE-ID;VALUE=DATE:20261025
RECURRENCE-ID;RANGE=THISANDFUTURE:20261026T023000 STATUS:CANCELLED TRANSP:TRANSPARENT SEQUENCE:2 SEQUENCE:x
TZID:Eigen TZOFFSETFROM:+0100 TZOFFSETTO:+0200 TZOFFSETTO:x X-WR-TIMEZONE:Eigen X-WR-TIMEZONE:Europe/London
ATTENDEE;PARTSTAT=DECLINED:mailto:a@example.org X-WR-CALNAME:a@example.org CLASS:PRIVATE
"""
WORDS = st.sampled_from(LINES.split())
LOOSE_LINES = st.lists(WORDS.filter(lambda word: not word.startswith(("BEGIN", "END"))), max_size=8)
START = WORDS.filter(lambda word: word.startswith("DTSTART"))
EVENT_LINES = LOOSE_LINES | st.builds(lambda start, lines: ["UID:a", start, *lines], START, LOOSE_LINES)
GOOD = "UID:good\nSUMMARY:Goed\nDTSTART:20261126T100000Z\nDURATION:PT1H"


def read_or_refuse(data):
    """A reading, or the refusal of the file: nothing else may come of bytes."""
    try:
        reading = calendar_from_bytes(data, name="x.ics", zone=AMSTERDAM).read(FROM, UNTIL)
    except BrokenFile:
        return None
    ids = [event.id for event in reading.events]
    assert len(ids) == len(set(ids))
    assert all(event.start <= event.end and event.start.tzinfo is UTC for event in reading.events)
    assert all(bad.reason and bad.number > 0 for bad in reading.bad)
    return reading


def file_of(events):
    parts = ["\n".join(["BEGIN:VEVENT", *words, "END:VEVENT"]) for words in events]
    return "\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR"]).encode()


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_a_reading_or_a_broken_file(data):
    read_or_refuse(data)
    read_or_refuse(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data + b"\nEND:VEVENT\nEND:VCALENDAR\n")


@given(st.lists(WORDS, max_size=40))
@settings(deadline=None)
def test_any_order_of_lines_is_a_reading_or_a_broken_file(words):
    read_or_refuse("\n".join(words).encode())


@given(st.lists(EVENT_LINES, max_size=4))
@settings(deadline=None, max_examples=200)
def test_any_events_are_read_or_told(events):
    reading = read_or_refuse(file_of(events))
    assert reading is not None
    assert all(bad.number <= len(events) for bad in reading.bad)


@given(st.lists(EVENT_LINES, max_size=4))
@settings(deadline=None, max_examples=100)
def test_a_bad_event_takes_no_other_along(events):
    reading = read_or_refuse(file_of([*events, [GOOD]]))
    assert reading is not None
    assert [event.id for event in reading.events if event.title == "Goed"] == ["good/20261126T100000Z"]
