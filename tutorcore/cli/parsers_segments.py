"""The options of the commands about segments."""

from __future__ import annotations

import argparse

from tutorcore.cli.parsers_bookings import Commands, add_actor
from tutorcore.cli.segments import detect_again_command, segments_command
from tutorcore.wording.segments_of_all import DETECTING_RULE


def add_segments(commands: Commands[argparse.ArgumentParser]) -> None:
    """`segments`, `detect-again`."""
    telling = "how many contacts are in each segment, and what is odd"
    segments = commands.add_parser("segments", help=telling, description=f"Tell {telling}; nobody is changed.")
    segments.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    segments.set_defaults(run=segments_command)
    detecting = commands.add_parser(
        "detect-again",
        help="write the segments that the rules detect to the caches",
        description=f"Detect segments again. {DETECTING_RULE} The journal undoes all of it in one step.",
    )
    whom = detecting.add_mutually_exclusive_group(required=True)
    whom.add_argument("--all", action="store_true", help="everybody")
    whom.add_argument("--contact", action="append", metavar="ID-OR-PHONE", help="may be given more than once")
    detecting.add_argument("--dry-run", action="store_true", help="only tell who would change, and who would not")
    detecting.add_argument("--fill-empty", action="store_true", help="also where nothing is cached")
    add_actor(detecting)
    detecting.set_defaults(run=detect_again_command)
