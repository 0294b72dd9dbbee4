"""How much each part of a slot's score counts, and the variables that say so: `OFFER_WEIGHT_<PART>`.

Only the text is read here; `settings` is what looks at the environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from tutorcore.errors import SettingsError

PREFIX: Final = "OFFER_WEIGHT_"
GREATEST: Final = 100

Weight = Annotated[int, Field(strict=True, ge=0, le=GREATEST)]


class Part(StrEnum):
    """What a score is made of (docs/rules.md, "Offers")."""

    FIT = "fit"
    """How well it fits the wish."""
    SOONER = "sooner"
    """How soon it is."""
    HABIT = "habit"
    """How near it lies to the contact's usual weekday and time."""
    NEIGHBOUR = "neighbour"
    """How well it joins what else the tutor does that day."""


class Weights(BaseModel):
    """How much each part counts, each against the others. Whole numbers, 0 (not at all) to 100."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fit: Weight = 40
    sooner: Weight = 20
    habit: Weight = 25
    neighbour: Weight = 15

    def of(self, part: Part) -> int:
        """The weight of one part."""
        return int(getattr(self, part.value))

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self.of(part) for part in Part)


def weights_from(variables: Mapping[str, str]) -> Weights:
    """The weights that variables set; others than `OFFER_WEIGHT_…` are passed over, what is not set has its default.

    Raises `SettingsError` with variable, value and bound for the first that cannot be used.
    """
    given = {name: text for name, text in sorted(variables.items()) if name.startswith(PREFIX)}
    return Weights(**{_part(name).value: _number(name, text) for name, text in given.items()})


def _part(variable: str) -> Part:
    parts = {part.name: part for part in Part}
    name = variable.removeprefix(PREFIX)
    if name not in parts:
        raise SettingsError(f"{variable}: an offer has no weight “{name}”", hint=f"It has: {', '.join(parts)}.")
    return parts[name]


def _number(variable: str, text: str) -> int:
    digits = text.strip()
    number = int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None
    if number is None or number > GREATEST:
        raise SettingsError(f"{variable}={text}: give a whole number from 0 to {GREATEST}")
    return number
