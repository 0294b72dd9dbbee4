"""The options of the commands that book, and of those about calendars in Google."""

from __future__ import annotations

import argparse
from datetime import timedelta

from tutorcore.cli.booking_outcomes import status_of
from tutorcore.cli.bookings import (
    book_command,
    bookings_command,
    cancel_command,
    move_command,
    settle_command,
    undo_command,
)
from tutorcore.cli.google import connect_calendar_command, refresh_command
from tutorcore.cli.lesson_types import add_lesson_type
from tutorcore.domain.bookings import BookingState

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
_STATUSES = (
    "Exit status: 0 done; 1 what was given cannot be used; 3 refused (by the rules, taken, changed meanwhile, or by "
    "Google); 4 in doubt, what is under way is settled later; 5 a source cannot be read now, nothing was done."
)
_TIME = "such as “wo 16:00”, “wo 25 nov 16:00” or “2026-11-25 16:00”"


def add_bookings(commands: Commands[argparse.ArgumentParser]) -> None:
    """`book`, `cancel`, `move`, `undo`, `settle`, `bookings`."""
    _add_book(commands)
    _add_changes(commands)
    settle = _command(commands, "settle", "finish or undo what is under way and nobody is at work on")
    settle.add_argument("--json", action="store_true", help="a JSON list instead of lines")
    settle.set_defaults(run=settle_command)
    listing = _command(commands, "bookings", "list bookings, those that need a look first")
    listing.add_argument("--contact", default="", metavar="ID-PHONE-NAME", help="an id, a phone number, part of a name")
    listing.add_argument("--tutor", default="", metavar="NAME")
    listing.add_argument("--state", action="append", default=[], choices=list(BookingState), help="may be repeated")
    listing.add_argument("--past", action="store_true", help="also what is over, cancelled or ended")
    listing.add_argument("--json", action="store_true", help="a JSON list instead of lines")
    listing.set_defaults(run=bookings_command)


def add_google(commands: Commands[argparse.ArgumentParser]) -> None:
    """`connect-calendar`, `refresh`."""
    connect = _command(commands, "connect-calendar", "give a calendar in Google to a tutor, and read it")
    connect.add_argument("calendar", metavar="ID", help="one that GCAL_CALENDAR_ID names")
    connect.add_argument("--tutor", required=True, metavar="NAME", help="the tutor's name, as on the Data page")
    add_actor(connect)
    connect.set_defaults(run=connect_calendar_command)
    refresh = _command(commands, "refresh", "read the tutors' calendars in Google now")
    refresh.add_argument("--tutor", action="append", default=[], metavar="NAME", help="may be given more than once")
    refresh.set_defaults(run=refresh_command)


def add_actor(command: argparse.ArgumentParser) -> None:
    """Who does it."""
    command.add_argument(
        "--actor", default="command line", metavar="NAME", help="who the journal names (default: %(default)s)"
    )


def _add_book(commands: Commands[argparse.ArgumentParser]) -> None:
    book = _command(commands, "book", "book a lesson, by every rule, on a fresh reading of the calendar")
    book.add_argument("time", help=_TIME)
    book.add_argument("--contact", required=True, metavar="ID-OR-PHONE", help="any spelling of a phone number")
    book.add_argument("--tutor", required=True, metavar="NAME")
    add_lesson_type(book)
    book.add_argument(
        "--hold",
        type=_hours,
        metavar="HOURS",
        help="keep the time for so long; the same command without it books",
    )
    _add_reporting(book)
    book.set_defaults(run=book_command)


def _hours(text: str) -> timedelta:
    try:
        return timedelta(hours=float(text))
    except (ValueError, OverflowError):  # what float and timedelta raise for what is no time
        raise argparse.ArgumentTypeError(f"“{text[:20]}” is no number of hours") from None


def _add_changes(commands: Commands[argparse.ArgumentParser]) -> None:
    cancel = _of_a_booking(commands, "cancel", "cancel a lesson, or let a hold go")
    cancel.add_argument("--reason", default="", help="for the journal")
    cancel.set_defaults(run=cancel_command)
    move = _of_a_booking(commands, "move", "move a lesson to another time of the same tutor")
    move.add_argument("time", help=_TIME)
    move.set_defaults(run=move_command)
    for command in (cancel, move):
        command.add_argument(
            "--despite-notice", action="store_true", help="even if the lesson starts sooner than its profile's notice"
        )
    undo = _of_a_booking(commands, "undo", "take back what was done last with a booking, within ten minutes")
    undo.set_defaults(run=undo_command)


def _of_a_booking(commands: Commands[argparse.ArgumentParser], name: str, does: str) -> argparse.ArgumentParser:
    command = _command(commands, name, does)
    command.add_argument("booking", metavar="BOOKING", help="its id, or the beginning of it")
    _add_reporting(command)
    return command


def _add_reporting(command: argparse.ArgumentParser) -> None:
    add_actor(command)
    command.add_argument("--json", action="store_true", help="one JSON object instead of a line")


def _command(commands: Commands[argparse.ArgumentParser], name: str, does: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=does, description=f"{does.capitalize()}.", epilog=_STATUSES)
    command.set_defaults(status_of=status_of)
    return command
