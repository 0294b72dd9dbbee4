"""Reads the words of the clock.

"na 16:00", "tussen 3 en 5 pm", "half vier", "van 14 tot 17", "begin tussen 13 en 15".

A mere number is a time only beside a word that makes it one ("na 4", "14-17"), and not where an unknown word
follows ("na 4 weken", "voor 1 oktober"). One to seven "uur" beside an unknown word may be a duration ("2 uur per
week"). Which minutes of the day a time means is not decided here but in `clock`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tutorcore.domain.preferences.clock import CLOCK_FACE, NOON, Clock, Reading
from tutorcore.domain.preferences.terms import CONTENT, NEUTRAL, Kind, Term, at
from tutorcore.domain.preferences.windows import HOUR
from tutorcore.domain.preferences.words import (
    AFTERNOON,
    ARTICLE,
    COUNTED,
    ENGLISH_HOURS,
    EVENING,
    MINUTE_FIGURES,
    MINUTE_WORDS,
    MORNING,
    NIGHT,
)

_LINKS: Final = frozenset({Kind.DASH, Kind.TO, Kind.UNTIL, Kind.THROUGH})
_LOWER: Final = frozenset({Kind.FROM, Kind.AFTER})
_UPPER: Final = frozenset({Kind.BEFORE, Kind.UNTIL})
_QUARTER: Final = 15
_HALF: Final = 30
_DURATIONS: Final = range(1, 8)
_NO_NUMBER_BEFORE: Final = CONTENT | NEUTRAL | {Kind.UNKNOWN, Kind.READING}

_HALVES: Final = {MORNING: "am", AFTERNOON: "pm", EVENING: "pm"}

Read = tuple[Clock, int]
"""A wish about the clock, and the place behind it."""


def read_clock(terms: list[Term], place: int) -> Read | None:
    """The wish about the clock that begins here, or None."""
    kind = at(terms, place).kind
    if kind is Kind.BEGIN:
        return _of_start(terms, place + 1)
    if kind is Kind.BETWEEN:
        return _range(terms, place + 1, _LINKS | {Kind.AND})
    if kind in _LOWER:
        return _range(terms, place + 1, _LINKS) or _bound(terms, place + 1, upper=False)
    if kind in _UPPER or kind is Kind.THROUGH:
        return _bound(terms, place + 1, upper=True)
    if kind is Kind.AT:
        return _range(terms, place + 1, _LINKS) or _exact(terms, place + 1)
    return _unannounced(terms, place)


def read_second_time(terms: list[Term], place: int) -> Read | None:
    """The "5" of "om 4 of 5": a mere number behind "of" or "en" after an exact time."""
    if at(terms, place).kind not in (Kind.OR, Kind.AND):
        return None
    return _exact(terms, place + 1)


def _of_start(terms: list[Term], place: int) -> Read | None:
    kind = at(terms, place).kind
    if kind is Kind.BETWEEN or kind in _LOWER:
        found = _range(terms, place + 1, _LINKS | ({Kind.AND} if kind is Kind.BETWEEN else set()))
    else:
        found = _bound(terms, place + 1, upper=True) if kind in _UPPER else None
    return found and (replace(found[0], of_start=True), found[1])


def _range(terms: list[Term], place: int, links: frozenset[Kind] | set[Kind]) -> Read | None:
    lower = _time(terms, place)
    if lower is None:
        return None
    with_part = _with_part(terms, *lower)
    if with_part is not None and at(terms, with_part[1]).kind in links:
        lower = with_part
    elif at(terms, lower[1]).kind not in links:
        return None
    upper = _sure_time(terms, lower[1] + 1)
    if upper is not None and lower is with_part:
        upper = _with_part(terms, *upper) or upper
    return upper and (Clock(lower=lower[0], upper=upper[0]), upper[1])


def _with_part(terms: list[Term], reading: Reading, place: int) -> tuple[Reading, int] | None:
    """The end of a range with a part of its own: "van 10 uur 's ochtends tot 2 uur 's middags"."""
    while at(terms, place).kind is Kind.LEAD:
        place += 1
    half = _HALVES.get(at(terms, place).part or NIGHT)
    return (replace(reading, meridiem=half), place + 1) if half and not reading.meridiem else None


def _bound(terms: list[Term], place: int, *, upper: bool) -> Read | None:
    found = _sure_time(terms, place)
    if found is None or _a_number_follows(terms, found[1]):
        return None
    return (Clock(upper=found[0]) if upper else Clock(lower=found[0])), found[1]


def _a_number_follows(terms: list[Term], place: int) -> bool:
    """Whether this is the "of 5" of "na 4 of 5", which leaves open which of the two it is."""
    number = _time(terms, place + 1)
    return at(terms, place).kind in (Kind.OR, Kind.AND) and number is not None and number[0].is_bare


def _exact(terms: list[Term], place: int) -> Read | None:
    found = _sure_time(terms, place)
    return found and _or_more(terms, *found)


def _or_more(terms: list[Term], reading: Reading, place: int) -> Read:
    """An exact time, or with "of later" behind it a bound."""
    kind = at(terms, place).kind
    if kind is Kind.OR_LATER:
        return Clock(lower=reading), place + 1
    if kind is Kind.OR_EARLIER:
        return Clock(upper=reading), place + 1
    return Clock(exact=reading), place


def _unannounced(terms: list[Term], place: int) -> Read | None:
    """A time without a word before it: a range, or a time that is no mere number and no duration."""
    found = _range(terms, place, _LINKS)
    before = at(terms, place - 1)
    if found is not None:
        lower, upper = found[0].lower, found[0].upper
        bare = lower is not None and upper is not None and lower.is_bare and upper.is_bare
        return None if bare and before.kind is Kind.UNKNOWN else found
    time = _time(terms, place)
    if time is None or time[0].is_bare or _runs_on(terms, time[1]) or at(terms, place).word == ARTICLE:
        return None
    if _may_be_a_duration(time[0]) and (_is_foreign(before) or _is_foreign(at(terms, time[1]))):
        return None
    return _or_more(terms, *time)


def _runs_on(terms: list[Term], place: int) -> bool:
    """Whether a mere number follows a time directly: "15 uur 30"."""
    number = at(terms, place).reading
    return number is not None and number.is_bare


def _may_be_a_duration(reading: Reading) -> bool:
    return reading.signed and reading.minute is None and reading.hour in _DURATIONS


def _is_foreign(term: Term) -> bool:
    return term.kind is Kind.UNKNOWN or term.word in COUNTED


def _sure_time(terms: list[Term], place: int) -> tuple[Reading, int] | None:
    """A time that is no number of something: "4" but not the "4" of "4 weken"."""
    found = _time(terms, place)
    if found is None or _runs_on(terms, found[1]):
        return None
    if not found[0].is_bare:
        return found
    following = at(terms, found[1])
    if at(terms, place).word == ARTICLE:
        return None if following.kind in _NO_NUMBER_BEFORE else found
    return None if _is_foreign(following) else found


def _time(terms: list[Term], place: int) -> tuple[Reading, int] | None:
    """A time of the clock in figures or words, with "uur" and am or pm behind it."""
    found = _before_or_past(terms, place) or _halved(terms, place) or _plain(terms, place)
    if found is None:
        return None
    reading, place = found
    if at(terms, place).kind is Kind.HOUR_SIGN:
        reading, place = replace(reading, signed=True), place + 1
    if at(terms, place).kind is Kind.MERIDIEM and not reading.meridiem:
        reading, place = replace(reading, meridiem=at(terms, place).word), place + 1
    return reading, place


def _plain(terms: list[Term], place: int) -> tuple[Reading, int] | None:
    reading = at(terms, place).reading
    return (reading, place + 1) if reading else None


def _halved(terms: list[Term], place: int) -> tuple[Reading, int] | None:
    """Read "half vier" as 3:30 and "half past four" as 4:30; "half four" is said for both, so it is not read."""
    if at(terms, place).kind is not Kind.HALF:
        return None
    past = at(terms, place + 1).kind is Kind.PAST
    number = at(terms, place + 2 if past else place + 1)
    if number.word in ENGLISH_HOURS and not past:
        return None
    return _shifted(number, _HALF if past else -_HALF, place + (3 if past else 2))


def _before_or_past(terms: list[Term], place: int) -> tuple[Reading, int] | None:
    """Read "kwart over drie", "quarter to four", "tien voor half vijf"."""
    minutes = _some_minutes(terms, place)
    sign = {Kind.BEFORE: -1, Kind.TO: -1, Kind.PAST: 1}.get(at(terms, place + 1).kind, 0)
    if not minutes or not sign:
        return None
    halved = _halved(terms, place + 2)
    if halved is not None and halved[0].minute is not None:
        return _on_the_face(halved[0].hour * HOUR + halved[0].minute + sign * minutes), halved[1]
    return _shifted(at(terms, place + 2), sign * minutes, place + 3)


def _some_minutes(terms: list[Term], place: int) -> int:
    """The minutes that may stand before "voor" and "over"; 0 where there are none."""
    first = at(terms, place)
    if first.reading and first.reading.is_bare and first.reading.hour in MINUTE_FIGURES and not first.word:
        two_bounds = at(terms, place - 1).kind is Kind.AFTER and at(terms, place + 1).kind is not Kind.PAST
        return 0 if two_bounds else first.reading.hour
    return _QUARTER if first.kind is Kind.QUARTER else MINUTE_WORDS.get(first.word, 0)


def _shifted(number: Term, minutes: int, place: int) -> tuple[Reading, int] | None:
    reading = number.reading
    if reading is None or reading.minute is not None or not 0 < reading.hour <= CLOCK_FACE:
        return None
    return replace(_on_the_face(reading.hour * HOUR + minutes), meridiem=reading.meridiem), place


def _on_the_face(minutes: int) -> Reading:
    return Reading((minutes % NOON) // HOUR or CLOCK_FACE, minutes % HOUR)
