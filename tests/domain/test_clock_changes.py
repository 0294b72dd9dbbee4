"""Clock changes: which starts there are, when they are, and what elapsed time and the local clock make of them.

Amsterdam and New York skip and repeat an hour at night, Lord Howe half an hour; Beirut, Cairo and Asuncion do it at
midnight; Samoa skipped a whole day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import a_profile
from tutorcore.domain.closures import Closure
from tutorcore.domain.explanation import explain
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import evaluate_slots

NIGHT = {"earliest_hour": 0, "latest_hour": 4, "days_ahead": 1, "duration_minutes": 30}
EVENING = NIGHT | {"earliest_hour": 22, "latest_hour": 23}
WISHED = {Reason.PREFERENCE, Reason.EXCLUDED}
HALF = {"slot_step_minutes": 30}
# zone, day, fields, expected: wall clock and its instant in UTC
CHANGES = [
    ("Europe/Amsterdam", "2026-03-29", NIGHT, "00:00=28T23:00 01:00=29T00:00 03:00=29T01:00 04:00=29T02:00"),
    (
        "Europe/Amsterdam",
        "2026-10-25",
        NIGHT,
        "00:00=24T22:00 01:00=24T23:00 02:00=25T00:00 03:00=25T02:00 04:00=25T03:00",
    ),
    ("America/New_York", "2026-03-08", NIGHT, "00:00=08T05:00 01:00=08T06:00 03:00=08T07:00 04:00=08T08:00"),
    (
        "America/New_York",
        "2026-11-01",
        NIGHT,
        "00:00=01T04:00 01:00=01T05:00 02:00=01T07:00 03:00=01T08:00 04:00=01T09:00",
    ),
    (  # 02:00 becomes 02:30
        "Australia/Lord_Howe",
        "2026-10-04",
        NIGHT | HALF | {"earliest_hour": 1, "latest_hour": 3},
        "01:00=03T14:30 01:30=03T15:00 02:30=03T15:30 03:00=03T16:00",
    ),
    (  # 02:00 becomes 01:30
        "Australia/Lord_Howe",
        "2026-04-05",
        NIGHT | HALF | {"earliest_hour": 1, "latest_hour": 3},
        "01:00=04T14:00 01:30=04T14:30 02:00=04T15:30 02:30=04T16:00 03:00=04T16:30",
    ),
    ("Asia/Beirut", "2026-03-29", NIGHT | HALF | {"latest_hour": 1}, "01:00=28T22:00"),
    ("Asia/Beirut", "2026-10-24", EVENING | HALF, "22:00=24T19:00 22:30=24T19:30 23:00=24T20:00"),
    ("Asia/Beirut", "2026-10-25", NIGHT | {"latest_hour": 1}, "00:00=24T22:00 01:00=24T23:00"),
    ("Africa/Cairo", "2026-04-24", NIGHT | {"latest_hour": 2}, "01:00=23T22:00 02:00=23T23:00"),
    ("Africa/Cairo", "2026-10-29", EVENING, "22:00=29T19:00 23:00=29T20:00"),
    ("America/Asuncion", "2024-10-06", NIGHT | {"latest_hour": 2}, "01:00=06T04:00 02:00=06T05:00"),
    ("America/Asuncion", "2024-03-23", EVENING, "22:00=24T01:00 23:00=24T02:00"),
    ("America/Havana", "2026-11-01", NIGHT | {"latest_hour": 2}, "00:00=01T04:00 01:00=01T06:00 02:00=01T07:00"),
    ("Pacific/Apia", "2011-12-29", EVENING, "22:00=30T08:00 23:00=30T09:00"),
    ("Pacific/Apia", "2011-12-30", NIGHT, ""),
    ("Pacific/Apia", "2011-12-31", NIGHT | {"latest_hour": 1}, "00:00=30T10:00 01:00=30T11:00"),
]


def ask(zone, day, *, now="00:00", events=(), preferences=None, closures=(), **fields):
    """A table whose first day is `day`, asked the noon before it where that matters not."""
    moment = datetime.fromisoformat(f"{day}T{now}").replace(tzinfo=ZoneInfo(zone))
    return evaluate_slots(
        a_profile(**fields), events, now=moment, zone=ZoneInfo(zone), preferences=preferences, closures=closures
    )


def instants(table):
    found = [table.slot(place).start for place in range(len(table))]
    return [f"{start:%H:%M}={start.astimezone(UTC):%dT%H:%M}" for start in found]


@pytest.mark.parametrize(
    ("zone", "day", "fields", "expected"), CHANGES, ids=[f"{zone} {day}" for zone, day, *_ in CHANGES]
)
def test_candidates_on_a_day_of_change(zone, day, fields, expected):
    assert instants(ask(zone, day, now="12:00", **fields)) == expected.split()


@pytest.mark.parametrize(("zone", "day", "fields", "expected"), CHANGES[:6])
def test_candidates_do_not_depend_on_which_day_it_is_today(zone, day, fields, expected):
    before = (date.fromisoformat(day) - timedelta(days=20)).isoformat()
    found = instants(ask(zone, before, **(fields | {"days_ahead": 40})))
    assert [one for one in found if one in expected.split()] == expected.split()
    skipped = {"00:00=", "01:00="} - {one[:6] for one in found}
    assert not skipped or fields["earliest_hour"] == 1


def test_a_year_with_both_changes_has_every_start_but_the_one_that_is_skipped():
    found = instants(ask("Europe/Amsterdam", "2026-01-01", **(NIGHT | {"days_ahead": 365})))
    assert len(found) == 365 * 5 - 1
    assert len({start.split("=")[0] for start in found}) == 5


def test_candidates_stay_in_order_and_apart():
    for zone, day, fields, _ in CHANGES:
        found = ask(zone, day, **(fields | {"days_ahead": 3})).starts.tolist()
        assert found == sorted(set(found))


def test_the_day_that_samoa_skipped_counts_for_the_horizon():
    found = ask("Pacific/Apia", "2011-12-29", **(NIGHT | {"earliest_hour": 12, "latest_hour": 12, "days_ahead": 3}))
    assert instants(found) == ["12:00=29T22:00", "12:00=30T22:00"]


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Amsterdam", "2026-03-29", {"01:00": "03:30", "01:30": "04:00", "03:00": "04:30"}),
        ("Europe/Amsterdam", "2026-10-25", {"01:30": "02:00", "02:00": "02:30", "02:30": "03:00", "03:00": "04:30"}),
        ("Australia/Lord_Howe", "2026-10-04", {"01:30": "03:30", "02:30": "04:00"}),
        ("Australia/Lord_Howe", "2026-04-05", {"01:00": "02:00", "01:30": "02:30", "02:00": "03:30"}),
    ],
)
def test_a_lesson_lasts_its_elapsed_time(zone, day, expected):
    table = ask(zone, day, **(NIGHT | HALF | {"duration_minutes": 90}))
    slots = [table.slot(place) for place in range(len(table))]
    ends = {f"{slot.start:%H:%M}": f"{slot.end:%H:%M}" for slot in slots}
    assert ends | expected == ends
    assert {slot.end.astimezone(UTC) - slot.start.astimezone(UTC) for slot in slots} == {timedelta(minutes=90)}


@pytest.mark.parametrize(
    ("day", "now", "first"),
    [
        ("2026-03-28", "22:00", "11:00"),  # twelve hours later, of which the clock shows thirteen
        ("2026-10-24", "22:00", "09:00"),  # and here eleven
        ("2026-11-24", "22:00", "10:00"),
    ],
)
def test_notice_is_elapsed_time(day, now, first):
    table = ask("Europe/Amsterdam", day, now=now, min_lead_minutes=720, earliest_hour=8, latest_hour=12, days_ahead=2)
    assert f"{table.suggested[0].start:%H:%M}" == first


def test_now_may_lie_in_the_second_pass_of_a_repeated_hour():
    now = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"), fold=1)
    table = evaluate_slots(a_profile(**(NIGHT | HALF)), [], now=now)
    assert [f"{slot.start:%H:%M}" for slot in table.suggested] == ["03:00", "03:30", "04:00"]


def test_buffers_are_elapsed_time():
    zone = ZoneInfo("Europe/Amsterdam")
    until_skip = [(datetime(2026, 3, 29, 1, tzinfo=zone), datetime(2026, 3, 29, 1, 50, tzinfo=zone))]
    fields = NIGHT | {"buffer_before_min": 15, "earliest_hour": 3, "latest_hour": 3}
    (refused,) = ask("Europe/Amsterdam", "2026-03-29", events=until_skip, **fields).first_reasons()
    assert refused is Reason.BUFFER_BEFORE  # 03:00 comes ten minutes after 01:50


def test_busy_time_through_the_repeated_hour_blocks_both_its_passes():
    zone = ZoneInfo("Europe/Amsterdam")
    second = datetime(2026, 10, 25, 2, 0, tzinfo=zone, fold=1)
    found = ask("Europe/Amsterdam", "2026-10-25", events=[(second, second.replace(minute=30))], **(NIGHT | HALF))
    assert found.counts() == {}  # the second pass of 02:00 to 02:30 lies between the candidates' lessons
    longer = ask(
        "Europe/Amsterdam",
        "2026-10-25",
        events=[(second, second.replace(minute=30))],
        **(NIGHT | HALF | {"duration_minutes": 61}),
    )
    assert [f"{longer.slot(p).start:%H:%M}" for p in range(len(longer)) if longer.reasons(p)] == ["02:00", "02:30"]


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        ("2026-03-29", "tussen 01:00 en 04:00", ["01:00", "01:30", "03:00", "03:30"]),
        ("2026-03-29", "zondag voor 03:30", ["00:00", "00:30", "01:00", "01:30", "03:00"]),
        ("2026-10-25", "zondag voor 03:00", ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]),
        ("2026-10-25", "na 02:30", ["02:30", "03:00", "03:30", "04:00"]),
        ("2026-10-25", "om 02:30", ["02:30"]),
        ("2026-03-29", "om 02:30", []),
        (
            "2026-10-25",
            "niet tussen 02:00 en 02:30",
            ["00:00", "00:30", "01:00", "01:30", "02:30", "03:00", "03:30", "04:00"],
        ),
        ("2026-03-29", "niet tussen 02:00 en 03:00", ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30", "04:00"]),
    ],
)
def test_preferences_are_read_on_the_local_clock_across_the_change(day, text, expected):
    wish = parse_preferences(text)
    table = ask("Europe/Amsterdam", day, preferences=wish, **(NIGHT | HALF))
    assert [f"{slot.start:%H:%M}" for slot in table.suggested] == expected
    assert not wish.unrecognised


def test_a_lesson_that_comes_to_an_excluded_time_in_its_second_pass_touches_it():
    wish = parse_preferences("niet tussen 02:00 en 02:30")
    table = ask("Europe/Amsterdam", "2026-10-25", preferences=wish, **(NIGHT | HALF | {"duration_minutes": 31}))
    refused = [place for place in range(len(table)) if table.reasons(place)]
    assert [f"{table.slot(place).start:%H:%M}" for place in refused] == ["01:30", "02:00", "02:30"]


@pytest.mark.parametrize(("zone", "day", "fields"), [change[:3] for change in CHANGES])
@pytest.mark.parametrize("text", ["", "zondag", "voor 02:30", "niet na 01:45", "om 01:30, niet zaterdag"])
def test_the_table_agrees_with_the_preference_itself_at_every_change(zone, day, fields, text):
    wish = parse_preferences(text)
    table = ask(zone, day, preferences=wish, **(fields | HALF | {"duration_minutes": 75}))
    slots = [table.slot(place) for place in range(len(table))]
    allowed = [slot for slot in slots if wish.allows(slot.start, slot.end, zone=ZoneInfo(zone))]
    assert [slot for slot in allowed if slot in table.suggested] == table.suggested
    assert [slot for place, slot in enumerate(slots) if not set(table.reasons(place)) & WISHED] == allowed


@pytest.mark.parametrize(
    ("day", "closed"), [("2026-03-29", "2026-03-29"), ("2026-10-25", "2026-10-25"), ("2026-03-28", "2026-03-29")]
)
def test_a_closure_holds_for_the_whole_day_of_change_and_no_longer(day, closed):
    closure = Closure(date.fromisoformat(closed), date.fromisoformat(closed))
    fields = NIGHT | {"latest_hour": 23, "days_ahead": 3}
    table = ask("Europe/Amsterdam", day, closures=[closure], **fields)
    for place in range(len(table)):
        assert (Reason.CLOSURE in table.reasons(place)) == (table.slot(place).start.date().isoformat() == closed)


@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_that_the_clock_skips_is_refused_for_that_alone(fold):
    start = datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"), fold=fold)
    (refusal,) = explain(start, a_profile(**NIGHT), [], now=datetime(2026, 3, 28, tzinfo=UTC))
    assert refusal.reason is Reason.CLOCK_CHANGE


def test_the_second_pass_of_a_repeated_time_is_refused_and_the_first_is_not():
    first = datetime(2026, 10, 25, 2, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    now = datetime(2026, 10, 24, 12, tzinfo=UTC)
    profile = a_profile(**(NIGHT | {"days_ahead": 2}))
    assert explain(first, profile, [], now=now) == ()
    for second in (first.replace(fold=1), first.replace(fold=1).astimezone(UTC)):
        assert [refusal.reason for refusal in explain(second, profile, [], now=now)] == [Reason.CLOCK_CHANGE]


def test_fold_says_nothing_of_a_time_that_comes_once():
    start = datetime(2026, 10, 25, 4, 0, tzinfo=ZoneInfo("Europe/Amsterdam"), fold=1)
    profile = a_profile(**(NIGHT | {"days_ahead": 2}))
    assert explain(start, profile, [], now=datetime(2026, 10, 24, 12, tzinfo=UTC)) == ()


def test_no_wish_at_all_changes_nothing_at_a_change():
    with_none = ask("Europe/Amsterdam", "2026-10-25", preferences=Preferences(), **NIGHT)
    assert with_none.suggested == ask("Europe/Amsterdam", "2026-10-25", **NIGHT).suggested
