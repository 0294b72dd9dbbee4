"""Values that cannot be used, in words: the one place where pydantic's findings become sentences for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tutorcore.wording.dates import length_text
from tutorcore.wording.profiles import FIELD_LABELS

_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "greater_than_equal": lambda limits: f"must be at least {limits['ge']}",
    "less_than_equal": lambda limits: f"must be at most {limits['le']}",
    "int_type": lambda _: "must be a whole number",
    "int_from_float": lambda _: "must be a whole number",
    "bool_type": lambda _: "must be yes or no",
    "too_short": lambda _: "needs at least one weekday",
    "frozen_set_type": lambda _: "must be a set of weekdays, 0 for Monday to 6 for Sunday",
}


def problems(error: ValidationError) -> tuple[str, ...]:
    """A sentence for each thing that is wrong, with the field, the value and the bound."""
    return tuple(_sentence(detail) for detail in error.errors(include_url=False))


def problem_text(error: ValidationError) -> str:
    """All of them as one line."""
    return " ".join(problems(error))


def _sentence(detail: ErrorDetails) -> str:
    place = next((str(part) for part in detail["loc"]), "")
    if detail["type"] == "extra_forbidden":
        return f"A planning profile has no field “{place[:60]}”."
    if detail["type"] == "value_error":
        return f"This profile cannot be used: {_lengths(str(detail['ctx']['error']))}."
    label = FIELD_LABELS.get(place, place)
    words = _SENTENCES.get(detail["type"])
    said = words(detail.get("ctx", {})) if words else detail["msg"].lower()
    return f"{label} {said}, not {_shown(detail['input'])}."


def _lengths(said: str) -> str:
    """Minutes as people say them: `20160 minutes` is `14 days`."""
    return re.sub(r"\b(\d+) minutes\b", lambda found: length_text(int(found[1])), said)


def _shown(value: object) -> str:
    """A value as people know it: text in quotes, so that “60” is not taken for 60."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f"“{value[:40]}”"
    return "nothing" if value is None or value in (set(), frozenset(), [], ()) else str(value)[:40]
