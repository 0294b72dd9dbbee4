"""Whatever is answered reaches the goal when everybody is counted anew alone, and nothing smaller of its kind does."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, span
from tutorcore.domain.goals import Crowd, Goal, Tally, ladders_of, reach
from tutorcore.domain.goals.search import rank
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.slots import suggest_slots

WISHES = (
    "",
    "maandag",
    "dinsdag na 19:00",
    "zaterdag",
    "woensdag voor 9:00",
    "niet dinsdag, niet woensdag",
    "ma na 20:30",
)
BUSY = ("ma 08:30-13:00", "ma 14:15-15:00", "di 00:00-17:00", "wo 09:00-18:40")


@st.composite
def worlds(draw):
    """A profile with short ladders, a few people with a tutor who has little time, and a goal."""
    profile = a_profile(
        earliest_hour=draw(st.sampled_from([1, 2])) + 6,
        latest_hour=draw(st.sampled_from([18, 20])),
        days_ahead=2,
        duration_minutes=draw(st.sampled_from([15, 20])),
        slot_step_minutes=draw(st.sampled_from([60, 45, 90])),
        min_lead_minutes=draw(st.sampled_from([0, 180])),
        buffer_before_min=draw(st.sampled_from([0, 10])),
        exclude_weekends=draw(st.booleans()),
        allowed_weekdays=draw(st.sampled_from([None, frozenset({0, 1, 2, 3}), frozenset({0, 2, 4, 5, 6})])),
    )
    wishes = draw(st.lists(st.sampled_from(WISHES), min_size=1, max_size=3))
    events = [span(text) for text in draw(st.lists(st.sampled_from(BUSY), unique=True))]
    goal = Goal(slots=draw(st.sampled_from([1, 3, 20])), percent=draw(st.sampled_from([50, 100])))
    return profile, wishes, events, goal


class World:
    """People who are asked one by one."""

    def __init__(self, profile, wishes, events):
        self.profile, self.events = profile, events
        self.wishes = [parse_preferences(wish) for wish in wishes]
        self.known = {}

    def count(self, profile):
        if profile not in self.known:
            slots = [suggest_slots(profile, self.events, now=NOW, preferences=wish) for wish in self.wishes]
            self.known[profile] = np.array([len(found) for found in slots])
        return self.known[profile]

    def crowd(self):
        return Crowd(count=self.count, people=np.ones(len(self.wishes), np.int64))

    def tally(self, goal, *rungs):
        values = {change.field: change.new for rung in rungs for change in rung.changes}
        profile = PlanningProfile(**self.profile.model_dump() | values)
        return Tally.of(self.count(profile), np.ones(len(self.wishes), np.int64), goal)


@settings(max_examples=25)
@given(worlds())
def test_every_answer_reaches_it_when_counted_anew_and_they_stand_by_rank(world):
    profile, wishes, events, goal = world
    answer = reach(goal, profile, World(profile, wishes, events).crowd())
    anew = World(profile, wishes, events)
    for found in answer.reached:
        counts = anew.count(PlanningProfile(**profile.model_dump() | found.values))
        assert sum(count >= goal.slots for count in counts) >= goal.needs(len(wishes))
        assert found.after == Tally.of(counts, np.ones(len(wishes), np.int64), goal)
        assert all(getattr(profile, change.field) == change.old != change.new for change in found.changes)
        assert 1 <= len(found.changes) <= 2
    assert [rank(found) for found in answer.reached] == sorted(map(rank, answer.reached))


@settings(max_examples=15)
@given(worlds())
def test_nothing_smaller_of_the_same_fields_reaches_it(world):
    profile, wishes, events, goal = world
    anew = World(profile, wishes, events)
    answer = reach(goal, profile, anew.crowd())
    if answer.met:
        return
    smallest = {tuple(sorted(change.field for change in found.changes)): found for found in answer.reached}
    for fields, (size, rungs) in by_brute_force(anew, goal).items():
        told = smallest.get(fields)
        if told is None:
            assert rank(answer.reached[-1])[0] <= size, (fields, rungs)
        else:
            assert told.size == size
    if not answer.reached:
        assert not by_brute_force(anew, goal)


def by_brute_force(world, goal):
    """By fields the size of the smallest change that reaches it: all rungs, all pairs of those not enough alone."""
    enough = goal.needs(len(world.wishes))
    found, alone = {}, {}
    ladders = ladders_of(world.profile)
    for ladder in ladders:
        reaching = [n for n, rung in enumerate(ladder.rungs) if world.tally(goal, rung).reached >= enough]
        alone[ladder.fields] = ladder.rungs[: reaching[0]] if reaching else ladder.rungs
        if reaching:
            rung = ladder.rungs[reaching[0]]
            found[tuple(sorted(ladder.fields))] = (rung.size, [rung])
    single = [ladder for ladder in ladders if len(ladder.fields) == 1]
    for one, other in combinations(single, 2):
        fields = tuple(sorted([*one.fields, *other.fields]))
        if fields == ("allowed_weekdays", "exclude_weekends"):
            continue
        pairs = product(alone[one.fields], alone[other.fields])
        sizes = [(a.size + b.size, [a, b]) for a, b in pairs if world.tally(goal, a, b).reached >= enough]
        if sizes:
            found[fields] = min(sizes, key=lambda each: each[0])
    return found


@settings(max_examples=15)
@given(worlds())
def test_the_nearest_reaches_more_people_than_anything_else_of_one_or_two_values(world):
    profile, wishes, events, goal = world
    anew = World(profile, wishes, events)
    answer = reach(goal, profile, anew.crowd())
    most = max(
        (Tally.of(counts, np.ones(len(wishes), np.int64), goal).reached for counts in anew.known.values()), default=0
    )
    if answer.nearest is not None:
        assert not answer.reached
        assert answer.before.reached < answer.nearest.after.reached == most
    elif not answer.reached:
        assert answer.met or most == answer.before.reached
