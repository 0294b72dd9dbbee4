"""From wishes in a row to windows: which times hold for which days.

The rules (docs/rules.md, "Preferences"):

- Days in a row are a choice. A part of the day or a clock range closes the list of days before it and holds for all of
  them; a further part keeps the same days. A compound binds to its own day alone.
- Side by side or with a comma, day and part narrow each other; with "of" before a part that has no day of its own, and
  no part before it, they are two windows. `;` ends everything. A lower and an upper bound side by side are one range.

Where those rules are silent: a part before days holds for those days ("'s ochtends op dinsdag en donderdag"); after
a full stop or a negation, a new day begins a new list; behind a negation "en" before a part makes two exclusions,
as "of" does; days that are excluded together are one exclusion; a time behind a part and a comma narrows that part
where it lies in it; "voor 9 en na 17", where the bounds leave nothing between them, is two times and not one range.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from tutorcore.domain.preferences.clock import Clock, Stretch, resolve
from tutorcore.domain.preferences.terms import Kind, Term
from tutorcore.domain.preferences.windows import ANY_DAY
from tutorcore.domain.preferences.words import NIGHT, WHOLE_DAY

Days = frozenset[int]


class Link(IntEnum):
    """What stands between a wish and the one before it; the strongest counts."""

    BESIDE = 0
    COMMA = 1
    AND = 2
    OR = 3
    BREAK = 4


@dataclass(slots=True)
class Segment:
    """Wishes side by side: days, a part and a time that narrow each other.

    `fresh` says that a sentence or a negation came between it and the segment before.
    """

    link: Link
    fresh: bool
    terms: list[Term] = field(default_factory=list)

    @property
    def days(self) -> Days:
        """All days that it names."""
        return Days().union(*(term.days for term in self.terms))

    @property
    def part(self) -> Stretch | None:
        """Its part of the day."""
        return next((term.part for term in self.terms if term.part), None)

    @property
    def clock(self) -> Clock | None:
        """Its time: of two bounds, the range between them."""
        clocks = [term.clock for term in self.terms if term.clock]
        return (clocks[0].joined(clocks[1]) if len(clocks) > 1 else clocks[0]) if clocks else None

    @property
    def is_compound(self) -> bool:
        """Whether its day and part are one word."""
        return any(term.kind is Kind.COMPOUND for term in self.terms)

    @property
    def begins_with_day(self) -> bool:
        """Whether the day comes before the part or time."""
        return bool(self.terms) and bool(self.terms[0].days)

    @property
    def is_mere_clock(self) -> bool:
        """Whether it is one time and nothing else."""
        return [term.kind for term in self.terms] == [Kind.CLOCK]

    def takes(self, term: Term) -> bool:
        """Whether a term beside it belongs to it."""
        if term.kind is Kind.DAYS:
            return self.terms[-1].kind is Kind.DAYS or not any(taken.days for taken in self.terms)
        if term.kind is Kind.COMPOUND:
            return not self.days and self.part is None
        return self.part is None if term.kind is Kind.PART else self.clock is None

    def stretch(self) -> Stretch | None:
        """The minutes that it asks for; None where it names days only, or where its times make no sense."""
        part = None if self.part == WHOLE_DAY else self.part
        if self.clock is None:
            return self.part
        kinds = [term.kind for term in self.terms]
        return resolve(self.clock, part, behind=(Kind.CLOCK, Kind.PART) in pairwise(kinds))

    @property
    def makes_sense(self) -> bool:
        """Whether its times, if it has any, are minutes of a day."""
        stretch = self.stretch()
        return all(term.kind is Kind.DAYS for term in self.terms) or (stretch is not None and stretch != NIGHT)

    def drop(self, *, times_only: bool) -> list[Term]:
        """Take out its part and time, or all of it, and tell what that was."""
        kept = [term for term in self.terms if times_only and term.kind is Kind.DAYS]
        dropped = [term for term in self.terms if not (times_only and term.kind is Kind.DAYS)]
        self.terms = kept
        return dropped


def join_times(segments: list[Segment], *, negated: bool) -> list[Segment]:
    """The segments, where a mere time joins the one before it: as the other bound of a range, or beside its part."""
    joined: list[Segment] = []
    for segment in segments:
        before = joined[-1] if joined else None
        if before and (_is_other_bound(before, segment, negated=negated) or _narrows_part(before, segment)):
            before.terms += segment.terms
        else:
            joined.append(segment)
    return joined


def _is_other_bound(before: Segment, segment: Segment, *, negated: bool) -> bool:
    """Whether both are one range: "na 4, voor 6". What only makes sense as two times is two: "voor 9 en na 17"."""
    first, second = before.clock, segment.clock
    if not segment.is_mere_clock or segment.fresh or segment.link > Link.AND or not first or not second:
        return False
    both = first.joined(second) if before.terms[-1].kind is Kind.CLOCK else None
    return both is not None and (both.ends_in_order() or (first.lower is not None and not negated))


def _narrows_part(before: Segment, segment: Segment) -> bool:
    """Whether a time behind a comma lies in the part before it: "woensdag middag, na 15:00"."""
    if not segment.is_mere_clock or segment.link > Link.COMMA or before.clock or before.part is None:
        return False
    return segment.clock is not None and before.part != WHOLE_DAY and resolve(segment.clock, before.part) is not None


@dataclass(slots=True)
class Choices:
    """Reads segments one after the other; `found` are the days and minutes that they ask for, in order."""

    negated: bool
    found: list[tuple[Days, Stretch]] = field(default_factory=list)
    _open: list[Days] = field(default_factory=list)
    """Days that wait for a part or a time."""
    _closed: Days | None = None
    """The days of the last part, which a further part keeps."""
    _ahead: list[Stretch] = field(default_factory=list)
    """Parts and times that came before their days, if any come."""
    _ahead_days: Days | None = None

    def read(self, segment: Segment) -> None:
        """Take in a segment whose times, if it has any, make sense; one that is empty still ends what `;` ends."""
        self._begin(segment)
        stretch = segment.stretch()
        if stretch is None:
            self._wait(segment)
        elif segment.is_compound:
            self.flush()
            self._emit(segment.days, stretch)
        elif not segment.days:
            self._mere_time(stretch, segment.link)
        elif segment.begins_with_day:
            self._days_then_time(segment.days, stretch)
        else:
            self._time_then_days(stretch, segment.days)

    def flush(self) -> None:
        """What still waits gets what it has: days become whole days, times hold on any day."""
        for days in [Days().union(*self._open)] if self.negated and self._open else self._open:
            self.found.append((days, WHOLE_DAY))
        for stretch in self._ahead:
            self._emit(self._ahead_days or ANY_DAY, stretch)
        self._open, self._ahead, self._ahead_days = [], [], None

    def _begin(self, segment: Segment) -> None:
        if segment.link is Link.BREAK:
            self.flush()
            self._closed = None
        elif segment.fresh and segment.days and (self._ahead_days or not self._ahead):
            self.flush()

    def _emit(self, days: Days, stretch: Stretch) -> None:
        self.found.append((days, stretch))
        self._closed = days

    def _stands_apart(self, link: Link) -> bool:
        return link is Link.OR or (self.negated and link is Link.AND)

    def _wait(self, segment: Segment) -> None:
        """Take in days that have no part or time yet."""
        if not segment.terms:
            return
        if self._ahead and self._ahead_days is None and self._stands_apart(segment.link):
            self.flush()
        if self._ahead:
            self._ahead_days = (self._ahead_days or Days()) | segment.days
        else:
            self._open += [term.days for term in segment.terms]

    def _mere_time(self, stretch: Stretch, link: Link) -> None:
        if self._open and not self._stands_apart(link):
            self._close(stretch)
        elif self._closed is not None and not self._open and not self._ahead:
            self._emit(self._closed, stretch)
        else:
            self._flush_days()
            self._ahead.append(stretch)

    def _flush_days(self) -> None:
        if self._open:
            self.flush()

    def _days_then_time(self, days: Days, stretch: Stretch) -> None:
        if self._ahead:
            self.flush()
        self._open.append(days)
        self._close(stretch)

    def _time_then_days(self, stretch: Stretch, days: Days) -> None:
        if self._open or self._ahead_days:
            self.flush()
        self._ahead.append(stretch)
        self._ahead_days = days

    def _close(self, stretch: Stretch) -> None:
        self._emit(Days().union(*self._open), stretch)
        self._open = []
