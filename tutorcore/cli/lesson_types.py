"""`--lesson-type`: ask by another lesson type than the one that the contact's conversations name, or by none."""

from __future__ import annotations

import argparse

from tutorcore.ports import Ports
from tutorcore.services.lesson_types.knowing import lesson_type_or_error
from tutorcore.services.plan_week import Trial


def add_lesson_type(command: argparse.ArgumentParser) -> None:
    """The option; left out, what the contact's conversations say counts."""
    command.add_argument(
        "--lesson-type", metavar="NAME", help="ask by this lesson type, or by none (“”); else as the conversations say"
    )


def trial_of(ports: Ports, options: argparse.Namespace) -> Trial:
    """What is asked otherwise. Raises `UnknownName`."""
    if options.lesson_type is None:
        return Trial()
    return Trial(lesson_type=lesson_type_or_error(ports, options.lesson_type))
