"""`why`: every reason that refuses a time, or who could give the lesson then."""

from __future__ import annotations

import argparse

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.printing import shown
from tutorcore.services.explain_time import explain_time
from tutorcore.services.find_contacts import resolve_contact
from tutorcore.services.open_contact import open_contact
from tutorcore.wording.why import free_texts, why_texts


def why_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the answer in sentences, one a line."""
    ports = dashboard.ports
    opened = open_contact(ports, resolve_contact(ports, options.contact).id)
    answer = explain_time(ports, opened, options.time, tutors=options.tutor)
    texts = why_texts(answer.start, answer.by_tutor, answer.offered_by, zone=ports.zone)
    for text in [*texts, *free_texts(answer.free_events)]:
        print(shown(text))
