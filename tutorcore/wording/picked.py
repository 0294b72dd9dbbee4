"""A picked slot in words: what is kept free around it, and why it fits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tutorcore.domain.preferences import Preferences
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.slots import Slot
from tutorcore.wording.dates import length_text, span_text


def kept_free_text(slot: Slot, profile: PlanningProfile) -> str:
    """From when to when the tutor stays free around it: `Kept free 15:50–17:10.`."""
    starts = _shifted(slot.start, -profile.buffer_before_min)
    return f"Kept free {span_text(starts, _shifted(slot.end, profile.buffer_after_min))}."


def why_it_fits(profile: PlanningProfile, preferences: Preferences) -> str:
    """Why nothing refuses it, in one sentence."""
    wish = f"the wish “{preferences}” allows it" if str(preferences) else "no wish stands against it"
    return f"It fits: the tutor is free, notice of {length_text(profile.min_lead_minutes)} is met, and {wish}."


def _shifted(moment: datetime, minutes: int) -> datetime:
    """Elapsed minutes later, on the same zone's clock."""
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)
