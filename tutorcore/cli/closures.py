"""`import-closures`: days off from a CSV list, a calendar file or a feed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.printing import shown
from tutorcore.domain.calendars import shown_source
from tutorcore.domain.closure_imports import NotUsed
from tutorcore.services.import_closures import ClosuresReport, import_closures
from tutorcore.wording.closures import closures_text, place_text


def import_closures_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Bring days off in. A feed's address is a key, so it is never written out."""
    is_feed = "://" in options.location
    path = Path(options.location)
    told = shown_source(options.location) if is_feed else path.name
    source = dashboard.calendar(options.location) if is_feed else dashboard.closure_file(path)
    print(f"Reading {shown(told)} …", file=sys.stderr, flush=True)
    report = import_closures(source, dashboard.ports, tutor=options.tutor, actor=options.actor)
    print("\n".join(closures_lines(report)))


def closures_lines(report: ClosuresReport) -> Iterator[str]:
    """The report for people: the counts first, then everything that was not used."""
    counts = closures_text(added=report.added, removed=report.removed, unchanged=report.unchanged)
    yield f"{shown(report.name)}, for {shown(report.tutor) or 'everybody'}: {counts}."
    yield from (shown(remark) for remark in report.remarks)
    if report.not_used:
        yield "Not used:"
    yield from (f"  {_line(one, report.unit)}" for one in report.not_used)


def _line(one: NotUsed, unit: str) -> str:
    named = f", {shown(one.name, longest=80)}" if one.name else ""
    return f"{place_text(one, unit)}{named}: {shown(one.reason)}"
