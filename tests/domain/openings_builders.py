"""Openings of a start or of a week, told in short."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tests.domain.domain_builders import NOW, a_profile, at
from tutorcore.domain.openings import Change, Opening, Openings, openings_of, openings_of_week
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.question import Question
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM

WEEK = IsoWeek(2026, 48)


def asked(*, events=(), now=NOW, wish=None, closures=(), **fields) -> Question:
    """A question in the week of the builders; `fields` of its profile."""
    preferences = None if wish is None else parse_preferences(wish)
    return Question.of(a_profile(**fields), events, now=now, zone=AMSTERDAM, preferences=preferences, closures=closures)


def opened(start: str | datetime, *, week=WEEK, **given) -> Openings:
    moment = at(start) if isinstance(start, str) else start
    return openings_of(moment, asked(**given), week=week)


def opened_week(*, week=WEEK, **given) -> list[str]:
    """The openings of a week, as `told`, each with the slots that it opens."""
    return [f"{told(opening)} opens {opening.opens}" for opening in openings_of_week(asked(**given), week=week)]


def told(opening: Opening) -> str:
    """`min_lead_minutes 720>540`, `wish woensdagmiddag`; a pair with a plus."""
    return " + ".join(map(_told, opening.changes))


def all_told(openings: Openings | Iterable[Opening]) -> list[str]:
    return [told(opening) for opening in (openings.openings if isinstance(openings, Openings) else openings)]


def _told(change: Change) -> str:
    if change.preferences is not None:
        return f"wish {change.preferences}".strip()
    return " ".join(f"{each.field} {_value(each.old)}>{_value(each.new)}" for each in change.fields)


def _value(value: object) -> str:
    return "".join(map(str, sorted(value))) if isinstance(value, frozenset) else str(value)
