"""What became of detecting again, or of undoing it, and the making of that report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tutorcore.domain.records import ContactChange, ManyChanged
from tutorcore.domain.redetection import Staying, Stays, moves_of
from tutorcore.errors import TutorError
from tutorcore.wording.dates import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class DetectionReport:
    """What was done: how many changed from what (blank: nothing cached) to what, and who stayed, with the reason.

    `batch` is that of the journal's entries; blank where there was nothing to do.
    """

    batch: str = ""
    moves: Mapping[tuple[str, str], int] = field(default_factory=dict)
    staying: tuple[Staying, ...] = ()

    @property
    def changed(self) -> int:
        """How many changed."""
        return sum(self.moves.values())


class DetectionStopped(TutorError):
    """It stopped halfway: `report` says what was done, and that stays."""

    def __init__(self, report: DetectionReport, cause: TutorError, *, total: int) -> None:
        done = f"{counted(report.changed, 'contact')} of {counted(total, 'contact')}"
        super().__init__(
            f"It stopped when {done} were done: {str(cause).rstrip('.')}.",
            hint="What was done stays, stands in the journal, and can be undone. The same again does the rest.",
        )
        self.report = report


@dataclass(slots=True)
class Tally:
    """A report in the making."""

    batch: str
    staying: list[Staying] = field(default_factory=list)
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, changes: Iterable[tuple[str, ContactChange]], done: ManyChanged, *, attribute: str) -> None:
        """Count what a transaction did; each change beside the label of its contact."""
        changed, left = (
            set(done.changed),
            dict.fromkeys(done.edited, Stays.EDITED) | dict.fromkeys(done.gone, Stays.GONE),
        )
        for label, change in changes:
            was, now = change.entry.before.get(attribute), change.entry.after.get(attribute)
            if change.contact_id in changed:
                self.moves.update(moves_of([(was, now)]))
            elif change.contact_id in left:
                self.staying.append(
                    Staying(contact_id=change.contact_id, label=label, why=left[change.contact_id], at=was)
                )

    def report(self) -> DetectionReport:
        """What is known by now."""
        moves = dict(sorted(self.moves.items(), key=lambda item: (-item[1], item[0])))
        return DetectionReport(batch=self.batch, moves=moves, staying=tuple(self.staying))
