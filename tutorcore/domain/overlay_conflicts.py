"""Which two rules of a planning profile exclude each other, and from which side each of them comes.

A lesson type replaces single fields of a profile, so that a rule of one may leave nothing of a rule of the other. The
rules asked here are those that a profile asks of itself (`profiles.PlanningProfile`), in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tutorcore.domain.profiles import DAY_MINUTES, SATURDAY_AND_SUNDAY

Fields = tuple[str, ...]
LONGEST_NAME: Final = 60
_HOUR: Final = 60
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOTICE: Final = ("min_lead_minutes",)
_REACH: Final = ("days_ahead", "latest_hour")


class Side(StrEnum):
    """Where one of two rules comes from."""

    PROFILE = "profile"
    LESSON_TYPE = "lesson type"


@dataclass(frozen=True, kw_only=True, slots=True)
class SidedRule:
    """A rule as it is told: its fields with their values, and the profile or lesson type (`name`) that sets them."""

    side: Side
    name: str
    values: tuple[tuple[str, object], ...]

    @property
    def says(self) -> str:
        """`no weekends`, `only Saturday and Sunday`, `last start 19:00`."""
        return ", ".join(_says(field, value) for field, value in self.values)

    def __str__(self) -> str:
        return f"“{self.says}” ({self.side} {self.name[:LONGEST_NAME]})"


TwoRules = tuple[SidedRule, SidedRule]


def conflict_in(values: Mapping[str, object], sides: Mapping[str, tuple[Side, str]]) -> TwoRules | None:
    """The first two rules that exclude each other; None where none do.

    `values` by field; rules of which a field is missing are not asked. `sides` says of each field where it comes from.
    """
    pair = _hours(values) or _weekdays(values) or _notice(values, sides)
    if pair is None:
        return None
    first, second = (_rule(fields, values, sides) for fields in pair)
    return first, second


def _rule(fields: Fields, values: Mapping[str, object], sides: Mapping[str, tuple[Side, str]]) -> SidedRule:
    side, name = sides[fields[0]]
    return SidedRule(side=side, name=name, values=tuple((field, values[field]) for field in fields))


def _hours(values: Mapping[str, Any]) -> tuple[Fields, Fields] | None:
    earliest, latest = values.get("earliest_hour"), values.get("latest_hour")
    if earliest is None or latest is None or earliest <= latest:
        return None
    return ("earliest_hour",), ("latest_hour",)


def _weekdays(values: Mapping[str, Any]) -> tuple[Fields, Fields] | None:
    allowed = values.get("allowed_weekdays")
    if not values.get("exclude_weekends") or allowed is None or allowed - SATURDAY_AND_SUNDAY:
        return None
    return ("exclude_weekends",), ("allowed_weekdays",)


def _notice(values: Mapping[str, Any], sides: Mapping[str, tuple[Side, str]]) -> tuple[Fields, Fields] | None:
    """The notice, and of what it reaches beyond that which comes from the other side; all of it where both are one."""
    if not values.keys() >= {*_NOTICE, *_REACH}:
        return None
    reach = (values["days_ahead"] - 1) * DAY_MINUTES + values["latest_hour"] * _HOUR
    if values["min_lead_minutes"] <= reach:
        return None
    other = tuple(field for field in _REACH if sides[field] != sides["min_lead_minutes"])
    return _NOTICE, other or _REACH


def _says(field: str, value: Any) -> str:
    if field == "exclude_weekends":
        return "no weekends"
    if field == "allowed_weekdays":
        return f"only {' and '.join(_DAYS[day] for day in sorted(value))}"
    if field == "min_lead_minutes":
        return f"notice of {_length(value)}"
    if field == "days_ahead":
        return f"looks {value} day{'' if value == 1 else 's'} ahead"
    return f"{'first' if field == 'earliest_hour' else 'last'} start {value}:00"


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, _HOUR)
    return f"{minutes} minutes" if rest else f"{hours} hour{'' if hours == 1 else 's'}"
