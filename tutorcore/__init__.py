"""Planning for a tutoring company: segments, profiles, preferences, and lesson slots that explain themselves.

The names that others rely on. Their signatures may grow, and do not change.
"""

from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.closures import Closure
from tutorcore.domain.explanation import explain
from tutorcore.domain.preferences import Exclusion, Preferences, Window, parse_preferences
from tutorcore.domain.profiles import PLANNING_PROFILES, PlanningProfile
from tutorcore.domain.reasons import Reason, Refusal
from tutorcore.domain.segments import Detection, RuleOutcome, detect_segment
from tutorcore.domain.slots import Slot, SlotTable, evaluate_slots, suggest_slots
from tutorcore.domain.zones import AMSTERDAM

__all__ = [
    "AMSTERDAM",
    "PLANNING_PROFILES",
    "Busy",
    "BusyEvent",
    "Closure",
    "Detection",
    "Exclusion",
    "PlanningProfile",
    "Preferences",
    "Reason",
    "Refusal",
    "RuleOutcome",
    "Slot",
    "SlotTable",
    "Window",
    "detect_segment",
    "evaluate_slots",
    "explain",
    "parse_preferences",
    "suggest_slots",
]
