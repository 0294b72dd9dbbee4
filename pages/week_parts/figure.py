"""The week calendar as a Plotly figure: seven days across, the hours down, busy time under the slots.

Busy time, closures and shading are layout shapes, which cannot be clicked; the slots, and in the why-not view the
refused half hours, are one bar trace, which can; an invisible trace carries the titles of events for the pointer.
A figure is a plain dict: nothing in it needs Plotly's objects. It does not depend on what is picked: the mark is a
figure of its own (`mark`), so that a click need not draw the calendar anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from pages.shared import colours
from pages.week_parts.bars import labels_of, reason_words, time_bars
from pages.week_parts.hatching import hatch
from pages.week_parts.labels import picture_of
from pages.week_parts.lessons import lesson_traces, lessons_of
from pages.week_parts.shapes import (
    Shape,
    Span,
    busy_shape,
    busy_spans,
    day_words,
    merged,
    now_line,
    shading,
    titles,
)
from pages.week_parts.shown import ShownWeek
from tutorcore.domain.refused_times import RefusedTime
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import weekday_name

PIXELS_AN_HOUR: Final = 48
FIRST_HOUR: Final = 8
LAST_HOUR: Final = 22
MARGINS: Final = {"l": 44, "r": 6, "t": 30, "b": 6}


def week_figure(shown: ShownWeek, *, zone: ZoneInfo, refused: Sequence[RefusedTime] = ()) -> dict[str, Any]:
    """The figure of a planned week, with the refused half hours where they are given."""
    plan = shown.plan
    hours = shown_hours(plan)
    spans, lessons = [*busy_spans(plan, zone)], lessons_of(shown)
    shapes = [*merged([*shading(plan, hours), *(busy_shape(span) for span in spans)]), *now_line(plan, zone)]
    shapes += _unsure(spans, hours)
    bars = time_bars(shown, refused)
    labels = labels_of(bars)
    return {
        "data": [
            titles(spans, hours),
            bars,
            *([reason_words(refused)] if refused else []),
            *lesson_traces(lessons, shown, hours=hours),
        ],
        "layout": {
            **frame_of(plan),
            "barmode": "overlay",
            "bargap": 0,
            "hovermode": "closest",
            "hoverdistance": 6,  # what lies near a point takes its clicks from the bar beneath
            "clickmode": "event+select",
            "shapes": shapes,
            "images": [picture_of(labels, hours)] if labels else [],
            "annotations": list(day_words(plan, hours)),
            "xaxis": _day_axis(plan),
            "yaxis": _hour_axis(hours),
        },
    }


def _unsure(spans: Sequence[Span], hours: tuple[int, int]) -> Iterator[Shape]:
    """Hatching over what was read, or is not known, of calendars that cannot be relied upon now."""
    top, bottom = hours[0] * 60, hours[1] * 60
    unsure = (span for span in spans if not span.confirmed)
    boxes = [(span.sides, (max(span.minutes[0], top), min(span.minutes[1], bottom))) for span in unsure]
    if seen := [box for box in boxes if box[1][0] < box[1][1]]:
        yield hatch(seen, color=colours.UNSURE)


def frame_of(plan: WeekPlan) -> dict[str, Any]:
    """What the calendar and the mark upon it share: the same size, the same margins.

    Streamlit draws a new chart twice. A revision tells Plotly that the second time nothing is new.
    """
    first, after = shown_hours(plan)
    return {
        "height": (after - first) * PIXELS_AN_HOUR + MARGINS["t"] + MARGINS["b"],
        "margin": {**MARGINS, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "datarevision": 1,
    }


def shown_hours(plan: WeekPlan) -> tuple[int, int]:
    """The hours of the day that are drawn: the profile's, and at least the usual ones."""
    ends = -(-(plan.profile.latest_hour * 60 + plan.profile.duration_minutes) // 60)
    return min(FIRST_HOUR, plan.profile.earliest_hour), min(24, max(LAST_HOUR, ends))


def _day_axis(plan: WeekPlan) -> dict[str, Any]:
    days = plan.week.days
    names = [f"{weekday_name(day.weekday())} {day.day}" for day in days]
    labels = [f"<b>{name}</b>" if day == plan.now.date() else name for day, name in zip(days, names, strict=True)]
    return {
        "range": [-0.5, 6.5],
        "tickvals": list(range(len(days))),
        "ticktext": labels,
        "tickangle": 0,
        "side": "top",
        "fixedrange": True,
        "automargin": False,
        "showgrid": False,
        "zeroline": False,
    }


def _hour_axis(hours: tuple[int, int]) -> dict[str, Any]:
    return {
        "range": [hours[1] * 60, hours[0] * 60],
        "tickvals": [hour * 60 for hour in range(*hours)],
        "ticktext": [f"{hour}:00" for hour in range(*hours)],
        "fixedrange": True,
        "automargin": False,
        "gridcolor": colours.LINE,
        "zeroline": False,
    }
