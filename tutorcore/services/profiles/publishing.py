"""Publish the next version of a profile, from a day on and with a reason; take one out before its day comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pydantic import ValidationError

from tutorcore.domain.profile_versions import ProfileDraft, PublishedProfile, RulesKind, plain_fields
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.records import Entry
from tutorcore.errors import InputError, UnknownName
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.know_profiles import today
from tutorcore.services.profiles.standing import Standing, new_name, sourced, standing_of
from tutorcore.wording.dates import short_day
from tutorcore.wording.validation import problem_text

PUBLISHED: Final = "profile published"
WITHDRAWN: Final = "profile withdrawn"
LONGEST_NOTE: Final = 500
FURTHEST_DAYS: Final = 731


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be published of a name: the fields that the version sets, why, and from which local day on."""

    name: str
    fields: Mapping[str, object]
    note: str
    effective_on: date
    kind: RulesKind = RulesKind.PROFILE
    draft: ProfileDraft | None = None


def publish_profile(
    ports: Ports,
    name: str,
    fields: Mapping[str, object],
    *,
    note: str,
    effective_on: date | None = None,
    actor: str,
    expected_version: int,
    kind: RulesKind = RulesKind.PROFILE,
) -> PublishedProfile:
    """Publish a version that sets `fields`, from today where no day is given.

    Raises `InputError` for a blank note, a day that is over, an impossible profile, a name that cannot be used, or what
    holds already; `Conflict` (theirs: PublishedProfile) where somebody published after `expected_version`. A lesson
    type is judged by whoever asks.
    """
    plan = Plan(name=name, fields=fields, note=note, effective_on=effective_on or today(ports), kind=kind)
    return publish_plan(ports, plan, actor=actor, expected_version=expected_version)


def publish_plan(ports: Ports, plan: Plan, *, actor: str, expected_version: int) -> PublishedProfile:
    """As `publish_profile`; the draft of the plan is dropped with it, or `Conflict` where it was saved meanwhile."""
    actor, note = require_actor(actor), checked_note(plan.note)
    before = _checked(ports, plan)
    return ports.profiles.publish(
        plan.name,
        plan.fields,
        effective_on=plan.effective_on,
        note=note,
        expected_version=expected_version,
        kind=plan.kind,
        draft=plan.draft,
        entry=Entry(
            at=ports.clock.now(),
            actor=actor,
            action=PUBLISHED,
            subject=f"{plan.kind}:{plan.name}",
            before=told(before),
            after={
                "version": expected_version + 1,
                "holds from": plan.effective_on.isoformat(),
                **plain_fields(plan.fields),
            },
            reason=note,
        ),
    )


def withdraw_version(
    ports: Ports, name: str, version: int, *, actor: str, reason: str = "", kind: RulesKind = RulesKind.PROFILE
) -> None:
    """Take a version out before its day comes; it stays in the history.

    Raises `UnknownName`, `InputError` where it holds or held already, `Conflict` where somebody else took it out.
    """
    actor = require_actor(actor)
    found = version_of(standing_of(ports, name, kind=kind), version)
    if found.effective_on <= today(ports):
        raise InputError(
            f"Version {version} of “{name[:60]}” has taken over already", hint="Publish an earlier version again."
        )
    entry = Entry(
        at=ports.clock.now(),
        actor=actor,
        action=WITHDRAWN,
        subject=f"{kind}:{name}",
        before=told(found),
        after={"version": version},
        reason=reason.strip()[:LONGEST_NOTE],
    )
    ports.profiles.withdraw(name, version, kind=kind, entry=entry)


def version_of(standing: Standing, version: int) -> PublishedProfile:
    """One version. Raises `UnknownName`."""
    found = next((one for one in standing.versions if one.version == version), None)
    if found is None:
        raise UnknownName(f"There is no version {version} of “{standing.name[:60]}”")
    return found


def checked_profile(ports: Ports, name: str, fields: Mapping[str, object]) -> PlanningProfile:
    """The whole profile that a version with `fields` makes. Raises `InputError` where that is impossible."""
    try:
        return sourced(ports, name, fields).profile
    except ValidationError as error:
        raise InputError(problem_text(error), hint="Nothing was stored.") from error


def checked_note(note: str) -> str:
    """Why, trimmed. Raises `InputError` where it is blank."""
    if not note.strip():
        raise InputError("Say why in a few words", hint="The note stands in the history of the profile.")
    return note.strip()[:LONGEST_NOTE]


def told(version: PublishedProfile | None) -> dict[str, object]:
    """A version as the journal keeps it."""
    if version is None:
        return {}
    return {
        "version": version.version,
        "holds from": version.effective_on.isoformat(),
        **plain_fields(version.fields),
    }


def _checked(ports: Ports, plan: Plan) -> PublishedProfile | None:
    """The version that the plan takes over from. Raises `InputError`."""
    first = today(ports)
    if plan.effective_on < first:
        raise InputError(f"{short_day(plan.effective_on)} is over", hint="Choose today or a later day.")
    if plan.effective_on > first + timedelta(days=FURTHEST_DAYS):
        raise InputError(f"{short_day(plan.effective_on)} is more than two years away", hint="Choose an earlier day.")
    if plan.kind is RulesKind.PROFILE:
        checked_profile(ports, plan.name, plan.fields)
    standing = standing_of(ports, plan.name, kind=plan.kind, on=plan.effective_on)
    if not standing.versions and not standing.given:
        new_name(ports, plan.name, kind=plan.kind)
    elif standing.exists and plain_fields(standing.fields) == plain_fields(plan.fields):
        raise InputError("That is how it stands already, so there is nothing to publish", hint="Change a value first.")
    return standing.latest
