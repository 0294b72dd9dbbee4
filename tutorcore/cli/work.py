"""`work`: who needs planning now, and why; the work list of the page, for people and for scripts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.printing import shown
from tutorcore.domain.work import Cause, Why
from tutorcore.domain.work_list import Order, WorkItem, filtered, ordered
from tutorcore.services.work_list import WorkList, work_list
from tutorcore.wording.work import NOTHING, URGENCY_NAMES, reason_text, unread_text, waiting_text

_LONGEST: Final = 600


def add_work(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    work = commands.add_parser(
        "work",
        help="who needs planning now, and why",
        description="List the contacts that need planning now, the most urgent first, each with every reason. What is "
        "not known of lessons is told on standard error.",
    )
    work.add_argument("--why", action="append", default=[], choices=list(Why), help="only those; may be repeated")
    work.add_argument("--sort", default=Order.URGENCY, type=Order, choices=list(Order), help="default: %(default)s")
    work.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    work.set_defaults(run=work_command)


def work_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the work list."""
    found, zone = work_list(dashboard.ports), dashboard.ports.zone
    items = ordered(filtered(found.items, frozenset(map(Why, options.why))), options.sort)
    if options.json:
        print(json.dumps(as_json(found, items, zone), ensure_ascii=False, indent=2))
        return
    print("\n".join(shown(line, longest=_LONGEST) for line in as_lines(found, items, zone)))
    if said := unread_text(found.unread, found.tutors):
        print(shown(said, longest=_LONGEST), file=sys.stderr)


def as_lines(found: WorkList, items: Sequence[WorkItem], zone: ZoneInfo) -> list[str]:
    """A line for each contact, then how many there are."""
    if not items:
        return [NOTHING]
    lines = [f"{item.contact_id} {item.label} ({item.segment}): {_reasons(item, zone)}" for item in items]
    return [*lines, waiting_text(len(items), found.contacts)]


def as_json(found: WorkList, items: Sequence[WorkItem], zone: ZoneInfo) -> dict[str, object]:
    """The list as JSON values; instants are ISO 8601 with the offset of the company's zone."""
    return {
        "at": found.made_at.astimezone(zone).isoformat(),
        "contacts": found.contacts,
        "lessons_known": found.lessons_known,
        "not_known": unread_text(found.unread, found.tutors),
        "items": [_item(item, zone) for item in items],
    }


def _reasons(item: WorkItem, zone: ZoneInfo) -> str:
    return "; ".join(reason_text(cause, zone=zone) for cause in item.causes)


def _item(item: WorkItem, zone: ZoneInfo) -> Mapping[str, object]:
    return {
        "contact": item.contact_id,
        "name": item.label,
        "segment": item.segment,
        "urgency": URGENCY_NAMES[item.urgency],
        "since": _instant(item.since, zone),
        "reasons": [_reason(cause, zone) for cause in item.causes],
    }


def _reason(cause: Cause, zone: ZoneInfo) -> Mapping[str, object]:
    return {
        "why": cause.why.value,
        "urgency": URGENCY_NAMES[cause.urgency],
        "since": _instant(cause.since, zone),
        "due": _instant(cause.due, zone),
        "last_lesson": _instant(cause.last_lesson, zone),
        "text": reason_text(cause, zone=zone),
    }


def _instant(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return None if moment is None else moment.astimezone(zone).isoformat()
