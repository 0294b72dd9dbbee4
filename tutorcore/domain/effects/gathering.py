"""Putting people together from the rows of a roster, and bringing some of them up to date."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from tutorcore.domain.contacts import SEGMENT, TUTOR, Pin
from tutorcore.domain.effects.lessons import Lessons
from tutorcore.domain.effects.people import RULE_BITS, People
from tutorcore.domain.instants import micros
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.roster import RosterLesson, RosterRow, text_of
from tutorcore.domain.segments import says_yes

_COLUMNS: Final = ("yes", "no_in_words", "cache_of", "tutor_of", "wish_of", "lesson_type_of", "active_at", "versions")
_CODES: Final = "HHiiiiqi"
"""Each column's type, as `array` calls it."""
_Numbers = tuple[int, ...]


class _Pool:
    """Values, each once, by the number that it got when it was first met."""

    def __init__(self, values: Iterable[Any] = (), *, key: Callable[[Any], object] = lambda value: value) -> None:
        self.values = list(values)
        self._key = key
        self._numbers = {key(value): number for number, value in enumerate(self.values)}

    def number(self, value: Any) -> int:
        """The number of a value."""
        number = self._numbers.setdefault(self._key(value), len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


def _exactly(value: object) -> object:
    """To Python `1 == True == "1"` in part; here each is a value of its own, as are lists and objects."""
    return value if isinstance(value, str) else (type(value), str(value))


@dataclass
class _Gathering:
    """The pools of what contacts have in common, and how wishes become values that many share."""

    caches: _Pool = field(default_factory=lambda: _Pool([None], key=_exactly))
    tutor_names: _Pool = field(default_factory=lambda: _Pool([""]))
    wish_texts: _Pool = field(default_factory=lambda: _Pool([""]))
    lesson_types: _Pool = field(default_factory=lambda: _Pool([""]))
    wishes: list[Preferences] = field(default_factory=list)
    answers: dict[tuple[str, object], bool] = field(default_factory=dict)

    @classmethod
    def going_on(cls, people: People) -> _Gathering:
        """With what is known already."""
        return cls(
            caches=_Pool(people.caches, key=_exactly),
            tutor_names=_Pool(people.tutor_names),
            wish_texts=_Pool(people.wish_texts),
            lesson_types=_Pool(people.lesson_types),
            wishes=list(people.wishes),
        )

    def numbers(self, row: RosterRow) -> _Numbers:
        """A contact's part of every column."""
        yes, no_in_words = self._rules(row)
        return (
            yes,
            no_in_words,
            self.caches.number(row.attributes.get(SEGMENT)),
            self.tutor_names.number(str(row.attributes.get(TUTOR) or "").strip().casefold()),
            self.wish_texts.number(row.wish),
            self.lesson_types.number(row.lesson_type),
            micros(row.last_activity_at) if row.last_activity_at else 0,
            row.version,
        )

    def _rules(self, row: RosterRow) -> tuple[int, int]:
        yes = no_in_words = 0
        for name, value in row.attributes.items():
            bit = RULE_BITS.get(name)
            if bit is not None and self._says_yes(name, value):
                yes |= bit
            elif bit is not None and isinstance(value, str) and text_of(value):
                no_in_words |= bit
        return yes, no_in_words

    def _says_yes(self, name: str, value: object) -> bool:
        """The same few answers are asked for again and again."""
        asked = (name, _exactly(value))
        if asked not in self.answers:
            self.answers[asked] = says_yes(name, value)
        return self.answers[asked]

    def read_wishes(self) -> None:
        """Read the texts that are new; wishes that say the same become one value, as do their parts."""
        one: dict[object, Any] = {wish: wish for wish in self.wishes}
        for wish in self.wishes:
            one |= {part: part for part in (*wish.windows, *wish.exclusions)}
        for text in self.wish_texts.values[len(self.wishes) :]:
            wish = _sharing(parse_preferences(text), one)
            self.wishes.append(one.setdefault(wish, wish))

    def pooled(self) -> dict[str, Any]:
        """The values that are shared, as fields of `People`."""
        self.read_wishes()
        return {
            "caches": self.caches.values,
            "tutor_names": self.tutor_names.values,
            "wish_texts": self.wish_texts.values,
            "wishes": self.wishes,
            "lesson_types": self.lesson_types.values,
        }


def gather(rows: Iterable[RosterRow], lessons: Iterable[RosterLesson]) -> People:
    """Everybody from a roster's rows."""
    gathering, columns = _Gathering(), tuple(array(code) for code in _CODES)
    ids, labels, pins = list[str](), list[str](), dict[int, tuple[Pin, ...]]()
    for row in rows:
        if row.pins:
            pins[len(ids)] = row.pins
        ids.append(row.contact_id)
        labels.append(row.label)
        for column, number in zip(columns, gathering.numbers(row), strict=True):
            column.append(number)
    numbers: dict[str, Any] = {name: np.array(column) for name, column in zip(_COLUMNS, columns, strict=True)}
    places = {contact_id: place for place, contact_id in enumerate(ids)}
    return People(
        ids=ids,
        labels=labels,
        pins=pins,
        lessons=Lessons.of_people(lessons, places),
        **numbers,
        **gathering.pooled(),
    )


def updated(people: People, rows: Iterable[RosterRow]) -> People:
    """The same with some contacts as they are now, those that are new at the end; the lessons stay as they were."""
    gathering, places = _Gathering.going_on(people), dict(people.place_of)
    ids, labels, pins = list(people.ids), list(people.labels), dict(people.pins)
    changed = dict[int, _Numbers]()
    for row in rows:
        place = places.setdefault(row.contact_id, len(ids))
        ids[place : place + 1], labels[place : place + 1] = [row.contact_id], [row.label]
        pins.pop(place, None)
        if row.pins:
            pins[place] = row.pins
        changed[place] = gathering.numbers(row)
    if not changed:
        return people
    numbers: dict[str, Any] = {
        name: _put(getattr(people, name), list(changed), values, len(ids))
        for name, values in zip(_COLUMNS, zip(*changed.values(), strict=True), strict=True)
    }
    return replace(people, ids=ids, labels=labels, pins=pins, **numbers, **gathering.pooled())


def _put(column: Any, places: list[int], values: Sequence[int], length: int) -> Any:
    """A copy of a column, as long as it must be, with values at some places."""
    grown = np.zeros(length, column.dtype)
    grown[: column.size] = column
    grown[places] = values
    return grown


def _sharing(wish: Preferences, one: dict[object, Any]) -> Preferences:
    """An equal wish that is made of the parts that others are made of."""
    windows = tuple(one.setdefault(window, window) for window in wish.windows)
    exclusions = tuple(one.setdefault(exclusion, exclusion) for exclusion in wish.exclusions)
    return Preferences(windows, exclusions, wish.unrecognised)
