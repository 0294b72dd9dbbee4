"""`profiles`: planning profiles to take along, a text of them taken over, and what would reach a goal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.parsers_bookings import Commands, add_actor
from tutorcore.cli.printing import shown
from tutorcore.cli.profile_versions import add_profile_versions
from tutorcore.domain.goals import Answer, Reached, read_goal
from tutorcore.domain.profile_texts import LONGEST, TextFormat, write_text
from tutorcore.errors import InputError
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.profile_files import (
    FilePreview,
    preview_import,
    publish_import,
    rules_of,
    take_over_as_drafts,
)
from tutorcore.services.reach_goal import reach_goal
from tutorcore.wording.dates import counted
from tutorcore.wording.goals import changes_text as goal_changes_text
from tutorcore.wording.goals import effect_text, goal_text, moved_text, outcome_text
from tutorcore.wording.profile_texts import changes_text, rules_name, text_problem

_FORMATS: Final = {"env": TextFormat.ENVIRONMENT, "toml": TextFormat.TOML, "json": TextFormat.JSON}
_LONGEST: Final = 600
FAILED: Final = 1


def add_profiles(commands: Commands[argparse.ArgumentParser]) -> None:
    """`profiles export`, `profiles import`, `profiles goal`, and those of `profile_versions`."""
    profiles = commands.add_parser("profiles", help="planning profiles: take them along, take them over, reach a goal")
    parts = profiles.add_subparsers(dest="part", required=True, metavar="WHAT")
    add_profile_versions(parts)
    exporting = parts.add_parser("export", help="print every profile, and with TOML and JSON every lesson type")
    exporting.add_argument("--format", choices=list(_FORMATS), default="toml", help="default: %(default)s")
    exporting.set_defaults(run=export_command)
    _add_import(parts)
    goal = parts.add_parser("goal", help="the smallest changes of one or two values that reach a goal")
    goal.add_argument("wish", help="such as “nobody in new without a slot” or “at least 6 slots for 95 %%”")
    goal.set_defaults(run=goal_command)


def _add_import(parts: Commands[argparse.ArgumentParser]) -> None:
    importing = parts.add_parser(
        "import",
        help="take over environment lines, TOML or JSON",
        description="Tell what a text would change, and publish that or keep it as drafts. While anything in it cannot "
        "be used nothing is taken over; what it does not name stays as it is.",
    )
    importing.add_argument("file", metavar="FILE", help="its format is seen in its content; - is standard input")
    how = importing.add_mutually_exclusive_group(required=True)
    how.add_argument("--dry-run", action="store_true", help="only tell what would change")
    how.add_argument("--drafts", action="store_true", help="keep a draft of each that would change")
    how.add_argument("--publish", metavar="WHY", help="publish each that would change, for this reason")
    add_actor(importing)
    importing.set_defaults(run=import_command)


def export_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the text; what it cannot hold is told on standard error."""
    text_format, ports = _FORMATS[options.format], dashboard.ports
    profiles = {name: known.profile for name, known in know_profiles(ports).items()}
    lesson_types = () if text_format is TextFormat.ENVIRONMENT else know_lesson_types(ports).values()
    written = write_text(text_format, rules_of(profiles, lesson_types))
    print(written.text, end="")
    for each in written.left_out:
        print(shown(f"Left out: {rules_name(each.kind, each.name)}", longest=_LONGEST), file=sys.stderr)


def import_command(dashboard: Dashboard, options: argparse.Namespace) -> int:
    """Tell what it would change, then take it over where that is asked; 1 where it cannot be."""
    preview = preview_import(dashboard.ports, _text(options.file))
    for line in _told(preview):
        print(shown(line, longest=_LONGEST))
    for problem in preview.problems:
        print(shown(text_problem(problem), longest=_LONGEST), file=sys.stderr)
    if preview.problems:
        return FAILED
    if preview.changing and not options.dry_run:
        _take_over(dashboard, preview, options)
    return 0


def _take_over(dashboard: Dashboard, preview: FilePreview, options: argparse.Namespace) -> None:
    if options.drafts:
        drafts = take_over_as_drafts(dashboard.ports, preview, actor=options.actor)
        print(f"{counted(len(drafts), 'draft')} kept.")
    else:
        versions = publish_import(dashboard.ports, preview, note=options.publish, actor=options.actor)
        print(f"{counted(len(versions), 'version')} published.")


def _told(preview: FilePreview) -> list[str]:
    """A line for each profile, with each of its warnings."""
    lines = []
    for one in preview.rules:
        lines.append(f"{rules_name(one.kind, one.name)}: {one.becomes}; {changes_text(one.changes)}")
        lines += [f"{one.name}: {warning}" for warning in one.warnings]
    return lines + [f"{name}: not about profiles, passed over" for name in preview.passed_over]


def _text(path: str) -> bytes:
    """No more than is read anyway. Raises `InputError` where the file cannot be read."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(LONGEST + 1)
        with Path(path).open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error


def goal_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print what came of it, and each way to reach it."""
    goal = read_goal(options.wish, list(know_profiles(dashboard.ports)))
    answer = reach_goal(dashboard.ports, goal)
    print(f"{goal_text(goal)}: {outcome_text(answer)}")
    for reached in answer.reached or filter(None, (answer.nearest,)):
        print(shown(_way(answer, reached), longest=_LONGEST))


def _way(answer: Answer, reached: Reached) -> str:
    effect = f"{effect_text(answer, reached)}; {moved_text(answer, reached)}"
    return f"{reached.profile}: {goal_changes_text(reached.changes)} ({effect})"
