"""The mark upon the week calendar: the picked slot with both buffers, the time asked about, or the lesson looked at.

It is a figure of its own that lies over the calendar and lets every click through (`frame.css`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pages.shared import colours
from pages.week_parts.figure import frame_of, shown_hours
from pages.week_parts.lessons import lessons_of
from pages.week_parts.shapes import DAY_MINUTES, LANE, Shape, minute_of, rect
from pages.week_parts.shown import ShownWeek
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.services.plan_week import WeekPlan

CLEAR: Final = "rgba(0,0,0,0)"
MARK_CONFIG: Final = {"staticPlot": True}


def mark_figure(
    shown: ShownWeek, *, picked: datetime | None, asked: datetime | None = None, lesson: str = ""
) -> dict[str, Any]:
    """The whole span of the picked lesson as an outline, its buffers as bands; the asked time as a dashed outline.

    `lesson` is the booking that is looked at: it has an outline too.
    """
    plan = shown.plan
    hours = shown_hours(plan)
    hidden = {"showgrid": False, "zeroline": False, "showticklabels": False, "automargin": False, "fixedrange": True}
    return {
        "data": [{"type": "scatter", "x": [], "y": []}],
        "layout": {
            **frame_of(plan),
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "xaxis": {"range": [-0.5, 6.5], **hidden},
            "yaxis": {"range": [hours[1] * 60, hours[0] * 60], **hidden},
            "shapes": [*_picked(shown.at(picked), shown), *_asked(asked, plan), *_looked_at(lesson, shown)],
        },
    }


def _picked(one: OfferedSlot | None, shown: ShownWeek) -> Iterator[Shape]:
    if one is None:
        return
    profile, start = shown.profile_of(one), one.slot.start
    sides, (begins, ends) = _sides(start), _minutes(start, profile)
    yield rect(sides, (begins - profile.buffer_before_min, begins), colours.BUFFER, layer="above")
    yield rect(sides, (ends, ends + profile.buffer_after_min), colours.BUFFER, layer="above")
    yield rect(sides, (begins, ends), colours.PICKED_FILL, layer="above", color=colours.PICKED, width=3)


def _asked(start: datetime | None, plan: WeekPlan) -> Iterator[Shape]:
    if start is not None and start.date() in plan.week.days:
        minutes = _minutes(start, plan.profile)
        yield rect(_sides(start), minutes, CLEAR, layer="above", color=colours.ASKED, width=2, dash="dash")


def _looked_at(booking_id: str, shown: ShownWeek) -> Iterator[Shape]:
    for part in lessons_of(shown) if booking_id else ():
        if part.booking.id == booking_id:
            yield rect(part.sides, part.minutes, CLEAR, layer="above", color=colours.PICKED, width=3)


def _sides(start: datetime) -> tuple[float, float]:
    return start.weekday() - LANE, start.weekday() + LANE


def _minutes(start: datetime, profile: PlanningProfile) -> tuple[int, int]:
    """From when to when a lesson lasts, on the local clock of its first day."""
    end = (start.astimezone(UTC) + timedelta(minutes=profile.duration_minutes)).astimezone(start.tzinfo)
    return minute_of(start), (end.date() - start.date()).days * DAY_MINUTES + minute_of(end)
