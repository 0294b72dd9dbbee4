"""The times of the week calendar that can be clicked: one bar for each slot, and for each refused half hour.

All are bars of one trace, side by side and never stacked: a click finds only the uppermost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any, Final

from pages.shared import colours
from pages.shared.text import hover
from pages.week_parts.labels import MANY, Label
from pages.week_parts.shapes import LANE, minute_of
from pages.week_parts.shown import NOT_CONFIRMED, ShownWeek, badge_text
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.ladder import RungSlot
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.reasons import Reason
from tutorcore.domain.refused_times import HALF_HOUR, RefusedTime
from tutorcore.services.open_time import ExceptionalSlot
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import clock, moment_text, short_day, span_text
from tutorcore.wording.reasons import SHORT, WORD

WHOLE_DAY: Final = frozenset({Reason.PAST, Reason.HORIZON, Reason.WEEKDAY, Reason.CLOSURE})
"""Reasons that may hold for all of a day: its heading tells them once."""

HATCH: Final = {"fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.3)", "size": 8, "solidity": 0.3}
"""Thin lines over a bar's own colour, on which its text can still be read."""

READABLE: Final = 15
"""The minutes of the lowest bar that has room for a text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Bar:
    """A time that can be clicked; `height` in minutes."""

    start: datetime
    height: int
    text: str
    hover: str
    colour: str
    line: float = 1
    pattern: str = ""


def time_bars(shown: ShownWeek, refused: Sequence[RefusedTime]) -> dict[str, Any]:
    """The bar trace: each bar begins at its start, its start as text, its instant as id."""
    starts = {one.slot.start for one in shown.slots}
    bars = [*_slots(shown), *_refused([time for time in refused if time.start not in starts])]
    bars = _side_by_side(bars) if refused or shown.exception else bars
    return {
        "type": "bar",
        "name": "offered",
        # The browser keeps silent about a click that selects what it told last. A calendar drawn anew holds nothing
        # as selected, so what it tells must differ: each point carries this along.
        "legendgroup": str(shown.drawing),
        "x": [bar.start.weekday() for bar in bars],
        "base": [minute_of(bar.start) for bar in bars],
        "y": [bar.height for bar in bars],
        "width": 2 * LANE,
        "text": [bar.text if bar.height >= READABLE else "" for bar in bars],
        "textposition": "none" if len(shown.slots) > MANY else "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": "#ffffff", "size": 12},
        "customdata": [bar.start.isoformat() for bar in bars],
        "hovertext": [bar.hover for bar in bars],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": _same([bar.colour for bar in bars]),
            "line": {"color": "#ffffff", "width": _same([bar.line for bar in bars])},
            "pattern": {"shape": _same([bar.pattern for bar in bars]), **HATCH},
        },
        # What is picked is shown by the mark; Plotly's own way, dimming all the rest, is put out.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": "#ffffff"}},
    }


def labels_of(bars: Mapping[str, Any]) -> list[Label]:
    """The texts of a bar trace, each at the middle of its bar; none where its bars draw them themselves."""
    if bars["textposition"] != "none":
        return []
    places = zip(bars["x"], bars["base"], bars["y"], bars["text"], strict=True)
    return [(day, base + height / 2, text) for day, base, height, text in places if text]


def _same(values: list[Any]) -> Any:
    """The one value where all are the same: Plotly then need not look at each bar."""
    return values[0] if len(set(values)) == 1 else values


def _slots(shown: ShownWeek) -> list[_Bar]:
    return [
        _Bar(
            start=one.slot.start,
            height=_height(one, shown.plan.profile),
            text=clock(one.slot.start),
            hover=_slot_hover(one, shown.plan),
            colour=_colour(one),
            pattern=_pattern(one, shown.plan),
        )
        for one in shown.slots
    ]


def _height(one: OfferedSlot, profile: PlanningProfile) -> int:
    """As far as to the next start; an exception may be a lesson too short to be seen."""
    step = profile.slot_step_minutes
    return max(step, HALF_HOUR) if isinstance(one, ExceptionalSlot) else min(step, profile.duration_minutes)


def _pattern(one: OfferedSlot, plan: WeekPlan) -> str:
    """Hatched where it is not sure, hatched the other way where it is not as wished."""
    relaxed = "\\" if isinstance(one, RungSlot) else ""
    return relaxed if plan.confirmed else "/"


def _colour(one: OfferedSlot) -> str:
    if isinstance(one, ExceptionalSlot):
        return colours.EXCEPTION
    return colours.RELAXED if isinstance(one, RungSlot) else colours.OFFERED


def _slot_hover(one: OfferedSlot, plan: WeekPlan) -> str:
    who = hover(", ".join(one.tutors)) if len(plan.tutors) > 1 else ""
    when = f"{short_day(one.slot.start.date())} {span_text(one.slot.start, one.slot.end)}"
    return "<br>".join(filter(None, (when, who, badge_text(one), "" if plan.confirmed else NOT_CONFIRMED)))


def _refused(refused: Sequence[RefusedTime]) -> list[_Bar]:
    return [
        _Bar(
            start=time.start,
            height=HALF_HOUR,
            text="",
            hover=f"{moment_text(time.start)} not offered<br>" + "<br>".join(SHORT[reason] for reason in time.reasons),
            colour=colours.REFUSED[time.reasons[0]],
            line=0,
        )
        for time in refused
    ]


def reason_words(refused: Sequence[RefusedTime]) -> dict[str, Any]:
    """The word for each refused time, as a trace that no click finds; what holds for a whole day stands at its head."""
    told = _told_by_the_day(refused)
    shown = [time for time in refused if time.reasons[0] is not told.get(time.start.date())]
    colour = {"textfont": {"color": colours.THEME_TEXT}}
    return {
        "type": "scatter",
        "mode": "text",
        "name": "refused",
        "x": [time.start.weekday() for time in shown],
        "y": [minute_of(time.start) + HALF_HOUR / 2 for time in shown],
        "text": [WORD[time.reasons[0]] for time in shown],
        "hoverinfo": "skip",
        "textfont": {"color": colours.THEME_TEXT, "size": 11},
        "selected": colour,
        "unselected": colour,
    }


def _told_by_the_day(refused: Sequence[RefusedTime]) -> Mapping[date, Reason]:
    """The first reason of each day on which it is that of every refused time, and can hold for a whole day."""
    days = {day: {time.reasons[0] for time in times} for day, times in groupby(refused, lambda time: time.start.date())}
    return {day: next(iter(firsts)) for day, firsts in days.items() if len(firsts) == 1 and firsts <= WHOLE_DAY}


def _side_by_side(bars: Sequence[_Bar]) -> list[_Bar]:
    """The bars by start, each no higher than to the next one's start on its day."""
    ordered = sorted(bars, key=lambda bar: bar.start)
    return [_cut(bar, after) for bar, after in pairwise(ordered)] + ordered[-1:]


def _cut(bar: _Bar, after: _Bar) -> _Bar:
    if bar.start.date() != after.start.date():
        return bar
    room = minute_of(after.start) - minute_of(bar.start)
    return bar if room >= bar.height else replace(bar, height=room)
