"""`import-contacts` and `import-calendar`: progress on standard error while they run, a report on standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.printing import ProgressLine, shown
from tutorcore.domain.calendars import shown_source
from tutorcore.services.import_calendar import CalendarReport, import_calendar
from tutorcore.services.import_contacts import import_contacts
from tutorcore.services.import_problems import Problem, Trouble, problems_of, unlisted
from tutorcore.services.import_report import ImportReport, ImportStopped
from tutorcore.wording.dates import counted, long_day
from tutorcore.wording.imports import contacts_text, events_text, unlisted_text

_HEADINGS = {
    Trouble.REJECTED: "Rejected",
    Trouble.CONFLICT: "Conflicts, where a change made here was kept",
    Trouble.NOTE: "Notes",
}


def import_contacts_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Import a file of contacts. One that stopped halfway reports what was written, then raises."""
    line = ProgressLine()
    try:
        report = import_contacts(
            dashboard.contact_file(options.file),
            dashboard.ports.contacts,
            actor=options.actor,
            now=dashboard.ports.clock.now(),
            progress=line,
        )
    except ImportStopped as stopped:
        line.end()
        print("\n".join(contacts_lines(stopped.report)))
        raise
    finally:
        line.end()
    print("\n".join(contacts_lines(report)))


def contacts_lines(report: ImportReport) -> Iterator[str]:
    """The report for people: the counts first, then every row that needs a look."""
    counts = contacts_text(
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
        rejected=report.rejected,
        repeated=report.repeated,
    )
    yield f"{counted(report.rows, 'row')}: {counts}."
    yield from (shown(remark) for remark in report.remarks)
    problems, beyond = problems_of(report), unlisted(report)
    for kind, heading in _HEADINGS.items():
        of_kind = [one for one in problems if one.kind is kind]
        if of_kind:
            yield f"{heading}:"
            yield from (f"  {_problem_line(one)}" for one in of_kind)
        if kind in beyond:
            yield f"  {unlisted_text(kind, beyond[kind])}"


def _problem_line(one: Problem) -> str:
    if one.kind is not Trouble.CONFLICT:
        return f"row {one.row}: {shown(one.text)}"
    what = f"row {one.row}, contact {shown(one.contact, longest=60)}, {shown(one.field, longest=60)}"
    return f"{what}: stored “{shown(one.stored, longest=120)}”, offered “{shown(one.offered, longest=120)}”"


def import_calendar_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Import a calendar of one tutor. A feed's address is a key, so it is never written out."""
    source = dashboard.calendar(options.location)
    print(f"Reading {shown(shown_source(source.source))} …", file=sys.stderr, flush=True)
    report = import_calendar(
        source,
        dashboard.ports.calendars,
        tutor=options.tutor,
        actor=options.actor,
        now=dashboard.ports.clock.now(),
    )
    print("\n".join(calendar_lines(report)))


def calendar_lines(report: CalendarReport) -> Iterator[str]:
    """The report for people: the counts first, then every event that needs a look."""
    counts = events_text(added=report.added, removed=report.removed, unchanged=report.unchanged)
    yield f"{shown(report.tutor)}, {shown(report.calendar)}: {counts}."
    span = f"{long_day(report.covers_from.date())} until {long_day(report.covers_until.date())}"
    yield f"{counted(report.blocking, 'occurrence')} {'blocks' if report.blocking == 1 else 'block'}; read for {span}."
    yield from (shown(remark) for remark in report.remarks)
    if report.bad:
        yield "Unreadable:"
    for bad in report.bad:
        yield f"  event {bad.number}, {shown(bad.title, longest=80) or 'no title'}: {shown(bad.reason)}"
