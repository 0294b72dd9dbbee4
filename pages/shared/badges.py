"""The mark of a segment: its own muted tone, and always its name."""

from __future__ import annotations

from typing import Final, Literal

from pages.shared.text import plain
from tutorcore.domain.lesson_types import LaidOver
from tutorcore.domain.segments import EXISTING, NEW, PREMIUM, RETURNING_BROADCAST, WEEKEND

Tone = Literal["red", "orange", "yellow", "blue", "green", "violet", "gray"]

_TONES: Final[dict[str, Tone]] = {
    WEEKEND: "violet",
    RETURNING_BROADCAST: "orange",
    EXISTING: "green",
    NEW: "blue",
    PREMIUM: "yellow",
}
_NAMES: Final = {RETURNING_BROADCAST: "returning"}


def segment_name(segment: str) -> str:
    """What a segment is called on a page."""
    return _NAMES.get(segment, segment)


def segment_tone(segment: str) -> Tone:
    """Its colour; grey for a custom profile."""
    return _TONES.get(segment, "gray")


def lesson_type_badge(rules: LaidOver) -> str:
    """The badge of the lesson type that counts, as markdown; red where it leaves nothing, blank where there is none."""
    if rules.lesson_type is None:
        return ""
    return type_badge(rules.lesson_type_name, tone="red" if rules.impossible else "gray")


def type_badge(name: str, *, tone: Tone = "gray") -> str:
    """The badge of a lesson type: told from a segment by its sign."""
    return f":{tone}-badge[:material/layers: {plain(name, longest=40)}]"


def segment_badge(segment: str) -> str:
    """The badge as markdown, for a label."""
    return f":{segment_tone(segment)}-badge[{plain(segment_name(segment), longest=40)}]"
