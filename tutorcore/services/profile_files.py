"""Planning profiles and lesson types out of a file or a pasted text: what it would change, then as drafts or published.

Nothing is taken over while anything in the text cannot be used. A profile that is half given keeps its other values; a
lesson type becomes what the text says, as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from tutorcore.domain.lesson_types import LessonType
from tutorcore.domain.openings.model import FieldChange
from tutorcore.domain.profile_sources import values_beneath
from tutorcore.domain.profile_texts import GivenRules, TextFormat, TextProblem, read_text, text_from_bytes
from tutorcore.domain.profile_versions import ProfileDraft, PublishedProfile, RulesKind
from tutorcore.domain.profiles import FIELDS, PlanningProfile
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.lesson_types.publishing import checked_type, publish_lesson_type
from tutorcore.services.lesson_types.results import what_results
from tutorcore.services.profiles.drafting import new_draft
from tutorcore.services.profiles.publishing import checked_note, publish_profile
from tutorcore.services.profiles.standing import new_name, sourced, standing_of

MOST_LINES: Final = 3
_PUBLISHING: Final = {RulesKind.PROFILE: publish_profile, RulesKind.LESSON_TYPE: publish_lesson_type}
NOT_SET: Final = "as the profile says"
"""In the place of a value that a lesson type leaves to the profile."""


class Becomes(StrEnum):
    """What an import makes of a profile or lesson type."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedRules:
    """One profile or lesson type of a text: each value that becomes another, and all that the next version would set.

    `based_on` is the number of its newest version. `warnings` tell what is possible but odd.
    """

    kind: RulesKind
    name: str
    becomes: Becomes
    changes: tuple[FieldChange, ...]
    fields: Mapping[str, object]
    based_on: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePreview:
    """What a text would change; with a problem nothing is taken over. `passed_over` are variables of something else."""

    format: TextFormat
    rules: tuple[ImportedRules, ...]
    problems: tuple[TextProblem, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def changing(self) -> tuple[ImportedRules, ...]:
        """Those of which something would become otherwise; none where there is a problem."""
        return () if self.problems else tuple(one for one in self.rules if one.becomes is not Becomes.UNCHANGED)

    @property
    def can_be_drafts(self) -> bool:
        """Whether all that would change can be kept as drafts first."""
        return all(one.kind is RulesKind.PROFILE for one in self.changing)


def rules_of(profiles: Mapping[str, PlanningProfile], lesson_types: Iterable[LessonType] = ()) -> list[GivenRules]:
    """Profiles with all their values, and lesson types with theirs, to be written as text."""
    whole = [GivenRules(name=name, fields=profile.model_dump()) for name, profile in profiles.items()]
    return whole + [GivenRules(name=one.name, kind=RulesKind.LESSON_TYPE, fields=one.fields) for one in lesson_types]


def preview_import(ports: Ports, text: str | bytes) -> FilePreview:
    """What it would change of what holds today. Raises `BrokenFile` where it is no such text at all."""
    read = read_text(text_from_bytes(text) if isinstance(text, bytes) else text)
    problems, rules = list(read.problems), list[ImportedRules]()
    spoilt = {problem.where for problem in read.problems}
    for given in read.rules:
        try:
            if spoilt.isdisjoint(given.places.values()):
                rules.append(_profile(ports, given) if given.kind is RulesKind.PROFILE else _lesson_type(ports, given))
        except ValidationError as error:
            problems.append(TextProblem(where=_where(given), invalid=error))
        except InputError as error:
            problems.append(TextProblem(where=_where(given), said=str(error), hint=error.hint))
    return FilePreview(format=read.format, rules=tuple(rules), problems=tuple(problems), passed_over=read.passed_over)


def take_over_as_drafts(ports: Ports, preview: FilePreview, *, actor: str, note: str = "") -> list[ProfileDraft]:
    """Keep a draft of each that would change.

    Raises `InputError` where there is none, nobody is chosen, or a lesson type would change: those have no drafts.
    """
    actor, wanted = require_actor(actor), _wanted(preview)
    if not preview.can_be_drafts:
        raise InputError("A lesson type has no drafts, so nothing was taken over", hint="Publish it, or take it out.")
    return [new_draft(ports, one.name, one.fields, actor=actor, based_on=one.based_on, note=note) for one in wanted]


def publish_import(
    ports: Ports, preview: FilePreview, *, note: str, actor: str, effective_on: date | None = None
) -> list[PublishedProfile]:
    """Publish each that would change, from today where no day is given.

    Raises `InputError` as publishing does; `Conflict` (theirs: PublishedProfile) where one was published since the
    preview: then none is.
    """
    actor, note, wanted = require_actor(actor), checked_note(note), _wanted(preview)
    for one in wanted:
        _require_unchanged(ports, one)
    return [
        _PUBLISHING[one.kind](
            ports,
            one.name,
            one.fields,
            note=note,
            effective_on=effective_on,
            actor=actor,
            expected_version=one.based_on,
        )
        for one in wanted
    ]


def _wanted(preview: FilePreview) -> tuple[ImportedRules, ...]:
    if preview.problems:
        raise InputError("Not all of this text can be used, so nothing was taken over", hint="Correct it first.")
    if not preview.changing:
        raise InputError("All of this holds already, so there is nothing to take over")
    return preview.changing


def _require_unchanged(ports: Ports, one: ImportedRules) -> None:
    standing = standing_of(ports, one.name, kind=one.kind)
    if standing.newest != one.based_on:
        raise Conflict(
            f"“{one.name[:60]}” was published by somebody else meanwhile, so nothing was taken over",
            theirs=standing.versions[-1],
            hint="Look at the text again: the preview then tells what it would change now.",
        )


def _profile(ports: Ports, given: GivenRules) -> ImportedRules:
    """Raises `InputError` for a name that cannot be used, pydantic's `ValidationError` for an impossible profile."""
    standing = standing_of(ports, given.name)
    if not standing.versions and not standing.given:
        new_name(ports, given.name)
    known = know_profiles(ports).get(given.name)
    if known is None:
        values = values_beneath(given.name, ports.environment_profiles.get(given.name, {}))[0]
        changes, fields = _changes(values, given.fields), dict(given.fields)
    else:
        changes = _changes(known.profile.model_dump(), given.fields)
        fields = {**standing.fields, **{change.field: change.new for change in changes}}
    return ImportedRules(
        kind=given.kind,
        name=given.name,
        becomes=_becomes(changes, there=known is not None),
        changes=changes,
        fields=_in_order(fields),
        based_on=standing.newest,
        warnings=sourced(ports, given.name, fields).profile.warnings,
    )


def _lesson_type(ports: Ports, given: GivenRules) -> ImportedRules:
    """Raises as `_profile`, and `ImpossibleOverlay` where two of its rules exclude each other."""
    known, standing = know_lesson_types(ports).get(given.name), standing_of(ports, given.name, kind=given.kind)
    if known is None and not standing.versions:
        new_name(ports, given.name, kind=given.kind)
    lesson_type = checked_type(given.name, given.fields)
    impossible = {name: said for name, one in what_results(ports, lesson_type).items() if (said := one.impossible)}
    if len(impossible) == len(know_profiles(ports)):
        raise next(iter(impossible.values()))
    empty = dict.fromkeys(FIELDS, NOT_SET)
    before, fields = {} if known is None else dict(known.fields), dict(lesson_type.fields)
    changes = _changes(empty | before, empty | fields)
    return ImportedRules(
        kind=given.kind,
        name=given.name,
        becomes=_becomes(changes, there=known is not None),
        changes=changes,
        fields=fields,
        based_on=standing.newest,
        warnings=tuple(f"Nothing is offered to {name}: {said}." for name, said in impossible.items()),
    )


def _becomes(changes: tuple[FieldChange, ...], *, there: bool) -> Becomes:
    if not there:
        return Becomes.ADDED
    return Becomes.CHANGED if changes else Becomes.UNCHANGED


def _changes(before: Mapping[str, object], given: Mapping[str, object]) -> tuple[FieldChange, ...]:
    changed = (field for field in FIELDS if field in given and given[field] != before[field])
    return tuple(FieldChange(field, before[field], given[field]) for field in changed)


def _in_order(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: fields[name] for name in FIELDS if name in fields}


def _where(given: GivenRules) -> str:
    """The profile, and where its values stand."""
    lines = list(dict.fromkeys(place for place in given.places.values() if place.startswith("line ")))
    told = f" ({', '.join(lines[:MOST_LINES])}{', …' if len(lines) > MOST_LINES else ''})" if lines else ""
    return f"{given.kind} {given.name[:60]}{told}"
