"""How much of a tutor's opening hours is taken."""

from __future__ import annotations

from datetime import date, timedelta

from tests.builders import NOW
from tests.domain.domain_builders import a_profile, span
from tutorcore.domain.calendars import Calendar, CalendarEvent, Tutor
from tutorcore.domain.closures import Closure
from tutorcore.domain.effects.occupancy import use_of
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM

EVA = Tutor(id=1, name="Eva")
MONDAY = date(2026, 11, 23)
WEEKS = timedelta(days=14)


def a_calendar(**values):
    """A calendar that was read and covers everything."""
    given = {"covers_from": NOW - WEEKS, "covers_until": NOW + WEEKS, "read_at": NOW, "unreadable": 0, "error": ""}
    return Calendar(**{"id": 1, "tutor_id": 1, "name": "lessen", "source": "eva.ics"} | given | values)


def the_time(*texts, calendars=None):
    """What is known of Eva's time: events of her calendar."""
    calendars = (a_calendar(),) if calendars is None else calendars
    spans = (span(text) for text in texts)
    events = [
        CalendarEvent(id=str(place), start=start, end=end, title="les") for place, (start, end) in enumerate(spans)
    ]
    found = tuple((calendars[0], event) for event in events) if calendars else ()
    return TutorTime(tutor=EVA, start=NOW - WEEKS, end=NOW + WEEKS, calendars=tuple(calendars), events=found)


def used(time, closures=(), **fields):
    """(week, open, booked, unknown) of each week, in hours."""
    found = use_of(time, a_profile(**fields), closures, today=MONDAY, zone=AMSTERDAM)
    return [(use.week.number, use.open / 60, use.booked / 60, use.unknown / 60) for use in found]


def test_opening_hours_last_from_the_first_start_to_the_end_of_the_last_lesson():
    assert used(the_time(), days_ahead=1) == [(48, 9, 0, 0)]
    assert used(the_time(), days_ahead=9) == [(48, 63, 0, 0), (49, 18, 0, 0)]


def test_only_what_lies_within_the_opening_hours_counts_and_only_once():
    time = the_time("ma 08:00-10:00", "ma 09:30-11:00", "ma 20:00-21:00", "di 09:00-10:00")
    assert used(time, days_ahead=1) == [(48, 9, 2, 0)]


def test_days_that_are_closed_or_not_allowed_are_not_open():
    closures = [Closure(MONDAY, MONDAY)]
    assert used(the_time("ma 09:00-10:00"), closures, days_ahead=3) == [(48, 18, 0, 0)]
    assert used(the_time(), days_ahead=7, allowed_weekdays=frozenset({5})) == [(48, 9, 0, 0)]


def test_what_is_not_known_is_neither_free_nor_booked():
    read_later = a_calendar(covers_from=NOW + timedelta(hours=2))  # 12:00 in Amsterdam
    [use] = use_of(
        the_time("ma 10:00-11:00", "ma 14:00-17:00", calendars=[read_later]),
        a_profile(days_ahead=1),
        (),
        today=MONDAY,
        zone=AMSTERDAM,
    )
    assert (use.open, use.booked, use.unknown, use.share) == (540, 180, 180, 0.5)
    [nothing] = use_of(the_time(calendars=[]), a_profile(days_ahead=1), (), today=MONDAY, zone=AMSTERDAM)
    assert (nothing.booked, nothing.unknown, nothing.share) == (0, 540, None)
    assert (nothing.tutor, nothing.week) == (EVA, IsoWeek(2026, 48))
