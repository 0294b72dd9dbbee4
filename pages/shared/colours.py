"""What a colour means, in light and dark alike (Okabe and Ito's set, told apart by colour-blind people too)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tutorcore.domain.reasons import Reason

OFFERED: Final = "#009E73"
RELAXED: Final = "#4F8F7F"
EXCEPTION: Final = "#7B5EA7"
PICKED: Final = "#D55E00"
BUSY: Final = "rgba(127,127,127,0.35)"
PICKED_FILL: Final = "rgba(213,94,0,0.28)"
BOOKED: Final = "#0072B2"
BOOKED_FILL: Final = "#CBE4F4"
HELD: Final = "#B58900"
HELD_FILL: Final = "#F7F0B0"
ON_LESSON: Final = "#14303F"
UNSURE: Final = "rgba(127,127,127,0.55)"
BUFFER: Final = "rgba(213,94,0,0.32)"
CLOSED: Final = "rgba(204,121,167,0.18)"
SHADE: Final = "rgba(127,127,127,0.10)"
TODAY: Final = "rgba(15,118,110,0.07)"
ASKED: Final = "#0072B2"
NOW: Final = "#CC3311"
LINE: Final = "rgba(127,127,127,0.22)"
PROFILE_LINES: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9")

THEME_TEXT: Final = "#000037"
"""Stands for the theme's own colour of text, light or dark: Streamlit puts it in, as in its own template."""
REFUSED: Final[Mapping[Reason, str]] = {
    Reason.PAST: "rgba(127,127,127,0.16)",
    Reason.CLOCK_CHANGE: "rgba(127,127,127,0.16)",
    Reason.HORIZON: "rgba(86,180,233,0.20)",
    Reason.WEEKDAY: "rgba(0,114,178,0.16)",
    Reason.CLOSURE: "rgba(204,121,167,0.26)",
    Reason.HOURS: "rgba(127,127,127,0.24)",
    Reason.GRID: "rgba(240,228,66,0.30)",
    Reason.NOTICE: "rgba(230,159,0,0.28)",
    Reason.BUSY: "rgba(204,51,17,0.22)",
    Reason.BUFFER_BEFORE: "rgba(213,94,0,0.20)",
    Reason.BUFFER_AFTER: "rgba(213,94,0,0.20)",
    Reason.PREFERENCE: "rgba(117,112,179,0.24)",
    Reason.EXCLUDED: "rgba(117,112,179,0.40)",
}
"""A refused time by its first reason; the word stands in it or at the head of its day."""
