"""An offer: the best few of all the slots that fit, spread over days and parts of the day, each with its why.

Chosen one by one: the best score first, less what its day and its part of the day cost where they are in the offer
already. Equals go by start, then by the tutor's name, so the order in which anything is listed cannot matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tutorcore.domain.choosing import ChoiceTable, Places
from tutorcore.domain.grid import Ints
from tutorcore.domain.instants import Micros
from tutorcore.domain.ladder import NO_RUNG, Rung, RungSlot, one_of, rungs
from tutorcore.domain.neighbours import Surroundings, Values
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.scores import Background, Score, ScoreTable
from tutorcore.domain.wish_grid import SPANS

SAME_DAY_COSTS: Final = 0.2
"""Off a score for each slot of that day that is in the offer already."""
SAME_PART_COSTS: Final = 0.1
"""Off a score for each slot of that part of the day, on any day, that is in the offer already."""

_DIGITS: Final = 9
"""Scores that are equal so far are equal: what lies behind is how the machine rounds."""
_PART_BEGINS: Final = tuple(start for start, _ in SPANS.values())[1:]


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferItem(RungSlot):
    """A slot of an offer. `tutors` are all who are free for it, by name.

    `chosen` gives the lesson: the one whom the score picks, or all of them together. `spread` is what the slot lost
    for its day and part of the day: `score.total - spread` decided. `usual`: a past lesson was on that weekday at
    that time. `surroundings`: what stands beside it, for each of `chosen`.
    """

    chosen: tuple[str, ...]
    score: Score
    spread: float
    usual: bool
    surroundings: tuple[Surroundings, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """The slots that are offered, best first, all on one rung; fewer than `size` where no more fit."""

    size: int
    wish: Preferences
    items: tuple[OfferItem, ...] = ()

    @property
    def rung(self) -> Rung | None:
        """How far from the wish it is; None where nothing could be offered."""
        return self.items[0].rung if self.items else None

    @property
    def by_start(self) -> tuple[OfferItem, ...]:
        """The same in order of time, as a customer reads them."""
        return tuple(sorted(self.items, key=lambda item: item.slot.start.timestamp()))


def choose_offer(table: ChoiceTable, background: Background, *, places: Places | None = None) -> Offer:
    """Choose `offer_size` slots of the profile, among `places` where given.

    They are those that fit the wish; where there is none, those of the first rung of the ladder that holds any.
    """
    question = one_of(table).question
    among = np.arange(len(table)) if places is None else places
    found = rungs(table)[among]
    lowest = found.min(initial=NO_RUNG)
    on_rung = np.flatnonzero(found == lowest) if lowest != NO_RUNG else among[:0]
    scores = ScoreTable(table, among[on_rung], found[on_rung], background)
    size = question.profile.offer_size
    items = _items(table, among[on_rung], scores, Rung(lowest), size=size) if on_rung.size else ()
    return Offer(size=size, wish=question.preferences or Preferences(), items=items)


def _items(table: ChoiceTable, places: Places, scores: ScoreTable, rung: Rung, *, size: int) -> tuple[OfferItem, ...]:
    worth = np.where(scores.free, scores.totals.round(_DIGITS), -1.0)
    crew = worth.argmax(axis=0)
    starts, days = scores.grid.starts, scores.grid.days
    parts = np.searchsorted(_PART_BEGINS, scores.grid.minutes, "right")
    duration = one_of(table).question.duration
    return tuple(
        OfferItem(
            slot=one_of(table).slot(int(places[place])),
            tutors=scores.tutors(place),
            rung=rung,
            chosen=scores.crews[crew[place]],
            score=scores.score(int(crew[place]), place),
            spread=spread,
            usual=scores.usual(place),
            surroundings=scores.surroundings(int(crew[place]), place),
        )
        for place, spread in _spread_out(worth.max(axis=0), (days, parts), starts, duration, size=size)
    )


def _spread_out(
    worth: Values, where: tuple[Ints, Ints], starts: Micros, duration: int, *, size: int
) -> list[tuple[int, float]]:
    """The places of at most `size` lessons that do not overlap, best first, each with what it lost by spreading.

    `where`: the day and the part of the day of each.
    """
    (days, parts), open_ = where, np.ones(worth.size, np.bool_)
    same_day, same_part = np.zeros(worth.size, np.int64), np.zeros(worth.size, np.int64)
    chosen: list[tuple[int, float]] = []
    while len(chosen) < size and open_.any():
        lost = same_day * SAME_DAY_COSTS + same_part * SAME_PART_COSTS
        best = int(np.where(open_, (worth - lost).round(_DIGITS), -np.inf).argmax())
        chosen.append((best, float(lost[best])))
        same_day += days == days[best]
        same_part += parts == parts[best]
        open_ &= np.abs(starts - starts[best]) >= duration
    return chosen
