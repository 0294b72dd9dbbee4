"""Why a contact is in a segment, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tutorcore.domain.segments import (
    NEW,
    Detection,
    EffectiveSegment,
    RuleOutcome,
    SegmentSource,
)
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.dates import last_day, long_day


def outcome_text(rule: RuleOutcome) -> str:
    """`yes`, `no`, `not reached`; a rule that would hold behind a higher one says so."""
    if rule.reached:
        return "yes" if rule.held else "no"
    return "would hold, not reached" if rule.held else "not reached"


def values_text(rule: RuleOutcome) -> str:
    """The attribute values that decided: `has_paid_lesson = "true"`; `not set` where there are none."""
    if not rule.values:
        return _of_none(rule) if rule.segment == NEW else "not set"
    return ", ".join(f"{value.name} = {shown_value(value.value)}" for value in rule.values)


def _of_none(rule: RuleOutcome) -> str:
    """The last rule has no attributes of its own: it holds where no other does."""
    return "none of the above" if rule.held else "a rule above holds"


def shown_value(value: object) -> str:
    """A value as it stands in the attributes: text in quotes, so that a blank and `"false"` can be told apart."""
    if isinstance(value, bool) or value is None:
        return "nothing" if value is None else str(value).lower()
    return f"“{value}”" if isinstance(value, str) else str(value)


def source_text(segment: EffectiveSegment, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """Where the segment comes from, and what is odd about it, in one line; a pin's last day is one of `zone`."""
    if segment.source is SegmentSource.PIN and segment.pin is not None:
        end = f" through {long_day(last_day(segment.pin.until, zone))}" if segment.pin.until else ", no end"
        return f"pinned by {segment.pin.actor}{end}: {segment.pin.reason}"
    return detection_text(segment.detection)


def detection_text(detection: Detection) -> str:
    """The cache against what the rules say today."""
    if detection.drift:
        return f"cached; the rules say {detection.by_rules} today (drift)"
    if detection.set_by_hand:
        return f"cached, set by hand, not pinned; the rules say {detection.by_rules}"
    if detection.cached:
        return "cached, and the rules agree"
    if detection.unusable_cache:
        return (
            f"detected by the rules; the cached {shown_value(detection.cached_value)} names no profile and is not used"
        )
    return "detected by the rules today"
