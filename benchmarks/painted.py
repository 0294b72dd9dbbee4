"""What is looked for in the page: conditions in JavaScript that hold when something is there to be painted.

What was drawn is asked, not what was sent: Plotly's traces hang at the elements that show them.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from benchmarks.filling import BLOCKS, SLOTS
from pages.shared import colours
from pages.shared.work_desk import STEP
from tutorcore.domain.weeks import IsoWeek

_GRAPH: Final = "document.querySelector('.js-plotly-plot')"
_BARS: Final = "document.querySelector('.js-plotly-plot .barlayer .trace')"
_NUMBER: Final = "() => document.querySelector('.st-key-shown')?.textContent.trim() === NUMBER"
_WEEK: Final = f"""() => {{
  const bars = {_BARS}, texts = document.querySelector(".js-plotly-plot .imagelayer image");
  if (texts && !texts.watched) {{
    texts.watched = true;
    texts.decode().then(() => {{ texts.decoded = true; }});
  }}
  return bars && texts?.decoded
    && DAYS.includes(bars.__data__[0].trace.customdata[0].slice(0, 10))
    && bars.querySelectorAll(".point path").length === SLOTS
    && [...{_GRAPH}.querySelectorAll(".shapelayer path")]
      .reduce((count, path) => count + path.getAttribute("d").split("M").length - 1, 0) >= BLOCKS
    && {_GRAPH}.querySelector(".xtick text").textContent.split(/\\D+/).includes(MONDAY);
}}"""
_PICKED: Final = """() =>
  [...document.querySelectorAll(".js-plotly-plot .shapelayer path")].some((path) => path.style.stroke === STROKE)
  && [...document.querySelectorAll(".js-plotly-plot")].flatMap((graph) => graph.layout.shapes).some((shape) =>
    shape.line?.color === OUTLINE && shape.y0 === MINUTE && shape.x0 < WEEKDAY && WEEKDAY < shape.x1)
  && document.querySelector(".st-key-picked")?.textContent.includes(CLOCK)"""
REFUSED_ARE_SHOWN: Final = f"""() => {{
  const bars = {_BARS}, words = {_GRAPH}.querySelectorAll(".scatterlayer .textpoint");
  return bars && words.length > 0 && bars.querySelectorAll(".point path").length > {SLOTS}
    && bars.querySelectorAll(".point path").length === bars.__data__[0].trace.customdata.length;
}}"""
"""Beside the slots the refused half hours are drawn, with their words."""
_CONTACT: Final = """() =>
  document.querySelector(".stMain h3")?.textContent.includes(NAME)
  && [...document.querySelectorAll(".stMain h5")].some((part) => part.textContent === "Attributes")
  && document.querySelectorAll(".stMain table").length === 2
  && !document.querySelector(".st-key-results")"""

WORK_LIST_IS_SHOWN: Final = f"""() =>
  document.querySelectorAll(".st-key-work_rows a").length === {2 * STEP}
  && document.querySelectorAll(".st-key-work_rows .stMarkdownBadge").length >= {2 * STEP}
  && document.querySelector(".st-key-work_more button") !== null"""
"""Who and which week for each row, the segment and at least one reason, and how to see more."""
WORK_LIST_IS_GONE: Final = "() => !document.querySelector('.st-key-work_rows')"

PLACE_OF_BAR: Final = f"""(number) => {{
  const bars = {_BARS}, bar = bars.querySelectorAll(".point path")[number];
  bar.scrollIntoView({{ block: "center" }});
  const box = bar.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2, bars.__data__[0].trace.customdata[number]];
}}"""
"""The middle of a slot on the screen, and its start."""


def number_is_shown(number: int) -> str:
    """The page that only writes a number has written this one."""
    return _with(_NUMBER, NUMBER=str(number))


def week_is_shown(week: IsoWeek) -> str:
    """The slots, the busy blocks and the days of a week are drawn."""
    days = [day.isoformat() for day in week.days]
    return _with(_WEEK, DAYS=days, SLOTS=SLOTS, BLOCKS=BLOCKS, MONDAY=str(week.monday.day))


def slot_is_shown_picked(start: datetime) -> str:
    """A slot has its outline, and the panel tells of it."""
    red, green, blue = bytes.fromhex(colours.PICKED.removeprefix("#"))
    return _with(
        _PICKED,
        STROKE=f"rgb({red}, {green}, {blue})",
        OUTLINE=colours.PICKED,
        MINUTE=start.hour * 60 + start.minute,
        WEEKDAY=start.weekday(),
        CLOCK=f"{start:%H:%M}",
    )


def results_have(contact_id: str) -> str:
    """The search has found a contact."""
    return f"() => document.querySelector('.st-key-results .st-key-open_{contact_id} button') !== null"


def contact_is_shown(name: str) -> str:
    """A contact is shown to its last table, and the results of the search are gone."""
    return _with(_CONTACT, NAME=name)


def _with(condition: str, **values: object) -> str:
    """A condition with its values, as they stand in JavaScript."""
    for name, value in values.items():
        condition = condition.replace(name, json.dumps(value))
    return condition
