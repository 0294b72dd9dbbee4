"""One table from several tutors' tables: a slot is offered when one of them is free, or, together, when all are.

The tutors' tables answer the same profile, so their candidates are the same and their masks line up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from tutorcore.domain.reasons import Reason, Refusal, reasons_in
from tutorcore.domain.slots import Mask, Slot, SlotTable

Places = npt.NDArray[np.intp]

TUTOR_REASONS = (Reason.CLOSURE, Reason.BUSY, Reason.BUFFER_BEFORE, Reason.BUFFER_AFTER)
"""Reasons that depend on which tutor is asked."""


@dataclass(frozen=True, slots=True)
class OfferedSlot:
    """A slot, and the names of the tutors who are free for it."""

    slot: Slot
    tutors: tuple[str, ...]


class ChoiceTable:
    """The tables of several tutors seen as one. `tables` by tutor's name, at least one."""

    def __init__(self, tables: Mapping[str, SlotTable], *, together: bool = False) -> None:
        self.tables = dict(tables)
        self.together = together
        self._first = next(iter(self.tables.values()))
        self.mask = masks_as_one([table.mask for table in self.tables.values()], together=together)

    def __len__(self) -> int:
        return len(self._first)

    def places(self, start: int, end: int) -> Places:
        """The candidates that start in [start, end), microseconds UTC."""
        first, last = np.searchsorted(self._first.starts, (start, end))
        return np.arange(first, last)

    def offered(self, places: Places | None = None) -> list[OfferedSlot]:
        """The offered slots by start, with the tutors who are free; those among `places` where given."""
        among = np.arange(len(self)) if places is None else places
        open_places = among[self.mask[among] == 0]
        return [OfferedSlot(self._first.slot(int(place)), self.free(int(place))) for place in open_places]

    def free(self, place: int) -> tuple[str, ...]:
        """The tutors for whom nothing refuses a candidate."""
        return tuple(name for name, table in self.tables.items() if table.mask[place] == 0)

    def refusals(self, place: int) -> dict[str, tuple[Refusal, ...]]:
        """By tutor, why a candidate is not offered."""
        return {name: table.refusals(place) for name, table in self.tables.items()}

    def first_reasons(self, places: Places | None = None) -> dict[Reason, int]:
        """How many refused candidates have each reason as their first; of `places` where given."""
        mask = self.mask if places is None else self.mask[places]
        found = Counter(reasons_in(int(value))[0] for value in mask[mask > 0])
        return {reason: found[reason] for reason in Reason if found[reason]}

    def counts(self) -> dict[Reason, int]:
        """How many candidates each reason refuses; a candidate may count for several."""
        return {reason: count for reason in Reason if (count := int(np.count_nonzero(self.mask & reason.bit)))}


def masks_as_one(masks: Sequence[Mask], *, together: bool) -> Mask:
    """The reasons of several tutors, at least one, as those of one: what keeps any of them, or all, from teaching."""
    return _all_of(masks) if together else _any_of(masks)


def _all_of(masks: Sequence[Mask]) -> Mask:
    return reduce(np.bitwise_or, masks)


def _any_of(masks: Sequence[Mask]) -> Mask:
    """What every tutor shares; and where no tutor is free on their own account, what keeps each of them."""
    own = np.uint16(sum(reason.bit for reason in TUTOR_REASONS))
    shared = reduce(np.bitwise_and, masks) & ~own
    kept = reduce(np.logical_and, [(mask & own) > 0 for mask in masks])
    return np.asarray(shared | np.where(kept, _all_of(masks) & own, np.uint16(0)), np.uint16)
