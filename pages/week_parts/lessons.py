"""The dashboard's own lessons and holds on the week calendar: each with its name, and a point that a click finds.

Booked has a firm outline, held is yellow and hatched, what is under way is hatched with a broken outline: none by its
colour alone. They lie over the slots of other tutors who are free then. All of a kind are one trace, whatever their
number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Any, Final

from pages.shared import colours
from pages.shared.text import hover, one_line
from pages.week_parts.hatching import PIXELS_A_DAY, PIXELS_A_MINUTE
from pages.week_parts.shapes import parts_of, sides_of
from pages.week_parts.shown import ShownWeek
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.wording.bookings import state_text, when_text, who_text

LESSON: Final = "booking:"
"""What the id of a lesson's points begins with; the booking's id follows."""
PIXELS_A_LETTER: Final = 6.2
MINUTES_A_LINE: Final = 17
FEWEST_LETTERS: Final = 5
NARROW: Final = 0.36
"""How wide a phone's day is beside another's."""
HATCH: Final = {"fillmode": "overlay", "size": 9, "solidity": 0.12, "fgopacity": 0.7}
BETWEEN: Final = 16
"""Pixels at most from one invisible point to the next, and half of it to the edge."""


class Look(StrEnum):
    """How a lesson is drawn."""

    BOOKED = "booked"
    HELD = "held"
    UNDER_WAY = "under way"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson:
    """A part of a booking's time on one day, in its tutor's lane; `minutes` of the local day."""

    booking: Booking
    look: Look
    minutes: tuple[int, int]
    sides: tuple[float, float]
    lines: tuple[str, ...]


_LOOKS: Final[Mapping[Look, Mapping[str, Any]]] = {
    Look.BOOKED: {
        "fillcolor": colours.BOOKED_FILL,
        "line": {"color": colours.BOOKED, "width": 2},
    },
    Look.HELD: {
        "fillcolor": colours.HELD_FILL,
        "fillpattern": {"shape": "/", "fgcolor": colours.HELD, **HATCH},
        "line": {"color": colours.HELD, "width": 1.5, "dash": "dot"},
    },
    Look.UNDER_WAY: {
        "fillcolor": colours.BOOKED_FILL,
        "fillpattern": {"shape": "/", "fgcolor": colours.BOOKED, **HATCH},
        "line": {"color": colours.BOOKED, "width": 1.5, "dash": "dash"},
    },
}


def lessons_of(shown: ShownWeek) -> list[Lesson]:
    """What the dashboard keeps of the shown tutors' week, day by day; the lesson that is being moved too."""
    lanes, days = len(shown.plan.tutors), shown.plan.week.days
    return [
        Lesson(
            booking=booking,
            look=_look(shown, booking),
            minutes=minutes,
            sides=sides_of(day, lane, lanes),
            lines=_words(shown, booking),
        )
        for lane, time in enumerate(shown.plan.tutors)
        for booking in shown.bookings_of(time)
        for span in booking.spans
        for day, minutes in parts_of(span.start, span.end, days, shown.zone)
    ]


def _look(shown: ShownWeek, booking: Booking) -> Look:
    if booking.under_way or booking.id == shown.moving_id:
        return Look.UNDER_WAY
    return Look.HELD if booking.state is BookingState.HELD else Look.BOOKED


def _words(shown: ShownWeek, booking: Booking) -> tuple[str, ...]:
    """For whom it is, and what else is not the usual."""
    if booking.id == shown.moving_id:
        return (booking.contact_name, "being moved")
    if booking.under_way:
        return (booking.contact_name, state_text(booking, shown.plan.now, zone=shown.zone))
    if booking.state is BookingState.HELD:
        return (f"held for {booking.contact_name}", f"by {booking.actor}")
    return (booking.contact_name, "changed in Google" if booking.theirs else f"by {booking.actor}")


def lesson_traces(lessons: Sequence[Lesson], shown: ShownWeek, *, hours: tuple[int, int]) -> list[dict[str, Any]]:
    """One trace for all of a look, which no click finds, and one with the points and names of all; none for none."""
    looks = [(look, [lesson for lesson in lessons if lesson.look is look]) for look in Look]
    boxes = [_boxes(look, found) for look, found in looks if found]
    return [*boxes, _points_and_names(lessons, shown, hours)] if boxes else []


def _boxes(look: Look, lessons: Sequence[Lesson]) -> dict[str, Any]:
    """Their outlines, one after the other, with a gap between."""
    corners = [(lesson.sides, lesson.minutes) for lesson in lessons]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": look.value,
        "x": [x for (x0, x1), _ in corners for x in (x0, x1, x1, x0, x0, None)],
        "y": [y for _, (y0, y1) in corners for y in (y0, y0, y1, y1, y0, None)],
        "fill": "toself",
        "hoverinfo": "skip",
        **_LOOKS[look],
    }


def _points_and_names(lessons: Sequence[Lesson], shown: ShownWeek, hours: tuple[int, int]) -> dict[str, Any]:
    """Invisible points all over each lesson, which a click finds, its name in the middle."""
    points = [(x, y, lesson) for lesson in lessons for x, y in _points(lesson, hours)]
    names = [(*_middle(lesson, hours), lesson) for lesson in lessons if _seen(lesson, hours)]
    colour = {"textfont": {"color": colours.ON_LESSON}}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "lessons",
        "legendgroup": str(shown.drawing),
        "x": [x for x, _, _ in (*points, *names)],
        "y": [y for _, y, _ in (*points, *names)],
        "text": [*([""] * len(points)), *(_text(lesson, narrow=shown.narrow) for _, _, lesson in names)],
        "customdata": [f"{LESSON}{lesson.booking.id}" for _, _, lesson in (*points, *names)],
        "hovertext": [_hover(lesson, shown) for _, _, lesson in (*points, *names)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": BETWEEN + 2, "opacity": 0},
        "textfont": {"color": colours.ON_LESSON, "size": 11},
        "selected": {"marker": {"opacity": 0}, **colour},
        "unselected": {"marker": {"opacity": 0}, **colour},
    }


def _seen(lesson: Lesson, hours: tuple[int, int]) -> bool:
    return lesson.minutes[1] > hours[0] * 60 and lesson.minutes[0] < hours[1] * 60


def _middle(lesson: Lesson, hours: tuple[int, int]) -> tuple[float, float]:
    first, last = max(lesson.minutes[0], hours[0] * 60), min(lesson.minutes[1], hours[1] * 60)
    return sum(lesson.sides) / 2, (first + last) / 2


def _points(lesson: Lesson, hours: tuple[int, int]) -> Iterator[tuple[float, float]]:
    """So close to each other that the pointer is always near one, and none so near the edge that it reaches beyond."""
    first, last = max(lesson.minutes[0], hours[0] * 60), min(lesson.minutes[1], hours[1] * 60)
    for minute in _spread(first, last, pixels=PIXELS_A_MINUTE):
        for across in _spread(*lesson.sides, pixels=PIXELS_A_DAY):
            yield across, minute


def _spread(first: float, last: float, *, pixels: float) -> list[float]:
    """Places from `first` to `last`, evenly; `pixels` that one of their unit is wide."""
    edge = min(BETWEEN / 2 / pixels, max(0.0, (last - first) / 2))
    inner = last - first - 2 * edge
    steps = ceil(inner * pixels / BETWEEN)
    return [first + edge + (inner * step / steps if steps else 0) for step in range(steps + 1)] if first < last else []


def _text(lesson: Lesson, *, narrow: bool) -> str:
    """As many lines and letters as there is room for."""
    wide = PIXELS_A_DAY * (lesson.sides[1] - lesson.sides[0]) * (NARROW if narrow else 1)
    letters = int(wide / PIXELS_A_LETTER)
    lines = lesson.lines[: (lesson.minutes[1] - lesson.minutes[0]) // MINUTES_A_LINE]
    return "<br>".join(hover(one_line(line, longest=letters)) for line in lines) if letters >= FEWEST_LETTERS else ""


def _hover(lesson: Lesson, shown: ShownWeek) -> str:
    booking, now = lesson.booking, shown.plan.now
    said = [who_text(booking), *(when_text(span, zone=shown.zone) for span in booking.spans)]
    said += [state_text(booking, now, zone=shown.zone), booking.tutor_name if len(shown.plan.tutors) > 1 else ""]
    return "<br>".join(hover(text) for text in said if text)
