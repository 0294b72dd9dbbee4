"""How the segments grew: one point for each day on which everybody was counted, and none for the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from pages.profiles_parts.figures import profile_colours
from pages.shared import colours
from pages.shared.badges import segment_name
from pages.shared.text import hover
from tutorcore.domain.segment_overview import SegmentDay
from tutorcore.domain.segments import BUILT_IN_NAMES
from tutorcore.wording.dates import counted, long_day

Figure = dict[str, Any]
HEIGHT: Final = 225
SHOWN: Final = timedelta(days=365)
_DAYS_TICKED: Final = 8
_MARKERS: Final = ("circle", "square", "diamond", "triangle-up", "x")
_DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash")


def draw_over_time(days: Sequence[SegmentDay]) -> None:
    """The figure; on the first day the one point that there is."""
    st.markdown("##### Over time")
    if not days:
        st.caption("Nobody was counted yet: the first contacts are, on the day that they come.")
        return
    st.plotly_chart(over_time_figure(days), key="segments_over_time", config={"displayModeBar": False})
    said = f"Counted once a day, on {counted(len(days), 'day')} since {long_day(days[0].day)}."
    st.caption(f"{said} A day on which nobody was counted stays open." if len(days) > 1 else said)


def over_time_figure(days: Sequence[SegmentDay]) -> Figure:
    """A line for each segment that ever had a contact, broken where a day is missing."""
    names = _names(days)
    shades = profile_colours(names)
    every = _every_day(days)
    by_day = {one.day: one.counts for one in days}
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": hover(segment_name(name), longest=24),
            "x": [day.isoformat() for day in every],
            "y": [by_day[day].get(name, 0) if day in by_day else None for day in every],
            "connectgaps": False,
            "line": {"color": shade, "width": 2, "dash": _DASHES[number % len(_DASHES)]},
            "marker": {"symbol": _MARKERS[number % len(_MARKERS)], "size": 5},
            "hovertemplate": "%{x|%d-%m-%Y}: %{y}",
        }
        for number, (name, shade) in enumerate(zip(names, shades, strict=True))
    ]
    return {"data": traces, "layout": _layout(every)}


def _names(days: Sequence[SegmentDay]) -> list[str]:
    """The segments, the built-in ones first."""
    found = {name for one in days for name in one.counts}
    return [*(name for name in BUILT_IN_NAMES if name in found), *sorted(found - set(BUILT_IN_NAMES))]


def _every_day(days: Sequence[SegmentDay]) -> list[date]:
    first, last = days[0].day, days[-1].day
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _layout(every: Sequence[date]) -> Figure:
    margin = timedelta(days=max(1, len(every) // 40))
    return {
        "height": HEIGHT,
        "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
        "hovermode": "x unified",
        "dragmode": False,
        "legend": {"orientation": "h", "y": -0.2},
        "xaxis": {
            "type": "date",
            "range": [(every[0] - margin).isoformat(), (every[-1] + margin).isoformat()],
            "tickformat": "%d-%m",
            "dtick": 86_400_000 if len(every) < _DAYS_TICKED else None,
            "nticks": 8,
            "fixedrange": True,
            "showgrid": False,
        },
        "yaxis": {"rangemode": "tozero", "fixedrange": True, "gridcolor": colours.LINE, "automargin": True},
    }
