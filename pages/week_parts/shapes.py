"""What stands on the week calendar without being clicked: busy time, shaded days and hours, the line of now.

All of it is layout shapes and annotations under the bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pages.shared import colours
from pages.shared.text import hover
from tutorcore.domain.bookings.model import busy_id
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import minute_of_day

Shape = Mapping[str, Any]

DAY_MINUTES: Final = 1440
LANE: Final = 0.48
"""Half the width of a day, of which a column is 1 wide."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of an event on one day, in one tutor's lane; `confirmed`: the tutor's readings can be relied upon."""

    day: int
    minutes: tuple[int, int]
    sides: tuple[float, float]
    label: str
    confirmed: bool = True


def busy_spans(plan: WeekPlan, zone: ZoneInfo) -> Iterator[Span]:
    """What blocks by the calendars, day by day, each tutor in a lane of their own. Bookings are drawn by `lessons`."""
    days, (begins, ends), several = plan.week.days, plan.week.span(zone), len(plan.tutors) > 1
    for lane, time in enumerate(plan.tutors):
        booked = {busy_id(booking.id) for booking in time.bookings}
        shown = (event for event in time.busy_events() if event.start < ends and event.end > begins)
        for event in shown:
            if event.id in booked:
                continue
            label = hover(event.title or "busy") + (f"<br>{hover(time.tutor.name)}" if several else "")
            for day, minutes in parts_of(event.start, event.end, days, zone):
                yield Span(day, minutes, sides_of(day, lane, len(plan.tutors)), label, time.confirmed)


def sides_of(day: int, lane: int, lanes: int) -> tuple[float, float]:
    """From where to where a tutor's lane of a day reaches."""
    width = 2 * LANE / max(1, lanes)
    left = day - LANE + lane * width
    return left, left + width


def parts_of(
    begins: datetime, ends: datetime, days: Sequence[date], zone: ZoneInfo
) -> Iterator[tuple[int, tuple[int, int]]]:
    """(day of the week, minutes of that local day) for each day that [begins, ends) touches."""
    start, end = begins.astimezone(zone), ends.astimezone(zone)
    for number, day in enumerate(days):
        if start.date() <= day <= end.date():
            first = minute_of(start) if start.date() == day else 0
            last = minute_of(end) if end.date() == day else DAY_MINUTES
            if first < last:
                yield number, (first, last)


def minute_of(moment: datetime) -> int:
    """The minute of the local day."""
    return moment.hour * 60 + moment.minute


def rect(x: tuple[float, float], y: tuple[float, float], fill: str, **line: Any) -> Shape:
    """A rectangle from day to day and minute to minute; `layer` and the outline in `line`."""
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


def busy_shape(span: Span) -> Shape:
    """A part of an event, grey."""
    return rect(span.sides, span.minutes, colours.BUSY)


def merged(rects: Sequence[Shape]) -> Iterator[Shape]:
    """One path for all the rectangles of a colour: Plotly takes its time for each shape, whatever it holds.

    Filled wherever any of them lies: by Plotly's own rule two events at the same time would leave a hole.
    """
    for fill in dict.fromkeys(rect["fillcolor"] for rect in rects):
        path = "".join(_outline(rect) for rect in rects if rect["fillcolor"] == fill)
        look = {"fillcolor": fill, "fillrule": "nonzero", "line": {"width": 0}}
        yield {"type": "path", "layer": "below", "path": path, **look}


def _outline(rect: Shape) -> str:
    x0, x1, y0, y1 = (f"{rect[side]:g}" for side in ("x0", "x1", "y0", "y1"))
    return f"M{x0},{y0}L{x1},{y0}L{x1},{y1}L{x0},{y1}Z"


def shading(plan: WeekPlan, hours: tuple[int, int]) -> Iterator[Shape]:
    """Days and hours in which nothing may start, today, and days off."""
    top, bottom = hours[0] * 60, hours[1] * 60
    profile = plan.profile
    for number, day in enumerate(plan.week.days):
        sides = (number - 0.5, number + 0.5)
        if day == plan.now.date():
            yield rect(sides, (top, bottom), colours.TODAY)
            yield rect(sides, (top, min(max(top, minute_of(plan.now)), bottom)), colours.SHADE)
        if _why_shut(plan, day):
            yield rect(sides, (top, bottom), colours.SHADE)
        else:
            yield rect(sides, (top, profile.earliest_hour * 60), colours.SHADE)
            yield rect(sides, (profile.latest_hour * 60 + profile.slot_step_minutes, bottom), colours.SHADE)
        if _days_off_on(plan, day):
            yield rect(sides, (top, bottom), colours.CLOSED)


def _why_shut(plan: WeekPlan, day: date) -> str:
    """Why nothing can be offered on a whole day by the rules alone; blank where something can."""
    if day < plan.first_day:
        return "past"
    if day > plan.last_day:
        return "too far ahead"
    if plan.rules.impossible:
        return "not possible"
    return "" if day.weekday() in plan.profile.weekdays else "not allowed"


def _days_off_on(plan: WeekPlan, day: date) -> list[str]:
    return [off.name for off in plan.days_off if off.first <= day <= off.last]


def day_words(plan: WeekPlan, hours: tuple[int, int]) -> Iterator[dict[str, Any]]:
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
                "font": {"size": 11, "color": colours.THEME_TEXT},
            }


def now_line(plan: WeekPlan, zone: ZoneInfo) -> Iterator[Shape]:
    """A line across today at the present minute."""
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


def titles(spans: Sequence[Span], hours: tuple[int, int]) -> dict[str, Any]:
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


def _busy_hover(span: Span) -> str:
    unsure = "" if span.confirmed else "<br>not confirmed"
    return f"{span.label}<br>{minute_of_day(span.minutes[0])}–{minute_of_day(span.minutes[1])}{unsure}"
