"""Which smallest changes of a profile reach a goal for everybody, or for a segment. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from tutorcore.domain.effects.counting import asking
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.goals import (
    FURTHER_DAYS,
    Answer,
    Crowd,
    Enough,
    Goal,
    OnProgress,
    Searched,
    Tally,
    crowd_of,
    reach,
    together,
)
from tutorcore.domain.profiles import PlanningProfile, bounds
from tutorcore.errors import UnknownName
from tutorcore.ports import Ports
from tutorcore.services.effect.market import read_market
from tutorcore.services.effect.people import know_people
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types

AT_MOST: Final = timedelta(seconds=30)
"""So long is searched; what was found by then is the answer, and says that it is not all."""


def reach_goal(
    ports: Ports,
    goal: Goal,
    *,
    tried: Mapping[str, PlanningProfile] | None = None,
    on_progress: OnProgress | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Answer:
    """The smallest changes of one or two values of one profile that reach it, each with the profile's name.

    A goal of a segment changes the profile of that segment, one of everybody those of all who are planned for. `tried`
    are profiles that count as they are tried, not as they are stored. Once `stopped` says so, what was found by then
    is the answer. Raises `UnknownName` for a segment that is not known.
    """
    profiles = {name: known.profile for name, known in know_profiles(ports).items()} | dict(tried or {})
    if goal.segment and goal.segment not in profiles:
        raise UnknownName(f"There is no planning profile “{goal.segment}”", hint=f"There are: {', '.join(profiles)}.")
    rules = Rules(profiles=profiles, lesson_types=know_lesson_types(ports))
    people = know_people(ports)
    market = read_market(ports, people, days_ahead=_furthest(rules))
    asked = asking(people, rules, market.tutors, market.supply)
    slots = market.counter.slots(asked)
    crowds = {
        name: crowd_of(
            goal,
            name,
            market.counter,
            standing=asked.standing,
            slots=slots,
            tutors=market.tutors,
            rules=rules,
        )
        for name in ([goal.segment] if goal.segment else profiles)
    }
    there = {name: crowd for name, crowd in crowds.items() if crowd.people.size}
    if not there:
        return Answer(goal=goal, before=Tally())
    watch = _Watch(ports, on_progress, stopped, len(there))
    return together([watch.answer(goal, name, profiles[name], crowd) for name, crowd in there.items()])


def _furthest(rules: Rules) -> int:
    """As far as any profile looks ahead, or might."""
    return min(rules.furthest + FURTHER_DAYS, bounds("days_ahead")[1] or 0)


class _Watch:
    """One search after the other, as one: how far all of it is, and when it is enough."""

    def __init__(
        self, ports: Ports, on_progress: OnProgress | None, stopped: Callable[[], bool], searches: int
    ) -> None:
        self._ports, self._on_progress, self._stopped = ports, on_progress, stopped
        self._until = ports.clock.now() + AT_MOST
        self._searches, self._done = searches, 0

    def answer(self, goal: Goal, name: str, profile: PlanningProfile, crowd: Crowd) -> Answer:
        """What reaches it by changes of one profile."""
        answer = reach(goal, profile, crowd, on_progress=self._progressed)
        self._done += 1
        nearest = answer.nearest and replace(answer.nearest, profile=name)
        return replace(answer, reached=tuple(replace(one, profile=name) for one in answer.reached), nearest=nearest)

    def _progressed(self, searched: Searched) -> None:
        if self._stopped() or self._ports.clock.now() > self._until:
            raise Enough
        if self._on_progress is not None:
            done = self._done * searched.total + searched.done
            self._on_progress(Searched(done, searched.total * self._searches))
