"""Hatching of many rectangles of the week calendar as one shape: the shapes of Plotly have no patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pages.week_parts.shapes import Shape

Box = tuple[tuple[float, float], tuple[int, int]]
"""Sides in days, minutes of the day."""

PIXELS_A_DAY: Final = 92
"""On a screen 1400 wide."""
PIXELS_A_MINUTE: Final = 0.8
BETWEEN: Final = 9
"""Pixels from one line of the hatching to the next."""


def hatch(boxes: Sequence[Box], *, color: str) -> Shape:
    """Thin lines across the boxes, from lower left to upper right, as one path."""
    path = "".join(line for box in boxes for line in _lines(*box))
    return {"type": "path", "layer": "below", "path": path, "line": {"color": color, "width": 1}, "opacity": 0.7}


def _lines(sides: tuple[float, float], minutes: tuple[int, int]) -> Iterator[str]:
    """The lines on which across and down, in pixels from the corner, add up to a multiple of their distance."""
    wide = (sides[1] - sides[0]) * PIXELS_A_DAY
    high = (minutes[1] - minutes[0]) * PIXELS_A_MINUTE
    for total in range(BETWEEN, int(wide + high), BETWEEN):
        left, right = max(0.0, total - high), min(float(total), wide)
        ends = [(sides[0] + x / PIXELS_A_DAY, minutes[0] + (total - x) / PIXELS_A_MINUTE) for x in (left, right)]
        yield "".join(f"{sign}{x:.3f},{y:.1f}" for sign, (x, y) in zip("ML", ends, strict=True))
