"""What holds for every opening: it opens, nothing smaller does, and the explanation agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tests.domain.question_strategies import questions
from tutorcore.domain.explanation import explain_start, judge_any
from tutorcore.domain.grid import Grid, candidates
from tutorcore.domain.instants import moment_at
from tutorcore.domain.openings import Change, ChangedRule, FieldChange, openings_of, openings_of_week
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import suggest_slots
from tutorcore.domain.weeks import IsoWeek

RULES = {
    ChangedRule.NOTICE: {Reason.NOTICE},
    ChangedRule.BUFFER: {Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER},
    ChangedRule.STEP: {Reason.GRID},
    ChangedRule.HOURS: {Reason.HOURS},
    ChangedRule.WEEKDAY: {Reason.WEEKDAY},
    ChangedRule.HORIZON: {Reason.HORIZON},
    ChangedRule.PREFERENCE: {Reason.PREFERENCE, Reason.EXCLUDED},
}
COMMON = sum(reason.bit for reason in (Reason.HORIZON, Reason.WEEKDAY, Reason.HOURS, Reason.GRID))
"""Reasons that most times of a week have."""
FOR_GOOD = {Reason.PAST, Reason.CLOCK_CHANGE}
planned = questions(
    days_ahead=st.integers(1, 10),
    slot_step_minutes=st.sampled_from([15, 30, 60, 45, 90, 50]),
)


def prepared(asked) -> Question:
    return Question.of(
        asked.profile,
        asked.events,
        now=asked.now,
        zone=asked.zone,
        preferences=asked.preferences,
        closures=asked.closures,
    )


def reasons(start: datetime, question: Question) -> set[Reason]:
    return {refusal.reason for refusal in explain_start(start, question)}


def rules_of(found: set[Reason]) -> frozenset[ChangedRule] | None:
    """The rules that refuse; None where something refuses that is no rule."""
    if found - set().union(*RULES.values()):
        return None
    return frozenset(rule for rule, behind in RULES.items() if behind & found)


def with_fields(question: Question, **fields: object) -> Question:
    return replace(question, profile=PlanningProfile(**(question.profile.model_dump() | fields)))


def quarters(question: Question) -> Grid:
    """Every quarter of an hour of eight days from today on."""
    any_time = PlanningProfile(
        earliest_hour=0, latest_hour=23, slot_step_minutes=15, days_ahead=8, exclude_weekends=False
    )
    return candidates(any_time, question.today, question.zone)


@st.composite
def starts(draw: st.DrawFn, question: Question, count: int | None = None) -> datetime:
    """A quarter of an hour of some days; with `count`, one that so many rules refuse and nothing else does."""
    grid = quarters(question)
    if count is None:
        places = np.arange(grid.starts.size)
    else:
        masks = judge_any(question, grid)
        wanted = {int(mask) for mask in np.unique(masks) if counts(int(mask)) == count}
        assume(wanted)
        rare = {mask for mask in wanted if not mask & COMMON} or wanted
        one = draw(st.sampled_from(sorted(wanted)) | st.sampled_from(sorted(rare)))
        places = np.flatnonzero(masks == one)
    return moment_at(int(grid.starts[draw(st.integers(0, places.size - 1).map(places.__getitem__))]), question.zone)


def counts(mask: int) -> int:
    rules = rules_of({reason for reason in Reason if mask & reason.bit})
    return -1 if rules is None else len(rules)


def nearer(change: Change, question: Question) -> Iterator[Question]:
    """The question with every value of the changed field that lies nearer to the present one, or the next."""
    for each in change.fields:
        for value in nearer_values(each, question.profile):
            fields = {other.field: other.new for other in change.fields} | {each.field: value}
            yield with_fields(question, **fields)


def nearer_values(change: FieldChange, profile: PlanningProfile) -> list[int]:
    """Where more of a thing is always less of a change, the next value stands for all."""
    old, new = change.old, change.new
    if change.field in ("exclude_weekends", "allowed_weekdays"):
        return []
    if change.field == "slot_step_minutes":
        return [step for step in range(new + 1, old) if old % step == 0]
    if change.field == "duration_minutes":
        return [new + 5] if new + 5 < old else []
    if change.field == "days_ahead":
        return [new - 1]
    if change.field == "latest_hour":
        return [*range(old + 1, new)]
    return [*range(new + 1, old)] if change.field == "earliest_hour" else [new + 1]


def loosest(rule: ChangedRule, question: Question) -> Iterator[Question]:
    """Every question that a change of one rule could make of this one, or the widest where that is as good."""
    profile = question.profile
    if rule is ChangedRule.NOTICE:
        yield with_fields(question, min_lead_minutes=0)
    elif rule is ChangedRule.BUFFER:
        yield with_fields(question, buffer_before_min=0, buffer_after_min=0)
    elif rule is ChangedRule.STEP:
        step = profile.slot_step_minutes
        yield from (with_fields(question, slot_step_minutes=finer) for finer in range(5, step) if step % finer == 0)
    elif rule is ChangedRule.HOURS:
        yield from (with_fields(question, earliest_hour=hour) for hour in range(profile.earliest_hour))
        yield with_fields(question, latest_hour=23)
    elif rule is ChangedRule.WEEKDAY:
        yield with_fields(question, exclude_weekends=False, allowed_weekdays=None)
    elif rule is ChangedRule.HORIZON:
        yield with_fields(question, days_ahead=366)
    else:
        yield replace(question, preferences=None)


@settings(max_examples=200, deadline=None)
@given(st.data(), planned)
def test_where_one_rule_refuses_its_smallest_change_opens_and_the_next_smaller_does_not(data, asked):
    question = prepared(asked)
    start = data.draw(starts(question, 1))
    (rule,) = rules_of(reasons(start, question))
    event(rule.name)
    found = openings_of(start, question, week=IsoWeek.of(start.date()))
    own = [opening for opening in found.openings if opening.rules == (rule,)]
    possible = any(not reasons(start, loose) for loose in loosest(rule, question))
    assert len(own) == possible
    for opening in own:
        assert not reasons(start, opening.apply(question))
        assert all(reasons(start, smaller) for smaller in nearer(opening.changes[0], question))


@settings(max_examples=200, deadline=None)
@given(st.data(), planned)
def test_where_two_rules_refuse_the_pair_opens_and_neither_alone(data, asked):
    question = prepared(asked)
    start = data.draw(starts(question, 2))
    rules = tuple(sorted(rules_of(reasons(start, question))))
    found = openings_of(start, question, week=IsoWeek.of(start.date()))
    singles = {opening.rules[0] for opening in found.openings if len(opening.changes) == 1}
    pair = [opening for opening in found.openings if opening.rules == rules]
    event("+".join(rule.name for rule in rules))
    possible = any(
        not reasons(start, both)
        for first in (question, *loosest(rules[0], question))
        for both in (first, *loosest(rules[1], first))
    )
    assert bool(pair or singles & set(rules)) == possible
    for opening in pair:
        assert not reasons(start, opening.apply(question))
        for change in opening.changes:
            assert reasons(start, change.apply(question))


@settings(max_examples=300, deadline=None)
@given(st.data(), planned, st.sampled_from([timedelta(), timedelta(minutes=1), timedelta(seconds=1)]))
def test_an_opening_and_the_explanation_never_disagree(data, asked, off):
    question = prepared(asked)
    start = data.draw(starts(question)) + off
    refused = explain_start(start, question)
    found = openings_of(start, question, week=IsoWeek.of(start.date()))
    assert all(explain_start(start, opening.apply(question)) == () for opening in found.openings)
    assert set(found.unchangeable) <= set(refused)
    assert {each for each in refused if each.reason in FOR_GOOD} <= set(found.unchangeable)
    assert not (found.unchangeable and found.openings)
    assert bool(refused) >= bool(found.rules)
    assert [opening.rules for opening in found.openings] == [*dict.fromkeys(each.rules for each in found.openings)]
    for opening in found.openings:
        alone = [change for change in opening.changes if len(opening.changes) > 1]
        assert all(explain_start(start, change.apply(question)) for change in alone)


@settings(max_examples=100, deadline=None)
@given(st.data(), planned)
def test_the_slots_that_an_opening_adds_are_counted_in_the_week(data, asked):
    question = prepared(asked)
    start = data.draw(starts(question, data.draw(st.sampled_from([1, 2]))))
    week = IsoWeek.of(start.date())
    for opening in openings_of(start, question, week=week).openings:
        assert opening.opens == len(slots_of(opening.apply(question), week) - slots_of(question, week))
        assert opening.opens >= 1


def slots_of(question: Question, week: IsoWeek) -> set[datetime]:
    slots = suggest_slots(
        question.profile,
        question.busy,
        now=question.now,
        zone=question.zone,
        preferences=question.preferences,
        closures=question.closures,
    )
    first, end = week.span(question.zone)
    return {begin for slot in slots if first <= (begin := slot.start.astimezone(UTC)) < end}


@settings(max_examples=100, deadline=None)
@given(st.data(), planned)
def test_a_lesson_is_shortened_no_more_than_opens_the_start(data, asked):
    question = prepared(asked)
    start = data.draw(starts(question))
    found = openings_of(start, question, week=IsoWeek.of(start.date())).openings
    shortened = [opening for opening in found if opening.rules == (ChangedRule.DURATION,)]
    opens = [
        minutes
        for minutes in range(5, question.profile.duration_minutes, 5)
        if not reasons(start, with_fields(question, duration_minutes=minutes))
    ]
    assume(reasons(start, question))
    assert [opening.changes[0].fields[0].new for opening in shortened] == opens[-1:]


def gained(rule, changed, question, week):
    """The slots that a changed rule adds where it stood in the way.

    Other hours may move all the steps too: a start that only lay between them is not what hours are changed for.
    """
    added = slots_of(changed, week) - slots_of(question, week)
    if rule is not ChangedRule.HOURS:
        return added
    return {start for start in added if Reason.HOURS in reasons(start, question)}


@settings(max_examples=60, deadline=None)
@given(planned, st.integers(0, 1))
def test_in_a_week_the_smallest_change_adds_a_slot_and_the_next_smaller_does_not(asked, later):
    question = prepared(asked)
    week = IsoWeek.of(question.today).shifted(later)
    before = slots_of(question, week)
    found = openings_of_week(question, week=week)
    singles = {opening.rules[0]: opening for opening in found if len(opening.changes) == 1}
    assert len(singles) in (0, len(found))
    for opening in found:
        assert opening.opens == len(slots_of(opening.apply(question), week) - before) > 0
    for rule, opening in singles.items():
        event(rule.name)
        smaller_ones = nearer(opening.changes[0], question)
        assert not any(gained(rule, smaller, question, week) for smaller in smaller_ones)
    for rule in RULES:
        possible = any(gained(rule, loose, question, week) for loose in loosest(rule, question))
        assert (rule in singles) == possible


@settings(max_examples=60, deadline=None)
@given(questions(exclude_weekends=True), st.integers(0, 3))
def test_in_a_week_pairs_are_told_only_where_no_change_is_enough_alone(asked, later):
    question = prepared(replace(asked, preferences=parse_preferences("zaterdag")))
    week = IsoWeek.of(question.today).shifted(later)
    before = slots_of(question, week)
    pairs = [opening for opening in openings_of_week(question, week=week) if len(opening.changes) > 1]
    event("pairs" if pairs else "none")
    for opening in pairs:
        assert opening.opens == len(slots_of(opening.apply(question), week) - before) > 0
        assert all(slots_of(change.apply(question), week) <= before for change in opening.changes)


@settings(max_examples=100, deadline=None)
@given(st.data(), planned)
def test_a_wider_wish_allows_what_it_allowed_before_and_is_read_back_from_its_words(data, asked):
    question = prepared(replace(asked, preferences=asked.preferences or Preferences()))
    start = data.draw(starts(question))
    for opening in openings_of(start, question, week=IsoWeek.of(start.date())).openings:
        for change in opening.changes:
            if change.preferences is not None:
                assert parse_preferences(str(change.preferences)) == change.preferences
                assert unwished(opening.apply(question)) <= unwished(question)


def unwished(question: Question) -> set[int]:
    """The quarters of an hour that the wish refuses."""
    grid = quarters(question)
    refused = judge_any(question, grid) & (Reason.PREFERENCE.bit | Reason.EXCLUDED.bit)
    return {int(start) for start in grid.starts[refused > 0]}
