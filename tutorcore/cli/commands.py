"""The commands, their options, and how an error is told: a sentence on standard error and exit status 1.

Those that book have more statuses (`booking_outcomes`), so that a script knows whether it won.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from tutorcore.bootstrap import Dashboard, open_dashboard, prepare
from tutorcore.cli.closures import import_closures_command
from tutorcore.cli.google_login import google_login_command
from tutorcore.cli.importing import import_calendar_command, import_contacts_command
from tutorcore.cli.lesson_types import add_lesson_type
from tutorcore.cli.parsers_bookings import add_actor, add_bookings, add_google
from tutorcore.cli.parsers_segments import add_segments
from tutorcore.cli.printing import shown
from tutorcore.cli.profiles import add_profiles
from tutorcore.cli.slots import slots_command
from tutorcore.cli.templates import templates_command
from tutorcore.cli.why import why_command
from tutorcore.cli.work import add_work
from tutorcore.errors import TutorError
from tutorcore.settings import Settings
from tutorcore.wording.validation import problem_text

Command = Callable[[Dashboard, argparse.Namespace], int | None]

_LOG = logging.getLogger("tutorcore.cli")
FAILED: Final = 1
INTERRUPTED: Final = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit status: its own, 1 with a sentence on standard error, 130 where it was interrupted."""
    options = _parser().parse_args(arguments)
    _write_what_can_be_written()
    try:
        status = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
        return 0
    except KeyboardInterrupt:
        print("\nStopped. What was written stays; the same command again goes on.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the edge of the program: no traceback reaches a planner
        print(_told(error), file=sys.stderr)
        return int(options.status_of(error))
    return status


def _run(options: argparse.Namespace) -> int:
    settings = Settings.read(demo=True if options.demo else None)
    if options.command == "prepare":
        prepare(settings)
        return 0
    if options.command == "google-login":
        google_login_command(settings, options)
        return 0
    command: Command = options.run
    dashboard = open_dashboard(settings)
    try:
        return command(dashboard, options) or 0
    finally:
        dashboard.close()


def _told(error: Exception) -> str:
    """An error as a sentence. What nobody expected gets a number, under which the log has the rest."""
    if isinstance(error, TutorError):
        message = shown(error, longest=600)
        ended = message if message.endswith((".", "!", "?")) else f"{message}."
        return " ".join(filter(None, (ended, error.hint)))
    if isinstance(error, ValidationError):
        return shown(problem_text(error), longest=600)
    number = uuid.uuid4().hex[:8]
    _LOG.error("command failed, error %s", number, exc_info=error)
    return f"Something went wrong here; number {number} is in the log."


def _write_what_can_be_written() -> None:
    """A terminal that lacks a letter gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _close_quietly() -> None:
    """Whoever read the output has gone (`| head`): give Python nothing to complain of when it ends."""
    with suppress(OSError, ValueError):  # an output that is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tutorcore", description="TutorBot planning, from the shell.")
    parser.add_argument("--demo", action="store_true", help="work on the demo data")
    parser.set_defaults(status_of=lambda _error: FAILED)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    preparing = "migrate the database; in the demo, move its data to today"
    commands.add_parser("prepare", help=preparing, description=f"{preparing.capitalize()}. Nothing is ever emptied.")
    _add_contacts(commands)
    _add_calendar(commands)
    _add_closures(commands)
    _add_slots(commands)
    _add_why(commands)
    _add_templates(commands)
    add_work(commands)
    add_bookings(commands)
    add_segments(commands)
    add_profiles(commands)
    add_google(commands)
    _add_google_login(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_contacts(commands: _Commands[argparse.ArgumentParser]) -> None:
    contacts = commands.add_parser(
        "import-contacts",
        help="bring in a file of contacts",
        description="Bring in a file of contacts: JSON or JSON lines as Chatwoot's API gives them, Chatwoot's CSV "
        "export, or any CSV with a header. A bad row stops nothing else; the same file twice changes nothing.",
    )
    contacts.add_argument("file", type=Path, metavar="FILE", help="the file; its format is seen in its content")
    add_actor(contacts)
    contacts.set_defaults(run=import_contacts_command)


def _add_calendar(commands: _Commands[argparse.ArgumentParser]) -> None:
    calendar = commands.add_parser(
        "import-calendar",
        help="bring in the calendar of one tutor",
        description="Bring in the calendar of one tutor, as Google, Outlook and Apple export it. It takes the place "
        "of what was known of the same file or address.",
    )
    calendar.add_argument("location", metavar="FILE-OR-URL", help="an .ics file, or the https address of a feed")
    calendar.add_argument("--tutor", required=True, metavar="NAME", help="the tutor's name; made where there is none")
    add_actor(calendar)
    calendar.set_defaults(run=import_calendar_command)


def _add_closures(commands: _Commands[argparse.ArgumentParser]) -> None:
    closures = commands.add_parser(
        "import-closures",
        help="bring in days off: a CSV list, or a calendar of holidays",
        description="Bring in days off, for everybody or for one tutor: a CSV file with the columns from, to, name and "
        "tutor (or van, tot, naam and docent), an .ics file, or the address of a feed. A calendar that is read again "
        "takes back what it no longer lists, never what is over and never what was entered by hand.",
    )
    closures.add_argument("location", metavar="FILE-OR-URL", help="a CSV or .ics file, or the https address of a feed")
    closures.add_argument("--tutor", default="", metavar="NAME", help="whose days off they are; else everybody's")
    add_actor(closures)
    closures.set_defaults(run=import_closures_command)


def _add_slots(commands: _Commands[argparse.ArgumentParser]) -> None:
    slots = commands.add_parser(
        "slots",
        help="what the week page suggests",
        description="Print the lesson times that the week page suggests for a contact.",
    )
    slots.add_argument("--contact", required=True, metavar="ID-OR-PHONE", help="any spelling of a phone number")
    slots.add_argument("--week", metavar="WEEK", help="such as 2026-W48; this week where it is not given")
    slots.add_argument("--tutor", action="append", metavar="NAME", help="may be given more than once; else as the page")
    add_lesson_type(slots)
    slots.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    slots.set_defaults(run=slots_command)


def _add_why(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    why = commands.add_parser("why", help="why a time is offered or not")
    why.add_argument("--contact", required=True, metavar="ID-OR-PHONE")
    why.add_argument("--tutor", action="append", metavar="NAME", help="may be given more than once; else as the page")
    add_lesson_type(why)
    why.add_argument("time", help="such as “wo 16:00”, “wo 25 nov 16:00” or “2026-11-25 16:00”")
    why.set_defaults(run=why_command)


def _add_templates(commands: _Commands[argparse.ArgumentParser]) -> None:
    templates = commands.add_parser(
        "templates",
        help="the wording of messages",
        description="List the templates of messages and check the company's own. They lie in the folder that "
        "TUTORBOT_TEMPLATES names, else in var/templates.",
    )
    templates.add_argument("--copy", action="store_true", help="write the built-in ones there, to be changed")
    templates.set_defaults(run=templates_command)


def _add_google_login(commands: _Commands[argparse.ArgumentParser]) -> None:
    login = commands.add_parser(
        "google-login",
        help="sign in to Google Calendar with a browser",
        description="Sign in to Google Calendar with a browser on this machine, as the installed application of which "
        "GCAL_OAUTH_CLIENT names the file. The sign-in is kept in var/google-token.json, for you alone to read.",
    )
    login.add_argument("--port", type=int, default=0, metavar="PORT", help="where the browser comes back to; else any")
    login.add_argument("--no-browser", action="store_true", help="only tell the address, and open no browser")
    login.set_defaults(run=google_login_command)
