"""Two pictures of an effect: a week of slots gained, lost and kept, and weekdays by hours. Figures are plain dicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np

from pages.shared import colours
from tutorcore.domain.effects.hours import HOURS, Week
from tutorcore.domain.effects.week_change import Fate
from tutorcore.domain.slots import Slot
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.effect.week import ChangedWeeks
from tutorcore.wording.dates import clock, span_text, weekday_name

Figure = dict[str, Any]
Fated = Sequence[tuple[Slot, Fate]]

HOUR_HEIGHT: Final = 26
ROW_HEIGHT: Final = 24
FEWEST_MINUTES_FOR_TEXT: Final = 30
MOST_TEXTS: Final = 80
_LOST: Final = "rgba(127,127,127,0.30)"
_LOOKS: Final[dict[Fate, Figure]] = {
    Fate.KEPT: {"color": colours.OFFERED, "line": {"width": 0}},
    Fate.GAINED: {"color": "rgba(0,158,115,0.10)", "line": {"width": 2, "color": colours.OFFERED}},
    Fate.LOST: {"color": _LOST, "line": {"width": 0}},
}
_HATCHED: Final[Figure] = {"pattern": {"shape": "/", "fgcolor": colours.UNSURE, "size": 6}}
"""Where there is no room for a text that is struck out."""
_TEXTS: Final = {Fate.KEPT: "{}", Fate.GAINED: "+ {}", Fate.LOST: "<s>{}</s>"}


def week_figure(week: IsoWeek, slots: Fated, shown: ChangedWeeks) -> Figure:
    """The slots of one week, each as long as the steps are."""
    first, after = _hours(shown)
    minutes = min([profile.slot_step_minutes for profile in shown.profiles if profile], default=30)
    return {
        "data": [_bars(fate, slots, min(minutes, 60), labelled=_has_room(slots, minutes)) for fate in Fate],
        "layout": {
            "height": (after - first) * HOUR_HEIGHT + 36,
            "margin": {"l": 44, "r": 6, "t": 28, "b": 6, "pad": 0},
            "showlegend": False,
            "barmode": "overlay",
            "bargap": 0.08,
            "hovermode": "closest",
            "dragmode": False,
            "xaxis": {
                "range": [-0.5, 6.5],
                "tickvals": list(range(7)),
                "ticktext": [f"{weekday_name(day.weekday())} {day.day}" for day in week.days],
                "side": "top",
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
            },
            "yaxis": {
                "range": [after * 60, first * 60],
                "tickvals": [hour * 60 for hour in range(first, after, 2)],
                "ticktext": [f"{hour}:00" for hour in range(first, after, 2)],
                "fixedrange": True,
                "gridcolor": colours.LINE,
                "zeroline": False,
            },
        },
    }


def _hours(shown: ChangedWeeks) -> tuple[int, int]:
    """From the earliest start of either profile to the hour after its last."""
    known = [profile for profile in shown.profiles if profile]
    first = min((profile.earliest_hour for profile in known), default=9)
    return first, max((profile.latest_hour for profile in known), default=17) + 1


def _has_room(slots: Fated, minutes: int) -> bool:
    """Whether each slot tells its own time: a browser draws many texts slowly, and the hours stand at the side."""
    return minutes >= FEWEST_MINUTES_FOR_TEXT and len(slots) <= MOST_TEXTS


def _bars(fate: Fate, slots: Fated, minutes: int, *, labelled: bool) -> Figure:
    mine = [slot for slot, found in slots if found is fate]
    return {
        "type": "bar",
        "name": fate.value,
        "x": [slot.start.weekday() for slot in mine],
        "base": [slot.start.hour * 60 + slot.start.minute for slot in mine],
        "y": [minutes - 2] * len(mine),
        "marker": _LOOKS[fate] if labelled or fate is not Fate.LOST else _LOOKS[fate] | _HATCHED,
        "text": [_TEXTS[fate].format(clock(slot.start)) for slot in mine] if labelled else [],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 10, "color": "#FFFFFF" if fate is Fate.KEPT else colours.THEME_TEXT},
        "constraintext": "none",
        "hovertext": [f"{span_text(slot.start, slot.end)} {fate.value}" for slot in mine],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def hours_figure(week: Week, *, most: int, hours: Iterable[int], marked: Week | None = None) -> Figure:
    """Weekdays across, hours down, the number in each cell. `marked` cells are outlined."""
    rows = list(hours)
    shown = [[int(week[day, hour]) for day in range(7)] for hour in rows]
    return {
        "data": [
            {
                "type": "heatmap",
                "z": shown,
                "x": [weekday_name(day) for day in range(7)],
                "y": [f"{hour}:00" for hour in rows],
                "zmin": 0,
                "zmax": max(1, most),
                "colorscale": [[0, "rgba(0,158,115,0.03)"], [1, "rgba(0,158,115,0.85)"]],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "text": [[str(number) if number else "" for number in row] for row in shown],
                "texttemplate": "%{text}",
                "textfont": {"size": 10, "color": colours.THEME_TEXT},
                "hovertemplate": "%{x} %{y}: %{z}<extra></extra>",
            }
        ],
        "layout": {
            "height": len(rows) * ROW_HEIGHT + 34,
            "margin": {"l": 44, "r": 6, "t": 26, "b": 6, "pad": 0},
            "dragmode": False,
            "shapes": list(_outlines(marked, rows)) if marked is not None else [],
            "xaxis": {"side": "top", "fixedrange": True, "showgrid": False, "zeroline": False},
            "yaxis": {
                "autorange": "reversed",
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "type": "category",
            },
        },
    }


def _outlines(marked: Week, rows: Sequence[int]) -> Iterator[Figure]:
    for place, hour in enumerate(rows):
        for day in map(int, np.flatnonzero(marked[:, hour])):
            yield {
                "type": "rect",
                "x0": day - 0.46,
                "x1": day + 0.46,
                "y0": place - 0.44,
                "y1": place + 0.44,
                "line": {"color": colours.PICKED, "width": 2},
            }


def used_hours(*weeks: Week) -> range:
    """The hours from the first to the last in which any of these has something; a working day where none has."""
    used = np.flatnonzero(np.sum([week.sum(axis=0) for week in weeks], axis=0))
    return range(int(used[0]), min(HOURS, int(used[-1]) + 1)) if used.size else range(9, 18)
