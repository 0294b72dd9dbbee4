"""What every start of a week would need: which rules stand in its way, and how far each would have to move.

All starts are judged at once, on every minute of the days that are shown, so that no step is too fine for them.
What they need is counted as the reliefs of single starts count it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.explanation import judge_any
from tutorcore.domain.grid import Grid, Ints
from tutorcore.domain.instants import MINUTE, Micros, micros, moment_at
from tutorcore.domain.openings.gains import Shown
from tutorcore.domain.openings.model import ChangedRule
from tutorcore.domain.openings.reliefs import FARTHEST, excluded_minutes
from tutorcore.domain.openings.steps_and_hours import LATEST_HOUR, hours_for, step_for
from tutorcore.domain.openings.widening import Lessons, minutes_wider, part_of_day
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import DAY_MINUTES
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import Mask, judge
from tutorcore.domain.wishes import in_exclusions

_BUFFERS = (Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER)
_NEVER = (Reason.PAST, Reason.CLOSURE, Reason.BUSY)
"""What no rule can help against, the lesson being as long as it is."""

_ANY_TIME: Final = {
    "earliest_hour": 0,
    "latest_hour": LATEST_HOUR,
    "slot_step_minutes": 1,
    "exclude_weekends": False,
    "allowed_weekdays": None,
}


@dataclass(frozen=True, slots=True)
class Needs:
    """Starts of a week that a change could open: `rules` (n,) sets of rules in the way, as bits; `minutes` (n,)."""

    question: Question
    grid: Grid
    rules: Ints
    minutes: Ints

    def groups(self, count: int) -> list[tuple[ChangedRule, ...]]:
        """The sets of so many rules that stand in the way of some start."""
        found = [_rules_in(int(bits)) for bits in np.unique(self.rules)]
        return sorted(rules for rules in found if len(rules) == count)

    def least(self, rules: Sequence[ChangedRule]) -> list[datetime]:
        """The starts behind these rules that need the least: the first of each weekday and part of the day."""
        group = np.flatnonzero(self.rules == sum(1 << rule for rule in rules))
        least = group[self.minutes[group] == self.minutes[group].min()]
        kinds = self.grid.weekdays()[least] * DAY_MINUTES + part_of_day(self.grid.minutes[least])
        first = np.sort(np.unique(kinds, return_index=True)[1])
        return [moment_at(int(self.grid.starts[place]), self.question.zone) for place in least[first]]


def _rules_in(bits: int) -> tuple[ChangedRule, ...]:
    return tuple(rule for rule in ChangedRule if bits & 1 << rule)


def needs_of(question: Question, shown: Shown) -> Needs:
    """What each start of the week needs that is not offered and could be; a lesson of another length is not asked."""
    grid = _every_minute(question, shown)
    mask = judge_any(question, grid)
    moves = _moves(question, grid, mask)
    stuck = _refused(mask, _NEVER) | _kept_by_events(question, grid)
    rules, minutes = np.zeros(mask.size, np.int64), np.zeros(mask.size, np.int64)
    for rule, (in_the_way, moved) in moves.items():
        stuck |= in_the_way & (moved < 0)
        rules |= in_the_way * np.int64(1 << rule)
        minutes += np.where(in_the_way, moved, 0)
    there = ~stuck
    return Needs(question, _only(grid, there), rules[there], minutes[there])


def _every_minute(question: Question, shown: Shown) -> Grid:
    """Every minute at which a lesson could start with other hours."""
    return shown.candidates(question.profile.model_copy(update=_ANY_TIME), question)


def _only(grid: Grid, places: Flags) -> Grid:
    return Grid(grid.starts[places], grid.days[places], grid.minutes[places], grid.changes)


def _refused(mask: Mask, reasons: Sequence[Reason]) -> Flags:
    return np.asarray((mask & sum(reason.bit for reason in reasons)) > 0)


def _kept_by_events(question: Question, grid: Grid) -> Flags:
    """Where an event's own buffer stands in the way, which no profile changes."""
    bare = question.profile.model_copy(update={"buffer_before_min": 0, "buffer_after_min": 0})
    return _refused(judge(replace(question, profile=bare, preferences=None, closures=()), grid), _BUFFERS)


def _moves(question: Question, grid: Grid, mask: Mask) -> dict[ChangedRule, tuple[Flags, Ints]]:
    """For each rule where it stands in the way, and by how many minutes it would move; below 0: it cannot."""
    profile, of_day = question.profile, grid.minutes * MINUTE
    hours = hours_for(of_day, profile)
    step = step_for(of_day, hours.earliest, profile)
    notice = (grid.starts - micros(question.now)) // MINUTE
    beyond = grid.days - question.last_day.toordinal()
    return {
        ChangedRule.NOTICE: (_refused(mask, [Reason.NOTICE]), profile.min_lead_minutes - notice),
        ChangedRule.BUFFER: (_refused(mask, _BUFFERS), _buffers_lowered(question, grid.starts)),
        ChangedRule.STEP: (~hours.on_grid, np.where(step > 0, profile.slot_step_minutes - step, -1)),
        ChangedRule.HOURS: (
            _refused(mask, [Reason.HOURS]),
            np.where(hours.possible, hours.moved(profile) * 60, -1),
        ),
        ChangedRule.WEEKDAY: (_refused(mask, [Reason.WEEKDAY]), np.full(mask.size, DAY_MINUTES)),
        ChangedRule.HORIZON: (
            _refused(mask, [Reason.HORIZON]),
            np.where(beyond + profile.days_ahead <= FARTHEST, beyond * DAY_MINUTES, -1),
        ),
        ChangedRule.PREFERENCE: (
            _refused(mask, [Reason.PREFERENCE, Reason.EXCLUDED]),
            _wish_relaxed(question, grid, mask),
        ),
    }


def _buffers_lowered(question: Question, starts: Micros) -> Ints:
    """Minutes by which the buffers exceed the gaps before and after lessons that are free themselves."""
    begins, ends = question.busy.merged
    before, after = question.buffers
    over = np.concatenate(([starts.min(initial=0) - before], ends))[ends.searchsorted(starts, "right")]
    lesson_ends = starts + question.duration
    upcoming = begins.searchsorted(lesson_ends, "left")
    next_one = np.concatenate((begins, [lesson_ends.max(initial=0) + after]))[upcoming]
    gaps = (starts - over, before), (next_one - lesson_ends, after)
    return sum(
        (np.maximum(buffer // MINUTE - gap // MINUTE, 0) for gap, buffer in gaps), np.zeros(starts.size, np.int64)
    )


def _wish_relaxed(question: Question, grid: Grid, mask: Mask) -> Ints:
    """Minutes by which the windows become wider and the exclusions less."""
    wish, lasting = question.preferences or Preferences(), question.profile.duration_minutes
    lessons = Lessons(grid.weekdays(), grid.minutes, grid.minutes + lasting)
    minutes = np.where(_refused(mask, [Reason.PREFERENCE]), minutes_wider(wish, lessons), 0)
    for exclusion in wish.exclusions:
        touched = in_exclusions(Preferences(exclusions=(exclusion,)), grid, lasting, question.zone)
        minutes += touched * np.int64(excluded_minutes(exclusion))
    return minutes
