"""From words to wishes: the words of a time become one CLOCK, days with "t/m" between them one range of DAYS.

What belongs to no wish becomes filler or UNKNOWN here; afterwards only content, connectors, negations, filler,
remarks and unknown words are left. Where those rules are silent:

- A bound before a day or a part is a date or a phrase ("vanaf maandag", "voor de middag"), and a time after "rond" is
  none: not understood, as a whole.
- So is what is wished less: "liever middag dan avond".
- A condition ("maandag, als dat niet lukt dinsdag") excludes nothing and is not understood.
- An explanation ("want dan heb ik tot 17:00 school") runs to the next mark and is not understood.
- "ma-wo-vr", "maandag t/m vrijdagavond" and a range of one day are not understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tutorcore.domain.preferences.clock import Clock
from tutorcore.domain.preferences.clock_words import read_clock, read_second_time
from tutorcore.domain.preferences.terms import CONNECTORS, CONTENT, Kind, Term, at, over
from tutorcore.domain.preferences.windows import ANY_DAY
from tutorcore.domain.preferences.words import ALWAYS, ARTICLE, COMPARATIVES, COUNTED, FILLER_OFF_THE_CLOCK, WHOLE_DAY

Found = tuple[list[Term], int]
"""What a rule made of the terms here, and the place behind them."""

_RANGE_WORDS: Final = frozenset({Kind.DASH, Kind.THROUGH, Kind.TO, Kind.UNTIL})
_NAMES_A_DAY: Final = frozenset({Kind.DAYS, Kind.COMPOUND})
_SUSPENDED: Final = "-"


def group(terms: list[Term]) -> list[Term]:
    """The terms as wishes, and everything else as filler or unknown."""
    return _without_leads(_completed(list(_leftovers(list(_grouped(terms))))))


def _grouped(terms: list[Term]) -> Iterator[Term]:
    place = 0
    while place < len(terms):
        found = next(filter(None, (rule(terms, place) for rule in _RULES)), None)
        made, place = found or ([terms[place]], place + 1)
        yield from made


def _day_range(terms: list[Term], place: int) -> Found | None:
    """Read "ma-vr", "van maandag tot en met donderdag"; a chain or a range between compounds is not understood."""
    begin = place + 1 if at(terms, place).kind is Kind.FROM else place
    end = begin
    while at(terms, end).kind in _NAMES_A_DAY and _leads_to_a_day(terms, end + 1):
        end += 2
    if end == begin:
        return None
    first, last = at(terms, begin), at(terms, end)
    days = _days_between(first, last) if end == begin + 2 else frozenset[int]()
    whole = over(Kind.DAYS if days else Kind.UNKNOWN, terms[place], last)
    return [replace(whole, days=days)], end + 1


def _leads_to_a_day(terms: list[Term], place: int) -> bool:
    return at(terms, place).kind in _RANGE_WORDS and at(terms, place + 1).kind in _NAMES_A_DAY


def _days_between(first: Term, last: Term) -> frozenset[int]:
    """The days from one to the other, round the weekend where needed; none where that is no range."""
    if first.kind is not Kind.DAYS or last.kind is not Kind.DAYS or len(first.days) != 1 or len(last.days) != 1:
        return frozenset()
    (begin,), (end,) = first.days, last.days
    steps = (end - begin) % len(ANY_DAY)
    return frozenset((begin + step) % len(ANY_DAY) for step in range(steps + 1)) if steps else frozenset()


def _dashed_compound(terms: list[Term], place: int) -> Found | None:
    """Read "maandag-avond", written without blanks."""
    day, dash, part = at(terms, place), at(terms, place + 1), at(terms, place + 2)
    if (day.kind, dash.kind, part.kind) != (Kind.DAYS, Kind.DASH, Kind.PART):
        return None
    if day.end != dash.start or dash.end != part.start:
        return None
    return [replace(over(Kind.COMPOUND, day, part), days=day.days, part=part.part)], place + 3


def _suspended_day(terms: list[Term], place: int) -> Found | None:
    """Read the "maandag-" of "maandag- en dinsdagavond", which waits for its part."""
    day, dash = at(terms, place), at(terms, place + 1)
    if (day.kind, dash.kind) != (Kind.DAYS, Kind.DASH) or day.end != dash.start:
        return None
    return [replace(day, end=dash.end, word=_SUSPENDED)], place + 2


def _completed(terms: list[Term]) -> list[Term]:
    """The terms, where a day that waits for its part has it from the compound that follows."""
    completed: list[Term] = []
    following: Term | None = None
    for term in reversed(terms):
        if term.word == _SUSPENDED and following and following.kind is Kind.COMPOUND:
            term = replace(term, kind=Kind.COMPOUND, part=following.part)  # noqa: PLW2901
        completed.append(term)
        following = following if term.kind in (Kind.AND, Kind.OR, Kind.COMMA, Kind.FILLER) else term
    return completed[::-1]


def _clock(terms: list[Term], place: int) -> Found | None:
    found = read_clock(terms, place)
    if found is None:
        return None
    clock, after = found
    made = [_clock_term(terms, place, after, clock)]
    second = read_second_time(terms, after) if clock.exact and at(terms, place).kind is Kind.AT else None
    while second is not None:
        made += [terms[after], _clock_term(terms, after + 1, second[1], second[0])]
        after = second[1]
        second = read_second_time(terms, after)
    return made, after


def _clock_term(terms: list[Term], place: int, after: int, clock: Clock) -> Term:
    kind = Kind.CLOCK if clock.is_possible else Kind.UNKNOWN
    return replace(over(kind, terms[place], terms[after - 1]), clock=clock if clock.is_possible else None)


def _always(terms: list[Term], place: int) -> Found | None:
    """Read the "altijd" of "weekend altijd, woensdag na 4" as the whole day, which closes the list of days."""
    if at(terms, place).word not in ALWAYS or at(terms, place - 1).kind is not Kind.DAYS:
        return None
    if at(terms, place + 1).kind not in CONNECTORS:
        return None
    return [replace(terms[place], kind=Kind.PART, part=WHOLE_DAY)], place + 1


_RULES: Final = (_day_range, _dashed_compound, _suspended_day, _always, _clock)
_BOUNDS: Final = frozenset({Kind.AT, Kind.AFTER, Kind.BEFORE, Kind.UNTIL, Kind.FROM, Kind.BETWEEN, Kind.FUZZY})
_PASSED: Final = frozenset({Kind.LEAD, Kind.FILLER, Kind.READING})
_FILLERS: Final = frozenset({Kind.FILLER, Kind.THAN})
_CONDITION: Final = _FILLERS | {Kind.NOT, Kind.LEAD, Kind.UNKNOWN}
_COMPARED: Final = CONTENT | {Kind.FILLER, Kind.LEAD, Kind.AND, Kind.OR}
_EXPLANATION_ENDS: Final = frozenset({Kind.COMMA, Kind.STOP, Kind.SEMICOLON, Kind.REMARK, Kind.ENDER, Kind.AFFIRM})
_KEPT: Final = CONTENT | _EXPLANATION_ENDS | {Kind.AND, Kind.OR, Kind.NOT, Kind.REFUSAL, Kind.FILLER, Kind.LEAD}


def _leftovers(terms: list[Term]) -> Iterator[Term]:
    place = 0
    while place < len(terms):
        term = terms[place]
        if term.kind is Kind.BECAUSE:
            after = _explanation_end(terms, place)
            yield over(Kind.BECAUSE, term, terms[after - 1])
        elif term.kind is Kind.IF:
            after = _condition_end(terms, place)
            yield over(Kind.UNKNOWN, term, terms[after - 1])
        elif term.kind in _BOUNDS or _is_comparison(terms, place):
            after = _swallowed_end(terms, place)
            yield over(Kind.UNKNOWN, term, terms[after - 1])
        else:
            after = place + 1
            yield from _leftover(term, at(terms, after))
        place = after


def _explanation_end(terms: list[Term], place: int) -> int:
    while place < len(terms) and terms[place].kind not in _EXPLANATION_ENDS:
        place += 1
    return place


def _condition_end(terms: list[Term], place: int) -> int:
    """The place behind "als dat niet kan" or "als maandag niet kan, "; without a negation it is the "als" alone."""
    end = _passed(terms, place + 1, _CONDITION)
    if any(terms[between].kind is Kind.NOT for between in range(place, end)):
        return end
    negation = _passed(terms, place + 1, (_CONDITION | CONTENT) - {Kind.NOT})
    if at(terms, negation).kind is not Kind.NOT:
        return place + 1
    end = _passed(terms, negation + 1, _FILLERS)
    return end if at(terms, end).kind in CONNECTORS or at(terms, end - 1).kind is Kind.THAN else place + 1


def _passed(terms: list[Term], place: int, kinds: frozenset[Kind]) -> int:
    while at(terms, place).kind in kinds and place < len(terms):
        place += 1
    return place


def _swallowed_end(terms: list[Term], place: int) -> int:
    """The place behind a bound without a time, and behind what it takes along: a day, a part, an unknown word."""
    end = place + 1
    while at(terms, end).kind in _PASSED and at(terms, end).word not in COUNTED:
        end += 1
    if at(terms, end).kind in CONTENT:
        behind = _content_end(terms, end)
        between = terms[place].kind is Kind.BETWEEN and at(terms, behind).kind is Kind.AND
        return _content_end(terms, behind + 1) if between else behind
    return end + 1 if at(terms, end).kind is Kind.UNKNOWN or at(terms, end).word in COUNTED else place + 1


def _is_comparison(terms: list[Term], place: int) -> bool:
    """Whether "dan" compares ("liever middag dan avond"); in "woensdag, maar dan na 4" it says nothing."""
    before = place - 1
    if terms[place].kind is not Kind.THAN or at(terms, before).kind in (Kind.AND, Kind.OR):
        return False
    while at(terms, before).kind in _COMPARED:
        before -= 1
    return at(terms, before).word in COMPARATIVES and terms[_swallowed_end(terms, place) - 1].kind in CONTENT


def _content_end(terms: list[Term], place: int) -> int:
    return _passed(terms, place, CONTENT)


def _leftover(term: Term, after: Term) -> Iterator[Term]:
    """A term that no rule took, as what it is by itself. A dash between wishes says nothing."""
    if term.kind in _KEPT:
        yield term
    elif term.word == ARTICLE:
        yield replace(term, kind=Kind.LEAD, reading=None)
    elif (
        term.word in FILLER_OFF_THE_CLOCK
        or term.kind is Kind.THAN
        or (term.kind is Kind.BEGIN and after.kind is Kind.CLOCK)
    ):
        yield replace(term, kind=Kind.FILLER)
    elif term.kind is not Kind.DASH:
        yield replace(term, kind=Kind.UNKNOWN)


def _without_leads(terms: list[Term]) -> list[Term]:
    """Articles and the like: filler before something understood, else a part of what is not."""
    settled: list[Term] = []
    following = Kind.UNKNOWN
    for term in reversed(terms):
        kind = term.kind
        if kind is Kind.LEAD:
            kind = Kind.FILLER if following in CONTENT | {Kind.FILLER} else Kind.UNKNOWN
        settled.append(replace(term, kind=kind))
        following = kind
    return settled[::-1]
