"""Reading everybody, telling on the way how far it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from tutorcore.domain.roster import RosterRow
from tutorcore.ports import Ports
from tutorcore.services.import_report import Progress

OnProgress = Callable[[Progress], None] | None
UNIT: Final = "contact"
_TOLD_EVERY: Final = 2_000


def read_rows(
    ports: Ports, *, contact_ids: Collection[str] | None = None, progress: OnProgress = None
) -> Iterator[RosterRow]:
    """The rows of everybody, or of these contacts, as they are asked for."""
    number = 0
    for number, row in enumerate(ports.roster.rows(ports.clock.now(), contact_ids=contact_ids), start=1):
        if number % _TOLD_EVERY == 0:
            tell(progress, Progress(phase="checking", done=number, unit=UNIT))
        yield row
    tell(progress, Progress(phase="checking", done=number, total=number, unit=UNIT))


def tell(progress: OnProgress, what: Progress) -> None:
    """Tell it where somebody wants to know."""
    if progress is not None:
        progress(what)
