"""A wish about everybody ("nobody in `new` without a slot"), and the smallest changes of a profile that reach it.

A goal says how many slots how many people are to have. One or two values of one profile are changed, each along an
ordered ladder that begins at its present value; what a change does is asked of whoever counts the slots.
"""

from tutorcore.domain.goals.crowds import crowd_of
from tutorcore.domain.goals.ladders import FURTHER_DAYS, Ladder, Rung, ladders_of
from tutorcore.domain.goals.model import MOST_SLOTS, Answer, Crowd, Enough, Goal, Reached, Searched, Tally
from tutorcore.domain.goals.search import MOST_ANSWERS, OnProgress, reach, together
from tutorcore.domain.goals.sentences import read_goal

__all__ = [
    "FURTHER_DAYS",
    "MOST_ANSWERS",
    "MOST_SLOTS",
    "Answer",
    "Crowd",
    "Enough",
    "Goal",
    "Ladder",
    "OnProgress",
    "Reached",
    "Rung",
    "Searched",
    "Tally",
    "crowd_of",
    "ladders_of",
    "reach",
    "read_goal",
    "together",
]
