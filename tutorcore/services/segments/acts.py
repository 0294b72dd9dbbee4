"""Changing the cached segments of many as one act: some hundreds in a transaction, each with its entry of the journal.

The act has a number (`batch`) that all its entries share, an entry at its begin and one at its end. Where a process
dies in between, the first one and those of the contacts that were done are there: that much can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import uuid4

from tutorcore.domain.contacts import SEGMENT
from tutorcore.domain.records import ContactChange, Entry
from tutorcore.domain.redetection import Staying
from tutorcore.errors import TutorError
from tutorcore.ports import Ports
from tutorcore.services.import_report import Progress
from tutorcore.services.segments.reading import UNIT, OnProgress, tell
from tutorcore.services.segments.reports import DetectionReport, DetectionStopped, Tally

BATCH: Final = 500
"""Contacts in one transaction."""
SUBJECT: Final = "segments"
BEGUN: Final = "detecting segments begun"
DETECTED: Final = "segments detected"
BACK_BEGUN: Final = "putting segments back begun"
PUT_BACK: Final = "segments put back"
ONE_DETECTED: Final = "segment detected"
ONE_PUT_BACK: Final = "segment put back"
ENDED: Final = frozenset({DETECTED, PUT_BACK})
ACTS: Final = ENDED | {BEGUN, BACK_BEGUN}
"""The entries that tell of an act as a whole."""
NAMED_AT_MOST: Final = 20
_NOTHING: Final = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """The cache of one contact as it is and as it shall be."""

    contact_id: str
    label: str
    version: int
    before: object
    after: object


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """What is done by whom, in the words of the journal."""

    ports: Ports
    actor: str
    begun: str
    ended: str
    one: str
    reason: str = ""
    progress: OnProgress = None

    def carry_out(self, wanted: Iterable[Wanted], *, total: int, staying: Sequence[Staying] = ()) -> DetectionReport:
        """Do it; `staying` is who stays anyway. Raises `DetectionStopped` where the store fails in the middle."""
        tally = Tally(batch=uuid4().hex, staying=list(staying))
        try:
            self._all(iter(wanted), tally, total)
        except TutorError as error:
            raise DetectionStopped(tally.report(), error, total=total) from error
        return tally.report()

    def _all(self, wanted: Iterable[Wanted], tally: Tally, total: int) -> None:
        done, entries = 0, [self._entry(tally.batch, self.begun, {"contacts": total})]
        while some := list(islice(wanted, BATCH)):
            changes = [(one.label, self._change(tally.batch, one)) for one in some]
            did = self.ports.contacts.change_many([change for _, change in changes], entries=entries)
            tally.take(changes, did, attribute=SEGMENT)
            done, entries = done + len(some), []
            tell(self.progress, Progress(phase="writing", done=done, total=max(done, total), unit=UNIT))
        ended = self._entry(tally.batch, self.ended, _told(tally.report()))
        self.ports.contacts.change_many([], entries=[*entries, ended])

    def _change(self, batch: str, one: Wanted) -> ContactChange:
        entry = Entry(
            at=self.ports.clock.now(),
            actor=self.actor,
            action=self.one,
            subject=f"contact:{one.contact_id}",
            before={SEGMENT: one.before},
            after={SEGMENT: one.after},
            reason=self.reason,
            batch=batch,
        )
        return ContactChange(
            contact_id=one.contact_id,
            expected_version=one.version,
            attributes={SEGMENT: one.after},
            entry=entry,
        )

    def _entry(self, batch: str, action: str, after: Mapping[str, object]) -> Entry:
        now = self.ports.clock.now()
        return Entry(
            at=now, actor=self.actor, action=action, subject=SUBJECT, after=after, reason=self.reason, batch=batch
        )


def _told(report: DetectionReport) -> dict[str, object]:
    """A report as the journal keeps it; of those who stayed, the first are named."""
    told: dict[str, object] = {"contacts": report.changed}
    told |= {f"{before or _NOTHING} → {after or _NOTHING}": number for (before, after), number in report.moves.items()}
    if report.staying:
        named = [f"{one.label} ({one.why})" for one in report.staying[:NAMED_AT_MOST]]
        more = len(report.staying) - len(named)
        told["stayed"] = ", ".join([*named, f"and {more} more"] if more else named)
    return told
