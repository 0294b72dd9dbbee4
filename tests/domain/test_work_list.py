"""The work list's order, filters and neighbours, and what the calendars do not tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, at
from tutorcore.domain.calendars import REMOTE, Calendar, Tutor
from tutorcore.domain.tutor_time import Doubt
from tutorcore.domain.work import Cause, Urgency, Why
from tutorcore.domain.work_list import (
    Order,
    WorkItem,
    counted_by_why,
    filtered,
    next_after,
    ordered,
    unread_tutors,
)

EVA = Tutor(id=1, name="Eva")
DAY = timedelta(days=1)


def a_cause(why=Why.NO_LESSON, urgency=Urgency.SOON, **values):
    return Cause(why=why, urgency=urgency, **values)


def an_item(contact_id="1", label="Emma", *causes, **values):
    return WorkItem(contact_id=contact_id, label=label, segment="existing", causes=causes or (a_cause(),), **values)


def ids(items):
    return [item.contact_id for item in items]


def test_the_most_urgent_reason_decides_then_its_kind_then_when_it_is_due():
    pin, hold = Why.PIN_ENDING, Why.HOLD_ENDING
    items = [
        an_item("wish", "A", a_cause(Why.WISH_UNCLEAR, Urgency.LATER)),
        an_item("pin", "B", a_cause(pin, Urgency.TODAY, due=at(60))),
        an_item("late", "C", a_cause(hold, Urgency.TODAY, due=at(90))),
        an_item("early", "D", a_cause(hold, Urgency.TODAY, due=at(80)), a_cause(Why.WISH_UNCLEAR, Urgency.LATER)),
        an_item("failed", "E", a_cause(Why.BOOKING_FAILED, Urgency.AT_ONCE, due=at(900))),
    ]
    assert ids(ordered(items, Order.URGENCY)) == ["failed", "early", "late", "pin", "wish"]


def test_of_equals_who_was_in_touch_last_comes_first_and_who_never_was_last():
    items = [an_item("never"), an_item("old", last_activity_at=NOW - 9 * DAY), an_item("new", last_activity_at=NOW)]
    assert ids(ordered(items, Order.URGENCY)) == ["new", "old", "never"]


def test_by_name_case_does_not_count_and_the_id_settles_a_tie():
    items = [an_item("3", "bram"), an_item("2", "Anna"), an_item("1", "anna")]
    assert ids(ordered(items, Order.NAME)) == ["1", "2", "3"]


def test_by_since_who_waits_longest_comes_first_and_who_is_not_known_to_wait_last():
    long, short = a_cause(since=NOW - 9 * DAY), a_cause(since=NOW - DAY)
    items = [an_item("unknown", "A"), an_item("short", "B", short), an_item("long", "C", short, long)]
    assert ids(ordered(items, Order.SINCE)) == ["long", "short", "unknown"]


def test_a_filter_keeps_whoever_has_any_of_the_reasons():
    both = an_item("both", "A", a_cause(Why.NO_LESSON), a_cause(Why.WISH_UNCLEAR))
    items = [both, an_item("pin", "B", a_cause(Why.PIN_ENDING))]
    assert filtered(items, {Why.WISH_UNCLEAR, Why.HOLD_ENDING}) == [both]
    assert filtered(items, ()) == items


def test_contacts_are_counted_by_reason_in_order_of_urgency():
    items = [an_item("1", "A", a_cause(Why.NO_LESSON), a_cause(Why.WISH_UNCLEAR)), an_item("2")]
    assert list(counted_by_why(items).items()) == [(Why.NO_LESSON, 2), (Why.WISH_UNCLEAR, 1)]


def test_the_next_one_follows_and_the_last_is_followed_by_the_first():
    items = [an_item("a"), an_item("b"), an_item("c")]
    assert ids(next_after(1, items)) == ["c", "a"]
    assert ids(next_after(2, items)) == ["a", "b"]


def test_nobody_follows_where_there_is_nobody_else():
    assert ids(next_after(0, [an_item("a")])) == []


causes = st.builds(
    Cause,
    why=st.sampled_from(Why),
    urgency=st.sampled_from(Urgency),
    since=st.none() | st.integers(-99, 0).map(at),
    due=st.none() | st.integers(1, 99).map(at),
)
items = st.lists(
    st.builds(
        WorkItem,
        contact_id=st.integers(0, 30).map(str),
        label=st.sampled_from(["Anna", "bram", "Cas"]),
        segment=st.just("new"),
        causes=st.lists(causes, min_size=1, max_size=3, unique_by=lambda cause: cause.why).map(tuple),
        last_activity_at=st.none() | st.integers(-99, 0).map(at),
    ),
    max_size=12,
    unique_by=lambda item: item.contact_id,
)


@given(items, st.sampled_from(Order), st.randoms(use_true_random=False))
def test_sorting_loses_nobody_and_does_not_depend_on_the_order_before(found, order, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert ordered(shuffled, order) == ordered(found, order)
    assert sorted(ids(ordered(found, order))) == sorted(ids(found))


@given(items)
def test_nobody_comes_before_somebody_more_urgent(found):
    urgencies = [item.urgency for item in ordered(found, Order.URGENCY)]
    assert urgencies == sorted(urgencies)


@given(items)
def test_every_count_is_how_many_its_filter_leaves(found):
    for why, count in counted_by_why(found).items():
        assert len(filtered(found, {why})) == count


@given(items)
def test_going_on_to_the_next_comes_by_everybody_once(found):
    for place, item in enumerate(found):
        assert sorted(ids([item, *next_after(place, found)])) == sorted(ids(found))


# What is not known of lessons


def a_calendar(**values):
    known = {
        "id": 1,
        "tutor_id": 1,
        "name": "lessons",
        "source": "eva.ics",
        "read_at": NOW,
        "covers_from": NOW - 14 * DAY,
        "covers_until": NOW + 14 * DAY,
    }
    return Calendar(**known | values)


@pytest.mark.parametrize(
    ("calendars", "doubts"),
    [
        ([a_calendar()], []),
        ([], [Doubt.NO_CALENDAR]),
        ([a_calendar(tutor_id=2)], [Doubt.NO_CALENDAR]),
        ([a_calendar(), a_calendar(id=2, read_at=None)], [Doubt.NEVER_READ]),
        ([a_calendar(error="refused")], [Doubt.READING_FAILED]),
        ([a_calendar(unreadable=1)], [Doubt.INCOMPLETE]),
        ([a_calendar(source=f"{REMOTE}eva", read_at=NOW - timedelta(minutes=16))], [Doubt.OLD]),
        ([a_calendar(covers_from=NOW - 13 * DAY)], [Doubt.NOT_COVERED]),
        ([a_calendar(covers_until=NOW + 13 * DAY)], [Doubt.NOT_COVERED]),
    ],
)
def test_lessons_are_known_only_where_every_calendar_of_a_tutor_was_read_14_days_to_and_fro(calendars, doubts):
    found = unread_tutors([EVA], calendars, NOW)
    assert [doubted.doubt for each in found for doubted in each.doubts] == doubts
    assert [each.tutor for each in found] == [EVA] * bool(doubts)
