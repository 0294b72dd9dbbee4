"""Planning profiles as environment variables, `PLANNING_<PROFILE>_<FIELD>`, in both directions without loss.

Only the text is read and written here; `settings` is what looks at the environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tutorcore.domain.profiles import ALL_WEEKDAYS, PlanningProfile, bounds
from tutorcore.domain.segments import RETURNING_BROADCAST, is_set
from tutorcore.errors import SettingsError

PREFIX: Final = "PLANNING_"
FIELD_VARIABLES: Final[Mapping[str, str]] = {
    "DURATION": "duration_minutes",
    "EARLIEST": "earliest_hour",
    "LATEST": "latest_hour",
    "LEAD": "min_lead_minutes",
    "BUFFER_BEFORE": "buffer_before_min",
    "BUFFER_AFTER": "buffer_after_min",
    "DAYS": "days_ahead",
    "STEP": "slot_step_minutes",
    "EXCLUDE_WEEKENDS": "exclude_weekends",
    "ALLOWED_WEEKDAYS": "allowed_weekdays",
    "OFFER": "offer_size",
}
_RETURNING: Final = "returning"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*")
ALL: Final = "all"
"""Every weekday, as text."""
_ALL: Final = frozenset({ALL, "alle"})
_YES: Final = frozenset({"true", "yes", "ja", "on", "aan", "y", "j", "1"})
_DAYS: Final = ("ma", "di", "wo", "do", "vr", "za", "zo")
_DAYS_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def overlays_from(variables: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """The fields that variables set, by profile name; others than `PLANNING_…` are passed over.

    Raises `SettingsError` with variable, value and bound for the first that cannot be used.
    """
    overlays: dict[str, dict[str, object]] = {}
    for variable, text in sorted(variables.items()):
        if variable.startswith(PREFIX):
            profile, field = _split(variable)
            overlays.setdefault(profile, {})[field] = _read(variable, field, text)
    return overlays


def lines_of(profiles: Mapping[str, PlanningProfile]) -> list[str]:
    """Every field of every profile as `VARIABLE=value`, in the order of the profiles and their fields."""
    return [
        line_of(name, field, getattr(profile, field))
        for name, profile in profiles.items()
        for field in FIELD_VARIABLES.values()
    ]


def line_of(profile: str, field: str, value: object) -> str:
    """One field of a profile as `VARIABLE=value`."""
    return f"{variable_name(profile, field)}={_write(value)}"


def variable_name(profile: str, field: str) -> str:
    """The variable that sets a field of a profile."""
    short = _RETURNING if profile == RETURNING_BROADCAST else profile
    part = next(part for part, name in FIELD_VARIABLES.items() if name == field)
    return f"{PREFIX}{short.upper()}_{part}"


def _split(variable: str) -> tuple[str, str]:
    profile, _, part = variable.removeprefix(PREFIX).partition("_")
    if not _NAME.fullmatch(profile.lower()) or profile != profile.upper():
        raise SettingsError(
            f"{variable}: “{profile}” cannot be the name of a profile", hint="Use capital letters and digits."
        )
    if part not in FIELD_VARIABLES:
        known = ", ".join(FIELD_VARIABLES)
        raise SettingsError(f"{variable}: a planning profile has no “{part}”", hint=f"It has: {known}.")
    name = RETURNING_BROADCAST if profile.lower() == _RETURNING else profile.lower()
    return name, FIELD_VARIABLES[part]


def _read(variable: str, field: str, text: str) -> object:
    if field == "exclude_weekends":
        return _read_flag(variable, text)
    if field == "allowed_weekdays":
        return _read_weekdays(variable, text)
    return _read_number(variable, field, text)


def _read_number(variable: str, field: str, text: str) -> int:
    least, greatest = bounds(field)
    span = f"from {least} to {greatest}" if greatest is not None else f"of at least {least}"
    digits = text.strip()
    number = int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None
    if number is None or number < least or (greatest is not None and number > greatest):
        raise SettingsError(f"{variable}={text}: give a whole number {span}")
    return number


def _read_flag(variable: str, text: str) -> bool:
    """Yes and no as people write them; anything else is not guessed at."""
    if text.strip() and not is_set(text):
        return False
    if text.strip().casefold() in _YES:
        return True
    raise SettingsError(f"{variable}={text}: give yes or no")


def _read_weekdays(variable: str, text: str) -> frozenset[int] | None:
    if is_every_weekday(text):
        return None
    days = [weekday_number(part) for part in text.split(",")]
    known = frozenset(day for day in days if day is not None)
    if None in days:
        raise SettingsError(f"{variable}={text}: give weekdays such as 5,6 or za,zo (0 is Monday), or all")
    return known


def is_every_weekday(text: str) -> bool:
    """Whether a text says `all`."""
    return text.strip().casefold() in _ALL


def weekday_number(text: str) -> int | None:
    """`5`, `za`, `sat` as a weekday, 0 is Monday; None where it is none."""
    name = text.strip().casefold()
    for names in (_DAYS, _DAYS_ENGLISH, tuple(str(day) for day in sorted(ALL_WEEKDAYS))):
        if name in names:
            return names.index(name)
    return None


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "all"
    return ",".join(str(day) for day in sorted(value)) if isinstance(value, Iterable) else str(value)
