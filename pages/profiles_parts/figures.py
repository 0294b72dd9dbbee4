"""Two pictures of profiles: the hours of each one's week, and the slots that each would offer per day.

Figures are plain dicts, their shapes given once as lists; a profile keeps its colour and its dash in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from pages.shared import colours
from pages.shared.badges import segment_name
from pages.shared.text import hover
from tutorcore.domain.profiles import DAY_MINUTES, SATURDAY_AND_SUNDAY, PlanningProfile
from tutorcore.domain.segments import EXISTING, NEW, PREMIUM, RETURNING_BROADCAST, WEEKEND
from tutorcore.services.compare_profiles import ProfileSupply
from tutorcore.wording.dates import minute_of_day, short_day, weekday_name

Figure = dict[str, Any]
Profiles = Mapping[str, PlanningProfile]

WEEK: Final = 7
BLOCK: Final = 8.0
"""A week of seven bars and a gap."""
COLUMN_GAP: Final = 0.09
"""The gap between the table's columns, as a part of a column: what it is at 1400 pixels, and nearly so elsewhere."""
BAR: Final = 0.8
STRIP_HEIGHT: Final = 116
SUPPLY_HEIGHT: Final = 197
LONG_NAME: Final = 24
MOST_MONDAYS: Final = 8
ROOM_FOR_A_NAME: Final = 0.08
"""The part of the figure's width that the name of a day off takes."""

_COLOURS: Final[Mapping[str, str]] = {
    NEW: "#0072B2",
    EXISTING: "#009E73",
    RETURNING_BROADCAST: "#D55E00",
    WEEKEND: "#B65D92",
    PREMIUM: "#9A7D00",
}
_OTHERS: Final = ("#56B4E9", "#7F7F7F", "#8C6BB1", "#A6761D", "#4D9221")
_DASHES: Final = ("solid", "dash", "dot", "dashdot", "solid")
_MARKERS: Final = ("circle", "square", "diamond", "triangle-up", "x")


def profile_colours(names: Sequence[str]) -> list[str]:
    """A colour for each profile: its segment's own, else one that no other custom profile here has."""
    others = iter(_OTHERS)
    return [_COLOURS.get(name) or next(others, _OTHERS[-1]) for name in names]


def opening_hours_figure(profiles: Profiles) -> Figure:
    """Each profile's week as seven bars on one scale of hours, side by side as the columns of the table below."""
    top = min(profile.earliest_hour for profile in profiles.values()) // 2 * 120
    bottom = -(-max(_closes(profile) for profile in profiles.values()) // 120) * 120
    shades = profile_colours(list(profiles))
    named = list(zip(profiles.items(), shades, strict=True))
    weeks = [
        trace
        for number, ((name, profile), shade) in enumerate(named)
        for trace in _week_bars(number, name, profile, shade)
    ]
    return {
        "data": weeks,
        "layout": {
            "height": STRIP_HEIGHT,
            "margin": {"l": 0, "r": 0, "t": 8, "b": 20},
            "showlegend": False,
            "barmode": "overlay",
            "bargap": 0.15,
            "hovermode": "closest",
            "dragmode": False,
            "xaxis": _week_axis(len(profiles)),
            "yaxis": {
                "range": [bottom, top],
                "tickvals": list(range(top, bottom + 1, 240)),
                "ticktext": [minute_of_day(minute) for minute in range(top, bottom + 1, 240)],
                "fixedrange": True,
                "gridcolor": colours.LINE,
                "zeroline": False,
            },
        },
    }


def _closes(profile: PlanningProfile) -> int:
    """The minute of the day at which the last lesson ends, after midnight too."""
    return profile.latest_hour * 60 + profile.duration_minutes


def _week_bars(number: int, name: str, profile: PlanningProfile, shade: str) -> Iterator[Figure]:
    """When a lesson may start, and paler how long the last one takes."""
    first, last, closes = profile.earliest_hour * 60, profile.latest_hour * 60, _closes(profile)
    days = sorted(profile.weekdays)
    end = minute_of_day(closes) if closes <= DAY_MINUTES else f"{minute_of_day(closes - DAY_MINUTES)} the next day"
    said = f"starts {minute_of_day(first)}–{minute_of_day(last)}<br>last lesson ends {end}"
    called = hover(segment_name(name), longest=LONG_NAME)
    for base, height, opacity in ((first, max(last - first, 8), 0.85), (last, closes - last, 0.35)):
        yield {
            "type": "bar",
            "x": [number * BLOCK + day for day in days],
            "base": [base] * len(days),
            "y": [height] * len(days),
            "width": BAR,
            "marker": {"color": shade, "opacity": opacity, "line": {"width": 0}},
            "hovertext": [f"{called} · {weekday_name(day)}<br>{said}" for day in days],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }


def _week_axis(blocks: int) -> Figure:
    """The weekdays of every block; each block begins where its column of the table does."""
    places = [(number * BLOCK + day, weekday_name(day)) for number in range(blocks) for day in range(WEEK)]
    return {
        "domain": [1 / (blocks + 1 - COLUMN_GAP), 1],
        "range": [-BAR / 2, (blocks - COLUMN_GAP) * BLOCK - BAR / 2],
        "tickvals": [place for place, _ in places],
        "ticktext": [day for _, day in places],
        "tickfont": {"size": 10},
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def supply_figure(supply: ProfileSupply) -> Figure:
    """Slots per day over the coming days, a line a profile; a line ends where its profile stops looking."""
    shades = profile_colours(list(supply.by_day))
    days = sorted({day for counts in supply.by_day.values() for day in counts})
    most = max(4, *(max(counts.values()) for counts in supply.by_day.values()))
    return {
        "data": [
            *(_line(number, name, supply, shades[number]) for number, name in enumerate(supply.by_day)),
            _days_off_for_the_pointer(supply, days),
        ],
        "layout": {
            "height": SUPPLY_HEIGHT,
            "margin": {"l": 32, "r": 8, "t": 18, "b": 48},
            "showlegend": True,
            "legend": {
                "orientation": "h",
                "yref": "container",
                "y": 0,
                "yanchor": "bottom",
                "x": 0,
                "itemclick": False,
                "itemdoubleclick": False,
            },
            "hovermode": "x unified",
            "dragmode": False,
            "shapes": list(_shaded_days(supply, days)),
            "annotations": list(_day_off_names(supply, days)),
            "xaxis": _date_axis(days),
            "yaxis": {
                "range": [-0.04 * most, 1.08 * most],
                "fixedrange": True,
                "gridcolor": colours.LINE,
                "zeroline": False,
                "nticks": 5,
                "tickformat": "d",
            },
        },
    }


def _line(number: int, name: str, supply: ProfileSupply, shade: str) -> Figure:
    """Earlier lines are wider, so that two that run together are both seen."""
    counts = supply.by_day[name]
    called = hover(segment_name(name), longest=LONG_NAME)
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(counts) <= 5 * WEEK else "lines",
        "name": called,
        "x": [short_day(day) for day in counts],
        "y": list(counts.values()),
        "line": {"color": shade, "width": max(1.5, 3 - 0.5 * number), "dash": _DASHES[number % len(_DASHES)]},
        "marker": {"size": 6, "symbol": _MARKERS[number % len(_MARKERS)]},
        "hovertemplate": f"%{{y}} {called}<extra></extra>",
    }


def _shaded_days(supply: ProfileSupply, days: Sequence[date]) -> Iterator[Figure]:
    """Weekends pale, days off in their own tone."""
    for place, day in enumerate(days):
        if day.weekday() in SATURDAY_AND_SUNDAY:
            yield _band(place, place, colours.SHADE)
    for _, first, last in _days_off(supply, days):
        yield _band(first, last, colours.CLOSED)


def _days_off(supply: ProfileSupply, days: Sequence[date]) -> Iterator[tuple[str, int, int]]:
    """(name, first and last place among `days`) of each closure."""
    for off in supply.days_off:
        places = [place for place, day in enumerate(days) if off.first <= day <= off.last]
        if places:
            yield hover(off.name, longest=LONG_NAME), places[0], places[-1]


def _band(first: int, last: int, fill: str) -> Figure:
    return {
        "type": "rect",
        "layer": "below",
        "yref": "paper",
        "x0": first - 0.5,
        "x1": last + 0.5,
        "y0": 0,
        "y1": 1,
        "fillcolor": fill,
        "line": {"width": 0},
    }


def _day_off_names(supply: ProfileSupply, days: Sequence[date]) -> Iterator[Figure]:
    """The name of each day off above it, as colour alone says nothing; left to the pointer where two would collide."""
    free_from = -1.0
    for name, first, last in sorted(_days_off(supply, days), key=lambda found: found[1]):
        middle = (first + last) / 2
        if middle < free_from:
            continue
        free_from = middle + len(days) * ROOM_FOR_A_NAME
        yield {
            "x": middle,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": name,
            "showarrow": False,
            "font": {"size": 11},
            "opacity": 0.8,
        }


def _days_off_for_the_pointer(supply: ProfileSupply, days: Sequence[date]) -> Figure:
    """An invisible point on each day off, which tells its name."""
    found = [(place, name) for name, first, last in _days_off(supply, days) for place in range(first, last + 1)]
    return {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": [short_day(days[place]) for place, _ in found],
        "y": [0] * len(found),
        "text": [name for _, name in found],
        "marker": {"opacity": 0},
        "hovertemplate": "%{text}<extra></extra>",
    }


def _date_axis(days: Sequence[date]) -> Figure:
    """A place a day, so that the pointer names each; written out for today and the Mondays, fewer in a long time."""
    mondays = [day for day in days[-(-len(days) // MOST_MONDAYS) :] if day.weekday() == 0]
    marked = [days[0], *mondays[:: -(-len(mondays) // MOST_MONDAYS) or 1]]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": [short_day(day) for day in days],
        "range": [-0.5, len(days) - 0.5],
        "tickvals": [short_day(day) for day in marked],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickangle": 0,
    }
