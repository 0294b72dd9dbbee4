"""What stands in a text of planning profiles, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from tutorcore.domain.records import RulesKind


class TextFormat(StrEnum):
    """How the text is written."""

    ENVIRONMENT = "environment lines"
    TOML = "TOML"
    JSON = "JSON"


FILE_NAMES: Final[Mapping[TextFormat, str]] = {
    TextFormat.ENVIRONMENT: "profiles.env",
    TextFormat.TOML: "profiles.toml",
    TextFormat.JSON: "profiles.json",
}

SECTIONS: Final[Mapping[str, RulesKind]] = {"profiles": RulesKind.PROFILE, "lesson_types": RulesKind.LESSON_TYPE}
"""Under which key of TOML and JSON each kind stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GivenRules:
    """A profile or lesson type as a text gives it: the fields that stand there, and where."""

    name: str
    fields: Mapping[str, object]
    kind: RulesKind = RulesKind.PROFILE
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    """By field, `line 3` or `profiles.new.duration_minutes`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TextProblem:
    """Something that cannot be used: where it stands, and why; `invalid` instead of `said` where a value is refused."""

    where: str
    said: str = ""
    hint: str = ""
    invalid: ValidationError | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadText:
    """What a text gives. With a problem nothing of it is used; all of them are told at once."""

    format: TextFormat
    rules: tuple[GivenRules, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    passed_over: tuple[str, ...] = ()
    """Variables that set something else than a planning profile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenText:
    """A text, and what it cannot hold."""

    text: str
    left_out: tuple[GivenRules, ...] = ()
