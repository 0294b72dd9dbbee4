"""A goal out of a sentence, English or Dutch: "nobody in new without a slot", "minstens 6 plekken voor 95 %".

Every word has to be understood: a goal that is half read would be another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final

from tutorcore.domain.goals.model import Goal
from tutorcore.domain.segments import EXISTING, NEW, RETURNING_BROADCAST
from tutorcore.errors import InputError

_EXAMPLES: Final = (
    "Such as “nobody in new without a slot”, “at least 6 slots for 95 %” or “iedereen minstens 3 plekken”."
)
_LONGEST: Final = 200
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)?(?![^\W_])|%|\w+|[^\s\w]")
_ENGLISH: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_DUTCH: Final = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_NUMBERS: Final[Mapping[str, int]] = {
    word: number for words in (_ENGLISH, _DUTCH) for number, word in enumerate(words, start=1)
} | {"a": 1, "an": 1, "één": 1}
_FILLER: Final = (
    r"in|of|for|from|the|to|has|have|having|with|should|must|gets?|left|who|that|there|is|are|be|and|them|contacts?|van"
    r"|customers?|people|segment|voor|uit|de|het|heeft|hebben|krijgt|krijgen|moet|moeten|met|over|die|er|en|mensen|hen"
    r"|klant(?:en)?|contact(?:en)?|[`'\"“”‘’.,:!]"
)
_PHRASES: Final = (
    (r"at least|minstens|ten ?minste|minimaal|op zijn minst|no (?:fewer|less) than|niet minder dan", "LEAST"),
    (r"(?:or|of) (?:more|meer)", "LEAST"),
    (r"at most|hooguit|hoogstens|ten hoogste|maximaal|no more than|niet meer dan", "MOST"),
    (r"(?:fewer|less) than|minder dan", "UNDER"),
    (r"more than|meer dan", "OVER"),
    (r"nobody|no one|none|niemand|geen enkele", "NOBODY"),
    (r"everybody|everyone|every|each|all|iedereen|ieder|iedere|elke|alle|allemaal", "ALL"),
    (r"without(?: any)?|zonder(?: enige)?", "WITHOUT"),
    (r"no|geen", "NO"),
    (
        r"slots?|times?|plek(?:ken)?|plaats(?:en)?|tijd(?:en)?|moment(?:en)?|mogelijkhe(?:id|den)|opties?|options?",
        "SLOTS",
    ),
    (r"half|de helft|helft", "50 PERCENT"),
    (r"%|percent|procent|per cent", "PERCENT"),
    (_FILLER, ""),
)
_NUMBER: Final = r"(\d+)"
_SHARE: Final = re.compile(r"(?:(?P<bound>LEAST|MOST) )?(?P<number>\d+(?:[.,]\d+)?) PERCENT")
_ENOUGH: Final = (
    (re.compile(rf"LEAST {_NUMBER} SLOTS|{_NUMBER} SLOTS LEAST|{_NUMBER} LEAST SLOTS|{_NUMBER} SLOTS"), 0),
    (re.compile(rf"OVER {_NUMBER} SLOTS"), 1),
)
_TOO_FEW: Final = (
    (re.compile(rf"UNDER {_NUMBER} SLOTS"), 0),
    (re.compile(rf"MOST {_NUMBER} SLOTS"), 1),
    (re.compile(r"(?:WITHOUT|NO)(?: 1)? SLOTS"), 1),
)
_ALSO_CALLED: Final[Mapping[str, str]] = {
    "returning": RETURNING_BROADCAST,
    "nieuw": NEW,
    "nieuwe": NEW,
    "bestaand": EXISTING,
    "bestaande": EXISTING,
}


def read_goal(sentence: str, segments: Collection[str]) -> Goal:
    """The goal that a sentence states, of everybody or of one of the segments.

    Raises `InputError` where a word is not understood, or what is said is no goal.
    """
    words = [word.casefold() for word in _WORD.findall(sentence[:_LONGEST])]
    named = list(dict.fromkeys(name for word in words if (name := _segment(word, segments))))
    if len(named) > 1:
        raise InputError("A goal is for one segment, or for everybody", hint=f"This one names {' and '.join(named)}.")
    said = _in_signs([word for word in words if not _segment(word, segments)])
    percent, most, rest = _share(said)
    nobody = "NOBODY" in rest.split()
    predicate = " ".join(word for word in rest.split() if word not in {"NOBODY", "ALL"})
    if nobody or most:
        slots, share = _slots(predicate, _TOO_FEW), 100 - (percent or 0)
    else:
        slots, share = _slots(predicate, _ENOUGH), 100 if percent is None else percent
    if slots is None or (nobody and percent is not None):
        raise InputError("This is not a goal that can be worked out", hint=_EXAMPLES)
    return Goal(slots=slots, percent=Decimal(share), segment="".join(named))


def _segment(word: str, segments: Collection[str]) -> str:
    """The segment that a word names, by its name or by what else it is called; blank where it is none."""
    by_name = {name.casefold(): name for name in segments}
    return by_name.get(word) or by_name.get(_ALSO_CALLED.get(word, ""), "")


def _in_signs(words: list[str]) -> str:
    """What the words mean, as signs and numbers. Raises `InputError` with those that mean nothing here."""
    text = " ".join(words)
    for phrase, sign in _PHRASES:
        text = re.sub(rf"(?<!\S)(?:{phrase})(?!\S)", sign, text)
    found = [str(_NUMBERS.get(word, word)) for word in text.split()]
    unknown = [word for word in found if not re.fullmatch(r"[A-Z]+|\d+(?:[.,]\d+)?", word)]
    if unknown or not found:
        said = f"This goal is not understood: “{' '.join(unknown)[:60]}”" if unknown else "No goal is given yet"
        raise InputError(said, hint=_EXAMPLES)
    return " ".join(found)


def _share(said: str) -> tuple[Decimal | None, bool, str]:
    """The percentage, whether it is the most that may be, and what else is said."""
    found = _SHARE.search(said)
    if found is None:
        return None, False, said
    rest = f"{said[: found.start()]} {said[found.end() :]}"
    return Decimal(found["number"].replace(",", ".")), found["bound"] == "MOST", " ".join(rest.split())


def _slots(predicate: str, patterns: tuple[tuple[re.Pattern[str], int], ...]) -> int | None:
    """How many slots are enough by what is said of them; None where it says something else."""
    for pattern, more in patterns:
        if found := pattern.fullmatch(predicate):
            return int(next((group for group in found.groups() if group), "0")) + more
    return None
