"""Reads a wish: one line of free text.

Usually Dutch, sometimes English, into windows, exclusions and unread pieces.

The steps, each in its own file: characters to terms (`lexing`), words to meanings (`phrases`), words of a time or
of a range of days to one wish (`grouping`, `clock_words`, `clock`), how far each negation reaches (`negation`),
which times hold for which days (`choices`), and here: what was not understood, in pieces as they stand in the text.

A piece ends at a comma, a mark and at what was understood. Between two unknown words "en", "of" and a dash belong
to the piece, and so does the negation before them: "niet te laat". Nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tutorcore.domain.preferences.choices import Choices, Link, Segment, join_times
from tutorcore.domain.preferences.clock import Stretch
from tutorcore.domain.preferences.grouping import group
from tutorcore.domain.preferences.lexing import lex, remark_place, tidy
from tutorcore.domain.preferences.model import Preferences
from tutorcore.domain.preferences.negation import LOST, WANTED, Judgement, judge
from tutorcore.domain.preferences.phrases import name_phrases
from tutorcore.domain.preferences.terms import CONTENT, Kind, Term
from tutorcore.domain.preferences.windows import ANY_DAY, Exclusion, Window

Span = tuple[int, int]
_Choice = tuple[frozenset[int], Stretch]


def parse_preferences(text: str) -> Preferences:
    """What a wish says. Never raises for a text, however odd; what it does not understand it keeps as it stands."""
    reading = _read(text)
    return Preferences(
        windows=tuple(Window(days, *stretch) for days, stretch in reading.wanted),
        exclusions=tuple(Exclusion(days, stretch.start, stretch.end) for days, stretch in reading.excluded),
        unrecognised=tuple(text[start:end] for start, end in reading.spans),
    )


def unrecognised_spans(text: str) -> tuple[Span, ...]:
    """Where in the text each piece of `parse_preferences(text).unrecognised` stands, in the same order."""
    return _read(text).spans


def not_understood(text: str) -> tuple[str, ...]:
    """The pieces of `parse_preferences(text).unrecognised` but for the remarks, which somebody has put into quotes."""
    remarks = {remark_place(text, term) for term in lex(text) if term.kind is Kind.REMARK}
    return tuple(text[slice(*span)] for span in _read(text).spans if span not in remarks)


@dataclass(frozen=True, slots=True)
class _Reading:
    wanted: list[_Choice]
    excluded: list[_Choice]
    spans: tuple[Span, ...]


def _read(text: str) -> _Reading:
    terms = group(name_phrases(lex(text)))
    judged = judge(terms)
    unknown = {term for term, side in zip(terms, judged.sides, strict=True) if _is_unknown(term, side)}
    found: dict[int, list[_Choice]] = {}
    for side, segments in _segments(terms, judged.sides).items():
        found[side], lost = _choose(segments, negated=side != WANTED)
        unknown.update(lost)
    unknown.update(terms[place] for place, number in judged.numbers.items() if not found.get(number))
    wanted = found.pop(WANTED, [])
    excluded = [_on_own_days(judged, number, choice) for number in sorted(found) for choice in found[number]]
    return _Reading(wanted, excluded, tuple(_spans(text, terms, unknown)))


def _on_own_days(judged: Judgement, number: int, choice: _Choice) -> _Choice:
    """What a negation excludes: on the days that it stands beside, where it names none itself."""
    days, stretch = choice
    return (judged.own_days.get(number) or days, stretch) if days == ANY_DAY else choice


def _is_unknown(term: Term, side: int) -> bool:
    return term.kind in (Kind.UNKNOWN, Kind.BECAUSE) or (term.kind in CONTENT and side == LOST)


_LINKS: Final = {
    Kind.COMMA: Link.COMMA,
    Kind.STOP: Link.COMMA,
    Kind.AND: Link.AND,
    Kind.OR: Link.OR,
    Kind.SEMICOLON: Link.BREAK,
}


def _segments(terms: list[Term], sides: list[int]) -> dict[int, list[Segment]]:
    """The wishes of each side in segments: what stands side by side is one."""
    rows: dict[int, list[Segment]] = {}
    breaks, breaks_seen = 0, dict[int, int]()
    link, fresh, last = Link.BESIDE, False, WANTED
    for term, side in zip(terms, sides, strict=True):
        link = max(link, _LINKS.get(term.kind, Link.BESIDE))
        fresh = fresh or term.kind is Kind.STOP
        breaks += term.kind is Kind.SEMICOLON
        if term.kind not in CONTENT:
            continue
        if side != LOST:
            broken = breaks_seen.get(side, 0) != breaks
            _put(rows.setdefault(side, []), term, Link.BREAK if broken else link, fresh=fresh or side != last)
            breaks_seen[side] = breaks
        link, fresh, last = Link.BESIDE, False, side
    return rows


def _put(row: list[Segment], term: Term, link: Link, *, fresh: bool) -> None:
    if row and link is Link.BESIDE and not fresh and row[-1].takes(term):
        row[-1].terms.append(term)
    else:
        row.append(Segment(link, fresh, [term]))


def _choose(segments: list[Segment], *, negated: bool) -> tuple[list[_Choice], list[Term]]:
    """What the segments of one side ask for, and the terms that make no sense ("tussen 22 en 2")."""
    choices, lost = Choices(negated), list[Term]()
    for segment in join_times(segments, negated=negated):
        if not segment.makes_sense:
            lost += segment.drop(times_only=not negated)
        choices.read(segment)
    choices.flush()
    return choices.found, lost


def _spans(text: str, terms: list[Term], unknown: set[Term]) -> Iterator[Span]:
    """The pieces that were not understood: unknown terms in a row, joined by "en" and "of" at most, and remarks."""
    kept = unknown | set(_spoken_negations(terms, unknown))
    piece: list[Term] = []
    for term in terms:
        if term in kept:
            piece.append(term)
        elif term.kind not in (Kind.AND, Kind.OR):
            yield from _piece(piece)
            piece = []
        if term.kind is Kind.REMARK and tidy(text[term.start : term.end]):
            yield remark_place(text, term)
    yield from _piece(piece)


def _piece(terms: list[Term]) -> Iterator[Span]:
    if terms:
        yield terms[0].start, terms[-1].end


def _spoken_negations(terms: list[Term], unknown: set[Term]) -> Iterator[Term]:
    """The negation that stands before something unknown, and the filler between: "niet in het ziekenhuis"."""
    between: list[Term] | None = None
    for term in reversed(terms):
        if between is not None and term.kind is Kind.NOT:
            yield from [*between, term]
            between = []
        elif term in unknown:
            between = None if term.kind is Kind.BECAUSE else []
        elif between is not None and term.kind is Kind.FILLER:
            between.append(term)
        else:
            between = None
