"""`profiles list`, `versions`, `publish` and `take-back`: what holds, what was published, and the next version."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.parsers_bookings import Commands, add_actor
from tutorcore.cli.printing import shown
from tutorcore.domain.profile_environment import FIELD_VARIABLES, overlays_from, variable_name
from tutorcore.domain.profile_sources import SourcedProfile
from tutorcore.domain.profile_versions import plain_fields
from tutorcore.errors import InputError
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.profiles.publishing import publish_profile
from tutorcore.services.profiles.standing import standing_of
from tutorcore.services.profiles.taking_back import earlier_version, publish_again
from tutorcore.services.profiles.versions import KeptVersion, history_of
from tutorcore.wording.dates import moment_text, short_day
from tutorcore.wording.profiles import FIELD_LABELS, profile_sentence, value_text

_LONGEST: Final = 600


def add_profile_versions(parts: Commands[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
    listing = parts.add_parser("list", help="every profile as it holds now")
    listing.add_argument("--json", action="store_true", help="a JSON list instead of lines")
    listing.set_defaults(run=list_command)
    versions = parts.add_parser("versions", help="every version of a profile, the newest first: who, when, why, what")
    versions.add_argument("name", metavar="PROFILE")
    versions.set_defaults(run=versions_command)
    _add_publish(parts)
    back = parts.add_parser("take-back", help="publish an earlier version again, from today")
    back.add_argument("name", metavar="PROFILE")
    back.add_argument("--version", type=int, metavar="NUMBER", help="0 is what was before the first; else the last one")
    back.add_argument("--note", required=True, metavar="WHY")
    add_actor(back)
    back.set_defaults(run=take_back_command)


def _add_publish(parts: Commands[argparse.ArgumentParser]) -> None:
    names = ", ".join(FIELD_VARIABLES)
    publishing = parts.add_parser(
        "publish",
        help="publish the next version of a profile",
        description=f"Publish the next version: what holds now, with other values. Fields: {names}.",
    )
    publishing.add_argument("name", metavar="PROFILE", help="a new name makes a new profile")
    publishing.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="may be repeated")
    publishing.add_argument("--reset", action="append", default=[], metavar="FIELD", help="publish it no more")
    publishing.add_argument("--from", dest="day", type=date.fromisoformat, metavar="DATE", help="such as 2026-12-01")
    publishing.add_argument("--note", required=True, metavar="WHY")
    add_actor(publishing)
    publishing.set_defaults(run=publish_command)


def list_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print each profile as a sentence, or all its values with their sources."""
    known = know_profiles(dashboard.ports)
    if options.json:
        print(json.dumps([_as_json(one) for one in known.values()], ensure_ascii=False, indent=2))
        return
    for name, one in known.items():
        print(shown(f"{name}: {profile_sentence(one.profile)}", longest=_LONGEST))


def versions_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the history of a profile."""
    history = history_of(dashboard.ports, options.name)
    if not history.versions and not history.standing.exists:
        raise InputError(
            f"There is no planning profile “{options.name}”", hint="`profiles list` names those there are."
        )
    if not history.versions:
        print("Nothing was published of it.")
    for kept in history.versions:
        print(shown(_line(dashboard, kept), longest=_LONGEST))


def publish_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Publish, and tell the version."""
    standing = standing_of(dashboard.ports, options.name)
    fields = {**standing.fields, **_values(options.name, options.set)}
    for field in options.reset:
        fields.pop(_field(field), None)
    version = publish_profile(
        dashboard.ports,
        options.name,
        fields,
        note=options.note,
        effective_on=options.day,
        actor=options.actor,
        expected_version=standing.newest,
    )
    print(shown(f"Version {version.version} of {version.name} holds from {short_day(version.effective_on)} on."))


def take_back_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Publish the version before, or the one that is asked for, again."""
    ports = dashboard.ports
    wanted = earlier_version(ports, options.name) if options.version is None else options.version
    newest = standing_of(ports, options.name).newest
    version = publish_again(
        ports, options.name, wanted, note=options.note, actor=options.actor, expected_version=newest
    )
    print(shown(f"Version {version.version} of {version.name} holds now, as version {wanted} did."))


def _as_json(one: SourcedProfile) -> dict[str, object]:
    return {
        "name": one.name,
        "values": plain_fields(one.profile.model_dump()),
        "sources": dict(one.sources),
        "warnings": list(one.profile.warnings),
    }


def _line(dashboard: Dashboard, kept: KeptVersion) -> str:
    version = kept.version
    when = moment_text(version.published_at.astimezone(dashboard.ports.zone))
    return (
        f"{version.version} ({kept.state}, from {short_day(version.effective_on)}): {version.actor}, {when}, "
        f"“{version.note}”: {'; '.join(_changes(kept)) or 'no value differs'}"
    )


def _changes(kept: KeptVersion) -> Iterator[str]:
    if kept.version.retired:
        yield "retired"
        return
    for change in kept.changes:
        was, now = value_text(change.field, change.before), value_text(change.field, change.after)
        yield f"{FIELD_LABELS[change.field]} {was} → {now} ({change.after_source})"


def _values(name: str, given: Sequence[str]) -> dict[str, object]:
    """`DAYS=12` as the environment would have it. Raises `InputError`, `SettingsError`."""
    variables = {}
    for text in given:
        field, equals, value = text.partition("=")
        if not equals:
            raise InputError(f"“{text}” is no value", hint="Write it like DAYS=12.")
        variables[variable_name(name, _field(field))] = value
    return overlays_from(variables).get(name, {})


def _field(text: str) -> str:
    field = FIELD_VARIABLES.get(text.strip().upper())
    if field is None:
        raise InputError(f"A planning profile has no “{text}”", hint=f"It has: {', '.join(FIELD_VARIABLES)}.")
    return field
