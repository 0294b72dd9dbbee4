"""Preferences: a customer's line about times ("woensdagmiddag, niet na 18 uur"), read, judged and written back.

`parse_preferences` reads a line, `Preferences` is the value and answers for lessons, `str()` writes it as one
canonical Dutch line. The rules are those of docs/rules.md, "Preferences"; where it is silent, the file that
decides says so.
"""

from tutorcore.domain.preferences.model import Notation, Preferences
from tutorcore.domain.preferences.parsing import not_understood, parse_preferences, unrecognised_spans
from tutorcore.domain.preferences.rendering import render_exclusion, render_window
from tutorcore.domain.preferences.windows import ANY_DAY, Exclusion, Hold, Window
from tutorcore.domain.zones import AMSTERDAM

__all__ = [
    "AMSTERDAM",
    "ANY_DAY",
    "Exclusion",
    "Hold",
    "Notation",
    "Preferences",
    "Window",
    "not_understood",
    "parse_preferences",
    "render_exclusion",
    "render_window",
    "unrecognised_spans",
]
