"""Lesson types: what a conversation is about (`lesson_type`), laid over the profile of its contact.

A lesson type sets some fields of a planning profile and leaves the others as they are (docs/rules.md, "Lesson types").
What results must itself be a possible profile. Built-in ones are constants here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from tutorcore.domain.contacts import Conversation, newest_first
from tutorcore.domain.overlay_conflicts import LONGEST_NAME, Side, TwoRules, conflict_in
from tutorcore.domain.profile_sources import Source, SourcedProfile
from tutorcore.domain.profile_versions import PublishedProfile
from tutorcore.domain.profiles import ALL_WEEKDAYS, FIELDS, SATURDAY_AND_SUNDAY, PlanningProfile
from tutorcore.errors import ImpossibleOverlay, InputError

TRIAL: Final = "trial"
_AND: Final = " + "


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonType:
    """The fields that it sets, by name; `version` is the published one, 0 where it is built in."""

    name: str
    fields: Mapping[str, object]
    source: Source = Source.BUILT_IN
    version: int = 0

    def gave(self, profile: PlanningProfile, *fields: str) -> bool:
        """Whether one of these values of a profile is what this lesson type sets."""
        return any(name in self.fields and getattr(profile, name) == self.fields[name] for name in fields)


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidLessonType:
    """The lesson type as a conversation names it. Blank `text`: none does."""

    text: str = ""
    conversation: Conversation | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Naming:
    """How many conversations name a lesson type, and how many contacts they are of."""

    conversations: int
    contacts: int


LESSON_TYPES: Final[Mapping[str, LessonType]] = MappingProxyType(
    {
        TRIAL: LessonType(
            name=TRIAL,
            fields=MappingProxyType(
                {
                    "duration_minutes": 30,
                    "allowed_weekdays": ALL_WEEKDAYS - SATURDAY_AND_SUNDAY,
                    "earliest_hour": 17,
                    "latest_hour": 19,
                }
            ),
        )
    }
)
"""The built-in lesson types by name."""


def _single_fields() -> type[BaseModel]:
    """The fields of a profile with their bounds, each judged by itself, none of them needed."""
    single: dict[str, Any] = {
        name: (info.annotation, copy(info)) for name, info in PlanningProfile.model_fields.items()
    }
    return create_model("LessonTypeFields", __config__=ConfigDict(extra="forbid", frozen=True), **single)


_SINGLE_FIELDS: Final = _single_fields()


def checked_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a lesson type as a profile holds them, in the order in which they are told.

    Raises pydantic's `ValidationError` for an unknown field or a value out of bounds. Whether they go together is asked
    by `conflict_within`.
    """
    checked = _SINGLE_FIELDS.model_validate(dict(fields)).model_dump()
    return {name: checked[name] for name in FIELDS if name in fields}


def assemble_lesson_types(in_force: Mapping[str, PublishedProfile]) -> dict[str, LessonType]:
    """Every lesson type by name: the built-in ones, then the others, without those that are retired.

    A published version stands in the place of the built-in one as a whole, so that a field can be left out again.
    """
    published = {
        name: LessonType(name=name, fields=version.fields, source=Source.PUBLISHED, version=version.version)
        for name, version in in_force.items()
        if not version.retired
    }
    return {**LESSON_TYPES, **published}


def said_lesson_type(conversations: Iterable[Conversation]) -> SaidLessonType:
    """The newest conversation in which `lesson_type` is not blank, and what it says there, trimmed."""
    for conversation in newest_first(conversations):
        if text := conversation.lesson_type.strip():
            return SaidLessonType(text=text, conversation=conversation)
    return SaidLessonType()


def current_lesson_type(conversations: Iterable[Conversation]) -> str:
    """As `said_lesson_type`, the text alone."""
    return said_lesson_type(conversations).text


def lesson_type_named(text: str, known: Mapping[str, LessonType]) -> LessonType | None:
    """The one that is meant, whatever the case; None where the name is unknown or blank."""
    wanted = text.strip().casefold()
    return next((each for name, each in known.items() if name.casefold() == wanted), None)


def overlaid(profile: PlanningProfile, lesson_type: LessonType | None, *, profile_name: str) -> PlanningProfile:
    """The profile with the lesson type's fields in place of its own.

    Raises `ImpossibleOverlay`, which names the two rules that exclude each other.
    """
    if lesson_type is None:
        return profile
    values = profile.model_dump() | dict(lesson_type.fields)
    try:
        return PlanningProfile.model_validate(values)
    except ValidationError:
        rules = _conflict(values, lesson_type, profile_name)
        if rules is None:
            raise
        raise _impossible(rules) from None


def with_lesson_type(sourced: SourcedProfile, lesson_type: LessonType | None) -> SourcedProfile:
    """As `overlaid`, with the source of each value; the name stays that of the profile."""
    if lesson_type is None:
        return sourced
    profile = overlaid(sourced.profile, lesson_type, profile_name=sourced.name)
    sources = {**sourced.sources, **dict.fromkeys(lesson_type.fields, Source.LESSON_TYPE)}
    return SourcedProfile(name=sourced.name, profile=profile, sources=sources)


@dataclass(frozen=True, kw_only=True, slots=True)
class LaidOver:
    """A profile (`base`) with the lesson type that counts laid over it.

    `lesson_type` is None where none is named, or one that is `unknown` here, which is told and not used. Where the two
    are `impossible` together nothing may be offered, and `profile` is `base`, for want of a better one.
    """

    base: SourcedProfile
    profile: SourcedProfile
    lesson_type: LessonType | None = None
    unknown: str = ""
    impossible: ImpossibleOverlay | None = None

    @property
    def lesson_type_name(self) -> str:
        """The name of the lesson type that counts; blank where none does."""
        return self.lesson_type.name if self.lesson_type else ""

    @property
    def name(self) -> str:
        """`new`, `new + trial`."""
        return rules_text(self.base.name, self.lesson_type_name)


def lay_over(base: SourcedProfile, text: str, known: Mapping[str, LessonType]) -> LaidOver:
    """Lay over a profile what a conversation says (`text`)."""
    lesson_type = lesson_type_named(text, known)
    if lesson_type is None:
        return LaidOver(base=base, profile=base, unknown=text.strip())
    try:
        return LaidOver(base=base, profile=with_lesson_type(base, lesson_type), lesson_type=lesson_type)
    except ImpossibleOverlay as error:
        return LaidOver(base=base, profile=base, lesson_type=lesson_type, impossible=error)


def require_possible(lesson_type: LessonType) -> None:
    """Raises `ImpossibleOverlay` where two of its own rules exclude each other, on whatever profile."""
    sides = dict.fromkeys(lesson_type.fields, (Side.LESSON_TYPE, lesson_type.name))
    rules = conflict_in(lesson_type.fields, sides)
    if rules is not None:
        raise _impossible(rules)


def _conflict(values: Mapping[str, object], lesson_type: LessonType, profile_name: str) -> TwoRules | None:
    sides = dict.fromkeys(values, (Side.PROFILE, profile_name))
    sides |= dict.fromkeys(lesson_type.fields, (Side.LESSON_TYPE, lesson_type.name))
    return conflict_in(values, sides)


def _impossible(rules: TwoRules) -> ImpossibleOverlay:
    return ImpossibleOverlay(
        f"The rules {rules[0]} and {rules[1]} exclude each other",
        rules=rules,
        hint="Choose another lesson type, or change one of the two rules.",
    )


def rules_text(profile: str, lesson_type: str) -> str:
    """By which rules a lesson is planned, as a booking keeps it: `new`, `new + trial`."""
    return f"{profile}{_AND}{lesson_type}" if lesson_type else profile


def read_rules(text: str) -> tuple[str, str]:
    """The profile and the lesson type of a `rules_text`; the lesson type is blank where there is none."""
    profile, found, lesson_type = text.rpartition(_AND)
    return (profile, lesson_type) if found else (text, "")


def checked_type_name(name: str, taken: Iterable[str]) -> str:
    """A name as a conversation may say it, on one line with single spaces; without "+" (see `rules_text`).

    Raises `InputError` where it cannot be used, or is taken, whatever the case.
    """
    cleaned = " ".join(name.split())
    if not cleaned or _AND.strip() in cleaned or len(cleaned) > LONGEST_NAME or not cleaned.isprintable():
        raise InputError(
            f"“{cleaned[:LONGEST_NAME]}” cannot be the name of a lesson type",
            hint=f"Use what stands in the conversations, at most {LONGEST_NAME} letters, without “+”.",
        )
    other = next((one for one in taken if one.casefold() == cleaned.casefold()), None)
    if other is not None:
        raise InputError(f"There is “{other}” already", hint="Choose another name, or change that one.")
    return cleaned
