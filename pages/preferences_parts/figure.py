"""A small bar for each day: the slots that fit the wish, against all slots of the profile."""

from __future__ import annotations

from typing import Any

from pages.shared import colours
from tutorcore.services.weigh_preference import Weighing
from tutorcore.wording.dates import short_day


def weighing_figure(weighing: Weighing) -> dict[str, Any]:
    """The figure; one bar of each kind a day."""
    days = [short_day(day) for day in weighing.by_day]
    counts = list(weighing.by_day.values())
    return {
        "data": [
            _bars("without a wish", days, [anyway for _, anyway in counts], colours.BUSY),
            _bars("fit the wish", days, [fitting for fitting, _ in counts], colours.OFFERED),
        ],
        "layout": {
            "height": 150,
            "margin": {"l": 30, "r": 6, "t": 6, "b": 6},
            "barmode": "overlay",
            "bargap": 0.3,
            "dragmode": False,
            "legend": {"orientation": "h", "y": -0.35},
            "xaxis": {"fixedrange": True, "type": "category"},
            "yaxis": {"fixedrange": True, "gridcolor": colours.LINE, "rangemode": "tozero"},
        },
    }


def _bars(name: str, days: list[str], counts: list[int], colour: str) -> dict[str, Any]:
    return {"type": "bar", "name": name, "x": days, "y": counts, "marker": {"color": colour}, "hoverinfo": "skip"}
