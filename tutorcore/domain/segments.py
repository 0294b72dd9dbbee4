"""Which segment a contact falls into, and why (docs/rules.md, "Segments").

Rules in order of priority, the first that holds wins. Every rule is judged even behind one that holds, so that the
evidence is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from tutorcore.domain.contacts import SEGMENT, Pin

WEEKEND: Final = "weekend"
RETURNING_BROADCAST: Final = "returning_broadcast"
EXISTING: Final = "existing"
NEW: Final = "new"
PREMIUM: Final = "premium"

SEGMENTS: Final = (WEEKEND, RETURNING_BROADCAST, EXISTING, NEW)
BUILT_IN_NAMES: Final = (*SEGMENTS, PREMIUM)

_NO: Final = frozenset({"", "false", "no", "nee", "off", "uit", "n", "0"})


def is_set(value: object) -> bool:
    """Whether an attribute's value says yes.

    Anything but the ways in which people and Chatwoot's text attributes say no.
    """
    if isinstance(value, str):
        return value.strip().casefold() not in _NO
    return bool(value)


def _is_active(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() == "active"


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """An attribute that a rule looked at, the value found there, and whether it says yes."""

    name: str
    value: object
    says_yes: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleOutcome:
    """How one rule came out.

    `held`: its condition holds. `reached`: no rule before it held, so this one was asked. `values`: the attributes
    that decided; those that say yes where it held, else whichever are present.
    """

    priority: int
    segment: str
    held: bool
    reached: bool
    values: tuple[AttributeValue, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether this is the rule that wins."""
        return self.held and self.reached


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """The segment of a contact with its evidence.

    `segment` is the answer; `cached` whether it came from the attribute `segment`; `by_rules` what the rules say
    today; `cached_value` the attribute as it stands, and `unusable_cache` whether it names no known profile.
    """

    segment: str
    cached: bool
    by_rules: str
    evidence: tuple[RuleOutcome, ...] = field(repr=False)
    cached_value: object = None
    unusable_cache: bool = False

    @property
    def drift(self) -> bool:
        """The cache names a segment that the rules can detect, and they say another today."""
        return self.cached and self.segment in SEGMENTS and self.segment != self.by_rules

    @property
    def set_by_hand(self) -> bool:
        """The cache names a profile that no rule can detect (`premium`, a custom one)."""
        return self.cached and self.segment not in SEGMENTS


_ANY_SET: Final[Mapping[str, Mapping[str, Callable[[object], bool]]]] = {
    WEEKEND: {"weekend_whitelisted": is_set},
    RETURNING_BROADCAST: {"returning_broadcast": is_set},
    EXISTING: {
        "customer_since": is_set,
        "has_paid_lesson": is_set,
        "has_completed_intake": is_set,
        "intake_completed": is_set,
        "trial_lesson_completed": is_set,
        "lesson_booked": is_set,
        "customer_status": _is_active,
    },
}
RULE_ATTRIBUTES: Final = tuple(name for tests in _ANY_SET.values() for name in tests)
"""Every attribute that a rule looks at, in order."""
SEGMENT_OF: Final[Mapping[str, str]] = {name: segment for segment, tests in _ANY_SET.items() for name in tests}
"""The segment whose rule looks at an attribute."""


def says_yes(attribute: str, value: object) -> bool:
    """Whether a value of one of `RULE_ATTRIBUTES` makes its rule hold."""
    return _ANY_SET[SEGMENT_OF[attribute]][attribute](value)


def detect_segment(
    attributes: Mapping[str, object], *, use_cached: bool = True, profiles: Collection[str] = BUILT_IN_NAMES
) -> Detection:
    """The segment that `attributes` (Chatwoot's custom attributes of a contact) lead to.

    `profiles` are the names that the cache may hold. A pin is no attribute: see `effective_segment`.
    """
    evidence = _judge_rules(attributes)
    by_rules = next(rule.segment for rule in evidence if rule.decides)
    cached_value = attributes.get(SEGMENT) if use_cached else None
    cached = known_profile(cached_value, profiles)
    return Detection(
        segment=cached or by_rules,
        cached=cached is not None,
        by_rules=by_rules,
        evidence=evidence,
        cached_value=cached_value,
        unusable_cache=cached is None and cached_value is not None and str(cached_value).strip() != "",
    )


def _judge_rules(attributes: Mapping[str, object]) -> tuple[RuleOutcome, ...]:
    outcomes: list[RuleOutcome] = []
    for priority, (segment, tests) in enumerate(_ANY_SET.items(), start=1):
        seen = [
            AttributeValue(name, attributes[name], test(attributes[name]))
            for name, test in tests.items()
            if name in attributes
        ]
        yes = tuple(value for value in seen if value.says_yes)
        reached = not any(rule.held for rule in outcomes)
        outcomes.append(
            RuleOutcome(priority=priority, segment=segment, held=bool(yes), reached=reached, values=yes or tuple(seen))
        )
    nothing_held = not any(rule.held for rule in outcomes)
    return (*outcomes, RuleOutcome(priority=len(outcomes) + 1, segment=NEW, held=nothing_held, reached=nothing_held))


def known_profile(value: object, profiles: Collection[str]) -> str | None:
    """The profile that a value of the cache names (trimmed, case-folded); None where it names none."""
    if not isinstance(value, str):
        return None
    wanted = value.strip().casefold()
    return next((name for name in profiles if name.casefold() == wanted), None)


class SegmentSource(StrEnum):
    """Where the segment that counts comes from."""

    PIN = "pin"
    CACHE = "cache"
    RULES = "rules"


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectiveSegment:
    """The segment that counts now: a running pin before the cache, the cache before the rules."""

    segment: str
    source: SegmentSource
    detection: Detection
    pin: Pin | None = None


def effective_segment(
    attributes: Mapping[str, object], pin: Pin | None, *, now: datetime, profiles: Collection[str] = BUILT_IN_NAMES
) -> EffectiveSegment:
    """The segment that counts at `now` (aware). A pin to a profile that is gone does not hold."""
    detection = detect_segment(attributes, profiles=profiles)
    if pin is not None and pin.runs_at(now) and pin.segment in profiles:
        return EffectiveSegment(segment=pin.segment, source=SegmentSource.PIN, detection=detection, pin=pin)
    source = SegmentSource.CACHE if detection.cached else SegmentSource.RULES
    return EffectiveSegment(segment=detection.segment, source=source, detection=detection)
