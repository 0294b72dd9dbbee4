"""For each value of a profile the changes that can only add slots, from the smallest one on, and how small each is.

The values are those that also open a refused time (`openings`): only wider ones, so that each is possible, and no
present start is lost by a finer step. A change has a size in points, so that changes of different fields can be told
by how small they are: docs/rules.md, "Goals".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from tutorcore.domain.openings.model import FieldChange
from tutorcore.domain.profiles import ALL_WEEKDAYS, SATURDAY_AND_SUNDAY, PlanningProfile, bounds

HOUR: Final = 60
FIVE_MINUTES: Final = 5
FURTHER_DAYS: Final = 28
"""So many more days are looked at, at most."""

A_NOTICE_HOUR: Final = 1
A_DAY_AHEAD: Final = 1
FIVE_BUFFER_MINUTES: Final = 1
AN_OPEN_HOUR: Final = 2
FIVE_LESSON_MINUTES: Final = 2
A_FINER_STEP: Final = 3
A_WEEKDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Rung:
    """A change of one value (of both that say on which weekdays, where only both together do), and its size."""

    changes: tuple[FieldChange, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The changes of a value, by size. `rising`: each rung has every slot that the ones before it have."""

    fields: tuple[str, ...]
    rungs: tuple[Rung, ...]
    rising: bool = True


def ladders_of(profile: PlanningProfile) -> list[Ladder]:
    """Every ladder that has a rung, in the order in which fields are told."""
    found = (*_of_numbers(profile), *_of_weekdays(profile))
    return [ladder for ladder in found if ladder.rungs]


def _of_numbers(profile: PlanningProfile) -> Iterator[Ladder]:
    lesson, notice, step = profile.duration_minutes, profile.min_lead_minutes, profile.slot_step_minutes
    yield _numbers(profile, "duration_minutes", _below(lesson, by=FIVE_MINUTES, least=5), FIVE_LESSON_MINUTES, per=5)
    earlier = _numbers(profile, "earliest_hour", range(profile.earliest_hour - 1, -1, -1), AN_OPEN_HOUR)
    yield replace(earlier, rising=HOUR % step == 0)  # starts are counted from the first: else it moves all of them
    yield _numbers(profile, "latest_hour", range(profile.latest_hour + 1, 24), AN_OPEN_HOUR)
    yield _numbers(profile, "min_lead_minutes", _below(notice, by=HOUR, least=0), A_NOTICE_HOUR, per=HOUR)
    for field in ("buffer_before_min", "buffer_after_min"):
        below = _below(getattr(profile, field), by=FIVE_MINUTES, least=0)
        yield _numbers(profile, field, below, FIVE_BUFFER_MINUTES, per=FIVE_MINUTES)
    furthest = min(profile.days_ahead + FURTHER_DAYS, bounds("days_ahead")[1] or 0)
    yield _numbers(profile, "days_ahead", range(profile.days_ahead + 1, furthest + 1), A_DAY_AHEAD)
    finer = [minutes for minutes in range(step - 1, bounds("slot_step_minutes")[0] - 1, -1) if step % minutes == 0]
    rungs = (_rung(profile, A_FINER_STEP * number, slot_step_minutes=to) for number, to in enumerate(finer, start=1))
    yield Ladder(("slot_step_minutes",), tuple(rungs), rising=False)


def _below(value: int, *, by: int, least: int) -> range:
    """The multiples of `by` below a value, the nearest first."""
    return range((value - 1) // by * by, least - 1, -by)


def _numbers(profile: PlanningProfile, field: str, values: Collection[int], points: int, *, per: int = 1) -> Ladder:
    old = getattr(profile, field)
    rungs = (_rung(profile, points * -(-abs(old - value) // per), **{field: value}) for value in values)
    return Ladder((field,), tuple(rungs))


def _of_weekdays(profile: PlanningProfile) -> Iterator[Ladder]:
    """More weekdays: by lifting what excludes weekends, by allowing more, or by both, where that says it closer."""
    allowed, weekdays = profile.allowed_weekdays, profile.weekdays
    if profile.exclude_weekends:
        opened = SATURDAY_AND_SUNDAY if allowed is None else SATURDAY_AND_SUNDAY & allowed
        lifted = [_rung(profile, A_WEEKDAY * len(opened), exclude_weekends=False)] if opened else []
        yield Ladder(("exclude_weekends",), tuple(lifted))
        sets = [days for days in _with_more(weekdays, ALL_WEEKDAYS) if days & SATURDAY_AND_SUNDAY]
        both = (_allowing(profile, days, over=weekdays, exclude_weekends=False) for days in sets)
        changes_two = tuple(rung for rung in both if len(rung.changes) > 1)
        yield Ladder(("exclude_weekends", "allowed_weekdays"), changes_two, rising=False)
    if allowed is not None:
        useful = ALL_WEEKDAYS - SATURDAY_AND_SUNDAY if profile.exclude_weekends else ALL_WEEKDAYS
        more = (_allowing(profile, days, over=allowed) for days in _with_more(allowed, useful))
        yield Ladder(("allowed_weekdays",), tuple(more), rising=False)


def _with_more(days: frozenset[int], useful: frozenset[int]) -> list[frozenset[int]]:
    """The weekdays with some of the useful ones added, the fewest first, then the first of the week."""
    missing = sorted(useful - days)
    return [days | set(some) for count in range(1, len(missing) + 1) for some in combinations(missing, count)]


def _allowing(profile: PlanningProfile, days: frozenset[int], *, over: frozenset[int], **others: object) -> Rung:
    """These weekdays, at the price of those that there were not."""
    allowed = None if days == ALL_WEEKDAYS else days
    return _rung(profile, A_WEEKDAY * len(days - over), **others, allowed_weekdays=allowed)


def _rung(profile: PlanningProfile, size: int, **new: object) -> Rung:
    changes = (FieldChange(field, getattr(profile, field), value) for field, value in new.items())
    return Rung(tuple(change for change in changes if change.old != change.new), size)
