"""Busy time as a value: half-open, in any order, with the buffers that a lesson of ours keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.domain_builders import an_event, at, busy, span
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.instants import MINUTE, micros, micros_of, moment_at
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError


def clash(lesson, events, *, before=0, after=0):
    """Which of busy, before, after stand in the way of one lesson."""
    start, end = micros_of(span(lesson))
    found = Busy.of(events).clashes(
        micros_of([span(lesson)[0]]), micros_of([span(lesson)[1]]), before=before * MINUTE, after=after * MINUTE
    )
    flags = {"busy": found.busy, "before": found.too_close_after, "after": found.too_close_before}
    named = {name for name, flag in flags.items() if flag[0]}
    met = Busy.of(events).meeting(int(start), int(end), before=before * MINUTE, after=after * MINUTE)
    assert bool(met) == bool(named)
    return named


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("ma 10:00-11:00", {"busy"}),
        ("ma 10:15-10:30", {"busy"}),
        ("ma 09:00-12:00", {"busy"}),
        ("ma 09:00-10:01", {"busy"}),
        ("ma 10:59-12:00", {"busy"}),
        ("ma 09:00-10:00", set()),
        ("ma 11:00-12:00", set()),
        ("di 10:00-11:00", set()),
        ("ma 10:30-10:30", set()),
        ("ma 10:00-10:00", set()),
    ],
)
def test_an_event_meets_a_lesson_where_they_share_time_and_touching_is_not_meeting(event, expected):
    assert clash("ma 10:00-11:00", busy(event)) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("ma 09:00-09:45", set()),
        ("ma 09:00-09:46", {"before"}),
        ("ma 09:00-10:00", {"before"}),
        ("ma 09:00-10:01", {"busy"}),
        ("ma 11:20-12:00", set()),
        ("ma 11:19-12:00", {"after"}),
        ("ma 11:00-12:00", {"after"}),
        ("ma 09:50-09:50", set()),
        ("ma 11:10-11:10", set()),
    ],
)
def test_a_lesson_keeps_its_buffers_free(event, expected):
    assert clash("ma 10:00-11:00", busy(event), before=15, after=20) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (an_event("ma 09:00-09:40", after=20), set()),
        (an_event("ma 09:00-09:41", after=20), {"before"}),
        (an_event("ma 09:00-09:41", before=20), set()),
        (an_event("ma 11:30-12:00", before=30), set()),
        (an_event("ma 11:29-12:00", before=30), {"after"}),
        (an_event("ma 11:29-12:00", after=30), set()),
        (an_event("ma 10:30-10:30", before=30, after=30), set()),
    ],
)
def test_an_event_keeps_its_own_buffers_too(event, expected):
    assert clash("ma 10:00-11:00", [event]) == expected


@pytest.mark.parametrize(("ours", "theirs"), [(10, 30), (30, 10), (30, 30), (0, 30), (30, 0)])
def test_the_gap_between_two_lessons_is_the_larger_buffer_and_not_their_sum(ours, theirs):
    assert clash("ma 10:00-11:00", [an_event("ma 08:00-09:30", after=theirs)], before=ours) == set()
    assert clash("ma 10:00-11:00", [an_event("ma 08:00-09:31", after=theirs)], before=ours) == {"before"}
    assert clash("ma 10:00-11:00", [an_event("ma 11:30-12:00", before=theirs)], after=ours) == set()
    assert clash("ma 10:00-11:00", [an_event("ma 11:29-12:00", before=theirs)], after=ours) == {"after"}


def test_several_events_may_stand_in_the_way_in_several_ways():
    events = busy("ma 09:00-09:55", "ma 10:30-10:45", "ma 11:05-12:00")
    assert clash("ma 10:00-11:00", events, before=15, after=15) == {"busy", "before", "after"}


def test_a_long_event_with_a_short_one_inside_still_blocks():
    assert clash("ma 12:00-13:00", busy("ma 09:00-17:00", "ma 10:00-11:00")) == {"busy"}


def test_the_events_in_the_way_are_told_by_start_with_all_that_they_hold():
    first, second = an_event("ma 09:00-10:30", "Wiskunde", after=5), an_event("ma 10:45-12:00", "Tandarts")
    free = an_event("ma 13:00-14:00", "Later")
    start, end = map(micros, span("ma 10:00-11:00"))
    assert Busy.of([second, free, first]).meeting(start, end, before=0, after=0) == (first, second)


def test_nothing_busy_is_ordinary():
    nothing = Busy.of([])
    assert clash("ma 10:00-11:00", [], before=240, after=240) == set()
    assert (len(nothing), nothing.events) == (0, ())
    assert [part.size for part in nothing.merged] == [0, 0]


def test_busy_time_is_taken_as_pairs_events_a_generator_or_itself():
    pairs = busy("ma 10:00-11:00", "di 10:00-11:00")
    prepared = Busy.of(pairs)
    assert Busy.of(prepared) is prepared
    assert prepared.events == tuple(BusyEvent(*pair) for pair in pairs)
    assert Busy.of(pair for pair in pairs).events == prepared.events
    assert Busy.of([pairs[0], BusyEvent(*pairs[1])]).events == prepared.events
    assert repr(prepared) == "Busy(2 events)"


def test_what_is_merged_is_sorted_and_disjoint():
    texts = ["ma 12:00-13:00", "ma 09:00-11:00", "ma 10:00-10:30", "ma 11:00-11:30", "ma 15:00-15:00"]
    starts, ends = Busy.of(busy(*texts)).merged
    expected = busy("ma 09:00-11:30", "ma 12:00-13:00")
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(micros(a), micros(b)) for a, b in expected]


NAIVE = datetime(2026, 11, 23, 10)  # noqa: DTZ001
AWARE = at("ma 10:00")
LENGTH = timedelta(hours=1)


@pytest.mark.parametrize("pair", [(NAIVE, AWARE), (AWARE, NAIVE), (NAIVE, NAIVE)])
def test_a_naive_busy_time_is_refused(pair):
    with pytest.raises(InputError, match="has no time zone: 2026-11-23T10:00:00"):
        Busy.of([pair])
    with pytest.raises(InputError, match="has no time zone: 2026-11-23T10:00:00"):
        BusyEvent(*pair)


def test_a_busy_time_that_ends_before_it_starts_is_refused():
    backwards = (at("ma 11:00"), at("ma 10:59"))
    with pytest.raises(InputError, match="ends before it starts"):
        Busy.of([*busy("ma 09:00-10:00"), backwards])
    with pytest.raises(InputError, match="ends before it starts"):
        BusyEvent(*backwards)


def test_the_second_pass_of_a_repeated_hour_comes_after_the_first():
    first = datetime(2026, 10, 25, 2, 45, tzinfo=AMSTERDAM)
    second = datetime(2026, 10, 25, 2, 15, tzinfo=AMSTERDAM, fold=1)
    assert BusyEvent(first, second).end is second
    assert len(Busy.of([(first, second)]).events) == 1


def test_the_first_pass_of_a_repeated_hour_is_before_the_second_whatever_the_clock_says():
    second = datetime(2026, 10, 25, 2, 15, tzinfo=AMSTERDAM, fold=1)
    first = datetime(2026, 10, 25, 2, 45, tzinfo=AMSTERDAM)
    with pytest.raises(InputError, match="ends before it starts"):
        BusyEvent(second, first)
    with pytest.raises(InputError, match="ends before it starts"):
        Busy.of([(second, first)])


@pytest.mark.parametrize("buffers", [{"buffer_before_min": -1}, {"buffer_after_min": -1}])
def test_no_event_keeps_less_than_nothing_free(buffers):
    with pytest.raises(InputError, match="less than 0 minutes"):
        BusyEvent(*span("ma 10:00-11:00"), **buffers)


def test_seconds_and_microseconds_count():
    start, end = span("ma 10:00-11:00")
    tick = timedelta(microseconds=1)
    early = Busy.of([(start - timedelta(hours=1), start + tick)])
    assert early.clashes(micros_of([start]), micros_of([end]), before=0, after=0).busy[0]
    touching = Busy.of([(start - timedelta(hours=1), start)])
    assert not touching.clashes(micros_of([start]), micros_of([end]), before=0, after=0).busy[0]


def test_many_busy_times_are_read_as_one_by_one():
    """More than are read in one go, in several offsets, some with buffers of their own, the last two turned round."""
    zones = [timezone(timedelta(hours=hours)) for hours in (1, 2)] + [UTC, AMSTERDAM]
    begins = [AWARE + timedelta(minutes=7 * number, microseconds=number) for number in range(5000)]
    pairs = [(begin, (begin + LENGTH).astimezone(zones[number % 4])) for number, begin in enumerate(begins)]
    events = [BusyEvent(*pairs[number], buffer_after_min=number % 2) for number in range(2100, 2110)]
    given = [*pairs[:2100], *events, *pairs[2110:-2], pairs[-1], pairs[-2]]
    prepared = Busy.of(given)
    assert prepared.events == tuple(one if isinstance(one, BusyEvent) else BusyEvent(*one) for one in given)
    for number in (0, 2047, 2048, 2105, 4095, 4096, 4999):
        start = micros(begins[number])
        (met, *_) = prepared.meeting(start, start + 1, before=0, after=0)[-1:]
        assert (met.start, met.end) == pairs[number]


@pytest.mark.parametrize("place", [0, 1, 2999])
def test_one_naive_time_among_many_is_refused(place):
    pairs = [(AWARE, AWARE + LENGTH)] * 3000
    pairs[place] = (AWARE, NAIVE)
    with pytest.raises(InputError, match="has no time zone: 2026-11-23T10:00:00"):
        Busy.of(pairs)


@pytest.mark.parametrize("place", [0, 2999])
def test_one_busy_time_among_many_that_ends_before_it_starts_is_refused(place):
    pairs = [(AWARE, AWARE + LENGTH)] * 3000
    pairs[place] = (AWARE + LENGTH, AWARE)
    with pytest.raises(InputError, match="ends before it starts: 2026-11-23T11:00"):
        Busy.of(pairs)


def test_the_gaps_are_the_time_between_what_is_merged_without_end_at_both_ends():
    prepared = Busy.of(busy("ma 12:00-13:00", "ma 09:00-10:00", "ma 09:30-11:00", "ma 15:00-15:00"))
    (_, first), second, (third, _) = prepared.gaps.T.tolist()
    assert (first, second, third) == (
        micros(at("ma 09:00")),
        list(map(micros, span("ma 11:00-12:00"))),
        micros(at("ma 13:00")),
    )
    assert prepared.kept_gaps is prepared.gaps
    assert len(Busy.of([]).gaps.T) == 1


minutes = st.integers(0, 600)
EVENTS = st.lists(st.tuples(minutes, st.integers(0, 120)), max_size=8)


def spans(events):
    base = datetime(2026, 11, 23, tzinfo=UTC)
    return [(base + timedelta(minutes=start), base + timedelta(minutes=start + length)) for start, length in events]


@given(EVENTS)
def test_what_is_merged_covers_the_same_minutes_and_never_touches_itself(events):
    starts, ends = Busy.of(spans(events)).merged
    base = micros(datetime(2026, 11, 23, tzinfo=UTC))
    merged = [((a - base) // MINUTE, (b - base) // MINUTE) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert {m for a, b in merged for m in range(a, b)} == {m for a, long in events for m in range(a, a + long)}
    assert all(end < start for (_, end), (start, _) in pairwise(merged))


KEPT = st.lists(st.tuples(minutes, st.integers(0, 120), st.integers(0, 60), st.integers(0, 60)), max_size=8)


@given(KEPT, st.tuples(minutes, st.integers(1, 120)), st.integers(0, 60), st.integers(0, 60))
def test_a_lesson_is_free_where_a_gap_has_room_for_its_buffers_and_another_for_itself(events, lesson, before, after):
    whole = [
        BusyEvent(*spans([(start, length)])[0], buffer_before_min=ahead, buffer_after_min=behind)
        for start, length, ahead, behind in events
    ]
    ((start, end),) = spans([lesson])
    begin, until, before, after = micros(start), micros(end), before * MINUTE, after * MINUTE
    prepared = Busy.of(whole)
    found = prepared.clashes(micros_of([start]), micros_of([end]), before=before, after=after)
    room = any(first <= begin - before and until + after <= last for first, last in prepared.gaps.T.tolist())
    kept = any(first <= begin and until <= last for first, last in prepared.kept_gaps.T.tolist())
    assert is_free(found) == (room and kept)


BUFFERS = st.integers(0, 60).map(lambda minutes: minutes * MINUTE)


@given(EVENTS, st.tuples(minutes, st.integers(1, 120)), BUFFERS, BUFFERS)
def test_merged_busy_time_answers_like_the_events_that_it_came_from(events, lesson, before, after):
    whole = Busy.of(spans(events))
    merged = zip(*(part.tolist() for part in whole.merged), strict=True)
    pieces = Busy.of([(moment_at(start, AMSTERDAM), moment_at(end, AMSTERDAM)) for start, end in merged])
    ((start, end),) = spans([lesson])
    asked = {"before": before, "after": after}
    one, other = (busy.clashes(micros_of([start]), micros_of([end]), **asked) for busy in (whole, pieces))
    assert one.busy[0] == other.busy[0]
    assert is_free(one) == is_free(other)


def is_free(clashes):
    return not (clashes.busy[0] or clashes.too_close_after[0] or clashes.too_close_before[0])
