"""Undo a whole act of detecting again: every contact whose cache is still what the act wrote goes back.

Who was pinned since, whose cache was changed since, and who is not there any more stays, and is named. An undo is an
act of the same kind, and can be undone in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from tutorcore.domain.contacts import SEGMENT
from tutorcore.domain.records import Entry, EntryFilter
from tutorcore.domain.redetection import Staying, Stays
from tutorcore.domain.roster import RosterRow
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.segments.acts import (
    ACTS,
    BACK_BEGUN,
    BATCH,
    ENDED,
    ONE_DETECTED,
    ONE_PUT_BACK,
    PUT_BACK,
    Act,
    Wanted,
)
from tutorcore.services.segments.reading import OnProgress
from tutorcore.services.segments.reports import DetectionReport
from tutorcore.wording.dates import moment_text

SILENT: Final = timedelta(minutes=1)
"""An act of which nothing was written for so long, and which never ended, has died."""
_ONES: Final = frozenset({ONE_DETECTED, ONE_PUT_BACK})


def last_detection(ports: Ports) -> Entry | None:
    """The entry of the last act that can be undone from it: its end, or its begin where it has none."""
    found = ports.journal.page(EntryFilter(actions=ACTS), limit=1)
    return found[0] if found else None


def can_undo_detection(ports: Ports, entry: Entry) -> bool:
    """Whether an entry is that of an act on segments as a whole: its end, or its begin where it never ended."""
    if entry.action in ENDED:
        return bool(entry.batch)
    return entry.action in ACTS and not _page(ports, entry.batch, ENDED, limit=1)


def undo_detection(ports: Ports, batch: str, *, actor: str, progress: OnProgress = None) -> DetectionReport:
    """Put back what the act wrote, some hundreds at a time.

    Raises `InputError` without an actor or where there is no such act, `Conflict` where it goes on still,
    `DetectionStopped` as applying does: the same undo again does the rest.
    """
    actor = require_actor(actor)
    first = _the_act(ports, batch)
    reason = f"undo of “{first.action}” by {first.actor}, {moment_text(first.at.astimezone(ports.zone))}"
    act = Act(
        ports=ports,
        actor=actor,
        begun=BACK_BEGUN,
        ended=PUT_BACK,
        one=ONE_PUT_BACK,
        reason=reason,
        progress=progress,
    )
    staying: list[Staying] = []
    wanted = [one for entries in _entries(ports, batch) for one in _wanted(ports, entries, staying)]
    if not wanted:
        return DetectionReport(staying=tuple(staying))
    return act.carry_out(wanted, total=len(wanted), staying=staying)


def _the_act(ports: Ports, batch: str) -> Entry:
    """The entry that tells of the act. Raises `InputError`, `Conflict`."""
    acts = _page(ports, batch, ACTS, limit=2) if batch else []
    if not acts:
        raise InputError("There is no such change of segments to undo", hint="Look it up in the journal again.")
    newest = _page(ports, batch, _ONES | ACTS, limit=1)[0]
    if acts[0].action not in ENDED and ports.clock.now() - newest.at < SILENT:
        raise Conflict(
            f"{newest.actor} is still at it, so nothing was undone.",
            theirs=newest,
            hint="Try again in a minute: by then it has ended, or died.",
        )
    return acts[0]


def _entries(ports: Ports, batch: str) -> Iterator[list[Entry]]:
    """The entries of the contacts of an act, some hundreds at a time, as they were before this undo."""
    before_id: int | None = None
    while found := _page(ports, batch, _ONES, limit=BATCH, before_id=before_id):
        yield found
        before_id = found[-1].id


def _wanted(ports: Ports, entries: list[Entry], staying: list[Staying]) -> Iterator[Wanted]:
    """Those that go back; who stays is added to `staying`. Whose cache is back already is neither."""
    ids = {entry.id: entry.subject.partition(":")[2] for entry in entries}
    now = ports.clock.now()
    rows = {row.contact_id: row for row in ports.roster.rows(now, contact_ids=set(ids.values()))}
    for entry in entries:
        contact_id = ids[entry.id]
        row, was = rows.get(contact_id), entry.before.get(SEGMENT)
        present = None if row is None else row.attributes.get(SEGMENT)
        if row is not None and present == was:
            continue
        pin = None if row is None else row.pin_at(now)
        why = _why_it_stays(entry, row, present, pinned=pin is not None)
        if row is None or why is not None:
            label = row.label if row else f"contact {contact_id}"
            at = pin.segment if pin else present
            staying.append(Staying(contact_id=contact_id, label=label, why=why or Stays.GONE, at=at))
            continue
        yield Wanted(contact_id=contact_id, label=row.label, version=row.version, before=present, after=was)


def _why_it_stays(entry: Entry, row: RosterRow | None, present: object, *, pinned: bool) -> Stays | None:
    if row is None:
        return Stays.GONE
    if present != entry.after.get(SEGMENT):
        return Stays.CHANGED_SINCE
    return Stays.PINNED if pinned else None


def _page(
    ports: Ports, batch: str, actions: frozenset[str], *, limit: int, before_id: int | None = None
) -> list[Entry]:
    return ports.journal.page(EntryFilter(batch=batch, actions=actions), before_id=before_id, limit=limit)
