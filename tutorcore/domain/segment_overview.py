"""How everybody is divided into segments, and what is odd about it: one pass over all contacts.

What a snapshot of one day keeps of it is here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from tutorcore.domain.contacts import Pin
from tutorcore.domain.roster import RosterRow
from tutorcore.domain.segment_standing import Judge, Judged, Standing, deciding_values
from tutorcore.domain.segments import RULE_ATTRIBUTES, SEGMENTS, AttributeValue, SegmentSource, is_set


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleMatches:
    """How many contacts a rule holds for: those that it decides, and those whom a higher rule takes first."""

    priority: int
    segment: str
    decides: int
    hidden: int

    @property
    def holds(self) -> int:
        """All of them."""
        return self.decides + self.hidden


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenMatch:
    """A contact for which a rule holds that is not asked, because `by_rules` wins before it."""

    contact_id: str
    label: str
    segment: str
    by_rules: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OddCache:
    """A contact whose cache is not what the rules say: in drift, or naming no profile; and what decides."""

    contact_id: str
    label: str
    cached: object
    by_rules: str
    because: tuple[AttributeValue, ...]
    pin: Pin | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RunningPin:
    """A contact that is pinned now, and what would count without the pin. `known`: the profile is there."""

    label: str
    pin: Pin
    without: str
    known: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenNo:
    """A contact with an attribute of the rules in which a no is written as text."""

    contact_id: str
    label: str
    attribute: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentOverview:
    """Everybody at one moment. Lists are by contact, pins by their end (those without one last).

    `counts` and `sources` are of the segment that counts; `standings` of the cache.
    """

    contacts: int
    counts: Mapping[str, int]
    sources: Mapping[tuple[str, SegmentSource], int]
    standings: Mapping[Standing, int]
    rules: tuple[RuleMatches, ...]
    hidden: tuple[HiddenMatch, ...]
    drift: tuple[OddCache, ...]
    no_profile: tuple[OddCache, ...]
    pins: tuple[RunningPin, ...]
    written_no: tuple[WrittenNo, ...]

    def count_of(self, segment: str, source: SegmentSource) -> int:
        """How many are in a segment because of a source."""
        return self.sources.get((segment, source), 0)

    @property
    def no_values(self) -> Mapping[tuple[str, str], int]:
        """How often each no is written, by attribute in the order of the rules and by value."""
        found = Counter((one.attribute, one.value) for one in self.written_no)
        return dict(sorted(found.items(), key=lambda item: (RULE_ATTRIBUTES.index(item[0][0]), item[0][1])))


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentDay:
    """How many contacts were in each segment, as it was seen once on a local day."""

    day: date
    counts: Mapping[str, int]

    @property
    def contacts(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def overview_of(rows: Iterable[RosterRow], *, profiles: Collection[str], now: datetime) -> SegmentOverview:
    """The overview at `now` (aware), among the profiles that there are."""
    judge, tally = Judge(profiles, now), _Tally(profiles)
    for row in rows:
        tally.take(judge(row))
    return tally.overview()


@dataclass(slots=True)
class _Tally:
    """An overview in the making."""

    profiles: Collection[str]
    contacts: int = 0
    sources: Counter[tuple[str, SegmentSource]] = field(default_factory=Counter)
    standings: Counter[Standing] = field(default_factory=Counter)
    decides: Counter[str] = field(default_factory=Counter)
    hidden: list[HiddenMatch] = field(default_factory=list)
    odd: dict[Standing, list[OddCache]] = field(default_factory=lambda: {Standing.DRIFT: [], Standing.NO_PROFILE: []})
    pins: list[RunningPin] = field(default_factory=list)
    written_no: list[WrittenNo] = field(default_factory=list)

    def take(self, one: Judged) -> None:
        """Count one contact."""
        self.contacts += 1
        self.sources[one.segment, one.source] += 1
        self.standings[one.standing] += 1
        self.decides[one.by_rules] += 1
        row = one.row
        for segment in one.held[1:]:
            self.hidden.append(
                HiddenMatch(contact_id=row.contact_id, label=row.label, segment=segment, by_rules=one.by_rules)
            )
        if one.standing in self.odd:
            self.odd[one.standing].append(_odd_cache(one))
        if one.pin is not None:
            known = one.pin.segment in self.profiles
            self.pins.append(RunningPin(label=row.label, pin=one.pin, without=one.unpinned, known=known))
        self.written_no.extend(_written_no(row))

    def overview(self) -> SegmentOverview:
        """What was counted."""
        counts = dict.fromkeys(self.profiles, 0) | _by_segment(self.sources)
        return SegmentOverview(
            contacts=self.contacts,
            counts=counts,
            sources=dict(self.sources),
            standings={standing: self.standings[standing] for standing in Standing},
            rules=tuple(_rules(self.decides, self.hidden)),
            hidden=tuple(self.hidden),
            drift=tuple(self.odd[Standing.DRIFT]),
            no_profile=tuple(self.odd[Standing.NO_PROFILE]),
            pins=tuple(sorted(self.pins, key=_by_end)),
            written_no=tuple(self.written_no),
        )


def _by_segment(sources: Mapping[tuple[str, SegmentSource], int]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (segment, _), number in sources.items():
        counts[segment] += number
    return dict(counts)


def _rules(decides: Mapping[str, int], hidden: Sequence[HiddenMatch]) -> Iterable[RuleMatches]:
    behind = Counter(match.segment for match in hidden)
    for priority, segment in enumerate(SEGMENTS, start=1):
        yield RuleMatches(priority=priority, segment=segment, decides=decides.get(segment, 0), hidden=behind[segment])


def _odd_cache(one: Judged) -> OddCache:
    row = one.row
    return OddCache(
        contact_id=row.contact_id,
        label=row.label,
        cached=one.cache,
        by_rules=one.by_rules,
        because=deciding_values(row.attributes),
        pin=one.pin,
    )


def _written_no(row: RosterRow) -> Iterable[WrittenNo]:
    """The attributes of the rules that hold a word for no; blank text says nothing at all."""
    for name, value in row.attributes.items():
        if name in _LOOKED_AT and isinstance(value, str) and value.strip() and not is_set(value):
            yield WrittenNo(contact_id=row.contact_id, label=row.label, attribute=name, value=value)


def _by_end(running: RunningPin) -> tuple[bool, float, str]:
    until = running.pin.until
    return until is None, until.timestamp() if until else 0.0, running.pin.contact_id


_LOOKED_AT: Final = frozenset(RULE_ATTRIBUTES)
