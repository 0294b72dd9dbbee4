"""Planning profiles: the rules that hold for a segment (docs/rules.md, "Planning profiles").

Built-in values are constants here; where a value comes from is in `profile_sources`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tutorcore.domain.segments import EXISTING, NEW, PREMIUM, RETURNING_BROADCAST, WEEKEND

DAY_MINUTES: Final = 1440
ALL_WEEKDAYS: Final = frozenset(range(7))
SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})

Hour = Annotated[int, Field(strict=True, ge=0, le=23)]
Buffer = Annotated[int, Field(strict=True, ge=0, le=240)]
Weekday = Annotated[int, Field(strict=True, ge=0, le=6)]


class PlanningProfile(BaseModel):
    """What a segment may be offered. A field left out takes the value of the built-in profile `new`.

    Raises pydantic's `ValidationError` (a `ValueError`) for an unknown field, a value out of bounds, or a profile
    that can never offer a slot; `tutorcore.wording.validation` words it. Numbers are whole numbers, never text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    duration_minutes: Annotated[int, Field(strict=True, ge=5, le=480)] = 60
    """Length of a lesson, minutes of elapsed time."""
    earliest_hour: Hour = 10
    """Earliest start, local hour."""
    latest_hour: Hour = 20
    """Latest start, local hour, inclusive."""
    min_lead_minutes: Annotated[int, Field(strict=True, ge=0)] = 720
    """Notice: no start sooner than now plus this, minutes of elapsed time."""
    buffer_before_min: Buffer = 15
    """Minutes kept free before a lesson."""
    buffer_after_min: Buffer = 15
    """Minutes kept free after a lesson."""
    days_ahead: Annotated[int, Field(strict=True, ge=1, le=366)] = 10
    """How many local dates are looked at, today included."""
    slot_step_minutes: Annotated[int, Field(strict=True, ge=5, le=240)] = 30
    """Minutes between starts, counted from `earliest_hour`."""
    exclude_weekends: Annotated[bool, Field(strict=True)] = True
    """No Saturday and no Sunday."""
    allowed_weekdays: Annotated[frozenset[Weekday], Field(min_length=1)] | None = None
    """Only these weekdays, 0 = Monday; `None` is all."""
    offer_size: Annotated[int, Field(strict=True, ge=1, le=50)] = 6
    """Slots in an offer."""

    @model_validator(mode="after")
    def _can_offer_something(self) -> Self:
        if self.latest_hour < self.earliest_hour:
            raise ValueError(f"the last start ({self.latest_hour}:00) lies before the first ({self.earliest_hour}:00)")
        if not self.weekdays:
            raise ValueError("no weekday is left: only weekend days are allowed, and weekends are excluded")
        reach = (self.days_ahead - 1) * DAY_MINUTES + self.latest_hour * 60
        if self.min_lead_minutes > reach:
            raise ValueError(
                f"no slot can ever be offered: notice of {self.min_lead_minutes} minutes reaches beyond "
                f"the last start, which is at most {reach} minutes away"
            )
        return self

    @property
    def weekdays(self) -> frozenset[int]:
        """The weekdays on which a lesson may start, 0 = Monday."""
        allowed = ALL_WEEKDAYS if self.allowed_weekdays is None else self.allowed_weekdays
        return allowed - SATURDAY_AND_SUNDAY if self.exclude_weekends else allowed

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what is possible but odd."""
        found = []
        if self.latest_hour * 60 + self.duration_minutes > DAY_MINUTES:
            found.append(f"A lesson that starts at {self.latest_hour}:00 ends after midnight.")
        if (self.latest_hour - self.earliest_hour) * 60 % self.slot_step_minutes:
            found.append(
                f"The last start, {self.latest_hour}:00, is never reached in steps of {self.slot_step_minutes} minutes."
            )
        if self.exclude_weekends and self.allowed_weekdays is not None and self.allowed_weekdays & SATURDAY_AND_SUNDAY:
            found.append("Weekend days are allowed and excluded; they are excluded.")
        return tuple(found)


FIELDS: Final = tuple(PlanningProfile.model_fields)
"""The fields of a profile, in the order in which they are told."""


def bounds(field: str) -> tuple[int, int | None]:
    """The least and the greatest value (None: no bound) of a field that holds a number."""
    limits = {type(limit).__name__: limit for limit in PlanningProfile.model_fields[field].metadata}
    greatest = limits.get("Le")
    return limits["Ge"].ge, None if greatest is None else greatest.le


_EXISTING: Final[Mapping[str, object]] = {
    "earliest_hour": 9,
    "latest_hour": 21,
    "min_lead_minutes": 360,
    "buffer_before_min": 10,
    "buffer_after_min": 10,
    "days_ahead": 14,
}
_BUILT_IN: Final[Mapping[str, Mapping[str, object]]] = {
    NEW: {},
    EXISTING: _EXISTING,
    RETURNING_BROADCAST: _EXISTING,
    WEEKEND: {
        "latest_hour": 18,
        "min_lead_minutes": 180,
        "buffer_before_min": 10,
        "buffer_after_min": 10,
        "days_ahead": 7,
        "exclude_weekends": False,
        "allowed_weekdays": SATURDAY_AND_SUNDAY,
    },
    PREMIUM: {
        "duration_minutes": 90,
        "earliest_hour": 8,
        "latest_hour": 22,
        "min_lead_minutes": 240,
        "buffer_before_min": 20,
        "buffer_after_min": 20,
        "days_ahead": 21,
        "exclude_weekends": False,
        "offer_size": 15,
    },
}

PLANNING_PROFILES: Final[Mapping[str, PlanningProfile]] = MappingProxyType(
    {name: PlanningProfile.model_validate(fields) for name, fields in _BUILT_IN.items()}
)
"""The built-in profiles by name, in the order in which they are shown."""
