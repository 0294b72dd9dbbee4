"""Offers in words: how far from the wish, why a slot is good, and what its score is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tutorcore.domain.ladder import Rung
from tutorcore.domain.neighbours import Beside, Side, Surroundings
from tutorcore.domain.offers import OfferItem
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.scores import Score
from tutorcore.domain.weights import Part
from tutorcore.wording.dates import counted

RUNG_BADGES: Final[Mapping[Rung, str]] = {
    Rung.AS_WISHED: "as wished",
    Rung.WITHIN_AN_HOUR: "within an hour",
    Rung.SAME_DAY: "same day, other part",
    Rung.SAME_PART: "other day, same part",
    Rung.ANYTHING: "other day, other part",
}
"""What a slot wears."""

PART_NAMES: Final[Mapping[Part, str]] = {
    Part.FIT: "fits the wish",
    Part.SOONER: "sooner",
    Part.HABIT: "usual time",
    Part.NEIGHBOUR: "joins the tutor's day",
}

_NEAREST: Final[Mapping[Rung, str]] = {
    Rung.WITHIN_AN_HOUR: "at most an hour away from it",
    Rung.SAME_DAY: "the wished day, at another time",
    Rung.SAME_PART: "another day, in the wished part of the day",
    Rung.ANYTHING: "other days at other times",
}
_SOON: Final = 0.75
_USUAL: Final = 0.2
"""From this value on, a part is worth telling."""


def climbed_text(rung: Rung | None) -> str:
    """What a ladder came to, in a sentence or two."""
    if rung is None:
        return "Nothing fits, not even outside the wished times."
    if rung is Rung.AS_WISHED:
        return "These fit the wish."
    return f"Nothing fits the wish. What comes nearest: {_NEAREST[rung]}. What is excluded stays excluded."


def reasons_text(item: OfferItem, wish: Preferences) -> str:
    """Why a slot is in an offer: `Fits the wish; usual time; next to another lesson`."""
    found = "; ".join([*_wish_reasons(item, wish), *_time_reasons(item), *_neighbour_reasons(item)])
    return found[:1].upper() + found[1:] if found else "Nothing stands against it"


def score_rows(score: Score) -> list[tuple[str, int, int]]:
    """(part, value from 0 to 100, weight) for each part."""
    return [(PART_NAMES[part.part], _hundredths(part.value), part.weight) for part in score.parts]


def score_text(score: Score) -> str:
    """`78 of 100: fits the wish 80 × 40, sooner 93 × 20, …`: each part's value times its weight."""
    told = ", ".join(f"{name} {value} × {weight}" for name, value, weight in score_rows(score))
    return f"{_hundredths(score.total)} of 100: {told}"


def _wish_reasons(item: OfferItem, wish: Preferences) -> Iterator[str]:
    if wish.windows:
        yield PART_NAMES[Part.FIT] if item.rung is Rung.AS_WISHED else f"not as wished: {RUNG_BADGES[item.rung]}"


def _time_reasons(item: OfferItem) -> Iterator[str]:
    if item.score.value(Part.HABIT) >= _USUAL:
        yield PART_NAMES[Part.HABIT] if item.usual else "near the usual time"
    if item.score.value(Part.SOONER) >= _SOON:
        yield "soon"


def _neighbour_reasons(item: OfferItem) -> Iterator[str]:
    several = len(item.surroundings) > 1
    for around in item.surroundings:
        for told in _told(around):
            yield f"{told} ({around.tutor})" if several else told


def _told(around: Surroundings) -> Iterator[str]:
    beside = [side for side in (around.before, around.after) if side.beside is Beside.ADJACENT]
    what = "lesson" if beside and all(side.lesson for side in beside) else "appointment"
    if beside:
        yield f"between two {what}s" if len(beside) > 1 else f"next to another {what}"
    lost = [*_lost("before", around.before), *_lost("after", around.after)]
    if lost:
        yield f"leaves {' and '.join(lost)}"


def _lost(where: str, side: Side) -> Iterator[str]:
    if side.beside is Beside.STRAY_GAP:
        yield f"{counted(side.lost_minutes, 'minute')} unused {where} it"


def _hundredths(value: float) -> int:
    return round(value * 100)
