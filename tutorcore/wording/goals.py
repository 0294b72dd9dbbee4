"""Goals, and the changes that reach them, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tutorcore.domain.goals import Answer, Goal, Reached, Tally
from tutorcore.domain.openings.model import FieldChange
from tutorcore.wording.dates import counted
from tutorcore.wording.profiles import FIELD_LABELS, number_text, value_text

_ALL: Final = Decimal(100)


def goal_text(goal: Goal) -> str:
    """`Nobody in new without a slot`, `At least 6 slots for 95 % of everybody`; read again it is the same goal."""
    if goal.percent == _ALL:
        nobody = f"Nobody in {goal.segment}" if goal.segment else "Nobody"
        return f"{nobody} {short_text(goal)}"
    return f"At least {_slots(goal.slots)} for {percent_text(goal.percent)} of {goal.segment or 'everybody'}"


def _slots(number: int) -> str:
    """As a sentence is read: digits without dots."""
    return f"{number} slot" if number == 1 else f"{number} slots"


def percent_text(percent: Decimal) -> str:
    """`95 %`, `99.5 %`."""
    return f"{percent.normalize():f} %"


def short_text(goal: Goal) -> str:
    """What those lack who do not have what the goal asks for: `without a slot`, `with fewer than 6 slots`."""
    return "without a slot" if goal.slots == 1 else f"with fewer than {goal.slots} slots"


def field_text(change: FieldChange) -> str:
    """`Notice 12 hours → 9 hours`."""
    old, new = (value_text(change.field, value) for value in (change.old, change.new))
    return f"{FIELD_LABELS[change.field]} {old} → {new}"


def changes_text(changes: Sequence[FieldChange]) -> str:
    """All of them in a line."""
    return " and ".join(field_text(change) for change in changes)


def effect_text(answer: Answer, reached: Reached) -> str:
    """`12 → 0 without a slot`."""
    return f"{number_text(answer.before.short)} → {number_text(reached.after.short)} {short_text(answer.goal)}"


def moved_text(answer: Answer, reached: Reached) -> str:
    """What else moves: `slots in all 1.204 → 1.480 (+23 %)`."""
    before, after = answer.before.slots, reached.after.slots
    share = f" (+{round(100 * (after - before) / before)} %)" if before else ""
    return f"slots in all {number_text(before)} → {number_text(after)}{share}"


def standing_text(goal: Goal, tally: Tally) -> str:
    """`12 of 80 without a slot`, as it is now."""
    return f"{number_text(tally.short)} of {number_text(tally.people)} {short_text(goal)}"


def outcome_text(answer: Answer) -> str:
    """What came of the search, in a sentence."""
    who, now = answer.goal.segment or "everybody", standing_text(answer.goal, answer.before)
    if not answer.before.people:
        return f"There is nobody in {who}, so there is nothing to reach."
    if answer.met:
        return f"This is so already: {now}."
    if answer.reached:
        ways = counted(len(answer.reached), "way")
        return f"Now {now}. {ways} to reach it, the smallest change first."
    if not answer.complete:
        return f"Now {now}. The search was stopped before it found a way."
    if answer.nearest is None:
        return f"Now {now}. No change of one or two values comes nearer: what is in the way is not in these rules."
    return f"Now {now}. No change of one or two values reaches it; this one comes nearest."
