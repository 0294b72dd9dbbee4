"""What went wrong or was odd in an import, as one list by row: what the page shows, and what is downloaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tutorcore.services.import_report import ImportReport


class Trouble(StrEnum):
    """The kinds of trouble, the gravest first."""

    REJECTED = "rejected"
    CONFLICT = "conflict"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing about one row. `field`, `stored` and `offered` are said of conflicts only."""

    row: int
    kind: Trouble
    contact: str = ""
    field: str = ""
    stored: str = ""
    offered: str = ""
    text: str = ""


def problems_of(report: ImportReport) -> list[Problem]:
    """Everything that the report lists, by row."""
    return sorted(_problems(report), key=lambda one: one.row)


def unlisted(report: ImportReport) -> dict[Trouble, int]:
    """How many of each kind happened beyond those that the report lists; empty where it lists all."""
    beyond = {
        Trouble.REJECTED: report.rejected - len(report.bad),
        Trouble.CONFLICT: report.conflict_count - len(report.conflicts),
        Trouble.NOTE: report.note_count - len(report.notes),
    }
    return {kind: number for kind, number in beyond.items() if number > 0}


def _problems(report: ImportReport) -> Iterator[Problem]:
    for bad in report.bad:
        yield Problem(row=bad.number, kind=Trouble.REJECTED, text=bad.reason)
    for result in report.conflicts:
        for conflict in result.conflicts:
            yield Problem(
                row=result.number,
                kind=Trouble.CONFLICT,
                contact=result.contact_id,
                field=conflict.field,
                stored=_value(conflict.stored),
                offered=_value(conflict.offered),
                text="changed here since the last import; the stored value was kept",
            )
    for note in report.notes:
        yield Problem(row=note.number, kind=Trouble.NOTE, text=note.text)


def _value(value: object) -> str:
    """A value as people read it: text as it is, nothing as nothing, the rest as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=str)
