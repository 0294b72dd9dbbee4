"""Segments of everybody in words: rules and what they match, caches that differ, who changes and who stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tutorcore.domain.redetection import Staying, Stays
from tutorcore.domain.segment_overview import OddCache
from tutorcore.domain.segments import (
    EXISTING,
    NEW,
    RETURNING_BROADCAST,
    RULE_ATTRIBUTES,
    SEGMENT_OF,
    WEEKEND,
    AttributeValue,
)
from tutorcore.wording.dates import counted
from tutorcore.wording.segments import shown_value

NOTHING: Final = "nothing"
NO_RULE: Final = "no higher rule holds"
DETECTING_RULE: Final = (
    "A contact changes where its cached segment is one of the four that the rules detect, and they say another today. "
    "Who is pinned, was set by hand (premium, a custom profile), or has a cache that names no profile stays."
)
_ONLY: Final = "customer_status"


def holds_when(segment: str) -> str:
    """The condition of a rule: `weekend_whitelisted is set`."""
    if segment == NEW:
        return "none of the above"
    names = [name for name in RULE_ATTRIBUTES if SEGMENT_OF[name] == segment and name != _ONLY]
    if segment in (WEEKEND, RETURNING_BROADCAST):
        return f"{names[0]} is set"
    status = f", or {_ONLY} is active" if segment == EXISTING else ""
    return f"one of {', '.join(names)} is set{status}"


def move_text(before: object, after: object) -> str:
    """`new → existing`, `nothing → new`."""
    return f"{_named(before)} → {_named(after)}"


def because_text(values: Iterable[AttributeValue]) -> str:
    """The values that decide: `has_paid_lesson = “ja”`; without any, that no rule but the last holds."""
    return ", ".join(f"{value.name} = {shown_value(value.value)}" for value in values) or NO_RULE


def odd_cache_text(odd: OddCache) -> str:
    """`new → existing: has_paid_lesson = “ja”`, and that a pin keeps it."""
    pinned = f"; pinned to {odd.pin.segment}" if odd.pin else ""
    return f"{move_text(odd.cached, odd.by_rules)}: {because_text(odd.because)}{pinned}"


def staying_text(one: Staying) -> str:
    """Why a contact stays, and at what: `pinned: weekend`."""
    told = {Stays.CHANGED_SINCE: f"{one.why}, is {_named(one.at)} now", Stays.GONE: one.why.value}
    return told.get(one.why, f"{one.why}: {_named(one.at)}")


def moves_text(moves: Mapping[tuple[str, str], int]) -> str:
    """`new → existing 11, existing → new 2`."""
    return ", ".join(f"{move_text(*move)} {number}" for move, number in moves.items())


def outcome_of_many(*, changed: int, moves: Mapping[tuple[str, str], int], stayed: int) -> str:
    """What was done: `13 contacts changed: new → existing 11, existing → new 2. 9 stayed as they are.`."""
    done = f"{counted(changed, 'contact')} changed: {moves_text(moves)}." if changed else "No contact changed."
    return done + (f" {counted(stayed, 'contact')} stayed as they were." if stayed else "")


def _named(segment: object) -> str:
    text = "" if segment is None else str(segment).strip()
    return text or NOTHING
