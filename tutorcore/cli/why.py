"""`why`: every reason that refuses a time and what would open it, or who could give the lesson then."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.lesson_types import trial_of
from tutorcore.cli.printing import shown
from tutorcore.services.explain_time import TimeExplained, explain_time
from tutorcore.services.find_contacts import resolve_contact
from tutorcore.services.open_contact import open_contact
from tutorcore.services.open_time import openings_at
from tutorcore.wording.lesson_types import unknown_text
from tutorcore.wording.openings import nothing_opens_texts, opening_text
from tutorcore.wording.why import free_texts, why_texts


def why_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the answer in sentences, one a line."""
    ports = dashboard.ports
    opened = open_contact(ports, resolve_contact(ports, options.contact).id)
    answer = explain_time(ports, opened, options.time, tutors=options.tutor, trial=trial_of(ports, options))
    rules = answer.plan.rules
    texts = why_texts(answer.start, answer.by_tutor, answer.offered_by, zone=ports.zone, impossible=rules.impossible)
    notes = [unknown_text(rules.unknown)] if rules.unknown else []
    for text in [*texts, *notes, *free_texts(answer.free_events), *_openings(answer)]:
        print(shown(text))


def _openings(answer: TimeExplained) -> Iterator[str]:
    """What would open a refused time, and for whom where there are several."""
    several = len(answer.by_tutor) > 1
    if answer.offered_by:
        return
    found = openings_at(answer.plan, answer.start)
    for each in found.openings:
        who = f" ({', '.join(each.tutors)})" if several else ""
        yield f"Would open it: {opening_text(each.opening)}{who}."
    if not found.openings:
        yield from nothing_opens_texts(found.by_tutor)
