"""Publish a lesson type, go back to an earlier version, retire one; who names it is counted first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from tutorcore.domain.lesson_types import LESSON_TYPES, LessonType, Naming, checked_fields, require_possible
from tutorcore.domain.profile_versions import PublishedProfile, RulesKind
from tutorcore.domain.records import Entry
from tutorcore.errors import InputError, UnknownName
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.know_profiles import today
from tutorcore.services.lesson_types.results import what_results
from tutorcore.services.profiles.publishing import checked_note, publish_profile, told, version_of
from tutorcore.services.profiles.standing import standing_of
from tutorcore.wording.validation import problem_text

KIND = RulesKind.LESSON_TYPE
RETIRED = "profile retired"
"""As for profiles: the entry's subject tells which of the two it is."""


def checked_type(name: str, fields: Mapping[str, object]) -> LessonType:
    """A lesson type of these fields. Raises `InputError` for a value that cannot be used, `ImpossibleOverlay`."""
    try:
        lesson_type = LessonType(name=name, fields=checked_fields(fields))
    except ValidationError as error:
        raise InputError(problem_text(error), hint="Nothing was stored.") from error
    require_possible(lesson_type)
    return lesson_type


def publish_lesson_type(
    ports: Ports,
    name: str,
    fields: Mapping[str, object],
    *,
    note: str,
    effective_on: date | None = None,
    actor: str,
    expected_version: int,
) -> PublishedProfile:
    """Publish the next version, which sets `fields` and nothing else, from today where no day is given.

    One that is impossible on some profiles is published, and offers nothing there. Raises `ImpossibleOverlay` for one
    that is impossible on all of them, and as `publish_profile`.
    """
    lesson_type = checked_type(name, fields)
    results = what_results(ports, lesson_type, on=effective_on).values()
    impossible = [rules.impossible for rules in results if rules.impossible]
    if len(impossible) == len(results):
        raise impossible[0]
    return publish_profile(
        ports,
        " ".join(name.split()),
        lesson_type.fields,
        note=note,
        effective_on=effective_on,
        actor=actor,
        expected_version=expected_version,
        kind=KIND,
    )


def publish_type_again(
    ports: Ports, name: str, version: int, *, note: str, actor: str, expected_version: int
) -> PublishedProfile:
    """Publish from today what an earlier version set; version 0 is what is built in.

    Raises `UnknownName` where there is no such version, and as `publish_lesson_type`.
    """
    standing = standing_of(ports, name, kind=KIND)
    if version == 0 and not standing.given:
        raise UnknownName(f"“{name[:60]}” is not built in")
    found = version_of(standing, version).fields if version else standing.without
    return publish_lesson_type(ports, name, found, note=note, actor=actor, expected_version=expected_version)


def naming(ports: Ports, name: str) -> Naming:
    """How many conversations name a lesson type, and of how many contacts."""
    return ports.contacts.naming(name)


def retire_lesson_type(ports: Ports, name: str, *, note: str, actor: str, expected_version: int) -> PublishedProfile:
    """From today there is no lesson type by this name; conversations that name it are told that it is not known.

    Raises `InputError` for a built-in one or a blank note, `UnknownName`, `Conflict` (theirs: PublishedProfile).
    """
    actor, note = require_actor(actor), checked_note(note)
    if name in LESSON_TYPES:
        raise InputError(f"“{name}” is built in and cannot be retired", hint="What it sets can be changed.")
    standing, now = standing_of(ports, name, kind=KIND), ports.clock.now()
    if not standing.exists:
        raise UnknownName(f"There is no lesson type “{name[:60]}” (any more)")
    version = PublishedProfile(
        name=name,
        version=expected_version + 1,
        fields=standing.fields,
        published_at=now,
        actor=actor,
        effective_on=today(ports),
        note=note,
        kind=KIND,
        retired=True,
    )
    entry = Entry(
        at=now,
        actor=actor,
        action=RETIRED,
        subject=f"{KIND}:{name}",
        before=told(standing.held),
        after={"version": version.version, "conversations": naming(ports, name).conversations},
        reason=note,
    )
    return ports.profiles.retire(version, expected_version=expected_version, changes=(), entry=entry)
