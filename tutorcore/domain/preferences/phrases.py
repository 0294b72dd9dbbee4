"""From words to meanings: the longest phrase of the vocabulary at each place, and words that only look like days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from tutorcore.domain.preferences.clock import Reading
from tutorcore.domain.preferences.terms import CONTENT, Kind, Term, at
from tutorcore.domain.preferences.words import (
    ABBREVIATIONS,
    COMPOUNDS,
    DAYS,
    DOING,
    ENGLISH_HOURS,
    GENITIVE_DAYS,
    HOURS,
    NOON_WORDS,
    PARTS,
    PHRASES,
)


def _vocabulary() -> dict[tuple[str, ...], Term]:
    """Every phrase with a term for it, still without a place."""
    days = {phrase: Term(Kind.DAYS, 0, 0, phrase, days=days) for phrase, days in {**DAYS, **GENITIVE_DAYS}.items()}
    parts = {phrase: Term(Kind.PART, 0, 0, phrase, part=part) for phrase, part in PARTS.items()}
    both = {word: Term(Kind.COMPOUND, 0, 0, word, days=days, part=part) for word, (days, part) in COMPOUNDS.items()}
    hours = {
        word: Term(Kind.READING, 0, 0, word, reading=Reading(hour)) for word, hour in {**HOURS, **ENGLISH_HOURS}.items()
    }
    noon = {word: Term(Kind.READING, 0, 0, word, reading=Reading(12, 0)) for word in NOON_WORDS}
    others = {phrase: Term(kind, 0, 0, phrase) for phrase, kind in PHRASES.items()}
    return {tuple(phrase.split()): term for phrase, term in (days | parts | both | hours | noon | others).items()}


_VOCABULARY: Final[Mapping[tuple[str, ...], Term]] = _vocabulary()
_LONGEST: Final = max(map(len, _VOCABULARY))


def name_phrases(terms: list[Term]) -> list[Term]:
    """The terms with their meanings; what the vocabulary lacks stays UNKNOWN."""
    named = list(_named(terms))
    return [_settled(named, place) for place in range(len(named))]


def _named(terms: list[Term]) -> Iterator[Term]:
    place = 0
    while place < len(terms):
        taken, term = _longest(terms, place)
        yield term
        place += taken


def _longest(terms: list[Term], place: int) -> tuple[int, Term]:
    """How many terms the longest phrase here takes, and what it means."""
    words = _words_from(terms, place)
    for length in range(len(words), 0, -1):
        meaning = _VOCABULARY.get(tuple(words[:length]))
        if meaning is not None:
            return length, replace(meaning, start=terms[place].start, end=terms[place + length - 1].end)
    return 1, terms[place]


def _words_from(terms: list[Term], place: int) -> list[str]:
    words: list[str] = []
    for term in terms[place : place + _LONGEST]:
        if term.kind is not Kind.UNKNOWN:
            break
        words.append(term.word)
    return words


def _settled(terms: list[Term], place: int) -> Term:
    """The term, where "do" and "zo" are judged by what stands beside them."""
    term, before, after = terms[place], at(terms, place - 1), at(terms, place + 1)
    if term.kind is Kind.DAYS and term.word == "do" and before.word in DOING:
        return replace(term, kind=Kind.FILLER, days=frozenset())
    if term.kind is Kind.DAYS and term.word == "zo" and _is_if(terms, place):
        return replace(term, kind=Kind.IF, days=frozenset())
    if term.kind is Kind.DAYS and term.word == "zo" and not _is_sunday(terms, place):
        return replace(term, kind=Kind.UNKNOWN, days=frozenset())
    if term.word == "but" and _is_except(terms, place):
        return replace(term, kind=Kind.NOT)
    if term.kind is Kind.OR and after.word == "zo" and _is_or_so(terms, place + 1):
        return replace(term, kind=Kind.UNKNOWN)
    return term


_BOUNDS: Final = frozenset({Kind.AT, Kind.AFTER, Kind.BEFORE, Kind.UNTIL, Kind.FROM, Kind.BETWEEN})
_BESIDE_A_DAY: Final = CONTENT | _BOUNDS | {Kind.READING, Kind.HALF, Kind.QUARTER}
_LINKS: Final = frozenset({Kind.AND, Kind.OR, Kind.COMMA, Kind.DASH, Kind.THROUGH, Kind.TO, Kind.UNTIL})
_EDGES: Final = frozenset({Kind.SEMICOLON, Kind.STOP, Kind.COMMA})


def _is_sunday(terms: list[Term], place: int) -> bool:
    """Whether "zo" is Sunday, not "so": with a day, a part or a time beside it, with "op" before it, or by itself."""
    before, after = at(terms, place - 1), at(terms, place + 1)
    follows_full_name = before.kind is Kind.DAYS and before.word not in ABBREVIATIONS
    if after.kind is Kind.UNKNOWN or follows_full_name or _is_or_so(terms, place):
        return False
    beyond_before = at(terms, place - 2) if before.kind in _LINKS else before
    beyond_after = at(terms, place + 2) if after.kind in _LINKS else after
    beside = {beyond_before.kind, beyond_after.kind, after.kind} & _BESIDE_A_DAY
    alone = before.kind in _EDGES and after.kind in _EDGES
    return bool(beside) or before.word == "op" or alone


def _is_or_so(terms: list[Term], place: int) -> bool:
    """Whether it is the "zo" of "woensdag of zo".

    After "of", not after an abbreviated day, with nothing behind it.
    """
    if at(terms, place - 1).kind is not Kind.OR or at(terms, place - 2).word in ABBREVIATIONS:
        return False
    return at(terms, place + 1).kind not in _BESIDE_A_DAY | {Kind.DASH}


def _is_if(terms: list[Term], place: int) -> bool:
    """Whether it is the "zo" of "maandag, zo niet dinsdag"; beside abbreviated days it is Sunday."""
    if at(terms, place + 1).kind is not Kind.NOT:
        return False
    beyond = place + 2
    while at(terms, beyond).kind in (Kind.FILLER, Kind.LEAD, Kind.THAN):
        beyond += 1
    then = at(terms, beyond).kind is Kind.COMMA and at(terms, beyond + 1).kind is Kind.THAN
    following = at(terms, beyond)
    return then or (following.kind in (Kind.DAYS, Kind.COMPOUND) and following.word not in ABBREVIATIONS)


def _is_except(terms: list[Term], place: int) -> bool:
    """Whether it is the "but" of "any day but Friday": it takes a day out of those before it."""
    beyond = place + 1
    while at(terms, beyond).kind in (Kind.FILLER, Kind.LEAD):
        beyond += 1
    return frozenset() < at(terms, beyond).days < at(terms, place - 1).days
