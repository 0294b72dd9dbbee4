"""What holds for every question about slots, and a comparison with the rules written out plainly."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.plain_slots import Asked, judged
from tests.domain.question_strategies import questions, some_events
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.explanation import explain
from tutorcore.domain.instants import moment_at
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import SlotTable, evaluate_slots, suggest_slots

QUARTER = timedelta(minutes=15)
WISHED = {Reason.PREFERENCE, Reason.EXCLUDED}
GRID_REASONS = {Reason.CLOCK_CHANGE, Reason.HORIZON, Reason.WEEKDAY, Reason.HOURS, Reason.GRID}


def arguments(asked: Asked) -> dict[str, object]:
    return {
        "now": asked.now,
        "zone": asked.zone,
        "preferences": asked.preferences,
        "closures": asked.closures,
    }


def table_of(asked: Asked) -> SlotTable:
    return evaluate_slots(asked.profile, asked.events, **arguments(asked))


def starts_of(asked: Asked) -> set[object]:
    return {slot.start.astimezone(UTC) for slot in table_of(asked).suggested}


def as_told(table: SlotTable) -> list[tuple[object, set[Reason]]]:
    return [(table.slot(place).start.astimezone(UTC), set(table.reasons(place))) for place in range(len(table))]


def changed(asked: Asked, **fields: object) -> Asked:
    return replace(asked, profile=PlanningProfile(**(asked.profile.model_dump() | fields)))


@settings(max_examples=250)
@given(questions())
def test_every_candidate_and_all_its_reasons_are_those_of_the_plain_rules(asked):
    assert as_told(table_of(asked)) == judged(asked)


@pytest.mark.long
@pytest.mark.timeout(1800)
@settings(max_examples=20_000)
@given(questions())
def test_every_candidate_and_all_its_reasons_are_those_of_the_plain_rules_many_times(asked):
    assert as_told(table_of(asked)) == judged(asked)


@given(questions())
def test_no_suggestion_meets_a_busy_event_buffers_included(asked):
    before = timedelta(minutes=asked.profile.buffer_before_min)
    after = timedelta(minutes=asked.profile.buffer_after_min)
    for slot in table_of(asked).suggested:
        start, end = slot.start.astimezone(UTC), slot.end.astimezone(UTC)
        for event in asked.events:
            first, last = event.start.astimezone(UTC), event.end.astimezone(UTC)
            if first < last:
                assert last <= start - before or end + after <= first
                assert last + timedelta(minutes=event.buffer_after_min) <= start or (
                    end <= first - timedelta(minutes=event.buffer_before_min)
                )


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_does_not_matter(asked, chance):
    events = list(asked.events)
    chance.shuffle(events)
    assert as_told(table_of(replace(asked, events=events))) == as_told(table_of(asked))


@given(questions(), st.randoms(use_true_random=False))
def test_events_that_overlap_repeat_or_are_split_leave_the_same_slots(asked, chance):
    bare = [BusyEvent(event.start, event.end) for event in asked.events]
    pieces = [piece for event in bare for piece in split(event, chance)]
    expected = judged_busy(replace(asked, events=bare))
    assert judged_busy(replace(asked, events=[*pieces, *bare[:2]])) == expected
    assert judged_busy(replace(asked, events=merged(bare, asked))) == expected


def split(event: BusyEvent, chance: random.Random) -> list[BusyEvent]:
    """Two events that overlap, and together take the same time."""
    whole = event.end.astimezone(UTC) - event.start.astimezone(UTC)
    first, second = sorted(event.start.astimezone(UTC) + whole * chance.random() for _ in range(2))
    return [BusyEvent(event.start, second), BusyEvent(first, event.end)]


def merged(events: list[BusyEvent], asked: Asked) -> list[BusyEvent]:
    starts, ends = (part.tolist() for part in Busy.of(events).merged)
    spans = zip(starts, ends, strict=True)
    return [BusyEvent(moment_at(start, asked.zone), moment_at(end, asked.zone)) for start, end in spans]


def judged_busy(asked: Asked) -> list[tuple[object, bool, bool]]:
    """Each start with whether it is offered and whether it is busy; a piece may stand in a buffer besides."""
    return [(start, not reasons, Reason.BUSY in reasons) for start, reasons in as_told(table_of(asked))]


@given(questions())
def test_suggestions_and_refusals_partition_the_candidates(asked):
    table = table_of(asked)
    suggested = [slot.start for slot in table.suggested]
    refused = [table.slot(place).start for place in range(len(table)) if table.reasons(place)]
    assert len(suggested) + len(refused) == len(table)
    assert sorted(suggested + refused) == [table.slot(place).start for place in range(len(table))]
    assert sum(table.first_reasons().values()) == len(refused)
    assert list(table.first_reasons()) == sorted(table.first_reasons(), key=list(Reason).index)
    assert all(count <= len(refused) for count in table.counts().values())


@given(questions())
def test_the_frame_says_what_the_table_says(asked):
    table = table_of(asked)
    frame = table.frame
    assert frame["offered"].tolist() == [not table.reasons(place) for place in range(len(table))]
    assert frame["reasons"].tolist() == [table.reasons(place) for place in range(len(table))]
    assert frame["blocked_by"].tolist() == [table.blocked_by(place) for place in range(len(table))]
    assert [moment.to_pydatetime().astimezone(UTC) for moment in frame["start"]] == [
        table.slot(place).start.astimezone(UTC) for place in range(len(table))
    ]
    assert [slot.start for slot in table.suggested] == frame.loc[frame["offered"], "start"].tolist()


@given(questions())
def test_suggestions_are_those_of_the_table_and_a_limit_takes_the_first(asked):
    suggested = table_of(asked).suggested
    assert suggest_slots(asked.profile, asked.events, **arguments(asked)) == suggested
    for limit in (0, 1, 3, 10_000):
        assert suggest_slots(asked.profile, asked.events, **arguments(asked), limit=limit) == suggested[:limit]


@given(questions(slot_step_minutes=120))
def test_a_candidate_is_explained_as_the_table_tells_it(asked):
    table = table_of(asked)
    prepared = Busy.of(asked.events)
    for place in range(len(table)):
        told = explain(table.slot(place).start, asked.profile, prepared, **arguments(asked))
        assert told == table.refusals(place)
        assert tuple(refusal.reason for refusal in told) == table.reasons(place)


@given(questions(slot_step_minutes=120))
def test_what_stands_behind_a_clash_is_what_blocks(asked):
    table = table_of(asked)
    for place in range(len(table)):
        behind = [event for refusal in table.refusals(place) for event in refusal.events]
        assert sorted(map(id, behind)) == sorted(map(id, table.blocked_by(place)))
        for refusal in table.refusals(place):
            assert bool(refusal.events) == (refusal.reason in (Reason.BUSY, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER))
            assert bool(refusal.closures) == (refusal.reason is Reason.CLOSURE)
            assert bool(refusal.exclusions) == (refusal.reason is Reason.EXCLUDED)


@given(questions(), st.integers(-3000, 9000), st.integers(0, 59))
def test_a_time_that_is_no_candidate_is_never_offered(asked, minutes, seconds):
    table = table_of(asked)
    start = asked.now.astimezone(UTC) + timedelta(minutes=minutes, seconds=seconds)
    offered = {slot.start.astimezone(UTC) for slot in table.suggested}
    told = explain(start, asked.profile, asked.events, **arguments(asked))
    assert (told == ()) == (start in offered)
    candidates = {table.slot(place).start.astimezone(UTC) for place in range(len(table))}
    reasons = {refusal.reason for refusal in told}
    assert bool(reasons & (GRID_REASONS | {Reason.PAST})) or start in candidates
    assert [refusal.reason for refusal in told] == [reason for reason in Reason if reason in reasons]


@given(questions())
def test_every_nearest_start_is_on_the_grid(asked):
    start = asked.now.astimezone(UTC) + timedelta(minutes=1442, seconds=7)
    for refusal in explain(start, asked.profile, asked.events, **arguments(asked)):
        assert len(refusal.nearest) <= 2
        for near in refusal.nearest:
            told = explain(near, asked.profile, asked.events, **arguments(asked))
            assert not {one.reason for one in told} & {Reason.GRID, Reason.HOURS, Reason.CLOCK_CHANGE}


@given(st.data())
def test_more_busy_time_never_adds_a_slot(data):
    asked = data.draw(questions())
    more = data.draw(some_events(asked.now, asked.zone))
    assert starts_of(replace(asked, events=[*asked.events, *more])) <= starts_of(asked)


@given(questions(), st.sampled_from(["min_lead_minutes", "buffer_before_min", "buffer_after_min"]), st.randoms())
def test_less_notice_and_smaller_buffers_never_take_a_slot_away(asked, field, chance):
    smaller = chance.randint(0, getattr(asked.profile, field))
    assert starts_of(asked) <= starts_of(changed(asked, **{field: smaller}))


@given(questions())
def test_a_shorter_lesson_never_loses_a_slot_where_nothing_is_wished(asked):
    free = replace(asked, preferences=None)
    shorter = changed(free, duration_minutes=max(5, asked.profile.duration_minutes // 2))
    assert starts_of(free) <= starts_of(shorter)


@given(questions())
def test_more_days_hours_and_weekdays_never_take_a_slot_away(asked):
    wider = {
        "days_ahead": asked.profile.days_ahead + 1,
        "latest_hour": 23,
        "exclude_weekends": False,
        "allowed_weekdays": None,
    }
    for field, value in wider.items():
        assert starts_of(asked) <= starts_of(changed(asked, **{field: value}))


@given(questions())
def test_a_finer_step_that_divides_the_old_one_never_takes_a_slot_away(asked):
    coarse = changed(asked, slot_step_minutes=60)
    assert starts_of(coarse) <= starts_of(changed(asked, slot_step_minutes=15))


@given(questions())
def test_the_table_and_the_preference_agree_on_every_candidate(asked):
    table = table_of(asked)
    for place in range(len(table)):
        slot, wish = table.slot(place), asked.preferences
        allowed = wish is None or wish.allows(slot.start, slot.end, zone=asked.zone)
        assert allowed == (not WISHED & set(table.reasons(place)))


@given(questions())
def test_without_preferences_closures_and_events_only_now_refuses(asked):
    table = table_of(replace(asked, preferences=None, closures=(), events=()))
    assert set(table.counts()) <= {Reason.PAST, Reason.NOTICE}


@given(questions())
def test_the_zone_in_which_now_is_given_does_not_matter(asked):
    assert as_told(table_of(replace(asked, now=asked.now.astimezone(UTC)))) == as_told(table_of(asked))
