"""A change of one rule, an opening made of one or two of them, and all openings of a start, as values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from tutorcore.domain.preferences import Exclusion, Preferences, Window
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Refusal


class ChangedRule(IntEnum):
    """A rule that can be changed, in the order in which changes are told.

    What a change's `minutes` are stands with each.
    """

    NOTICE = 0
    """The notice is shorter by so many."""
    BUFFER = 1
    """The time kept free is shorter by so many, before and after together."""
    STEP = 2
    """The step is finer by so many."""
    HOURS = 3
    """The first start is earlier or the last one later by so many."""
    DURATION = 4
    """The lesson is shorter by so many."""
    WEEKDAY = 5
    """A day: the weekday that is allowed too."""
    HORIZON = 6
    """The days that are looked at besides."""
    PREFERENCE = 7
    """By so many a window is wider; the length of a window that is new, and of exclusions that are taken away."""


class FieldChange(NamedTuple):
    """A field of the profile, its value, and the one that it gets."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A change of one rule: fields of the profile, or the wish; `minutes` is how far it moves (`ChangedRule`).

    `weekday` is the one that becomes allowed; `preferences` the wish as it becomes, `window` the one that is new or
    wider in it, `exclusions` those that it loses; `lesson_type` is the name of the lesson type whose rule it is. What
    does not apply is empty.
    """

    rule: ChangedRule
    minutes: int
    fields: tuple[FieldChange, ...] = ()
    weekday: int | None = None
    preferences: Preferences | None = None
    window: Window | None = None
    exclusions: tuple[Exclusion, ...] = ()
    lesson_type: str = ""

    def apply(self, question: Question) -> Question:
        """The same question with this rule changed. Raises pydantic's `ValidationError` for an impossible profile."""
        if self.preferences is not None:
            return replace(question, preferences=self.preferences)
        values = {change.field: change.new for change in self.fields}
        return replace(question, profile=PlanningProfile.model_validate(question.profile.model_dump() | values))


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """One change, or two that only together open a start; `opens` says how many slots the week gains."""

    changes: tuple[Change, ...]
    opens: int

    @property
    def rules(self) -> tuple[ChangedRule, ...]:
        """What is changed, in order."""
        return tuple(change.rule for change in self.changes)

    @property
    def minutes(self) -> int:
        """How far the changes move together."""
        return sum(change.minutes for change in self.changes)

    @property
    def rank(self) -> tuple[int, tuple[int, ...], int, int]:
        """Where it is told: single changes first; then by rule, by fewest minutes moved, by most slots opened."""
        return len(self.changes), self.rules, self.minutes, -self.opens

    def apply(self, question: Question) -> Question:
        """The same question with the rules changed."""
        for change in self.changes:
            question = change.apply(question)
        return question


def in_order(openings: list[Opening]) -> tuple[Opening, ...]:
    """The openings by their rank."""
    return tuple(sorted(openings, key=lambda opening: opening.rank))


@dataclass(frozen=True, kw_only=True, slots=True)
class Openings:
    """What would open a start. All empty where it is offered.

    `unchangeable` are the refusals that no change of a rule takes away; while there is one, there are no openings.
    `rules` stand in the way, each once.
    """

    openings: tuple[Opening, ...] = ()
    unchangeable: tuple[Refusal, ...] = ()
    rules: tuple[ChangedRule, ...] = ()

    @property
    def too_many(self) -> bool:
        """Whether every rule in the way can be changed, but no two changes are enough."""
        return bool(self.rules) and not self.openings and not self.unchangeable
