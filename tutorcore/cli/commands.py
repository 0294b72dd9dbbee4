"""The commands, their options, and how an error is told: a sentence on standard error and exit status 1."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError

from tutorcore.bootstrap import Dashboard, open_dashboard, prepare
from tutorcore.cli.importing import import_calendar_command, import_contacts_command
from tutorcore.cli.slots import slots_command
from tutorcore.errors import TutorError
from tutorcore.settings import Settings
from tutorcore.wording.validation import problem_text

Command = Callable[[Dashboard, argparse.Namespace], None]


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.read(demo=True if options.demo else None)
        if options.command == "prepare":
            prepare(settings)
        else:
            _run(settings, options)
    except TutorError as error:
        print(" ".join(filter(None, (f"{error}.", error.hint))), file=sys.stderr)
        return 1
    except ValidationError as error:
        print(problem_text(error), file=sys.stderr)
        return 1
    return 0


def _run(settings: Settings, options: argparse.Namespace) -> None:
    command: Command = options.run
    dashboard = open_dashboard(settings)
    try:
        command(dashboard, options)
    finally:
        dashboard.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tutorcore", description="TutorBot planning, from the shell.")
    parser.add_argument("--demo", action="store_true", help="work on the demo data")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("prepare", help="migrate the database; in the demo, move its data to today")
    _add_imports(commands)
    _add_slots(commands)
    return parser


def _add_imports(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    contacts = commands.add_parser("import-contacts", help="JSON, JSON lines or CSV of contacts")
    contacts.add_argument("file", type=Path)
    contacts.add_argument("--actor", default="command line", help="who the journal names")
    contacts.set_defaults(run=import_contacts_command)
    calendar = commands.add_parser("import-calendar", help="an .ics file or feed of one tutor")
    calendar.add_argument("location", metavar="FILE-OR-URL")
    calendar.add_argument("--tutor", required=True, help="the tutor's name; made where there is none")
    calendar.add_argument("--actor", default="command line", help="who the journal names")
    calendar.set_defaults(run=import_calendar_command)


def _add_slots(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    slots = commands.add_parser("slots", help="what the week page suggests")
    slots.add_argument("--contact", required=True, metavar="ID-OR-PHONE")
    slots.add_argument("--week", help="such as 2026-W48; this week where it is not given")
    slots.add_argument("--tutor", action="append", metavar="NAME", help="may be given more than once; else as the page")
    slots.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    slots.set_defaults(run=slots_command)
