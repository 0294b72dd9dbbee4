"""How one contact of the roster stands: what the rules say, what its cache says to that, and which segment counts.

The same answers as `segments.effective_segment` gives, without the evidence, so that everybody can be judged at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from tutorcore.domain.contacts import SEGMENT, Pin
from tutorcore.domain.roster import RosterRow
from tutorcore.domain.segments import (
    NEW,
    RULE_ATTRIBUTES,
    SEGMENT_OF,
    SEGMENTS,
    AttributeValue,
    SegmentSource,
    known_profile,
    says_yes,
)


class Standing(StrEnum):
    """What the cached segment is, against what the rules say today."""

    EMPTY = "nothing cached"
    AGREES = "agrees"
    DRIFT = "drift"
    BY_HAND = "set by hand"
    """It names a profile that no rule can detect."""
    NO_PROFILE = "names no profile"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One contact: the rules that hold for it, in order, and what they and its cache come to.

    `segment` is the one that counts, from `source`; `unpinned` the one that would without a pin. `pin` runs now; one to
    a profile that is gone runs too, and does not count.
    """

    row: RosterRow
    held: tuple[str, ...]
    by_rules: str
    standing: Standing
    segment: str
    source: SegmentSource
    unpinned: str
    pin: Pin | None = None

    @property
    def cache(self) -> object:
        """The attribute `segment` as it stands; None where there is none."""
        return self.row.attributes.get(SEGMENT)


class Judge:
    """Judges contacts at one moment, among the profiles that there are then."""

    def __init__(self, profiles: Collection[str], now: datetime) -> None:
        self._profiles = profiles
        self._now = now
        self._named: dict[str, str | None] = {}

    def __call__(self, row: RosterRow) -> Judged:
        """One contact."""
        attributes, pin = row.attributes, row.pin_at(self._now)
        held = rules_that_hold(attributes)
        by_rules = held[0]
        cached = self._profile_named(attributes.get(SEGMENT))
        segment, source = (by_rules, SegmentSource.RULES) if cached is None else (cached, SegmentSource.CACHE)
        unpinned = segment
        if pin is not None and pin.segment in self._profiles:
            segment, source = pin.segment, SegmentSource.PIN
        return Judged(
            row=row,
            held=held,
            by_rules=by_rules,
            standing=_standing(attributes.get(SEGMENT), cached, by_rules),
            segment=segment,
            source=source,
            unpinned=unpinned,
            pin=pin,
        )

    def _profile_named(self, value: object) -> str | None:
        """`known_profile`, looked up once for each text."""
        if not isinstance(value, str):
            return None
        if value not in self._named:
            self._named[value] = known_profile(value, self._profiles)
        return self._named[value]


def rules_that_hold(attributes: Mapping[str, object]) -> tuple[str, ...]:
    """The segments of the rules that hold, the one that wins first; `new` where no other does."""
    held = {SEGMENT_OF[name] for name, value in attributes.items() if name in SEGMENT_OF and says_yes(name, value)}
    return tuple(segment for segment in SEGMENTS if segment in held) or (NEW,)


def deciding_values(attributes: Mapping[str, object]) -> tuple[AttributeValue, ...]:
    """The values for which the rule that wins holds; none where no rule but the last one does."""
    names = _ASKED_BY.get(rules_that_hold(attributes)[0], ())
    there = ((name, attributes[name]) for name in names if name in attributes)
    return tuple(AttributeValue(name, value, says_yes=True) for name, value in there if says_yes(name, value))


def _standing(value: object, cached: str | None, by_rules: str) -> Standing:
    if cached is None:
        return Standing.EMPTY if value is None or not str(value).strip() else Standing.NO_PROFILE
    if cached not in SEGMENTS:
        return Standing.BY_HAND
    return Standing.AGREES if cached == by_rules else Standing.DRIFT


_ASKED_BY: Final = {
    segment: tuple(name for name in RULE_ATTRIBUTES if SEGMENT_OF[name] == segment) for segment in SEGMENT_OF.values()
}
