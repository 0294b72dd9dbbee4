"""`slots`: the week page's answer, for people and for scripts."""

from __future__ import annotations

import argparse
import json

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.lesson_types import trial_of
from tutorcore.cli.printing import shown
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.find_contacts import resolve_contact
from tutorcore.services.open_contact import OpenContact, open_contact
from tutorcore.services.plan_week import WeekPlan, plan_week
from tutorcore.wording.dates import counted, moment_text, span_text, week_text
from tutorcore.wording.doubts import doubt_texts, freshness_text
from tutorcore.wording.lesson_types import notes_on
from tutorcore.wording.reasons import taken_text


def slots_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the slots of one contact in one week."""
    ports = dashboard.ports
    opened = open_contact(ports, resolve_contact(ports, options.contact).id)
    today = ports.clock.now().astimezone(ports.zone).date()
    week = IsoWeek.parse(options.week) if options.week else IsoWeek.of(today)
    plan = plan_week(ports, opened, week, tutors=options.tutor, trial=trial_of(ports, options))
    if options.json:
        print(json.dumps(as_json(opened, plan), ensure_ascii=False, indent=2))
    else:
        print("\n".join(shown(line) for line in as_lines(opened, plan)))


def as_json(opened: OpenContact, plan: WeekPlan) -> dict[str, object]:
    """The plan as JSON values; instants are ISO 8601 with their offset."""
    return {
        "contact": opened.contact.id,
        "segment": opened.segment.segment,
        "profile": plan.profile_name,
        "lesson_type": {
            "name": plan.rules.lesson_type_name,
            "unknown": plan.rules.unknown,
            "impossible": str(plan.rules.impossible) if plan.rules.impossible else "",
        },
        "week": str(plan.week),
        "wish": {
            "text": opened.wish.text,
            "understood": str(plan.preferences),
            "fully_understood": not plan.preferences.unrecognised,
            "unrecognised": list(plan.preferences.unrecognised),
        },
        "tutors": [time.tutor.name for time in plan.tutors],
        "confirmed": plan.confirmed,
        "doubts": [text for time in plan.tutors for text in doubt_texts(time)],
        "read_at": plan.read_at.isoformat() if plan.read_at else None,
        "slots": [
            {"start": one.slot.start.isoformat(), "end": one.slot.end.isoformat(), "tutors": list(one.tutors)}
            for one in plan.offered
        ],
        "candidates": plan.candidates,
        "refused": {reason.value: count for reason, count in plan.refused.items()},
    }


def as_lines(opened: OpenContact, plan: WeekPlan) -> list[str]:
    """The plan as lines for people."""
    lesson_type = f" + {plan.rules.lesson_type_name}" if plan.lesson_type else ""
    lines = [f"{opened.contact.label} ({opened.segment.segment}{lesson_type}), {week_text(plan.week)}"]
    lines += notes_on(plan.rules)
    if plan.preferences.unrecognised:
        lines.append(f"Wish not fully understood: {' · '.join(plan.preferences.unrecognised)}")
    lines += [text for time in plan.tutors for text in doubt_texts(time)]
    for one in plan.offered:
        ends = span_text(one.slot.start, one.slot.end).rpartition("–")[2]
        lines.append(f"{moment_text(one.slot.start)}–{ends}  {', '.join(one.tutors)}")
    if not plan.offered:
        lines.append("No slot fits this week.")
    lines += taken_text(plan.refused)
    total = f"{counted(len(plan.offered), 'slot')} of {plan.candidates}."
    return [*lines, f"{total} {freshness_text(plan.read_at, plan.now)}"]
