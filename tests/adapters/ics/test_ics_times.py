"""When a single event takes place: zones, floating times, days, lengths, and both clock changes."""

from zoneinfo import ZoneInfo

import pytest

from tutorcore.domain.zones import AMSTERDAM

CUSTOM = """
    BEGIN:VTIMEZONE
    TZID:Customized Time Zone
    BEGIN:STANDARD
    DTSTART:16011028T030000
    TZOFFSETFROM:+0{summer}00
    TZOFFSETTO:+0{winter}00
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
    END:STANDARD
    BEGIN:DAYLIGHT
    DTSTART:16010325T020000
    TZOFFSETFROM:+0{winter}00
    TZOFFSETTO:+0{summer}00
    RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
    END:DAYLIGHT
    END:VTIMEZONE"""

ZONES = [
    "Europe/Amsterdam",
    "europe/amsterdam",
    "W. Europe Standard Time",
    '"W. Europe Standard Time"',
    "w. europe standard time",
    "Romance Standard Time",
    '"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"',
    '"(GMT+01:00) Brussels, Copenhagen, Madrid, Paris"',
    "/freeassociation.sourceforge.net/Europe/Amsterdam",
    "/mozilla.org/20050126_1/Europe/Amsterdam",
    "/Europe/Amsterdam",
]
UNKNOWN_ZONES = [
    "Middle Earth Standard Time",
    "Customized Time Zone",
    '"(UTC+01:00) Amsterdam Noord"',
    '"(UTC+05:00) Amsterdam"',
    "localtime",
    "Factory",
    "../../etc/passwd",
    "/mozilla.org/20050126_1/Nowhere",
    "GMT+0100",
]


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_goes_by_many_names(lines, event, zone):
    assert lines(
        event(f"DTSTART;TZID={zone}:20261126T160000", f"DTEND;TZID={zone}:20261126T170000"),
        event("UID:b", f"DTSTART;TZID={zone}:20270701T160000", f"DTEND;TZID={zone}:20270701T170000"),
    ) == ["2026-11-26 16:00+01:00 - 2026-11-26 17:00+01:00 Les", "2027-07-01 16:00+02:00 - 2027-07-01 17:00+02:00 Les"]


@pytest.mark.parametrize("zone", UNKNOWN_ZONES)
def test_an_unknown_zone_is_never_taken_for_utc(read, event, zone):
    reading = read(event(f"DTSTART;TZID={zone}:20261126T160000", f"DTEND;TZID={zone}:20261126T170000"))
    assert reading.events == ()
    assert [bad.reason for bad in reading.bad] == [f"its time zone is unknown: {zone.strip(chr(34))}"]


@pytest.mark.parametrize("name", ['"tzone://Microsoft/Utc"', "UTC", "Etc/UTC"])
def test_utc_has_names_too(lines, event, name):
    assert lines(event(f"DTSTART;TZID={name}:20261126T160000")) == [
        "2026-11-26 17:00+01:00 - 2026-11-26 17:00+01:00 Les"
    ]


def test_a_zone_that_the_file_describes_is_used_even_when_the_description_stands_last(lines, event):
    lesson = event("DTSTART;TZID=Customized Time Zone:20261126T160000", "DURATION:PT1H")
    assert lines(lesson, CUSTOM.format(winter=2, summer=3)) == ["2026-11-26 15:00+01:00 - 2026-11-26 16:00+01:00 Les"]


def test_two_files_may_mean_different_zones_by_one_name(lines, event):
    lesson = event("DTSTART;TZID=Customized Time Zone:20270701T160000", "DURATION:PT1H")
    athens = lines(CUSTOM.format(winter=2, summer=3), lesson)
    lisbon = lines(CUSTOM.format(winter=0, summer=1), lesson)
    assert athens == ["2027-07-01 15:00+02:00 - 2027-07-01 16:00+02:00 Les"]
    assert lisbon == ["2027-07-01 17:00+02:00 - 2027-07-01 18:00+02:00 Les"]


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("20261025T013000", "2026-10-25 01:30+02:00"),
        ("20261025T023000", "2026-10-25 02:30+02:00"),  # comes twice: the first time
        ("20261025T033000", "2026-10-25 03:30+01:00"),
        ("20270328T013000", "2027-03-28 01:30+01:00"),
        ("20270328T023000", "2027-03-28 03:30+02:00"),  # never comes: as long after midnight as it says
        ("20270328T033000", "2027-03-28 03:30+02:00"),
    ],
)
def test_the_hours_around_a_clock_change(lines, event, start, instant):
    assert lines(event(f"DTSTART;TZID=Europe/Amsterdam:{start}")) == [f"{instant} - {instant} Les"]


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        ("20261025T013000", "2026-10-25 01:30+02:00"),
        ("20261025T023000", "2026-10-25 02:30+02:00"),
        ("20261025T033000", "2026-10-25 03:30+01:00"),
        ("20270328T013000", "2027-03-28 01:30+01:00"),
        ("20270328T033000", "2027-03-28 03:30+02:00"),
    ],
)
def test_the_hours_around_a_clock_change_that_the_file_describes(lines, event, start, instant):
    lesson = event(f"DTSTART;TZID=Customized Time Zone:{start}")
    assert lines(CUSTOM.format(winter=1, summer=2), lesson) == [f"{instant} - {instant} Les"]


@pytest.mark.parametrize(
    "broken",
    [
        CUSTOM.format(winter=1, summer=2).replace("TZOFFSETTO:+0200", "TZOFFSETTO:veel"),
        CUSTOM.format(winter=1, summer=2).replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        CUSTOM.format(winter=1, summer=2).replace("BYMONTH=3", "BYMONTH"),
        CUSTOM.format(winter=1, summer=2).replace("BYMONTH=3", "BYMONTH=3;INTERVAL=0"),
        CUSTOM.format(winter=1, summer=2).replace("DTSTART:", "DTSTART;TZID=Europe/Amsterdam:"),
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nEND:VTIMEZONE",
        "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE",
    ],
)
def test_a_zone_that_is_described_badly_is_an_unknown_one(read, event, broken):
    reading = read(broken, event("DTSTART;TZID=Customized Time Zone:20261126T160000"))
    assert [bad.reason for bad in reading.bad] == ["its time zone is unknown: Customized Time Zone"]


def test_a_floating_time_is_read_in_the_calendars_own_zone_else_in_the_given_one(lines, event):
    floating = event("DTSTART:20261126T160000", "DTEND:20261126T170000")
    assert lines(floating) == ["2026-11-26 16:00+01:00 - 2026-11-26 17:00+01:00 Les"]
    assert lines("X-WR-TIMEZONE:Europe/London", floating) == ["2026-11-26 17:00+01:00 - 2026-11-26 18:00+01:00 Les"]


def test_a_calendar_whose_own_zone_is_unknown_has_bad_floating_events_and_good_others(read, event):
    reading = read(
        "X-WR-TIMEZONE:Mars/Olympus",
        event("DTSTART:20261126T160000"),
        event("UID:b", "DTSTART:20261126T160000Z"),
        event("UID:c", "DTSTART;VALUE=DATE:20261126"),
    )
    assert [(bad.number, bad.reason) for bad in reading.bad] == [(1, "its time zone is unknown: Mars/Olympus")]
    assert len(reading.events) == 2


def test_an_end_without_a_zone_uses_that_of_the_start(lines, event):
    given = event("DTSTART;TZID=America/New_York:20261126T100000", "DTEND:20261126T110000")
    assert lines(given) == ["2026-11-26 16:00+01:00 - 2026-11-26 17:00+01:00 Les"]


def test_a_start_and_an_end_may_lie_in_different_zones(lines, event):
    flight = event("DTSTART;TZID=Europe/Amsterdam:20261126T100000", "DTEND;TZID=America/New_York:20261126T120000")
    assert lines(flight) == ["2026-11-26 10:00+01:00 - 2026-11-26 18:00+01:00 Les"]


def test_a_time_with_a_zone_and_a_z_is_utc(lines, event):
    given = event("DTSTART;TZID=Europe/Amsterdam:20261021T140000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert lines(given) == [
        "2026-10-21 16:00+02:00 - 2026-10-21 17:00+02:00 Les",
        "2026-10-28 16:00+01:00 - 2026-10-28 17:00+01:00 Les",
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("DTSTART;VALUE=DATE:20261025", "2026-10-25 00:00+02:00 - 2026-10-26 00:00+01:00"),
        ("DTSTART;VALUE=DATE:20261025\nDTEND;VALUE=DATE:20261027", "2026-10-25 00:00+02:00 - 2026-10-27 00:00+01:00"),
        ("DTSTART;VALUE=DATE:20261025\nDTEND;VALUE=DATE:20261025", "2026-10-25 00:00+02:00 - 2026-10-26 00:00+01:00"),
        ("DTSTART;VALUE=DATE:20270328\nDURATION:P2D", "2027-03-28 00:00+01:00 - 2027-03-30 00:00+02:00"),
        ("DTSTART:20261125\nDTEND:20261126", "2026-11-25 00:00+01:00 - 2026-11-26 00:00+01:00"),
        ("DTSTART;VALUE=DATE:20261125T000000", "2026-11-25 00:00+01:00 - 2026-11-26 00:00+01:00"),
        ("DTSTART;VALUE=DATE;TZID=Mars/Olympus:20261125", "2026-11-25 00:00+01:00 - 2026-11-26 00:00+01:00"),
        ("DTSTART:20261124T230000Z\nDTEND:20261125T230000Z", "2026-11-25 00:00+01:00 - 2026-11-26 00:00+01:00"),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261125T000000\nDTEND;TZID=Europe/Amsterdam:20261127T000000",
            "2026-11-25 00:00+01:00 - 2026-11-27 00:00+01:00",
        ),
        (
            "DTSTART:20261125T000000Z\nDTEND:20261126T000000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "2026-11-25 00:00+01:00 - 2026-11-26 00:00+01:00",
        ),
        (
            "DTSTART:20261125T000000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            "2026-11-25 00:00+01:00 - 2026-11-26 00:00+01:00",
        ),
    ],
)
def test_an_all_day_event_blocks_its_local_days(lines, event, given, expected):
    assert lines(event(given)) == [f"{expected} Les (all day)"]


def test_an_all_day_event_blocks_the_days_of_the_given_zone_whatever_the_calendars_own(lines, event):
    new_york = ZoneInfo("America/New_York")
    day = event("DTSTART;VALUE=DATE:20261101")
    assert lines("X-WR-TIMEZONE:UTC", day) == ["2026-11-01 00:00+01:00 - 2026-11-02 00:00+01:00 Les (all day)"]
    assert lines(day, zone=new_york) == ["2026-11-01 00:00-04:00 - 2026-11-02 00:00-05:00 Les (all day)"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("DTSTART:20261126T150000Z", "2026-11-26 16:00+01:00 - 2026-11-26 16:00+01:00"),
        ("DTSTART:20261126T150000Z\nDURATION:PT90M", "2026-11-26 16:00+01:00 - 2026-11-26 17:30+01:00"),
        ("DTSTART:20261126T150000Z\nDURATION:PT0S", "2026-11-26 16:00+01:00 - 2026-11-26 16:00+01:00"),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261024T220000\nDURATION:P1DT2H",
            "2026-10-24 22:00+02:00 - 2026-10-26 00:00+01:00",
        ),
        (
            "DTSTART;TZID=Europe/Amsterdam:20261024T220000\nDURATION:PT8H",
            "2026-10-24 22:00+02:00 - 2026-10-25 05:00+01:00",
        ),
        (
            "DTSTART;TZID=Europe/Amsterdam:20270328T020000\nDTEND;TZID=Europe/Amsterdam:20270328T030000",
            "2027-03-28 03:00+02:00 - 2027-03-28 03:00+02:00",
        ),
        (
            "DTSTART;TZID=Europe/Amsterdam:20270328T023000\nDTEND;TZID=Europe/Amsterdam:20270328T030000",
            "2027-03-28 03:30+02:00 - 2027-03-28 04:00+02:00",
        ),
    ],
)
def test_how_long_an_event_lasts(lines, event, given, expected):
    assert lines(event(given)) == [f"{expected} Les"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("SUMMARY:Les", "it has no start"),
        ("DTSTART:20261126T160000Z\nDTEND:20261126T150000Z", "it ends before it starts"),
        ("DTSTART:20261126T160000Z\nDURATION:-PT1H", "it ends before it starts"),
        ("DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261125", "it ends before it starts"),
        ("DTSTART:00010101T000000Z", "it takes place in the year 1"),
        ("DTSTART:20261126T160000Z\nDTEND:99991231T000000Z", "it takes place in the year 9999"),
        ("DTSTART:20261326T160000Z", "its DTSTART cannot be read: 20261326T160000Z"),
        ("DTSTART:morgen", "its DTSTART cannot be read: morgen"),
        ("DTSTART 20261126T160000Z", "its DTSTART cannot be read: DTSTART 20261126T160000Z"),
        ("DTSTART:PT1H", "its DTSTART is not one time"),
        ("DTSTART:20261126T160000Z\nDTSTART:20261127T160000Z", "its DTSTART is not one time"),
        ("DTSTART:20261126T160000Z\nDURATION:lang", "its DURATION cannot be read: lang"),
        ("DTSTART:20261126T160000Z\nDURATION:20261126T160000Z", "its DURATION is not one length of time"),
        ("DTSTART:20261126T160000Z\nDTEND:laat", "its DTEND cannot be read: laat"),
    ],
)
def test_an_event_that_cannot_be_read_is_told_and_stops_nothing_else(read, event, given, reason):
    reading = read(event("UID:a", "DTSTART:20261125T160000Z"), event("UID:b", given))
    assert len(reading.events) == 1
    assert [(bad.number, bad.title, bad.reason) for bad in reading.bad] == [(2, "Les", reason)]


def test_only_what_meets_the_time_is_read_half_open(read, event):
    inside = [("20260831T230000Z", "20260901T000000Z", 0), ("20260831T230000Z", "20260901T000001Z", 1)]
    outside = [("20270831T235959Z", "20270901T010000Z", 1), ("20270901T000000Z", "20270901T010000Z", 0)]
    moments = [("20260901T000000Z", "20260901T000000Z", 1), ("20270901T000000Z", "20270901T000000Z", 0)]
    around = [("20200101T000000Z", "20300101T000000Z", 1)]
    for start, end, count in inside + outside + moments + around:
        assert len(read(event(f"DTSTART:{start}", f"DTEND:{end}")).events) == count, (start, end)


def test_the_machines_own_zone_does_not_matter(lines, event, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert lines(event("DTSTART:20261126T160000"), zone=AMSTERDAM) == [
        "2026-11-26 16:00+01:00 - 2026-11-26 16:00+01:00 Les"
    ]
