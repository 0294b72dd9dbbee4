"""`segments` and `detect-again`: how everybody is divided into segments, and detecting them again."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Final

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.printing import ProgressLine, shown
from tutorcore.domain.redetection import Redetection, Staying, moves_of
from tutorcore.domain.segment_overview import SegmentOverview
from tutorcore.domain.segments import SegmentSource
from tutorcore.services.find_contacts import resolve_contact
from tutorcore.services.segments import (
    DetectionReport,
    DetectionStopped,
    apply_detection,
    note_today,
    preview_detection,
    see_segments,
)
from tutorcore.wording.dates import counted
from tutorcore.wording.imports import grouped
from tutorcore.wording.segments import shown_value
from tutorcore.wording.segments_of_all import (
    because_text,
    holds_when,
    move_text,
    moves_text,
    odd_cache_text,
    outcome_of_many,
    staying_text,
)

_LISTED: Final = 50


def segments_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Print the overview, and take the snapshot of today where there is none."""
    line = ProgressLine()
    try:
        overview = see_segments(dashboard.ports, progress=line)
        note_today(dashboard.ports)
    finally:
        line.end()
    if options.json:
        print(json.dumps(_as_json(overview), ensure_ascii=False))
    else:
        print("\n".join(_overview_lines(overview)))


def detect_again_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Detect again, or with `--dry-run` only tell what that would do. What stopped halfway is told, then raised."""
    ports, line = dashboard.ports, ProgressLine()
    chosen = None if options.all else {resolve_contact(ports, one).id for one in options.contact}
    try:
        previewed = preview_detection(ports, contact_ids=chosen, fill_empty=options.fill_empty, progress=line)
        if options.dry_run:
            line.end()
            print("\n".join(_preview_lines(previewed)))
            return
        report = apply_detection(ports, previewed, actor=options.actor, progress=line)
    except DetectionStopped as stopped:
        line.end()
        print("\n".join(_report_lines(stopped.report)))
        raise
    finally:
        line.end()
    print("\n".join(_report_lines(report)))


def _overview_lines(overview: SegmentOverview) -> Iterator[str]:
    yield f"{counted(overview.contacts, 'contact')}:"
    for name, number in overview.counts.items():
        by = ", ".join(f"by {source.value} {grouped(overview.count_of(name, source))}" for source in SegmentSource)
        yield f"  {shown(name)}: {grouped(number)} ({by})"
    yield "Rules, in order:"
    for rule in overview.rules:
        hidden = f", {grouped(rule.hidden)} behind a higher rule" if rule.hidden else ""
        yield f"  {rule.priority} {rule.segment}: {grouped(rule.holds)} match, {grouped(rule.decides)} win{hidden}"
        yield f"    {holds_when(rule.segment)}"
    moves = moves_text(moves_of((odd.cached, odd.by_rules) for odd in overview.drift))
    yield f"Drift: {grouped(len(overview.drift))}" + (f" ({shown(moves)})" if moves else "")
    yield from _listed(f"{shown(odd.label)} ({odd.contact_id}): {shown(odd_cache_text(odd))}" for odd in overview.drift)
    yield f"Caches that name no profile: {grouped(len(overview.no_profile))}"
    yield f"Pins: {grouped(len(overview.pins))}"
    yield f"A no written as text: {grouped(len(overview.written_no))}"
    for (attribute, value), number in overview.no_values.items():
        yield f"  {attribute} {shown(shown_value(value))}: {grouped(number)}"


def _preview_lines(previewed: Redetection) -> Iterator[str]:
    changes = previewed.changes
    moves = f": {shown(moves_text(previewed.moves))}" if changes else ""
    yield f"{counted(len(changes), 'contact')} of {grouped(previewed.contacts)} would change{moves}."
    yield from _listed(
        f"{shown(one.label)} ({one.contact_id}): {shown(move_text(one.before, one.after))}, "
        f"{shown(because_text(one.because))}"
        for one in changes
    )
    yield from _staying_lines(previewed.staying)


def _report_lines(report: DetectionReport) -> Iterator[str]:
    yield shown(outcome_of_many(changed=report.changed, moves=report.moves, stayed=len(report.staying)), longest=600)
    yield from _staying_lines(report.staying)


def _staying_lines(staying: tuple[Staying, ...]) -> Iterator[str]:
    if staying:
        yield f"{counted(len(staying), 'contact')} stay as they are:"
        yield from _listed(f"{shown(one.label)} ({one.contact_id}): {shown(staying_text(one))}" for one in staying)


def _listed(texts: Iterator[str]) -> Iterator[str]:
    """The first of them, and how many more."""
    more = 0
    for number, text in enumerate(texts):
        if number < _LISTED:
            yield f"  {text}"
        else:
            more += 1
    if more:
        yield f"  and {grouped(more)} more"


def _as_json(overview: SegmentOverview) -> dict[str, object]:
    return {
        "contacts": overview.contacts,
        "segments": {
            name: {"contacts": number}
            | {f"by_{source.value}": overview.count_of(name, source) for source in SegmentSource}
            for name, number in overview.counts.items()
        },
        "rules": [
            {"priority": rule.priority, "segment": rule.segment, "matches": rule.holds, "wins": rule.decides,
             "hidden": rule.hidden} for rule in overview.rules
        ],
        "drift": [
            {"contact": odd.contact_id, "cached": odd.cached, "by_rules": odd.by_rules,
             "because": {value.name: value.value for value in odd.because},
             "pinned_to": odd.pin.segment if odd.pin else None} for odd in overview.drift
        ],
        "no_profile": [
            {"contact": odd.contact_id, "cached": odd.cached, "by_rules": odd.by_rules} for odd in overview.no_profile
        ],
        "pins": [
            {"contact": one.pin.contact_id, "segment": one.pin.segment, "without": one.without,
             "until": one.pin.until.isoformat() if one.pin.until else None} for one in overview.pins
        ],
        "written_no": [
            {"attribute": name, "value": value, "contacts": number}
            for (name, value), number in overview.no_values.items()
        ],
    }  # fmt: skip
