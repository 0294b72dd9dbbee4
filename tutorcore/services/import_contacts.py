"""Import contacts from a file: read it through first, so that a broken one changes nothing, then write in batches.

A bad row stops nothing else. Rows about one contact are written as one, so that the same file twice changes nothing
the second time. Reports keep the first of everything and count the rest: they stay small whatever the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, runtime_checkable

from tutorcore.domain.imports import BadRow, ContactRow, combine
from tutorcore.ports import Contacts, ContactSource
from tutorcore.services.acting import require_actor
from tutorcore.services.import_report import (
    KEPT,
    ContactsPreview,
    ImportReport,
    ImportStopped,
    Progress,
    RowNote,
    Tally,
)

__all__ = [
    "BATCH",
    "KEPT",
    "ContactsPreview",
    "ImportReport",
    "ImportStopped",
    "OnProgress",
    "Progress",
    "RowNote",
    "import_contacts",
    "preview_contacts",
]

BATCH: Final = 500
"""Contacts in one transaction."""

_TOLD_EVERY: Final = 2000


@runtime_checkable
class TellsIds(Protocol):
    """A `ContactSource` that can check its whole file without reading every row in full."""

    def ids(self) -> Iterator[str]:
        """The contact id of each row, blank where it has none. Raises `BrokenFile`."""
        ...


OnProgress = Callable[[Progress], None] | None


def import_contacts(
    source: ContactSource, contacts: Contacts, *, actor: str, now: datetime, progress: OnProgress = None
) -> ImportReport:
    """Bring the contacts of `source` into the store.

    Raises `BrokenFile` before anything is written, `InputError` without an actor, and `ImportStopped` where the
    store, the file or `progress` fails in the middle.
    """
    actor = require_actor(actor)
    survey = _survey(source.ids() if isinstance(source, TellsIds) else map(_id, source.rows()), progress)
    tally = Tally()
    writing = _Writing(contacts=contacts, survey=survey, tally=tally, actor=actor, now=now, progress=progress)
    try:
        writing.all(source)
    except Exception as error:
        raise ImportStopped(tally.report(_remarks(source, survey)), error) from error
    return tally.report(_remarks(source, survey))


def preview_contacts(source: ContactSource, *, first: int = 20, progress: OnProgress = None) -> ContactsPreview:
    """Read `source` through without writing: what is in it, and how it was understood. Raises `BrokenFile`."""
    shown: list[ContactRow] = []
    tally = Tally()
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


def _survey(ids: Iterable[str], progress: OnProgress) -> _Survey:
    """Read everything, to know that it can be read. Holds the ids, nothing else."""
    seen: set[str] = set()
    repeats: dict[str, int] = {}
    count = 0
    for count, contact_id in enumerate(ids, start=1):
        if contact_id in seen:
            repeats[contact_id] = repeats.get(contact_id, 1) + 1
        elif contact_id:
            seen.add(contact_id)
        if count % _TOLD_EVERY == 0:
            _tell(progress, Progress(phase="checking", done=count))
    _tell(progress, Progress(phase="checking", done=count, total=count))
    return _Survey(count, len(seen), repeats)


def _shown(rows: Iterable[ContactRow | BadRow], tally: Tally, shown: list[ContactRow], first: int) -> Iterator[str]:
    """The ids of rows, which are counted on their way; the first ones are kept."""
    for row in rows:
        tally.read(row)
        if isinstance(row, ContactRow) and len(shown) < first:
            shown.append(row)
        yield _id(row)


def _id(row: ContactRow | BadRow) -> str:
    return "" if isinstance(row, BadRow) else row.id


@dataclass(frozen=True, kw_only=True, slots=True)
class _Writing:
    """One import on its way into the store."""

    contacts: Contacts
    survey: _Survey
    tally: Tally
    actor: str
    now: datetime
    progress: OnProgress
    joined: Counter[str] = field(default_factory=Counter)
    """How many earlier rows a contact that is not written yet is made of."""

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
            self.tally.repeated += self.joined.pop(row.id, 0)
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
        self.joined[row.id] += 1
        return combine(earlier, row)


def _remarks(source: ContactSource, survey: _Survey) -> tuple[str, ...]:
    """What the source says of itself, and that it holds nothing where it does."""
    if survey.rows == 0:
        return (*source.remarks(), "The file holds no contacts.")
    return source.remarks() if survey.contacts else (*source.remarks(), "No row of the file can be used.")


def _tell(progress: OnProgress, what: Progress) -> None:
    if progress is not None:
        progress(what)
