"""Import contacts from a file: read it through first, so that a broken one changes nothing, then write in batches.

A bad row stops nothing else. Rows about one contact are written as one, so that the same file twice changes nothing
the second time. Reports keep the first of everything and count the rest: they stay small whatever the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from tutorcore.domain.imports import BadRow, ContactRow, Outcome, RowResult, combine
from tutorcore.errors import TutorError
from tutorcore.ports import Contacts, ContactSource
from tutorcore.services.acting import require_actor

BATCH: Final = 500
"""Contacts in one transaction."""

KEPT: Final = 1000
"""Entries that a report keeps of each kind."""

_TOLD_EVERY: Final = 2000
_AGAIN: Final = "Import the same file again to go on; what is there already will not change."


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far an import is, in rows of the file. `total` is unknown while the file is checked."""

    phase: Literal["checking", "writing"]
    done: int
    total: int | None = None


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


OnProgress = Callable[[Progress], None] | None


def import_contacts(
    source: ContactSource, contacts: Contacts, *, actor: str, now: datetime, progress: OnProgress = None
) -> ImportReport:
    """Bring the contacts of `source` into the store.

    Raises `BrokenFile` before anything is written, `InputError` without an actor, and `ImportStopped` where the
    store, the file or `progress` fails in the middle.
    """
    actor = require_actor(actor)
    survey = _survey(source.rows(), progress)
    tally = _Tally(remarks=_remarks(source, survey))
    writing = _Writing(contacts=contacts, survey=survey, tally=tally, actor=actor, now=now, progress=progress)
    try:
        writing.all(source)
    except Exception as error:
        raise ImportStopped(tally.report(), error) from error
    return tally.report()


def preview_contacts(source: ContactSource, *, first: int = 20, progress: OnProgress = None) -> ContactsPreview:
    """Read `source` through without writing: what is in it, and how it was understood. Raises `BrokenFile`."""
    shown: list[ContactRow] = []
    tally = _Tally()
    survey = _survey(_shown(source.rows(), tally, shown, first), progress)
    return ContactsPreview(
        rows=survey.rows,
        contacts=survey.contacts,
        bad_count=tally.rejected,
        bad=tuple(tally.bad),
        note_count=tally.note_count,
        notes=tuple(tally.notes),
        first=tuple(shown),
        columns=source.columns(),
        remarks=_remarks(source, survey),
    )


@dataclass(slots=True)
class _Survey:
    """What the first reading found: rows, contacts, and how many rows the contacts with several have."""

    rows: int
    contacts: int
    repeats: dict[str, int]


def _survey(rows: Iterable[ContactRow | BadRow], progress: OnProgress) -> _Survey:
    """Read everything, to know that it can be read. Holds the ids, nothing else."""
    seen: set[str] = set()
    repeats: dict[str, int] = {}
    count = 0
    for count, row in enumerate(rows, start=1):
        if isinstance(row, ContactRow):
            if row.id in seen:
                repeats[row.id] = repeats.get(row.id, 1) + 1
            seen.add(row.id)
        if count % _TOLD_EVERY == 0:
            _tell(progress, Progress(phase="checking", done=count))
    _tell(progress, Progress(phase="checking", done=count, total=count))
    return _Survey(count, len(seen), repeats)


def _shown(
    rows: Iterable[ContactRow | BadRow], tally: _Tally, shown: list[ContactRow], first: int
) -> Iterator[ContactRow | BadRow]:
    """The same rows, counted on their way; the first ones are kept."""
    for row in rows:
        tally.read(row)
        if isinstance(row, ContactRow) and len(shown) < first:
            shown.append(row)
        yield row


@dataclass(slots=True)
class _Tally:
    """A report in the making."""

    remarks: tuple[str, ...] = ()
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

    def report(self) -> ImportReport:
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
            remarks=self.remarks,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Writing:
    """One import on its way into the store."""

    contacts: Contacts
    survey: _Survey
    tally: _Tally
    actor: str
    now: datetime
    progress: OnProgress

    def all(self, source: ContactSource) -> None:
        """Write every contact of `source`, a batch at a time."""
        batch: list[ContactRow] = []
        for row in self._once_per_contact(source.rows()):
            batch.append(row)
            if len(batch) == BATCH:
                self._store(batch)
                batch = []
        self._store(batch)

    def _store(self, batch: list[ContactRow]) -> None:
        """One transaction. What it did is counted once it is kept."""
        results = self.contacts.import_rows(batch, actor=self.actor, at=self.now) if batch else []
        for row, result in zip(batch, results, strict=True):
            self.tally.written(row, result)
            self.tally.repeated += self.survey.repeats.get(row.id, 1) - 1
        _tell(self.progress, Progress(phase="writing", done=self.tally.rows, total=self.survey.rows))

    def _once_per_contact(self, rows: Iterable[ContactRow | BadRow]) -> Iterator[ContactRow]:
        """Each contact where its last row stands, with what the earlier ones say besides."""
        left = dict(self.survey.repeats)
        held: dict[str, ContactRow] = {}
        for row in rows:
            self.tally.read(row)
            if isinstance(row, BadRow):
                continue
            whole = self._with_earlier(held.pop(row.id, None), row)
            left[row.id] = left.get(row.id, 1) - 1
            if left[row.id] > 0:
                held[row.id] = whole
            else:
                del left[row.id]
                yield whole
        yield from held.values()  # only where the file was changed between the readings

    def _with_earlier(self, earlier: ContactRow | None, row: ContactRow) -> ContactRow:
        """The row, or where the file named the contact before, both as one, with a note."""
        if earlier is None:
            return row
        told = f"row {row.number} repeats contact {row.id} of row {earlier.number}; where they differ, the later counts"
        self.tally.note(row.number, [told])
        return combine(earlier, row)


def _remarks(source: ContactSource, survey: _Survey) -> tuple[str, ...]:
    """What the source says of itself, and that it holds nothing where it does."""
    if survey.rows == 0:
        return (*source.remarks(), "The file holds no contacts.")
    return source.remarks() if survey.contacts else (*source.remarks(), "No row of the file can be used.")


def _tell(progress: OnProgress, what: Progress) -> None:
    if progress is not None:
        progress(what)
