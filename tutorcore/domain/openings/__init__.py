"""What would open a refused time, or an empty week: the smallest change of each rule that stands in the way.

A change is applied to the question and the question is asked again, so a change and an explanation cannot disagree.
Busy time, closures, the past and times that are not on the clock are nobody's rule: no change is claimed against
them, except that a shorter lesson may end before an event or a closure begins.
"""

from tutorcore.domain.openings.finding import openings_of
from tutorcore.domain.openings.model import Change, ChangedRule, FieldChange, Opening, Openings
from tutorcore.domain.openings.whole_week import openings_of_week

__all__ = [
    "Change",
    "ChangedRule",
    "FieldChange",
    "Opening",
    "Openings",
    "openings_of",
    "openings_of_week",
]
