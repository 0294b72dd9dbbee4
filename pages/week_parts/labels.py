"""The start times of a very full week as one picture over the bars: a browser draws hundreds of texts too slowly.

An ordinary week's texts are the bars' own. The picture's places are parts of the whole, so it fits any width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

MANY: Final = 60
"""So many texts a browser draws well one by one."""
DAYS: Final = 7
FONT: Final = "font:12px &quot;Source Sans&quot;,&quot;Source Sans Pro&quot;,sans-serif"
STYLE: Final = f"{FONT};fill:#fff;text-anchor:middle;dominant-baseline:central"

Label = tuple[int, float, str]
"""Day of the week, minute of its middle, text."""


def picture_of(labels: Sequence[Label], hours: tuple[int, int]) -> dict[str, Any]:
    """The labels as an image of the layout that covers the whole plot; the texts are our own, nobody's names."""
    top, whole = hours[0] * 60, (hours[1] - hours[0]) * 60
    texts = "".join(
        f'<text x="{(day + 0.5) / DAYS:.2%}" y="{(minute - top) / whole:.2%}">{text}</text>'
        for day, minute, text in labels
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" style="{STYLE}">{texts}</svg>'
    return {
        "source": f"data:image/svg+xml,{quote(svg)}",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "sizex": 1,
        "sizey": 1,
        "sizing": "stretch",
        "layer": "above",
    }
