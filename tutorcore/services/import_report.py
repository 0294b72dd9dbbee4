"""What an import did, in numbers that always add up and lists that stay short, and the making of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from tutorcore.domain.imports import BadRow, ContactRow, Outcome, RowResult
from tutorcore.errors import TutorError

KEPT: Final = 1000
"""Entries that a report keeps of each kind."""

_AGAIN: Final = "Import the same file again to go on; what is there already will not change."


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far an import is, in rows of the file, or another long piece of work in its own unit.

    `total` is unknown while the file is checked.
    """

    phase: Literal["checking", "writing"]
    done: int
    total: int | None = None
    unit: str = "row"


@dataclass(frozen=True, kw_only=True, slots=True)
class RowNote:
    """What was odd in a row though it was used."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """What an import did. Every row is counted once; of each list the first are kept, beside it stands how many."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    repeated: int = 0
    """Rows about a contact that a later row is about too: counted here, written with the later one."""
    conflict_count: int = 0
    conflicts: tuple[RowResult, ...] = ()
    """Rows in which a planner's change was kept."""
    note_count: int = 0
    notes: tuple[RowNote, ...] = ()
    bad: tuple[BadRow, ...] = ()
    """The rejected rows, with the reason."""
    remarks: tuple[str, ...] = ()


class ImportStopped(TutorError):
    """An import that stopped halfway: `report` says what was written, and that stays."""

    def __init__(self, report: ImportReport, cause: Exception) -> None:
        reason = str(cause).rstrip(".") if isinstance(cause, TutorError) else "an unexpected error"
        super().__init__(f"The import stopped after {report.rows:,} rows: {reason}.", hint=_AGAIN)
        self.report = report


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactsPreview:
    """What a file holds, before anything of it is written."""

    rows: int
    contacts: int
    bad_count: int
    bad: tuple[BadRow, ...]
    note_count: int
    notes: tuple[RowNote, ...]
    first: tuple[ContactRow, ...]
    columns: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """A report in the making."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    repeated: int = 0
    conflict_count: int = 0
    conflicts: list[RowResult] = field(default_factory=list)
    note_count: int = 0
    notes: list[RowNote] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that could not be used."""
        return self.outcomes[Outcome.REJECTED]

    @property
    def rows(self) -> int:
        """Rows that are done with."""
        return self.outcomes.total() + self.repeated

    def read(self, row: ContactRow | BadRow) -> None:
        """Count what reading a row found."""
        if isinstance(row, BadRow):
            self._reject(row)
        else:
            self.note(row.number, row.notes)

    def note(self, number: int, texts: Iterable[str]) -> None:
        """Keep what was odd."""
        for text in texts:
            self.note_count += 1
            if len(self.notes) < KEPT:
                self.notes.append(RowNote(number=number, text=text))

    def written(self, row: ContactRow, result: RowResult) -> None:
        """Count what became of a row in the store."""
        new = [note for note in result.notes if note not in row.notes]
        if result.outcome is Outcome.REJECTED:
            self._reject(BadRow(number=row.number, reason="; ".join(new) or "the store refused it"))
            return
        self.outcomes[result.outcome] += 1
        self.note(row.number, new)
        if result.conflicts:
            self.conflict_count += 1
            if len(self.conflicts) < KEPT:
                self.conflicts.append(result)

    def _reject(self, row: BadRow) -> None:
        self.outcomes[Outcome.REJECTED] += 1
        if len(self.bad) < KEPT:
            self.bad.append(row)

    def report(self, remarks: tuple[str, ...]) -> ImportReport:
        """What is known by now."""
        return ImportReport(
            rows=self.rows,
            created=self.outcomes[Outcome.CREATED],
            updated=self.outcomes[Outcome.UPDATED],
            unchanged=self.outcomes[Outcome.UNCHANGED],
            rejected=self.rejected,
            repeated=self.repeated,
            conflict_count=self.conflict_count,
            conflicts=tuple(self.conflicts),
            note_count=self.note_count,
            notes=tuple(self.notes),
            bad=tuple(self.bad),
            remarks=remarks,
        )
