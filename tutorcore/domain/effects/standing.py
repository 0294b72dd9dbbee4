"""The segment that counts for each of very many contacts, and why: `segments.effective_segment` for all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from tutorcore.domain.busy import Flags
from tutorcore.domain.contacts import Pin
from tutorcore.domain.effects.lessons import Codes
from tutorcore.domain.segments import NEW, RULE_ATTRIBUTES, SEGMENT_OF, SEGMENTS, SegmentSource, known_profile

SOURCES: Final = (SegmentSource.RULES, SegmentSource.CACHE, SegmentSource.PIN)
_NOBODY: Final = -1


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Standing:
    """For n contacts, numbers among `names` (profiles): the segment that counts, what the rules say, what is cached.

    `sources` are numbers among `SOURCES`; `cached` is -1 where the cache names no known profile.
    """

    names: tuple[str, ...]
    segments: Codes
    sources: Codes
    by_rules: Codes
    cached: Codes
    unusable: Flags
    """Whether the cache holds something that names no known profile."""

    @property
    def drift(self) -> Flags:
        """The cache names a segment that rules can detect, and they say another one now."""
        return np.asarray((self.cached >= 0) & ~self.set_by_hand & (self.cached != self.by_rules))

    @property
    def set_by_hand(self) -> Flags:
        """The cache names a profile that no rule can detect."""
        detectable = np.array([name in SEGMENTS for name in self.names], np.bool_)
        return np.asarray((self.cached >= 0) & ~detectable[self.cached])

    def name(self, place: int) -> str:
        """The segment of one contact."""
        return self.names[int(self.segments[place])]

    def source(self, place: int) -> SegmentSource:
        """Where the segment of one contact comes from."""
        return SOURCES[int(self.sources[place])]


def standing_of(
    yes: npt.NDArray[np.uint16],
    cache_of: Codes,
    *,
    caches: Sequence[object],
    pins: Mapping[int, tuple[Pin, ...]],
    now: datetime,
    profiles: Collection[str],
) -> Standing:
    """From which rule attributes say yes (a bit each), what is cached, and the pins by place."""
    names = tuple(dict.fromkeys([*profiles, *SEGMENTS]))
    number_of = {name: number for number, name in enumerate(names)}
    by_rules = _by_rules(yes, number_of)
    known = [known_profile(value, profiles) for value in caches]
    cached = np.array([_NOBODY if name is None else number_of[name] for name in known], np.int32)[cache_of]
    unusable = [name is None and _says_something(value) for name, value in zip(known, caches, strict=True)]
    segments = np.where(cached >= 0, cached, by_rules)
    sources = (cached >= 0).astype(np.int32)
    for place, some in pins.items():
        pin = next((pin for pin in some if pin.runs_at(now)), None)
        if pin is not None and pin.segment in profiles:
            segments[place], sources[place] = number_of[pin.segment], SOURCES.index(SegmentSource.PIN)
    return Standing(
        names=names,
        segments=segments,
        sources=sources,
        by_rules=by_rules,
        cached=cached,
        unusable=np.array(unusable, np.bool_)[cache_of],
    )


def matching(yes: npt.NDArray[np.uint16]) -> dict[str, Flags]:
    """By segment, in order of priority, for whom its rule holds, also behind a higher one; `new` where none does."""
    held = {segment: np.asarray(yes & _bits_of(segment)) > 0 for segment in SEGMENTS if segment != NEW}
    return held | {NEW: np.asarray(yes == 0)}


def _by_rules(yes: npt.NDArray[np.uint16], number_of: Mapping[str, int]) -> Codes:
    """The first rule that holds."""
    found = np.full(yes.size, number_of[NEW], np.int32)
    for segment, held in reversed(matching(yes).items()):
        found[held] = number_of[segment]
    return found


def _bits_of(segment: str) -> np.uint16:
    return np.uint16(sum(1 << place for place, name in enumerate(RULE_ATTRIBUTES) if SEGMENT_OF[name] == segment))


def _says_something(value: object) -> bool:
    return value is not None and str(value).strip() != ""
