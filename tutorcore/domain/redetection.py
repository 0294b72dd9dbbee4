"""Detecting segments again for many: who changes, from what to what, and who stays as they are, with the reason.

The rule: a contact changes where its cache names a segment that the rules detect and they say another today (drift),
and, if that is asked for, where nothing is cached. Whoever is pinned, was set by hand, or has a cache that names no
profile stays. Whether somebody was edited meanwhile is found out when it is applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from tutorcore.domain.roster import RosterRow
from tutorcore.domain.segment_standing import Judge, Judged, Standing, deciding_values
from tutorcore.domain.segments import AttributeValue


class Stays(StrEnum):
    """Why a contact stays as it is."""

    PINNED = "pinned"
    BY_HAND = "set by hand"
    NO_PROFILE = "the cache names no profile"
    EDITED = "edited meanwhile"
    """Its version is not the one that was looked at."""
    CHANGED_SINCE = "changed since"
    """Its cache is no longer what the act that is undone wrote."""
    GONE = "not stored any more"


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentChange:
    """One contact whose cache changes: from `before` (None: nothing cached) to `after`, because of these values."""

    contact_id: str
    label: str
    version: int
    before: object
    after: str
    because: tuple[AttributeValue, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Staying:
    """One contact that stays as it is: why, and what it stays at (its pin, else its cache)."""

    contact_id: str
    label: str
    why: Stays
    at: object = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Redetection:
    """What detecting again would do, by contact: nothing is changed by knowing it.

    `agreeing` have a cache that the rules agree with; `empty` have none, and are left so.
    """

    changes: tuple[SegmentChange, ...]
    staying: tuple[Staying, ...]
    agreeing: int
    empty: int

    @property
    def contacts(self) -> int:
        """How many were looked at."""
        return len(self.changes) + len(self.staying) + self.agreeing + self.empty

    @property
    def moves(self) -> Mapping[tuple[str, str], int]:
        """How many change from what (blank: nothing cached) to what, the most first."""
        return moves_of((change.before, change.after) for change in self.changes)


def moves_of(changes: Iterable[tuple[object, object]]) -> Mapping[tuple[str, str], int]:
    """How often each change from what to what occurs, the most first; nothing is blank."""
    found = Counter((_as_text(before), _as_text(after)) for before, after in changes)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def redetect(
    rows: Iterable[RosterRow], *, profiles: Collection[str], now: datetime, fill_empty: bool = False
) -> Redetection:
    """What detecting these contacts again would do at `now` (aware); `fill_empty`: also where nothing is cached."""
    judge = Judge(profiles, now)
    changing = {Standing.DRIFT, Standing.EMPTY} if fill_empty else {Standing.DRIFT}
    changes: list[SegmentChange] = []
    staying: list[Staying] = []
    others: Counter[Standing] = Counter()
    for row in rows:
        one = judge(row)
        if one.pin is not None or one.standing in _LEFT:
            staying.append(_staying(one))
        elif one.standing in changing:
            changes.append(_change(one))
        else:
            others[one.standing] += 1
    return Redetection(
        changes=tuple(changes),
        staying=tuple(staying),
        agreeing=others[Standing.AGREES],
        empty=others[Standing.EMPTY],
    )


def _change(one: Judged) -> SegmentChange:
    row = one.row
    return SegmentChange(
        contact_id=row.contact_id,
        label=row.label,
        version=row.version,
        before=one.cache,
        after=one.by_rules,
        because=deciding_values(row.attributes),
    )


def _staying(one: Judged) -> Staying:
    why, at = (_LEFT[one.standing], one.cache) if one.pin is None else (Stays.PINNED, one.pin.segment)
    return Staying(contact_id=one.row.contact_id, label=one.row.label, why=why, at=at)


def _as_text(value: object) -> str:
    return "" if value is None else str(value).strip()


_LEFT: Final = {Standing.BY_HAND: Stays.BY_HAND, Standing.NO_PROFILE: Stays.NO_PROFILE}
