"""Which occurrences a series has: rules, extra and left-out dates, changes of one and of all future ones."""

from datetime import UTC, datetime

import pytest

from tutorcore.adapters.ics.expansion import MAX_OCCURRENCES, MAX_STEPS

WEEKLY = """
    DTSTART;TZID=Europe/Amsterdam:20261007T160000
    DTEND;TZID=Europe/Amsterdam:20261007T170000
    RRULE:FREQ=WEEKLY;COUNT=5"""
"""Wo 7, 14, 21, 28 okt and 4 nov; the clock changes on zo 25 okt."""


def starts(lines):
    return [line[:22] for line in lines]


def test_a_weekly_lesson_stays_at_its_hour_over_both_clock_changes(lines, event):
    yearly = event(WEEKLY.replace("COUNT=5", "INTERVAL=4;COUNT=8"))
    assert starts(lines(yearly)) == [
        "2026-10-07 16:00+02:00",
        "2026-11-04 16:00+01:00",
        "2026-12-02 16:00+01:00",
        "2026-12-30 16:00+01:00",
        "2027-01-27 16:00+01:00",
        "2027-02-24 16:00+01:00",
        "2027-03-24 16:00+01:00",
        "2027-04-21 16:00+02:00",
    ]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261021T140000Z", "2026-10-21"),
        ("20261021T135959Z", "2026-10-14"),
        ("20261028T150000Z", "2026-10-28"),
        ("20261028T145959Z", "2026-10-21"),
        ("20261021", "2026-10-21"),  # a bare day includes the day, though the lesson is in its afternoon
        ("20261020", "2026-10-14"),
        ("20261021T160000", "2026-10-21"),  # without a zone: on the lesson's own clock
        ("20261021T155959", "2026-10-14"),
        ("20200101T000000Z", None),
    ],
)
def test_a_rule_ends_with_its_last_day_included(lines, event, until, last):
    found = lines(event(WEEKLY.replace("COUNT=5", f"UNTIL={until}")))
    assert [line[:10] for line in found][-1:] == ([last] if last else [])


@pytest.mark.parametrize(
    ("until", "count"), [("20261009", 3), ("20261009T000000Z", 3), ("20261008T220000Z", 3), ("20261008T000000Z", 2)]
)
def test_an_all_day_rule_ends_with_its_last_day_included(lines, event, until, count):
    assert len(lines(event("DTSTART;VALUE=DATE:20261007", f"RRULE:FREQ=DAILY;UNTIL={until}"))) == count


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", ["10-07", "10-12", "10-14", "10-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,WE;COUNT=4", ["10-07", "10-18", "10-21", "11-01"]),
        ("FREQ=MONTHLY;BYDAY=-1WE;COUNT=3", ["10-07", "10-28", "11-25", "12-30"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["10-07", "10-30", "11-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=7;COUNT=3", ["10-07", "11-07", "12-07"]),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", ["10-07", "10-17", "10-27"]),
        ("FREQ=YEARLY;COUNT=2", ["10-07"]),
        ("freq=weekly;byday=we;count=2", ["10-07", "10-14"]),
        ("FREQ=WEEKLY;COUNT=2;", ["10-07", "10-14"]),
        ("FREQ=WEEKLY;COUNT=1", ["10-07"]),
    ],
)
def test_rules_of_every_kind(lines, event, rule, days):
    found = lines(event(WEEKLY.replace("FREQ=WEEKLY;COUNT=5", rule)))
    assert [line[5:10] for line in found] == days
    assert {line[11:16] for line in found} == {"16:00"}


@pytest.mark.parametrize(
    "left_out",
    [
        "EXDATE;TZID=Europe/Amsterdam:20261014T160000,20261028T160000",
        "EXDATE;TZID=Europe/Amsterdam:20261014T160000\nEXDATE;TZID=Europe/Amsterdam:20261028T160000",
        "EXDATE:20261014T140000Z,20261028T150000Z",
        "EXDATE:20261014T160000,20261028T160000",
        "EXDATE;VALUE=DATE:20261014,20261028",
        "EXDATE;TZID=America/New_York:20261014T100000,20261028T110000",
    ],
)
def test_dates_may_be_left_out_in_every_spelling(lines, event, left_out):
    assert [line[5:10] for line in lines(event(WEEKLY, left_out))] == ["10-07", "10-21", "11-04"]


def test_leaving_out_one_hour_leaves_the_others_of_the_day(lines, event):
    """15:00 local is 13:00 in UTC; leaving out 15:00 must not take 13:00 or 17:00 along."""
    hourly = WEEKLY.replace("FREQ=WEEKLY;COUNT=5", "FREQ=DAILY;COUNT=5;BYHOUR=13,14,15,16,17").replace("T16", "T13")
    found = lines(event(hourly, "EXDATE;TZID=Europe/Amsterdam:20261007T150000"))
    assert [line[11:16] for line in found] == ["13:00", "14:00", "16:00", "17:00"]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("RDATE;TZID=Europe/Amsterdam:20261031T090000", "2026-10-31 09:00+01:00 - 2026-10-31 10:00+01:00 Les"),
        ("RDATE:20261031T080000Z", "2026-10-31 09:00+01:00 - 2026-10-31 10:00+01:00 Les"),
        ("RDATE;VALUE=DATE:20261031", "2026-10-31 16:00+01:00 - 2026-10-31 17:00+01:00 Les"),
        (
            "RDATE;VALUE=PERIOD:20261031T080000Z/20261031T103000Z",
            "2026-10-31 09:00+01:00 - 2026-10-31 11:30+01:00 Les",
        ),
        ("RDATE;VALUE=PERIOD:20261031T080000Z/PT2H", "2026-10-31 09:00+01:00 - 2026-10-31 11:00+01:00 Les"),
    ],
)
def test_extra_dates_in_every_spelling(lines, event, extra, expected):
    found = lines(event(WEEKLY, extra))
    assert found[4] == expected
    assert len(found) == 6


@pytest.mark.parametrize("empty", ["RDATE:", "EXDATE:", "EXDATE;TZID=Europe/Amsterdam: "])
def test_an_empty_list_of_dates_means_none(lines, event, empty):
    assert len(lines(event(WEEKLY, empty))) == 5


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("COUNT=-1;UNTIL=20261104T150000Z", 5),
        ("COUNT=0;UNTIL=20261104T150000Z", 5),
        ("COUNT=3;UNTIL=20261104T150000Z", 3),
        ("COUNT=30;UNTIL=20261104T150000Z", 5),
        ("COUNT=-1", 47),
    ],
)
def test_a_count_below_one_is_none_and_beside_an_end_the_earlier_counts(lines, event, rule, count):
    assert len(lines(event(WEEKLY.replace("COUNT=5", rule)))) == count


@pytest.mark.parametrize(
    "replaced",
    [
        "RECURRENCE-ID;TZID=Europe/Amsterdam:20261028T160000",
        "RECURRENCE-ID:20261028T150000Z",
        "RECURRENCE-ID:20261028T160000",
        "RECURRENCE-ID;VALUE=DATE:20261028",
    ],
)
def test_a_moved_occurrence_takes_the_place_of_the_first_one(read, shown, event, replaced):
    moved = event(replaced, "DTSTART:20261029T080000Z", "DTEND:20261029T090000Z", "SUMMARY:Verzet")
    for parts in ([event(WEEKLY), moved], [moved, event(WEEKLY)]):
        reading = read(*parts)
        assert [line[5:] for line in shown(reading)[3:]] == [
            "10-29 09:00+01:00 - 2026-10-29 10:00+01:00 Verzet",
            "11-04 16:00+01:00 - 2026-11-04 17:00+01:00 Les",
        ]
        assert reading.events[3].id == "les@example.org/20261028T150000Z"


def test_an_occurrence_may_be_moved_into_the_time_and_out_of_it(lines, event):
    into = event("RECURRENCE-ID:20261028T150000Z", "DTSTART:20270105T080000Z", "SUMMARY:Verzet")
    start, end = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
    assert [line[:10] for line in lines(event(WEEKLY), into, start=start, end=end)] == ["2027-01-05"]
    start, end = datetime(2026, 10, 27, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC)
    assert lines(event(WEEKLY), into, start=start, end=end) == []


def test_a_moved_occurrence_may_become_a_whole_day(lines, event):
    whole = event("RECURRENCE-ID:20261028T150000Z", "DTSTART;VALUE=DATE:20261030", "SUMMARY:Toetsdag")
    assert lines(event(WEEKLY), whole)[3] == "2026-10-30 00:00+01:00 - 2026-10-31 00:00+01:00 Toetsdag (all day)"


def test_a_whole_day_of_a_series_may_become_an_appointment(lines, event):
    series = event("DTSTART;VALUE=DATE:20261024", "RRULE:FREQ=DAILY;COUNT=3")
    for replaced in ("RECURRENCE-ID;VALUE=DATE:20261025", "RECURRENCE-ID:20261025T000000Z"):
        timed = event(replaced, "DTSTART:20261025T100000Z", "DTEND:20261025T110000Z", "SUMMARY:Kort")
        assert lines(series, timed) == [
            "2026-10-24 00:00+02:00 - 2026-10-25 00:00+02:00 Les (all day)",
            "2026-10-25 11:00+01:00 - 2026-10-25 12:00+01:00 Kort",
            "2026-10-26 00:00+01:00 - 2026-10-27 00:00+01:00 Les (all day)",
        ]


def test_a_cancelled_occurrence_is_kept_and_free(lines, event):
    off = event("RECURRENCE-ID:20261028T150000Z", "DTSTART:20261028T150000Z", "DURATION:PT1H", "STATUS:CANCELLED")
    assert lines(event(WEEKLY), off)[3] == "2026-10-28 16:00+01:00 - 2026-10-28 17:00+01:00 Les (free)"


def test_the_newest_change_of_an_occurrence_counts_and_equal_ones_count_both(lines, event):
    def change(sequence, hour):
        return event("RECURRENCE-ID:20261028T150000Z", f"DTSTART:20261028T{hour}0000Z", f"SEQUENCE:{sequence}")

    newest = lines(event(WEEKLY), change(1, "08"), change(2, "09"))
    assert starts(newest)[3:] == ["2026-10-28 10:00+01:00", "2026-11-04 16:00+01:00"]
    equal = lines(event(WEEKLY), change(1, "08"), change(1, "09"))
    assert starts(equal)[3:] == ["2026-10-28 09:00+01:00", "2026-10-28 10:00+01:00", "2026-11-04 16:00+01:00"]


def test_this_and_future_lessons_move_over_the_clock_change(lines, event):
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261021T140000Z",
        "DTSTART;TZID=Europe/Amsterdam:20261022T180000",
        "DTEND;TZID=Europe/Amsterdam:20261022T193000",
        "SUMMARY:Later",
    )
    assert lines(event(WEEKLY), later)[2:] == [
        "2026-10-22 18:00+02:00 - 2026-10-22 19:30+02:00 Later",
        "2026-10-29 18:00+01:00 - 2026-10-29 19:30+01:00 Later",
        "2026-11-05 18:00+01:00 - 2026-11-05 19:30+01:00 Later",
    ]


def test_a_change_of_a_series_that_is_not_there_stands_for_itself(read, shown, event):
    change = event("RECURRENCE-ID:20261028T150000Z", "DTSTART:20261029T080000Z", "DURATION:PT1H")
    reading = read(change)
    assert shown(reading) == ["2026-10-29 09:00+01:00 - 2026-10-29 10:00+01:00 Les"]
    assert reading.events[0].id == "les@example.org/20261028T150000Z"
    future = read(event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261028T150000Z", "DTSTART:20261029T080000Z"))
    assert [bad.reason for bad in future.bad] == ["it changes a series that is not in the file"]
    assert len(future.events) == 1


def test_a_change_outlives_a_series_that_cannot_be_read(read, shown, event):
    change = event("RECURRENCE-ID:20261028T150000Z", "DTSTART:20261029T080000Z", "SUMMARY:Verzet")
    for rule in ("FREQ=SOMS", "FREQ=WEEKLY;BYDAY=XX", "FREQ=YEARLY;BYMONTH=1;RSCALE=CHINESE", "FREQ=WEEKLY;BYHOUR=99"):
        reading = read(event(WEEKLY.replace("FREQ=WEEKLY;COUNT=5", rule)), change)
        assert [bad.number for bad in reading.bad] == [1], rule
        assert [line[:10] for line in shown(reading)] == ["2026-10-29"]


def test_events_that_share_an_id_by_mistake_are_all_kept_with_ids_of_their_own(read, event):
    first, second = (event(f"DTSTART:20261126T{hour}0000Z", f"SUMMARY:Les om {hour}") for hour in ("08", "08"))
    other = event("DTSTART:20261126T080000Z", "SUMMARY:Iets anders")
    forth, back = read(first, second, other), read(other, second, first)
    assert [event.title for event in forth.events] == ["Iets anders", "Les om 08"]
    assert len({event.id for event in forth.events}) == 2
    assert forth.events == back.events


def test_two_series_that_share_an_id_both_occur_and_their_changes_once(read, event):
    change = event("RECURRENCE-ID:20261028T150000Z", "DTSTART:20261029T080000Z", "SUMMARY:Verzet")
    reading = read(event(WEEKLY), event(WEEKLY.replace("T16", "T10").replace("T17", "T11")), change)
    assert len(reading.events) == 10
    assert sum(event.title == "Verzet" for event in reading.events) == 1
    assert len({event.id for event in reading.events}) == 10


def test_events_without_an_id_are_told_apart(read):
    parts = [f"BEGIN:VEVENT\nDTSTART:2026112{n}T080000Z\nSUMMARY:Les\nEND:VEVENT" for n in (5, 6)]
    reading = read(*parts)
    assert len({event.id for event in reading.events}) == 2
    assert reading.events == read(*reversed(parts)).events


def test_an_endless_id_is_shortened(read, event):
    (only,) = read(event("UID:" + "x" * 10_000, "DTSTART:20261126T080000Z")).events
    assert len(only.id) < 100


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "its rule repeats by SECONDLY"),
        ("FREQ=MINUTELY;COUNT=3", "its rule repeats by MINUTELY"),
        ("COUNT=3", "its rule repeats by nothing"),
        ("FREQ=DAILY;INTERVAL=0", "its rule has a step below one"),
        ("FREQ=HOURLY;BYSETPOS=9", "its rule picks some of a day's times"),
        ("FREQ=WEEKLY;BYDAY", "its RRULE cannot be read: FREQ=WEEKLY;BYDAY"),
        ("FREQ=WEEKLY;UNTIL=ooit", "its RRULE cannot be read: FREQ=WEEKLY;UNTIL=ooit"),
        (
            "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=0,15,30,45",
            f"it repeats more than {MAX_OCCURRENCES:,} times in the time that is read",
        ),
    ],
)
def test_rules_that_would_not_end_or_say_nothing_are_told(read, event, rule, reason):
    reading = read(event(WEEKLY.replace("FREQ=WEEKLY;COUNT=5", rule)), event("UID:b", "DTSTART:20261126T080000Z"))
    assert [bad.reason for bad in reading.bad] == [reason]
    assert len(reading.events) == 1


def test_a_rule_may_run_for_centuries(lines, event):
    old = event("DTSTART;VALUE=DATE:16040101", "RRULE:FREQ=DAILY")
    assert len(lines(old)) == 366  # the first and the last only in part
    assert len(lines(event("DTSTART;VALUE=DATE:16041126", "RRULE:FREQ=YEARLY"))) == 1


def test_a_rule_that_has_run_for_too_long_is_told(read, event):
    reading = read(event("DTSTART:19800101T080000Z", "RRULE:FREQ=HOURLY"))
    assert [bad.reason for bad in reading.bad] == [f"it repeats more than {MAX_STEPS:,} times since its start"]


def test_a_rule_without_its_colon_is_not_lost(read, event):
    reading = read(event("DTSTART:20261126T080000Z", "RRULE FREQ=WEEKLY"))
    assert [bad.reason for bad in reading.bad] == ["its RRULE cannot be read: RRULE FREQ=WEEKLY"]
