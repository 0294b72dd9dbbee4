"""The week calendar as a Plotly figure: seven days across, the hours down, busy time under the slots.

Busy time, closures and shading are layout shapes, which cannot be clicked; the offered slots are one bar trace,
which can; an invisible trace carries the titles of events for the pointer. A figure is a plain dict: nothing in it
needs Plotly's objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pages.shared import colours
from pages.shared.text import hover
from tutorcore.domain.busy import BusyEvent
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import clock, minute_of_day, short_day, span_text, weekday_name

Shape = Mapping[str, Any]

DAY_MINUTES: Final = 1440
PIXELS_AN_HOUR: Final = 48
FIRST_HOUR: Final = 8
LAST_HOUR: Final = 22
MARGINS: Final = {"l": 44, "r": 6, "t": 30, "b": 6}
LANE: Final = 0.48
"""Half the width of a day, of which a column is 1 wide."""


def week_figure(plan: WeekPlan, *, picked: datetime | None, zone: ZoneInfo) -> dict[str, Any]:
    """The figure of a planned week; `picked` is the start of the picked slot."""
    hours = shown_hours(plan)
    spans = [*_busy_spans(plan, zone)]
    chosen = [one for one in plan.offered if one.slot.start == picked]
    shapes = [*_merged([*_shading(plan, hours), *(_busy_shape(span) for span in spans)]), *_now_line(plan, zone)]
    shapes += [shape for one in chosen for shape in _picked_shapes(one, plan)]
    return {
        "data": [_titles(spans, hours), _slots(plan)],
        "layout": {
            "height": (hours[1] - hours[0]) * PIXELS_AN_HOUR + MARGINS["t"] + MARGINS["b"],
            "margin": MARGINS,
            "showlegend": False,
            "barmode": "overlay",
            "bargap": 0,
            "hovermode": "closest",
            "clickmode": "event+select",
            "dragmode": False,
            "shapes": shapes,
            "annotations": list(_annotations(plan, hours)),
            "xaxis": _day_axis(plan),
            "yaxis": _hour_axis(hours),
        },
    }


def shown_hours(plan: WeekPlan) -> tuple[int, int]:
    """The hours of the day that are drawn: the profile's, and at least the usual ones."""
    ends = -(-(plan.profile.latest_hour * 60 + plan.profile.duration_minutes) // 60)
    return min(FIRST_HOUR, plan.profile.earliest_hour), min(24, max(LAST_HOUR, ends))


class _Span:
    """A part of an event on one day, in one tutor's lane."""

    def __init__(self, day: int, minutes: tuple[int, int], sides: tuple[float, float], label: str) -> None:
        self.day = day
        self.minutes = minutes
        self.sides = sides
        self.label = label


def _busy_spans(plan: WeekPlan, zone: ZoneInfo) -> Iterator[_Span]:
    """What blocks, day by day, each tutor in a lane of their own."""
    width = 2 * LANE / max(1, len(plan.tutors))
    for lane, time in enumerate(plan.tutors):
        left = -LANE + lane * width
        for event in time.busy_events():
            label = hover(event.title or "busy") + (f"<br>{hover(time.tutor.name)}" if len(plan.tutors) > 1 else "")
            for day, minutes in _days_of(event, plan.week.days, zone):
                yield _Span(day, minutes, (day + left, day + left + width), label)


def _days_of(event: BusyEvent, days: Sequence[date], zone: ZoneInfo) -> Iterator[tuple[int, tuple[int, int]]]:
    """(day of the week, minutes of that local day) for each day that an event touches."""
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    if end.date() < days[0] or start.date() > days[-1]:
        return
    for number, day in enumerate(days):
        if start.date() <= day <= end.date():
            first = minute_of(start) if start.date() == day else 0
            last = minute_of(end) if end.date() == day else DAY_MINUTES
            if first < last:
                yield number, (first, last)


def minute_of(moment: datetime) -> int:
    """The minute of the local day."""
    return moment.hour * 60 + moment.minute


def _rect(x: tuple[float, float], y: tuple[float, float], fill: str, **line: Any) -> Shape:
    return {
        "type": "rect",
        "layer": line.pop("layer", "below"),
        "x0": x[0],
        "x1": x[1],
        "y0": y[0],
        "y1": y[1],
        "fillcolor": fill,
        "line": line or {"width": 0},
    }


def _busy_shape(span: _Span) -> Shape:
    return _rect(span.sides, span.minutes, colours.BUSY)


def _merged(rects: Sequence[Shape]) -> Iterator[Shape]:
    """One path for all the rectangles of a colour: Plotly takes its time for each shape, whatever it holds."""
    for fill in dict.fromkeys(rect["fillcolor"] for rect in rects):
        path = "".join(_outline(rect) for rect in rects if rect["fillcolor"] == fill)
        yield {"type": "path", "layer": "below", "path": path, "fillcolor": fill, "line": {"width": 0}}


def _outline(rect: Shape) -> str:
    x0, x1, y0, y1 = (f"{rect[side]:g}" for side in ("x0", "x1", "y0", "y1"))
    return f"M{x0},{y0}L{x1},{y0}L{x1},{y1}L{x0},{y1}Z"


def _shading(plan: WeekPlan, hours: tuple[int, int]) -> Iterator[Shape]:
    """Days and hours in which nothing may start, today, and days off."""
    top, bottom = hours[0] * 60, hours[1] * 60
    profile = plan.profile
    for number, day in enumerate(plan.week.days):
        sides = (number - 0.5, number + 0.5)
        if day == plan.now.date():
            yield _rect(sides, (top, bottom), colours.TODAY)
            yield _rect(sides, (top, min(max(top, minute_of(plan.now)), bottom)), colours.SHADE)
        if _why_shut(plan, day):
            yield _rect(sides, (top, bottom), colours.SHADE)
        else:
            yield _rect(sides, (top, profile.earliest_hour * 60), colours.SHADE)
            yield _rect(sides, (profile.latest_hour * 60 + profile.slot_step_minutes, bottom), colours.SHADE)
        if _days_off_on(plan, day):
            yield _rect(sides, (top, bottom), colours.CLOSED)


def _why_shut(plan: WeekPlan, day: date) -> str:
    """Why nothing can be offered on a whole day by the profile alone; blank where something can."""
    if day < plan.first_day:
        return "past"
    if day > plan.last_day:
        return "too far ahead"
    return "" if day.weekday() in plan.profile.weekdays else "not allowed"


def _days_off_on(plan: WeekPlan, day: date) -> list[str]:
    return [off.name for off in plan.days_off if off.first <= day <= off.last]


def _annotations(plan: WeekPlan, hours: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """The word for a day that is shut: colour alone says nothing."""
    for number, day in enumerate(plan.week.days):
        words = _days_off_on(plan, day) or [_why_shut(plan, day)]
        text = hover(", ".join(word for word in words if word), longest=40)
        if text:
            yield {
                "x": number,
                "y": hours[0] * 60 + 8,
                "yanchor": "top",
                "text": text.replace(" ", "<br>"),
                "showarrow": False,
                "opacity": 0.75,
                "font": {"size": 11},
            }


def _now_line(plan: WeekPlan, zone: ZoneInfo) -> Iterator[Shape]:
    now = plan.now.astimezone(zone)
    if now.date() in plan.week.days:
        day = plan.week.days.index(now.date())
        yield {
            "type": "line",
            "x0": day - 0.5,
            "x1": day + 0.5,
            "y0": minute_of(now),
            "y1": minute_of(now),
            "line": {"color": colours.NOW, "width": 2},
        }


def _picked_shapes(one: OfferedSlot, plan: WeekPlan) -> Iterator[Shape]:
    """The lesson's whole span as an outline, both buffers as bands."""
    slot, profile = one.slot, plan.profile
    day, start = slot.start.weekday(), minute_of(slot.start)
    end = start + profile.duration_minutes
    sides = (day - LANE, day + LANE)
    yield _rect(sides, (start - profile.buffer_before_min, start), colours.BUFFER, layer="above")
    yield _rect(sides, (end, end + profile.buffer_after_min), colours.BUFFER, layer="above")
    yield _rect(sides, (start, end), colours.PICKED_FILL, layer="above", color=colours.PICKED, width=3)


def _titles(spans: Sequence[_Span], hours: tuple[int, int]) -> dict[str, Any]:
    """An invisible point for each event and hour, for the pointer to find its title."""
    points = [
        ((span.sides[0] + span.sides[1]) / 2, minute, span)
        for span in spans
        for minute in range(max(span.minutes[0], hours[0] * 60) + 15, min(span.minutes[1], hours[1] * 60), 60)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "busy",
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "text": [_busy_hover(span) for _, _, span in points],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"size": 22, "opacity": 0},
    }


def _busy_hover(span: _Span) -> str:
    return f"{span.label}<br>{minute_of_day(span.minutes[0])}–{minute_of_day(span.minutes[1])}"


def _slots(plan: WeekPlan) -> dict[str, Any]:
    """The offered slots: one bar each, as high as the step, its start as text, its instant as id."""
    slots = [one.slot for one in plan.offered]
    step = min(plan.profile.slot_step_minutes, plan.profile.duration_minutes)
    return {
        "type": "bar",
        "name": "offered",
        "x": [slot.start.weekday() for slot in slots],
        "base": [minute_of(slot.start) for slot in slots],
        "y": [step] * len(slots),
        "width": 2 * LANE,
        "text": [clock(slot.start) for slot in slots],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": "#ffffff", "size": 12},
        "customdata": [slot.start.isoformat() for slot in slots],
        "hovertext": [_slot_hover(one, plan) for one in plan.offered],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": colours.OFFERED,
            "line": {"color": "#ffffff", "width": 1},
            "pattern": {"shape": "" if plan.confirmed else "/"},
        },
        "unselected": {"marker": {"opacity": 1}},
    }


def _slot_hover(one: OfferedSlot, plan: WeekPlan) -> str:
    who = f"<br>{hover(', '.join(one.tutors))}" if len(plan.tutors) > 1 else ""
    sure = "" if plan.confirmed else "<br>not confirmed"
    return f"{short_day(one.slot.start.date())} {span_text(one.slot.start, one.slot.end)}{who}{sure}"


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
        "showgrid": False,
        "zeroline": False,
    }


def _hour_axis(hours: tuple[int, int]) -> dict[str, Any]:
    return {
        "range": [hours[1] * 60, hours[0] * 60],
        "tickvals": [hour * 60 for hour in range(*hours)],
        "ticktext": [f"{hour}:00" for hour in range(*hours)],
        "fixedrange": True,
        "gridcolor": colours.LINE,
        "zeroline": False,
    }
