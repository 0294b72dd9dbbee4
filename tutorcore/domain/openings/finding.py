"""What would open a refused start: single changes, and pairs of which neither is enough alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import combinations
from typing import Final

from tutorcore.domain.explanation import explain_start
from tutorcore.domain.openings.gains import Gains, Week
from tutorcore.domain.openings.model import Change, ChangedRule, Opening, Openings, in_order
from tutorcore.domain.openings.reliefs import CURED_BY, Reasons, reasons_at, relief
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason, Refusal

APPLIED: Final = (
    ChangedRule.NOTICE,
    ChangedRule.BUFFER,
    ChangedRule.HOURS,
    ChangedRule.STEP,
    ChangedRule.WEEKDAY,
    ChangedRule.HORIZON,
    ChangedRule.PREFERENCE,
    ChangedRule.DURATION,
)
"""Of a pair, the second change is looked for where the first is made: steps are counted from the hours, and a lesson
is only as short as the other rule makes it."""

IN_THE_WAY: Final[Mapping[Reason, ChangedRule]] = {
    Reason.NOTICE: ChangedRule.NOTICE,
    Reason.BUFFER_BEFORE: ChangedRule.BUFFER,
    Reason.BUFFER_AFTER: ChangedRule.BUFFER,
    Reason.GRID: ChangedRule.STEP,
    Reason.HOURS: ChangedRule.HOURS,
    Reason.BUSY: ChangedRule.DURATION,
    Reason.CLOSURE: ChangedRule.DURATION,
    Reason.WEEKDAY: ChangedRule.WEEKDAY,
    Reason.HORIZON: ChangedRule.HORIZON,
    Reason.PREFERENCE: ChangedRule.PREFERENCE,
    Reason.EXCLUDED: ChangedRule.PREFERENCE,
}
"""Which rule a reason is told of; the past and the clock are no rules."""


def openings_of(start: datetime, question: Question, *, week: Week) -> Openings:
    """Every smallest change, and every pair of them, that opens a start (aware, on the grid or not).

    `week` is what is shown: each opening says how many slots it adds there. Raises `InputError` for a naive start.
    """
    refusals = explain_start(start, question)
    reasons = frozenset(refusal.reason for refusal in refusals)
    alone = {rule: change for rule in APPLIED if (change := relief(rule, start, question))}
    left = {rule: reasons_at(start, change.apply(question)) for rule, change in alone.items()}
    unchangeable = _unchangeable(refusals, left)
    opened = [] if unchangeable else _opened(start, question, reasons, alone)
    gains = Gains(question, week)
    return Openings(
        openings=in_order([Opening(changes=changes, opens=gains.of(changes)) for changes in opened]),
        unchangeable=unchangeable,
        rules=_rules(reasons, left),
    )


def opened_by(rules: tuple[ChangedRule, ...], start: datetime, question: Question) -> tuple[Change, ...] | None:
    """The changes of one rule, or of two, that open a start; None where they do not, or where one is enough."""
    first, *others = sorted(rules, key=APPLIED.index)
    change = relief(first, start, question)
    if change and others:
        return _pair(change, others[0], start, question)
    return (change,) if change and _opens((change,), start, question) else None


def _opened(
    start: datetime, question: Question, reasons: Reasons, alone: Mapping[ChangedRule, Change]
) -> list[tuple[Change, ...]]:
    singles = [(change,) for change in alone.values() if _opens((change,), start, question)]
    pairs = (
        _pair(alone[first], second, start, question)
        for first, second in combinations(APPLIED, 2)
        if first in alone and reasons <= CURED_BY[first] | CURED_BY[second]
    )
    return [*singles, *filter(None, pairs)]


def _pair(first: Change, second: ChangedRule, start: datetime, question: Question) -> tuple[Change, ...] | None:
    """Both changes, told in order; None where they do not open the start, or one of them is enough."""
    other = relief(second, start, first.apply(question))
    if other is None or not _opens((first, other), start, question) or _opens((other,), start, question):
        return None
    return tuple(sorted((first, other), key=lambda change: change.rule))


def _opens(changes: tuple[Change, ...], start: datetime, question: Question) -> bool:
    return not explain_start(start, Opening(changes=changes, opens=0).apply(question))


def _unchangeable(refusals: tuple[Refusal, ...], left: Mapping[ChangedRule, Reasons]) -> tuple[Refusal, ...]:
    return tuple(each for each in refusals if all(each.reason in reasons for reasons in left.values()))


def _rules(reasons: Reasons, left: Mapping[ChangedRule, Reasons]) -> tuple[ChangedRule, ...]:
    """The rules in the way; the step only where other hours would not bring the start on the grid anyhow."""
    if ChangedRule.HOURS in left:
        reasons &= left[ChangedRule.HOURS] | {Reason.HOURS}
    return tuple(sorted({IN_THE_WAY[reason] for reason in reasons if reason in IN_THE_WAY}))
