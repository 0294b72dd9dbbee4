"""What stands beside a lesson: adjacent, a stray gap, or nothing near."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.domain_builders import a_profile, an_event, at, span
from tests.domain.question_strategies import questions
from tests.domain.test_slot_laws import table_of
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.grid import candidates
from tutorcore.domain.instants import DAY, MINUTE, micros
from tutorcore.domain.neighbours import Beside, Side, Timetable, day_spans
from tutorcore.domain.tutor_time import NOT_KNOWN
from tutorcore.domain.zones import AMSTERDAM

SHORTEST = 80 * MINUTE


def beside(lesson, *events, buffers=(0, 0), lessons=(), shortest=SHORTEST):
    """Both sides of a lesson, `wo 10:00-11:00`, and what they are worth."""
    start, end = (np.array([micros(moment)]) for moment in span(lesson))
    begins, ends = day_spans(np.array([at(lesson.partition("-")[0]).toordinal()]), AMSTERDAM)
    timetable = Timetable.of(Busy.of(events), [span(text) for text in lessons])
    sides = (
        timetable.before(start, begins, buffers[0] * MINUTE),
        timetable.after(end, ends, buffers[1] * MINUTE),
    )
    return tuple((side.at(0, shortest), float(side.worth(shortest)[0])) for side in sides)


NOTHING = (Side(), 0.5)


def test_an_appointment_that_ends_where_the_lesson_begins_is_adjacent():
    before, after = beside("wo 10:00-11:00", an_event("wo 09:00-10:00"))
    assert before == (Side(Beside.ADJACENT), 1.0)
    assert after == NOTHING


def test_the_buffer_between_them_is_no_gap():
    assert beside("wo 10:10-11:10", an_event("wo 09:00-10:00"), buffers=(10, 0))[0] == (Side(Beside.ADJACENT), 1.0)
    assert beside("wo 10:00-11:00", an_event("wo 11:15-12:00"), buffers=(0, 15))[1] == (Side(Beside.ADJACENT), 1.0)


def test_the_appointments_own_buffer_is_no_gap_either():
    own = an_event("wo 09:00-10:00", after=20)
    assert beside("wo 10:20-11:20", own, buffers=(10, 0))[0] == (Side(Beside.ADJACENT), 1.0)
    later = an_event("wo 12:00-13:00", before=30)
    assert beside("wo 10:30-11:30", later, buffers=(0, 10))[1] == (Side(Beside.ADJACENT), 1.0)


def test_an_earlier_appointment_may_keep_its_tutor_longest():
    events = an_event("wo 09:00-10:00", after=60), an_event("wo 10:00-10:30"), an_event("wo 09:00-10:30", after=10)
    assert beside("wo 11:00-12:00", *events)[0] == (Side(Beside.ADJACENT), 1.0)
    later = an_event("wo 13:30-14:00"), an_event("wo 14:00-15:00", before=120)
    assert beside("wo 11:00-12:00", *later)[1] == (Side(Beside.ADJACENT), 1.0)


@pytest.mark.parametrize(("until", "lost"), [("09:59", 1), ("09:30", 30), ("08:41", 79)])
def test_a_gap_too_short_for_any_lesson_is_stray_and_the_longer_the_worse(until, lost):
    (side, worth), after = beside("wo 10:00-11:00", an_event(f"wo 08:00-{until}"))
    assert side == Side(Beside.STRAY_GAP, lost)
    assert worth == pytest.approx(0.5 - 0.5 * lost / 80)
    assert after == NOTHING


def test_a_gap_that_the_shortest_lesson_fits_in_is_not_stray():
    assert beside("wo 10:00-11:00", an_event("wo 08:00-08:40"))[0] == NOTHING
    assert beside("wo 10:00-11:00", an_event("wo 12:20-13:00"))[1] == NOTHING
    assert beside("wo 10:00-11:00", an_event("wo 12:19-13:00"))[1][0] == Side(Beside.STRAY_GAP, 79)


def test_what_the_buffers_ask_for_is_not_lost():
    (side, worth), _ = beside("wo 10:00-11:00", an_event("wo 09:00-09:30"), buffers=(10, 0))
    assert side == Side(Beside.STRAY_GAP, 20)
    assert worth == pytest.approx(0.375)


def test_another_day_is_not_near():
    assert beside("wo 00:30-01:30", an_event("di 23:00-00:00"))[0] == NOTHING
    assert beside("wo 00:30-01:30", an_event("di 23:00-00:10"))[0][0] == Side(Beside.STRAY_GAP, 20)
    assert beside("wo 22:30-23:30", an_event("do 00:00-01:00"))[1] == NOTHING


def test_appointments_of_no_length_and_what_is_not_known_are_nobodys_neighbours():
    unknown = BusyEvent(*span("wo 08:00-10:00"), id=NOT_KNOWN)
    assert beside("wo 10:00-11:00", unknown, an_event("wo 11:00-11:00"), an_event("wo 09:50-09:50")) == (NOTHING,) * 2
    assert beside("wo 10:00-11:00") == (NOTHING, NOTHING)


def test_a_neighbour_is_a_lesson_where_it_is_known_to_be_one():
    events = an_event("wo 09:00-10:00"), an_event("wo 11:00-12:00")
    before, after = beside("wo 10:00-11:00", *events, lessons=["wo 09:00-10:00", "do 11:00-12:00"])
    assert before[0] == Side(Beside.ADJACENT, lesson=True)
    assert after[0] == Side(Beside.ADJACENT, lesson=False)
    stray = beside("wo 10:05-10:55", *events, lessons=["wo 11:00-12:00"])[1][0]
    assert stray == Side(Beside.STRAY_GAP, 5, lesson=True)


def test_a_day_is_as_long_as_the_clock_makes_it():
    spring = datetime(2026, 3, 29, tzinfo=AMSTERDAM).toordinal()
    begins, ends = day_spans(np.array([spring, spring + 1, spring]), AMSTERDAM)
    assert (ends - begins).tolist() == [DAY - 60 * MINUTE, DAY, DAY - 60 * MINUTE]
    assert ends[0] == begins[1]


def test_what_begins_after_the_change_of_the_clock_is_still_of_that_day():
    profile = a_profile(days_ahead=1, earliest_hour=0, latest_hour=23)
    grid = candidates(profile, datetime(2026, 10, 25, tzinfo=AMSTERDAM).date(), AMSTERDAM)
    late = datetime(2026, 10, 25, 23, 30, tzinfo=AMSTERDAM)
    timetable = Timetable([BusyEvent(late, late + timedelta(minutes=30))])
    _, ends = day_spans(grid.days, AMSTERDAM)
    sides = timetable.after(grid.starts + 60 * MINUTE, ends, 0)
    assert sides.near.tolist() == [True] * 23 + [False]


# laws


@given(questions(), st.randoms(use_true_random=False), st.integers(1, 480))
def test_both_sides_are_those_that_a_plain_search_finds(asked, chance, shortest):
    table, events = table_of(asked), list(asked.events)
    chance.shuffle(events)
    timetable = Timetable(events)
    begins, ends = day_spans(table.grid.days, asked.zone)
    before, after = table.question.buffers
    length = table.question.duration
    sides = timetable.before(table.starts, begins, before), timetable.after(table.starts + length, ends, after)
    for place in np.flatnonzero(table.mask == 0).tolist():
        found = [side.at(place, shortest * MINUTE) for side in sides]
        assert found == plain_sides(table.slot(place), asked, shortest)
        for side, what in zip(sides, found, strict=True):
            worth = side.worth(shortest * MINUTE)[place]
            assert {Beside.ADJACENT: worth == 1, Beside.NOTHING_NEAR: worth == 0.5}.get(what.beside, worth < 0.5)


def plain_sides(slot, asked, shortest):
    """Both sides once more, with loops over datetimes."""
    spans = [(event.start.astimezone(UTC), event.end.astimezone(UTC), event) for event in asked.events]
    spans = [one for one in spans if one[0] < one[1]]
    start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
    day = slot.start.date()
    profile = asked.profile
    past = [(until, until + timedelta(minutes=event.buffer_after_min)) for _, until, event in spans if until <= start]
    next_ = [(begin, begin - timedelta(minutes=event.buffer_before_min)) for begin, _, event in spans if begin >= end]
    tick = timedelta(microseconds=1)
    before = after = Side()
    if past and (last := max(until for until, _ in past)) and (last - tick).astimezone(asked.zone).date() >= day:
        earliest = max(last + timedelta(minutes=profile.buffer_before_min), *(kept for _, kept in past))
        before = plain_side(start - last, start - earliest, shortest)
    if next_ and (first := min(begin for begin, _ in next_)) and first.astimezone(asked.zone).date() <= day:
        latest = min(first - timedelta(minutes=profile.buffer_after_min), *(kept for _, kept in next_))
        after = plain_side(first - end, latest - end, shortest)
    return [before, after]


def plain_side(gap, lost, shortest):
    if not lost:
        return Side(Beside.ADJACENT)
    return Side(Beside.STRAY_GAP, lost // timedelta(minutes=1)) if gap < timedelta(minutes=shortest) else Side()
