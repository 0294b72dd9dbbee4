"""Planning profiles in words: the sentence that a person would say, and the name and value of each field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tutorcore.domain.profiles import ALL_WEEKDAYS, SATURDAY_AND_SUNDAY, PlanningProfile
from tutorcore.wording.dates import counted, length_text, weekday_name

FIELD_LABELS: Final[Mapping[str, str]] = {
    "duration_minutes": "Lesson",
    "buffer_before_min": "Kept free before",
    "buffer_after_min": "Kept free after",
    "earliest_hour": "First start",
    "latest_hour": "Last start",
    "slot_step_minutes": "A start every",
    "exclude_weekends": "Weekends excluded",
    "allowed_weekdays": "Weekdays",
    "min_lead_minutes": "Notice",
    "days_ahead": "Days ahead",
    "offer_size": "Slots in an offer",
}
FIELD_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Lesson": ("duration_minutes", "buffer_before_min", "buffer_after_min"),
    "When": ("earliest_hour", "latest_hour", "slot_step_minutes", "exclude_weekends", "allowed_weekdays"),
    "How far ahead": ("min_lead_minutes", "days_ahead", "offer_size"),
}
UNITS: Final[Mapping[str, str]] = {
    "duration_minutes": "minutes",
    "buffer_before_min": "minutes",
    "buffer_after_min": "minutes",
    "earliest_hour": "o'clock",
    "latest_hour": "o'clock, inclusive",
    "slot_step_minutes": "minutes",
    "min_lead_minutes": "minutes",
    "days_ahead": "days, today included",
    "offer_size": "slots",
}


def profile_sentence(profile: PlanningProfile) -> str:
    """`60 minutes, weekdays 10:00 to last start 20:00, 12 hours' notice, 15 minutes kept free before and after, …`."""
    return ", ".join(
        (
            _minutes(profile.duration_minutes),
            f"{days_text(profile)} {profile.earliest_hour}:00 to last start {profile.latest_hour}:00",
            _notice(profile.min_lead_minutes),
            _kept_free(profile),
            "today only" if profile.days_ahead == 1 else f"{profile.days_ahead} days ahead",
        )
    )


def days_text(profile: PlanningProfile) -> str:
    """The weekdays on which a lesson may start: `weekdays`, `weekends`, `every day`, `ma wo vr`."""
    weekdays = profile.weekdays
    named = {
        ALL_WEEKDAYS: "every day",
        ALL_WEEKDAYS - SATURDAY_AND_SUNDAY: "weekdays",
        SATURDAY_AND_SUNDAY: "Saturday and Sunday",
    }
    return named.get(weekdays) or " ".join(weekday_name(day) for day in sorted(weekdays))


def value_text(field: str, value: object) -> str:
    """A field's value as it stands in a table."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "all"
    if isinstance(value, frozenset):
        return " ".join(weekday_name(day) for day in sorted(value))
    if isinstance(value, int) and field in {"earliest_hour", "latest_hour"}:
        return f"{value}:00"
    return length_text(value) if isinstance(value, int) and UNITS.get(field) == "minutes" else str(value)


def number_text(number: int) -> str:
    """A number in a cell, thousands the Dutch way: `1.502`."""
    return f"{number:,}".replace(",", ".")


def profile_rows(profiles: Mapping[str, PlanningProfile]) -> list[list[object]]:
    """A row for each field: its name with the unit, then each profile's value; numbers stay numbers."""
    return [
        [_with_unit(field), *(_cell(field, getattr(profile, field)) for profile in profiles.values())]
        for fields in FIELD_GROUPS.values()
        for field in fields
    ]


def _with_unit(field: str) -> str:
    unit = UNITS.get(field)
    return f"{FIELD_LABELS[field]} ({unit})" if unit else FIELD_LABELS[field]


def _cell(field: str, value: object) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) else value_text(field, value)


def _minutes(minutes: int) -> str:
    return counted(minutes, "minute")


def _notice(minutes: int) -> str:
    if minutes == 0:
        return "no notice"
    length = length_text(minutes)
    return f"{length}' notice" if length.endswith("s") else f"{length}'s notice"


def _kept_free(profile: PlanningProfile) -> str:
    before, after = profile.buffer_before_min, profile.buffer_after_min
    if not before and not after:
        return "nothing kept free around it"
    if before == after:
        return f"{_minutes(before)} kept free before and after"
    return f"{_minutes(before)} kept free before and {_minutes(after)} after"
