"""What holds for every offer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plain_slots import Asked
from tests.domain.question_strategies import questions, some_events
from tests.domain.test_slot_laws import arguments
from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.choosing import ChoiceTable
from tutorcore.domain.ladder import climb
from tutorcore.domain.offers import SAME_DAY_COSTS, SAME_PART_COSTS, choose_offer
from tutorcore.domain.scores import Background
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.weights import Weights

NAMES = ["Anouk", "Bram", "anouk", "Chris"]
WEIGHTS = st.builds(Weights, **{name: st.integers(0, 100) for name in Weights.model_fields})


@dataclass(frozen=True)
class Wanted:
    """Everything that an offer depends on, with the lists in some order."""

    asked: Asked
    events: dict[str, list[BusyEvent]]
    past: list[datetime]
    weights: Weights
    together: bool

    def table(self):
        asked = self.asked
        tables = {name: evaluate_slots(asked.profile, own, **arguments(asked)) for name, own in self.events.items()}
        return ChoiceTable(tables, together=self.together)

    def offer(self):
        lessons = {name: [(event.start, event.end) for event in own[::2]] for name, own in self.events.items()}
        background = Background(shortest_minutes=75, past=self.past, lessons=lessons, weights=self.weights)
        return choose_offer(self.table(), background)

    def shuffled(self, chance):
        """The same in another order; which events are lessons stays as it is."""
        names, past, closures = list(self.events), list(self.past), list(self.asked.closures)
        for listed in (names, past, closures):
            chance.shuffle(listed)
        events = {name: _moved_in_pairs(self.events[name], chance) for name in names}
        return replace(self, asked=replace(self.asked, closures=closures), events=events, past=past)


def _moved_in_pairs(events, chance):
    """Every second event is a lesson: those are shuffled among themselves, and so are the others."""
    lessons, rest = events[::2], events[1::2]
    chance.shuffle(lessons)
    chance.shuffle(rest)
    moved = list(events)
    moved[::2], moved[1::2] = lessons, rest
    return moved


@st.composite
def wanted(draw):
    asked = draw(questions())
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    ago = draw(st.lists(st.integers(1, 60_000), max_size=5))
    return Wanted(
        asked,
        events={name: draw(some_events(asked.now, asked.zone)) for name in names},
        past=[asked.now.astimezone(UTC) - timedelta(minutes=minutes) for minutes in ago],
        weights=draw(st.just(Weights()) | WEIGHTS),
        together=draw(st.booleans()),
    )


@given(wanted())
def test_an_offer_is_part_of_what_fits_or_of_the_first_rung(asked):
    offer, climbed = asked.offer(), climb(asked.table())
    assert offer.rung == climbed.rung
    slots = {slot.slot: set(slot.tutors) for slot in climbed.slots}
    for item in offer.items:
        assert set(item.tutors) == slots[item.slot]
        assert set(item.chosen) <= set(item.tutors)
        assert len(item.chosen) == (len(asked.events) if asked.together else 1)
        assert item.rung == climbed.rung
        assert [around.tutor for around in item.surroundings] == list(item.chosen)


@given(wanted())
def test_an_offer_holds_no_more_than_its_size_and_no_two_lessons_that_overlap(asked):
    offer = asked.offer()
    assert len(offer.items) <= offer.size == asked.asked.profile.offer_size
    spans = [(item.slot.start.astimezone(UTC), item.slot.end.astimezone(UTC)) for item in offer.by_start]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    if len(offer.items) < offer.size:
        for slot in climb(asked.table()).slots:
            start, end = slot.slot.start.astimezone(UTC), slot.slot.end.astimezone(UTC)
            assert any(start < until and begin < end for begin, until in spans)


@given(wanted())
def test_no_slot_is_worth_more_than_the_one_before(asked):
    items = asked.offer().items
    worth = [item.score.total - item.spread for item in items]
    assert all(first >= second - 1e-8 for first, second in pairwise(worth))
    for place, item in enumerate(items):
        days = sum(item.slot.start.date() == other.slot.start.date() for other in items[:place])
        parts = sum(part_of(item) == part_of(other) for other in items[:place])
        assert item.spread == pytest.approx(days * SAME_DAY_COSTS + parts * SAME_PART_COSTS)


def part_of(item):
    return "morning" if item.slot.start.hour < 12 else "afternoon" if item.slot.start.hour < 18 else "evening"


@given(wanted())
def test_a_smaller_offer_is_the_beginning_of_a_larger_one_and_begins_with_the_best(asked):
    profile = asked.asked.profile.model_copy(update={"offer_size": 50})
    offer, larger = asked.offer(), replace(asked, asked=replace(asked.asked, profile=profile)).offer()
    assert larger.items[: offer.size] == offer.items
    best = max((item.score.total for item in larger.items), default=None)
    assert best is None or offer.items[0].score.total >= best - 1e-8


@given(wanted(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_tutors_lessons_and_closures_are_listed_does_not_matter(asked, chance):
    assert asked.shuffled(chance).offer() == asked.offer()
