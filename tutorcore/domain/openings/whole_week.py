"""What would open a week that has no slots: for each rule the smallest change that opens any start of it.

Starts are grouped by the rules that stand in their way; of each group only those that need the least are opened, as
single starts are. A start that only lies between the steps is opened by a finer step, not by hours that move all the
steps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tutorcore.domain.openings.finding import opened_by
from tutorcore.domain.openings.gains import Gains, Week
from tutorcore.domain.openings.model import Change, ChangedRule, Opening, in_order
from tutorcore.domain.openings.needs import needs_of
from tutorcore.domain.openings.reliefs import lesson_of, shorter_lessons, whose
from tutorcore.domain.question import Question

_TRIED_ALONE, _TRIED_IN_PAIRS = 21, 3
"""Of the starts that need the least, so many are opened, of different days and parts of the day."""


def openings_of_week(question: Question, *, week: Week) -> tuple[Opening, ...]:
    """For each rule the smallest change that adds a slot to the week; where none does alone, pairs of them.

    A shorter lesson is asked of alone, never as one of a pair.
    """
    gains = Gains(question, week)
    needs = needs_of(question, gains.shown)
    singles = [_best(rules, needs.least(rules)[:_TRIED_ALONE], gains) for rules in needs.groups(1)]
    found = [*filter(None, singles), *_shorter_lesson(gains)]
    if not found:
        pairs = [_best(rules, needs.least(rules)[:_TRIED_IN_PAIRS], gains) for rules in needs.groups(2)]
        found = [*filter(None, pairs)]
    return in_order(found)


def _best(rules: tuple[ChangedRule, ...], starts: Sequence[datetime], gains: Gains) -> Opening | None:
    """Of the smallest changes that open one of the starts, the one that opens most."""
    changes = dict.fromkeys(_changes(rules, starts, gains))
    openings = [Opening(changes=each, opens=gains.of(each)) for each in changes]
    return min(openings, key=lambda opening: (opening.minutes, -opening.opens), default=None)


def _changes(rules: tuple[ChangedRule, ...], starts: Iterable[datetime], gains: Gains) -> Iterator[tuple[Change, ...]]:
    found = (opened_by(rules, start, gains.question) for start in starts)
    return (changes for changes in found if changes)


def _shorter_lesson(gains: Gains) -> Iterator[Opening]:
    """The longest of the shorter lessons for which the week has another start."""
    question = gains.question
    lessons = [whose(lesson_of(minutes, question.profile), question) for minutes in shorter_lessons(question.profile)]
    found = bisect_right(lessons, False, key=lambda lesson: not gains.of((lesson,)))
    for lesson in lessons[:found][-1:]:
        yield Opening(changes=(lesson,), opens=gains.of((lesson,)))
