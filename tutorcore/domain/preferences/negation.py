"""Which wishes are wanted and which are excluded: how far each negation reaches.

A negation reaches forward through commas, "en" and "of", until maar, wel, liefst, graag, alleen, `;`, a full stop or
the end. Where those rules are silent:

- A negation with nothing behind it ("maandag kan niet", "dinsdag liever niet", "ma, di en wo niet") excludes what
  stands before it, back to the previous mark; through commas only where "en" or "of" closes a list. In "ma, di niet"
  it may or may not mean Monday too: Monday is not understood. So is a day with unknown words before the negation.
- "wel" behind a day takes that day out of the negation: "niet op maandag, dinsdag wel".
- A negation of a time beside a day, one of several wishes, is about that day: "maandag niet na 5, dinsdag niet na 6".
- A negation of something unknown ("niet te laat, woensdag") makes everything that it reaches not understood, and so
  does one of everything ("niet elke dag"): it says that there is an exclusion, but not which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from tutorcore.domain.preferences.terms import CONTENT, Kind, Term, at
from tutorcore.domain.preferences.windows import ANY_DAY, DAY_END

WANTED: Final = 0
LOST: Final = -1
"""Sides of a term; any other number is that of the negation that excludes it, counted from 1."""

_NEUTRAL: Final = frozenset({Kind.FILLER, Kind.REMARK})
_LIST: Final = frozenset({Kind.AND, Kind.OR})
_FURTHER: Final = frozenset({Kind.COMMA, Kind.AND, Kind.OR})
_RETURNS: Final = frozenset({Kind.ENDER, Kind.AFFIRM, Kind.SEMICOLON, Kind.STOP})
_BUT: Final = frozenset({"maar", "but"})
_NAMES_A_DAY: Final = frozenset({Kind.DAYS, Kind.COMPOUND})


@dataclass(frozen=True, slots=True)
class Judgement:
    """The side of every term.

    The number of each negation by its place, and the days of a negation that names none.
    """

    sides: list[int]
    numbers: dict[int, int]
    own_days: dict[int, frozenset[int]]


class Listed(NamedTuple):
    """The places of a list that ends at a negation or a "wel", the last item first, and the place before the list."""

    items: list[list[int]]
    before: int

    @property
    def places(self) -> list[int]:
        """Of all its items."""
        return [place for item in self.items for place in item]


@dataclass(slots=True)
class _Judge:
    terms: list[Term]
    sides: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    """The number of each negation, by its place."""
    subjects: dict[int, list[int]] = field(default_factory=dict)
    """Of a negation that names no day: the places of the days that it stands beside."""
    current: int = WANTED
    softened_until: int = -1
    """Words such as "graag" up to here belong to the negation before them: "niet graag op maandag"."""

    def judge(self) -> None:
        self.sides = [WANTED] * len(self.terms)
        for place, term in enumerate(self.terms):
            if term.kind in (Kind.NOT, Kind.REFUSAL):
                self._negation(place)
            elif term.kind is Kind.AFFIRM and self.current != WANTED:
                self._affirmation(place)
            if (term.kind in _RETURNS and place > self.softened_until) or _begins_own_negation(self.terms, place):
                self.current = WANTED
            if term.kind in CONTENT:
                self.sides[place] = self.current

    def _negation(self, place: int) -> None:
        number = self.numbers[place] = len(self.numbers) + 1
        before = _list_before(self.terms, place)
        softened = not before.items and not self.terms[place].word.endswith("but")
        following = _following(self.terms, place, past_enders=softened)
        term = at(self.terms, following)
        forward = term.kind in CONTENT | {Kind.UNKNOWN} or (
            term.kind in _FURTHER and not _means(self.terms, place).items
        )
        if forward and self.terms[place].kind is Kind.NOT:
            self.current = LOST if _names_nothing(term) else number
            self.softened_until = following
            if before.items and term.kind not in _NAMES_A_DAY and not _has_but(self.terms, place):
                self.subjects[number] = before.places + _days_before_comma(self.terms, before)
        else:
            self._exclude_before(place)
            self.current = WANTED

    def _exclude_before(self, place: int) -> None:
        listed = _means(self.terms, place)
        sure = LOST if _is_doubtful(self.terms, place) else self.numbers[place]
        self._move(listed.places, sure)
        if len(listed.items) == 1:
            self._move(_days_before_comma(self.terms, listed), LOST)

    def _move(self, places: list[int], side: int) -> None:
        for place in places:
            if self.sides[place] == WANTED:
                self.sides[place] = side

    def _affirmation(self, place: int) -> None:
        """Take back what stands directly before a "wel" that has nothing behind it."""
        if at(self.terms, _following(self.terms, place)).kind in CONTENT | {Kind.UNKNOWN}:
            return
        listed = _list_before(self.terms, place, commas=False)
        if not listed.items:
            return
        behind_negation = at(self.terms, listed.before).kind is Kind.NOT
        if behind_negation and len(listed.items) == 1:
            if not _list_before(self.terms, listed.before).items:
                return
            self._exclude_before(listed.before)
        for freed in listed.items[0] if behind_negation else listed.places:
            self.sides[freed] = WANTED

    def own_days(self) -> dict[int, frozenset[int]]:
        """The days that a negation stands beside, where these are not all that is wanted."""
        pairs = zip(self.terms, self.sides, strict=True)
        wanted = sum(term.kind in CONTENT and side == WANTED for term, side in pairs)
        return {
            number: frozenset[int]().union(*(self.terms[place].days for place in places))
            for number, places in self.subjects.items()
            if len(places) < wanted
        }


def judge(terms: list[Term]) -> Judgement:
    """How far each negation reaches, and which days it means."""
    judging = _Judge(terms)
    judging.judge()
    return Judgement(judging.sides, judging.numbers, judging.own_days())


def _begins_own_negation(terms: list[Term], place: int) -> bool:
    """Whether a link stands before a day with a negation of its own: "maandag niet na 5, dinsdag niet na 6"."""
    if terms[place].kind not in _FURTHER:
        return False
    day = _following(terms, place)
    if at(terms, day).kind not in _NAMES_A_DAY:
        return False
    behind = day
    while at(terms, behind).kind in CONTENT | _NEUTRAL | {Kind.ENDER}:
        behind += 1
    return at(terms, behind).kind is Kind.NOT and at(terms, _following(terms, behind)).kind in CONTENT


def _has_but(terms: list[Term], place: int) -> bool:
    """Whether "maar" stands directly before a negation: then it is about all that was said before."""
    return any(terms[between].word in _BUT for between in range(_skipped_back(terms, place) + 1, place))


def _names_nothing(term: Term) -> bool:
    """Whether a negation of this is no exclusion that a week could show."""
    all_day = term.part is not None and (term.part.start, term.part.end) == (0, DAY_END)
    return term.kind is Kind.UNKNOWN or all_day or (term.kind is Kind.DAYS and term.days == ANY_DAY)


def _following(terms: list[Term], place: int, *, past_enders: bool = False) -> int:
    """The place of what a negation or a "wel" stands before."""
    place += 1
    while at(terms, place).kind in _NEUTRAL or (past_enders and _softens(at(terms, place))):
        place += 1
    return place


def _softens(term: Term) -> bool:
    return term.kind is Kind.ENDER and term.word not in _BUT


def _means(terms: list[Term], place: int) -> Listed:
    """What a negation with nothing behind it excludes: the list before it, also where a comma stands between."""
    listed = _list_before(terms, place)
    after_comma = not listed.items and at(terms, listed.before).kind is Kind.COMMA
    return _list_before(terms, listed.before) if after_comma else listed


def _is_doubtful(terms: list[Term], place: int) -> bool:
    """Whether unknown words stand between a negation and what it may exclude."""
    return any(terms[skipped].kind is Kind.UNKNOWN for skipped in range(_skipped_back(terms, place) + 1, place))


def _skipped_back(terms: list[Term], place: int) -> int:
    place -= 1
    while at(terms, place).kind in _NEUTRAL | {Kind.ENDER, Kind.UNKNOWN} and place >= 0:
        place -= 1
    return place


def _list_before(terms: list[Term], place: int, *, commas: bool = True) -> Listed:
    """The wishes before a place, joined by "en" or "of", and once joined so, by commas too."""
    items: list[list[int]] = []
    place = _skipped_back(terms, place)
    while item := _content_before(terms, place):
        items.append(item)
        before = _links_before(terms, item[-1])
        linked = {terms[link].kind for link in range(before + 1, item[-1])} & _FURTHER
        goes_on = linked & _LIST or (commas and linked and len(items) > 1)
        place = before
        if not goes_on or at(terms, before).kind not in CONTENT:
            place = _before_filler(terms, item[-1])
            break
    return Listed(items, place)


def _content_before(terms: list[Term], place: int) -> list[int]:
    item: list[int] = []
    while at(terms, place).kind in CONTENT:
        item.append(place)
        place -= 1
    return item


def _before_filler(terms: list[Term], place: int) -> int:
    place -= 1
    while at(terms, place).kind in _NEUTRAL:
        place -= 1
    return place


def _links_before(terms: list[Term], place: int) -> int:
    place = _before_filler(terms, place)
    while at(terms, place).kind in _FURTHER:
        place -= 1
    return place


def _days_before_comma(terms: list[Term], listed: Listed) -> list[int]:
    """Days in a row before the one that is excluded: "ma, di niet" may mean both."""
    if any(terms[place].kind not in _NAMES_A_DAY for place in listed.places):
        return []
    days: list[int] = []
    place = listed.before
    while at(terms, place).kind is Kind.COMMA and at(terms, place - 1).kind in _NAMES_A_DAY:
        days += _content_before(terms, place - 1)
        place = days[-1] - 1
    return [day for day in days if terms[day].kind in _NAMES_A_DAY]
