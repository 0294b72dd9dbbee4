"""What would open a time, in words: one line for each opening, and a sentence for what cannot be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tutorcore.domain.openings import Change, ChangedRule, FieldChange, Opening, Openings
from tutorcore.domain.preferences import render_exclusion, render_window
from tutorcore.domain.reasons import Refusal
from tutorcore.wording.dates import counted, length_text, weekday_in_full
from tutorcore.wording.one_line import one_line
from tutorcore.wording.reasons import SHORT

RULE_NAMES: Final = {
    ChangedRule.NOTICE: "notice",
    ChangedRule.BUFFER: "time kept free",
    ChangedRule.STEP: "step",
    ChangedRule.HOURS: "hours",
    ChangedRule.DURATION: "length of the lesson",
    ChangedRule.WEEKDAY: "weekdays",
    ChangedRule.HORIZON: "days ahead",
    ChangedRule.PREFERENCE: "wish",
}
_PHRASES: Final = {
    "min_lead_minutes": "notice {}",
    "buffer_before_min": "kept free before: {}",
    "buffer_after_min": "kept free after: {}",
    "slot_step_minutes": "a start every {}",
    "earliest_hour": "first start {}",
    "latest_hour": "last start {}",
    "duration_minutes": "lesson {}",
    "days_ahead": "looking ahead {}",
}
_HOUR: Final = 60


def opening_text(opening: Opening) -> str:
    """`Notice 9 hours instead of 12: opens 3 slots this week`; the changes of a pair are joined by "and"."""
    said = _begun(" and ".join(map(_phrase, opening.changes)))
    return f"{said}: opens {counted(opening.opens, 'slot')} this week" if opening.opens else said


def change_text(change: Change) -> str:
    """`Last start 21:00 instead of 20:00`, `Saturday allowed`, `Wish widened to “donderdagmiddag”`."""
    return _begun(_phrase(change))


def unchangeable_text(refusals: Sequence[Refusal]) -> str:
    """`Busy: this cannot be changed here.`, for one refusal or more."""
    return _begun(f"{_listed([SHORT[refusal.reason] for refusal in refusals])}: this cannot be changed here.")


def too_many_text(openings: Openings) -> str:
    """`No two changes open it: the notice, the hours and the wish stand in the way.`, where they are too many."""
    named = _listed([f"the {RULE_NAMES[rule]}" for rule in openings.rules])
    return f"No two changes open it: {named} stand in the way."


def nothing_opens_texts(by_tutor: Mapping[str, Openings]) -> list[str]:
    """Why nothing here opens a time, for each tutor; with the name where there are several."""
    told = {name: _nothing_opens(openings) for name, openings in by_tutor.items()}
    several = len(by_tutor) > 1
    return [f"{name}: {text}" if several else text for name, text in told.items() if text]


def _nothing_opens(openings: Openings) -> str:
    if openings.unchangeable:
        return unchangeable_text(openings.unchangeable)
    return too_many_text(openings) if openings.too_many else ""


def _phrase(change: Change) -> str:
    """The change; and that it is a rule of the lesson type, where it is."""
    whose = f" (lesson type “{one_line(change.lesson_type)}”)" if change.lesson_type else ""
    if change.weekday is not None:
        return f"{weekday_in_full(change.weekday)} allowed{whose}"
    fields = ", ".join(map(_field, change.fields))
    return f"{fields}{whose}" if fields else _wish(change)


def _field(change: FieldChange) -> str:
    if change == FieldChange("min_lead_minutes", change.old, 0):
        return f"no notice instead of {_value(change.field, change.old)}"
    new, old = (_value(change.field, value) for value in (change.new, change.old))
    return f"{_PHRASES[change.field].format(new)} instead of {_without_unit(old, like=new)}"


def _value(field: str, value: object) -> str:
    number = int(str(value))
    if field in {"earliest_hour", "latest_hour"}:
        return f"{number}:00"
    if field == "days_ahead":
        return counted(number, "day")
    return _notice(number) if field == "min_lead_minutes" else counted(number, "minute")


def _notice(minutes: int) -> str:
    """`9 hours`, `45 minutes`, `7 hours 53 minutes`."""
    hours, rest = divmod(minutes, _HOUR)
    return f"{counted(hours, 'hour')} {counted(rest, 'minute')}" if hours and rest else length_text(minutes)


def _without_unit(text: str, *, like: str) -> str:
    """A number alone where the one before it has the same unit: "9 hours instead of 12"."""
    units = [said.partition(" ")[2].rstrip("s") for said in (text, like)]
    return text.partition(" ")[0] if units[0] == units[1] and " " not in units[0] else text


def _wish(change: Change) -> str:
    """What is wished besides, and what is no longer ruled out; the words are those of the wish."""
    added = [f"widened to “{render_window(change.window)}”"] if change.window else []
    taken = [f"without “{render_exclusion(exclusion)}”" for exclusion in change.exclusions]
    return f"wish {', '.join([*added, *taken])}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
