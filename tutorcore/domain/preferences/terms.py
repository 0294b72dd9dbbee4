"""Terms: what the words of a wish mean, each with its place in the text.

The one type between all steps of reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from tutorcore.domain.preferences.clock import Clock, Reading, Stretch


class Kind(Enum):
    """What a term is good for."""

    DAYS = auto()  # woensdag, ma-vr, weekend
    PART = auto()  # middag
    COMPOUND = auto()  # woensdagmiddag
    CLOCK = auto()  # na 16:00, made of the pieces below

    AND = auto()
    OR = auto()
    COMMA = auto()
    STOP = auto()  # a full stop, or a new line
    SEMICOLON = auto()

    NOT = auto()  # niet, behalve
    REFUSAL = auto()  # nee: a negation only of what stands before it
    ENDER = auto()  # maar, liefst: ends a negation
    AFFIRM = auto()  # wel: ends a negation, also of what stands just before it

    FILLER = auto()  # understood, and says nothing about time
    LEAD = auto()  # de, elke: filler before something understood, else a part of what is not
    REMARK = auto()  # text in double quotes
    UNKNOWN = auto()

    READING = auto()  # 16:00, vieren
    HALF = auto()
    QUARTER = auto()
    SOME_MINUTES = auto()  # vijf, tien, twintig before "voor" and "over"
    PAST = auto()
    HOUR_SIGN = auto()
    MERIDIEM = auto()
    AT = auto()
    AFTER = auto()
    BEFORE = auto()
    UNTIL = auto()  # tot: an upper bound, or between the ends of a range
    FROM = auto()  # van: a lower bound, or the beginning of a range
    BETWEEN = auto()
    TO = auto()  # only between the ends of a range
    THROUGH = auto()  # t/m
    DASH = auto()
    BEGIN = auto()  # begin, start: makes a range one of starts
    OR_LATER = auto()
    OR_EARLIER = auto()
    FUZZY = auto()  # rond: what follows is no time
    THAN = auto()  # "dan" in "liever middag dan avond": what follows is not what is wished
    IF = auto()  # als: a negation behind it is a condition
    BECAUSE = auto()  # want: what follows is an explanation


CONTENT: Final = frozenset({Kind.DAYS, Kind.PART, Kind.COMPOUND, Kind.CLOCK})
CONNECTORS: Final = frozenset({Kind.AND, Kind.OR, Kind.COMMA, Kind.STOP, Kind.SEMICOLON})
NEUTRAL: Final = frozenset({Kind.FILLER, Kind.LEAD, Kind.REMARK})


@dataclass(frozen=True, slots=True)
class Term:
    """A term at [start, end) of the text; `word` is its normalised wording."""

    kind: Kind
    start: int
    end: int
    word: str = ""
    days: frozenset[int] = field(default=frozenset())
    part: Stretch | None = None
    reading: Reading | None = None
    clock: Clock | None = None


_END: Final = Term(Kind.SEMICOLON, 0, 0)


def at(terms: list[Term], place: int) -> Term:
    """The term at a place; outside the text there is an end, as `;` is."""
    return terms[place] if 0 <= place < len(terms) else _END


def over(kind: Kind, first: Term, last: Term) -> Term:
    """One term over the place of several."""
    return Term(kind, first.start, last.end)
